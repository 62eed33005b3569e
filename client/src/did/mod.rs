//! Decentralized identifiers (DIDs) of attestors.
//!
//! * `did:key` (Ed25519, P-256) and `did:pkh` (Solana) say their key themselves: such an attestor has
//!   a DID without doing anything.
//! * `did:web` says where its document is. Whoever fetches it asks [`document_names`] whether it names
//!   an attestor's key. For the way back, from the attestor to the DID, the attestor makes an attestation
//!   of authorship whose evidence is the DID ([`evidence`]). Only both ways together bind the two.

mod document;
mod identity;
mod web;

use std::str::FromStr;

pub use document::{document_attestors, document_names};
pub use identity::{Identity, Ties};
use p256::ecdsa::VerifyingKey;
use provenue_registry::attestation::{P256_KEY_LENGTH, SignerKind, p256_attestor};
use solana_address::Address;

use crate::state::Attestation;

/// Multicodec of an Ed25519 public key, as a varint.
const ED25519: [u8; 2] = [0xed, 0x01];
/// Multicodec of a compressed P-256 public key, as a varint.
const P256: [u8; 2] = [0x80, 0x24];
/// Multibase's letter for base58 as Bitcoin writes it.
const BASE58: char = 'z';

/// Why something is no DID that an attestor can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DidError {
    /// Another method, or no DID at all.
    #[error("write did:key:…, did:pkh:solana:… or did:web:…")]
    UnknownMethod,
    /// Not a key of the kinds that can attest.
    #[error("the DID holds no Ed25519 key, P-256 key or Solana address")]
    BadKey,
    /// Not a host and a path.
    #[error("the DID names no web host and path")]
    BadHost,
    /// Not a DID document.
    #[error("this is no DID document: {0}")]
    BadDocument(String),
}

/// A DID that an attestor can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Did {
    /// `did:key` of an Ed25519 key.
    Ed25519([u8; 32]),
    /// `did:key` of a P-256 key, compressed.
    P256([u8; P256_KEY_LENGTH]),
    /// `did:pkh` of a Solana address.
    Solana {
        /// The first 32 characters of the chain's genesis hash.
        chain: String,
        /// The address.
        address: Address,
    },
    /// `did:web`.
    Web {
        /// Where its document is.
        document_url: String,
    },
}

impl Did {
    /// The attestor that the DID itself names; none of `did:web`, whose document does.
    #[must_use]
    pub fn attestor(&self) -> Option<Address> {
        match self {
            Self::Ed25519(key) => Some(Address::new_from_array(*key)),
            Self::P256(key) => Some(p256_attestor(key)),
            Self::Solana { address, .. } => Some(*address),
            Self::Web { .. } => None,
        }
    }
}

impl FromStr for Did {
    type Err = DidError;

    fn from_str(text: &str) -> Result<Self, DidError> {
        if let Some(key) = text.strip_prefix("did:key:") {
            return multikey(key).ok_or(DidError::BadKey);
        }
        if let Some(account) = text.strip_prefix("did:pkh:") {
            return account_id(account).ok_or(DidError::BadKey);
        }
        let Some(name) = text.strip_prefix("did:web:") else {
            return Err(DidError::UnknownMethod);
        };
        let document_url = web::document_url(name).ok_or(DidError::BadHost)?;
        Ok(Self::Web { document_url })
    }
}

/// The `did:key` of an Ed25519 key.
#[must_use]
pub fn of_ed25519(key: &[u8; 32]) -> String {
    of_key(&[&ED25519[..], key].concat())
}

/// The `did:key` of a compressed P-256 key.
#[must_use]
pub fn of_p256(key: &[u8; P256_KEY_LENGTH]) -> String {
    of_key(&[&P256[..], key].concat())
}

/// The `did:pkh` of an address on the chain with a genesis hash (in base58).
#[must_use]
pub fn of_address(address: &Address, genesis_hash: &str) -> String {
    let chain = chain_of(genesis_hash);
    format!("did:pkh:solana:{chain}:{address}")
}

