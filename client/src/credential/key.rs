//! Keys of attestors, who sign elsewhere or here.

use std::str::FromStr;

use p256::{
    SecretKey,
    ecdsa::{Signature as P256Signature, SigningKey, VerifyingKey, signature::Verifier},
    pkcs8::DecodePrivateKey,
};
use provenue_registry::attestation::{P256_KEY_LENGTH, p256_attestor};
use solana_address::Address;
use solana_signature::Signature;

use crate::did::{self, Did};

/// The public key of an attestor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttestorKey {
    /// Ed25519: the attestor itself.
    Ed25519([u8; 32]),
    /// P-256, compressed, of a passkey too.
    P256([u8; P256_KEY_LENGTH]),
}

/// Why something is no key of an attestor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Of none of the forms.
    #[error("write an address, a did:key, or a P-256 key as 33 or 65 bytes in hexadecimal")]
    Unknown,
    /// Not the PEM of a private P-256 key.
    #[error("this is no private P-256 key in PEM (PKCS#8 or SEC1)")]
    NoPrivateKey,
}

impl AttestorKey {
    /// The attestor's id.
    #[must_use]
    pub fn attestor(&self) -> Address {
        match self {
            Self::Ed25519(key) => Address::new_from_array(*key),
            Self::P256(key) => p256_attestor(key),
        }
    }

    /// Its `did:key`.
    #[must_use]
    pub fn did(&self) -> String {
        match self {
            Self::Ed25519(key) => did::of_ed25519(key),
            Self::P256(key) => did::of_p256(key),
        }
    }

    /// The signature over `message` in one form, r and s with a low s for P-256; none when it is wrong.
    /// Those of P-256 may be in DER.
    #[must_use]
    pub fn verified(&self, message: &[u8], signature: &[u8]) -> Option<[u8; 64]> {
        match self {
            Self::Ed25519(key) => {
                let signature = Signature::try_from(signature).ok()?;
                let fits = signature.verify(key, message);
                fits.then(|| *signature.as_array())
            }
            Self::P256(key) => {
                let signature = P256Signature::from_slice(signature)
                    .or_else(|_| P256Signature::from_der(signature))
                    .ok()?;
                let key = VerifyingKey::from_sec1_bytes(key).ok()?;
                key.verify(message, &signature).ok()?;
                Some(signature.normalize_s().to_bytes().into())
            }
        }
    }
}

impl FromStr for AttestorKey {
    type Err = KeyError;

    /// An address, a `did:key`, or a P-256 key in hexadecimal, compressed or not.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        if let Ok(address) = text.parse::<Address>() {
            return Ok(Self::Ed25519(address.to_bytes()));
        }
        match text.parse::<Did>() {
            Ok(Did::Ed25519(key)) => return Ok(Self::Ed25519(key)),
            Ok(Did::P256(key)) => return Ok(Self::P256(key)),
            _ => {}
        }
        let point = from_hex(text).ok_or(KeyError::Unknown)?;
        let key = VerifyingKey::from_sec1_bytes(&point).map_err(|_| KeyError::Unknown)?;
        Ok(Self::P256(compressed_point(&key)))
    }
}

/// The private key in a PEM file of PKCS#8 (`PRIVATE KEY`) or SEC1 (`EC PRIVATE KEY`), as openssl and
/// C2PA's tools keep them. Parameters that openssl writes before the latter are passed over.
///
/// # Errors
/// [`KeyError::NoPrivateKey`] when there is none, or one of another curve.
pub fn p256_from_pem(pem: &str) -> Result<SigningKey, KeyError> {
    const SEC1: &str = "-----BEGIN EC PRIVATE KEY-----";
    let secret = match pem.find(SEC1).and_then(|at| pem.get(at..)) {
        Some(sec1) => SecretKey::from_sec1_pem(sec1).ok(),
        None => SecretKey::from_pkcs8_pem(pem).ok(),
    };
    let secret = secret.ok_or(KeyError::NoPrivateKey)?;
    Ok(SigningKey::from(secret))
}