/// The DID that an attestor has without doing anything: `did:key` of the key that signed, `did:pkh` of
/// an address that signed a transaction. None of one who signed in a way that is not known here.
#[must_use]
pub fn of_attestor(attestation: &Attestation, genesis_hash: &str) -> Option<String> {
    let attestor = &attestation.attestor;
    match SignerKind::from_code(attestation.signer_kind)? {
        SignerKind::Transaction => Some(of_address(attestor, genesis_hash)),
        SignerKind::Ed25519 => Some(of_ed25519(&attestor.to_bytes())),
        SignerKind::P256 | SignerKind::Passkey => attestation.p256_key().as_ref().map(of_p256),
    }
}

/// How CAIP-2 names the chain with a genesis hash.
fn chain_of(genesis_hash: &str) -> String {
    genesis_hash.chars().take(32).collect()
}

/// The evidence hash by which an attestor says that a DID is theirs: SHA-256 of its text.
#[must_use]
pub fn evidence(did: &str) -> [u8; 32] {
    anchor_lang::hash::sha256(did.as_bytes())
}

fn of_key(bytes: &[u8]) -> String {
    format!("did:key:{BASE58}{}", bs58::encode(bytes).into_string())
}

/// A key in multibase and multicodec.
fn multikey(text: &str) -> Option<Did> {
    let bytes = bs58::decode(text.strip_prefix(BASE58)?).into_vec().ok()?;
    if let Some(key) = bytes.strip_prefix(&ED25519) {
        return Some(Did::Ed25519(key.try_into().ok()?));
    }
    let key: [u8; P256_KEY_LENGTH] = bytes.strip_prefix(&P256)?.try_into().ok()?;
    VerifyingKey::from_sec1_bytes(&key).ok()?;
    Some(Did::P256(key))
}

/// A Solana account of CAIP-10: `solana:` chain `:` address.
fn account_id(text: &str) -> Option<Did> {
    let (chain, address) = text.strip_prefix("solana:")?.split_once(':')?;
    let is_chain = chain.len() == 32 && chain.bytes().all(|byte| byte.is_ascii_alphanumeric());
    Some(Did::Solana {
        chain: is_chain.then(|| chain.to_owned())?,
        address: address.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the method's specification (W3C CCG, "The did:key Method").
    const ED25519_EXAMPLE: &str = "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp";
    const P256_EXAMPLE: &str = "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169";

    #[test]
    fn the_specifications_keys_are_read_and_written() {
        let Ok(Did::Ed25519(key)) = ED25519_EXAMPLE.parse() else {
            panic!("an Ed25519 key was expected");
        };
        assert_eq!(of_ed25519(&key), ED25519_EXAMPLE);
        let Ok(Did::P256(key)) = P256_EXAMPLE.parse() else {
            panic!("a P-256 key was expected");
        };
        assert_eq!(of_p256(&key), P256_EXAMPLE);
        let did = Did::P256(key);
        assert_eq!(did.attestor(), Some(p256_attestor(&key)));
    }

    #[test]
    fn an_address_has_a_did_on_its_chain() {
        let address = Address::new_unique();
        let genesis = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d";
        let text = of_address(&address, genesis);
        let expected = Did::Solana {
            chain: "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp".to_owned(),
            address,
        };
        assert_eq!(text.parse(), Ok(expected));
    }

    #[test]
    fn what_holds_no_key_is_refused() {
        let mut off_the_curve = [0xff; P256_KEY_LENGTH];
        off_the_curve[0] = 2;
        for (text, error) in [
            ("did:key:z", DidError::BadKey),
            (
                "did:key:6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
                DidError::BadKey,
            ),
            (&ED25519_EXAMPLE[..50], DidError::BadKey),
            (&of_p256(&off_the_curve), DidError::BadKey),
            (
                "did:pkh:solana:short:11111111111111111111111111111111",
                DidError::BadKey,
            ),
            (
                "did:pkh:eip155:1:0xb9c5714089478a327f09197987f16f9e5d936e8a",
                DidError::BadKey,
            ),
            ("did:example:123", DidError::UnknownMethod),
            ("", DidError::UnknownMethod),
        ] {
            assert_eq!(text.parse::<Did>(), Err(error), "{text}");
        }
    }
}