/// A public key in 33 bytes.
pub(super) fn compressed_point(key: &VerifyingKey) -> [u8; P256_KEY_LENGTH] {
    let point = key.to_sec1_point(true);
    let mut bytes = [0; P256_KEY_LENGTH];
    bytes.copy_from_slice(point.as_bytes());
    bytes
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.iter().all(u8::is_ascii_hexdigit) || !digits.len().is_multiple_of(2) {
        return None;
    }
    let bytes = (0..text.len()).step_by(2);
    bytes
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::signature::Signer as _;
    use solana_keypair::Keypair;
    use solana_signer::Signer;

    use super::*;

    /// Both made by OpenSSL 3 of one key: `openssl ecparam -name prime256v1 -genkey`, and
    /// `openssl pkcs8 -topk8 -nocrypt`.
    const SEC1: &str = include_str!("tests/sec1.pem");
    const PKCS8: &str = include_str!("tests/pkcs8.pem");
    /// `openssl ec -pubout -conv_form compressed -outform DER | tail -c 33`.
    const PUBLIC: &str = include_str!("tests/public.hex");
    /// `printf message | openssl dgst -sha256 -sign`, in hexadecimal.
    const SIGNATURE: &str = include_str!("tests/signature.hex");

    fn key(text: &str) -> AttestorKey {
        text.parse()
            .unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn private_keys_of_openssl_are_read() {
        let expected = key(PUBLIC.trim());
        for pem in [SEC1, PKCS8] {
            let key = p256_from_pem(pem).unwrap_or_else(|error| panic!("{error}"));
            let public = compressed_point(key.verifying_key());
            assert_eq!(AttestorKey::P256(public), expected);
        }
        for bad in ["", "-----BEGIN EC PRIVATE KEY-----", &PKCS8[..80]] {
            assert_eq!(p256_from_pem(bad).err(), Some(KeyError::NoPrivateKey));
        }
    }

    #[test]
    fn a_signature_of_openssl_is_brought_into_the_chains_form() {
        let der = from_hex(SIGNATURE.trim()).unwrap_or_default();
        let key = key(PUBLIC.trim());
        let raw = key.verified(b"message", &der);
        let raw = raw.unwrap_or_else(|| panic!("the signature is right"));
        assert_eq!(key.verified(b"message", &raw), Some(raw));
        assert_eq!(key.verified(b"another", &der), None);
        assert_eq!(key.verified(b"message", &raw[1..]), None);
    }

    #[test]
    fn keys_are_written_in_several_ways() {
        let keypair = Keypair::new();
        let address = keypair.pubkey();
        let ed25519 = key(&address.to_string());
        assert_eq!(key(&ed25519.did()), ed25519);
        assert_eq!(ed25519.attestor(), address);
        let signature = keypair.sign_message(b"message");
        let verified = ed25519.verified(b"message", signature.as_ref());
        assert_eq!(verified, Some(*signature.as_array()));
        assert_eq!(ed25519.verified(b"other", signature.as_ref()), None);

        let signing = SigningKey::from_slice(&[7; 32]).unwrap_or_else(|error| panic!("{error}"));
        let p256 = AttestorKey::P256(compressed_point(signing.verifying_key()));
        let whole = signing.verifying_key().to_sec1_point(false);
        let hex: String = whole
            .as_bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!((key(&hex), key(&p256.did())), (p256, p256));
        let signature: P256Signature = signing.sign(b"message");
        assert!(p256.verified(b"message", &signature.to_bytes()).is_some());
        for bad in [
            "",
            "did:web:example.com",
            &hex[2..],
            &format!("02{}", "ff".repeat(32)),
            "0",
        ] {
            let parsed = bad.parse::<AttestorKey>();
            assert_eq!(parsed, Err(KeyError::Unknown), "{bad}");
        }
    }
}
