//! Messages that are signed elsewhere: by wallets, by passkeys in browsers, by hardware modules.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use provenue_registry::{
    Statement,
    attestation::{Anchor, DOMAIN, MESSAGE_LENGTH, Message, Proof, Verb},
};
use solana_address::Address;

use super::{Assertion, AttestorKey, SignedMessage, sha256};
use crate::{
    REGISTRY_PROGRAM,
    instructions::attestation::{ed25519_signature, p256_signature},
};

/// A message, and whose signature it waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedMessage {
    /// Whose.
    pub key: AttestorKey,
    /// What they say.
    pub message: Message,
    /// The slot that it names.
    pub anchor: Anchor,
}

/// Why what was signed elsewhere is not brought to the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DetachedError {
    /// Other bytes.
    #[error("this is no message of an attestation")]
    NoMessage,
    /// For another deployment of the registry.
    #[error("the message is for another program")]
    AnotherProgram,
    /// The signature is not that of the key over the message.
    #[error("the signature is wrong: it is not of this key over this message")]
    WrongSignature,
    /// An assertion of a key that no passkey has.
    #[error("only a P-256 key is a passkey")]
    NoPasskey,
    /// The assertion answers something else.
    #[error("the assertion answers another challenge")]
    AnotherChallenge,
}

impl UnsignedMessage {
    /// The bytes to sign.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; MESSAGE_LENGTH] {
        self.message.to_bytes(&self.anchor)
    }

    /// The challenge to a passkey.
    #[must_use]
    pub fn challenge(&self) -> [u8; 32] {
        sha256(&self.to_bytes())
    }

    /// Reads the bytes that `key` is to sign.
    ///
    /// # Errors
    /// [`DetachedError::NoMessage`], [`DetachedError::AnotherProgram`].
    pub fn from_bytes(key: AttestorKey, bytes: &[u8]) -> Result<Self, DetachedError> {
        let bytes: &[u8; MESSAGE_LENGTH] =
            bytes.try_into().map_err(|_| DetachedError::NoMessage)?;
        if !bytes.starts_with(&DOMAIN) {
            return Err(DetachedError::NoMessage);
        }
        if bytes[32..64] != *REGISTRY_PROGRAM.as_ref() {
            return Err(DetachedError::AnotherProgram);
        }
        let verb = match bytes[97] {
            1 => Verb::Attest,
            2 => Verb::Revoke,
            _ => return Err(DetachedError::NoMessage),
        };
        let read = Self {
            key,
            message: Message {
                asset: Address::new_from_array(array(bytes, 64)),
                verb,
                statement: Statement {
                    kind: bytes[96],
                    score_bps: u16::from_le_bytes(array(bytes, 98)),
                    nonce: u64::from_le_bytes(array(bytes, 104)),
                    expires_at: i64::from_le_bytes(array(bytes, 112)),
                    evidence_hash: array(bytes, 120),
                    schema_hash: array(bytes, 152),
                },
            },
            anchor: Anchor {
                slot: u64::from_le_bytes(array(bytes, 184)),
                hash: array(bytes, 192),
            },
        };
        // Where bytes must be zero, they are.
        if read.to_bytes() != *bytes {
            return Err(DetachedError::NoMessage);
        }
        Ok(read)
    }

    /// Takes the signature over the message. That of a P-256 key may be in DER, with a high s.
    ///
    /// # Errors
    /// [`DetachedError::WrongSignature`].
    pub fn signed(&self, signature: &[u8]) -> Result<SignedMessage, DetachedError> {
        let bytes = self.to_bytes();
        let signature = self.key.verified(&bytes, signature);
        let signature = signature.ok_or(DetachedError::WrongSignature)?;
        let (back, anchor_slot) = (1, self.anchor.slot);
        let (instruction, proof) = match &self.key {
            AttestorKey::Ed25519(key) => (
                ed25519_signature(key, &signature, &bytes),
                Proof::Ed25519 { back, anchor_slot },
            ),
            AttestorKey::P256(key) => (
                p256_signature(key, &signature, &bytes),
                Proof::P256 { back, anchor_slot },
            ),
        };
        Ok(self.ready(instruction, proof))
    }

    /// Takes a passkey's assertion. Whether its user was there, the chain judges.
    ///
    /// # Errors
    /// [`DetachedError::NoPasskey`], [`DetachedError::AnotherChallenge`],
    /// [`DetachedError::WrongSignature`].
    pub fn asserted(
        &self,
        authenticator_data: Vec<u8>,
        client_data_json: Vec<u8>,
        signature: &[u8],
    ) -> Result<SignedMessage, DetachedError> {
        let AttestorKey::P256(key) = &self.key else {
            return Err(DetachedError::NoPasskey);
        };
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(self.challenge());
        let answer = format!(r#"{{"type":"webauthn.get","challenge":"{challenge}""#);
        if !client_data_json.starts_with(answer.as_bytes()) {
            return Err(DetachedError::AnotherChallenge);
        }
        let hash = sha256(&client_data_json);
        let bytes = [&authenticator_data[..], &hash].concat();
        let signature = self.key.verified(&bytes, signature);
        let assertion = Assertion {
            authenticator_data,
            client_data_json,
            signature: signature.ok_or(DetachedError::WrongSignature)?,
        };
        let instruction = assertion.instruction(key);
        let instruction = instruction.map_err(|_| DetachedError::WrongSignature)?;
        let proof = Proof::Passkey {
            back: 1,
            anchor_slot: self.anchor.slot,
            client_data_json: assertion.client_data_json,
        };
        Ok(self.ready(instruction, proof))
    }

    fn ready(&self, instruction: solana_instruction::Instruction, proof: Proof) -> SignedMessage {
        SignedMessage {
            attestor: self.key.attestor(),
            signature: Some(instruction),
            proof,
        }
    }
}

/// Bytes of a message. All places that are asked for lie within.
fn array<const LENGTH: usize>(bytes: &[u8; MESSAGE_LENGTH], at: usize) -> [u8; LENGTH] {
    let mut array = [0; LENGTH];
    array.copy_from_slice(&bytes[at..at + LENGTH]);
    array
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};

    use super::*;
    use crate::credential::compressed;

    fn signing() -> SigningKey {
        SigningKey::from_slice(&[7; 32]).unwrap_or_else(|error| panic!("{error}"))
    }

    fn unsigned() -> UnsignedMessage {
        let statement = Statement {
            kind: 6,
            score_bps: 9_876,
            nonce: 7,
            expires_at: 1_800_000_000,
            evidence_hash: [0xbb; 32],
            schema_hash: [0xcc; 32],
        };
        UnsignedMessage {
            key: AttestorKey::P256(compressed(&signing())),
            message: Message::attest(Address::new_from_array([0xaa; 32]), statement),
            anchor: Anchor {
                slot: 0x0102_0304_0506_0708,
                hash: [0xdd; 32],
            },
        }
    }

    #[test]
    fn a_message_is_read_as_it_was_written() {
        let attest = unsigned();
        let revoke = UnsignedMessage {
            message: Message::revoke(attest.message.asset, 2, 8, 0x0103),
            ..attest.clone()
        };
        for message in [attest, revoke] {
            let bytes = message.to_bytes();
            assert_eq!(
                UnsignedMessage::from_bytes(message.key, &bytes),
                Ok(message)
            );
        }
    }

    #[test]
    fn what_is_no_message_is_refused() {
        let message = unsigned();
        let bytes = message.to_bytes();
        let read = |bytes: &[u8]| UnsignedMessage::from_bytes(message.key, bytes);
        assert_eq!(read(&bytes[1..]), Err(DetachedError::NoMessage));
        for (at, error) in [
            (0, DetachedError::NoMessage),
            (32, DetachedError::AnotherProgram),
            (97, DetachedError::NoMessage),
            (100, DetachedError::NoMessage),
        ] {
            let mut bytes = bytes;
            bytes[at] ^= 0x40;
            assert_eq!(read(&bytes), Err(error), "{at}");
        }
    }

    #[test]
    fn an_assertion_must_answer_this_challenge_with_this_key() {
        let message = unsigned();
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(message.challenge());
        let client_data = |challenge: &str| {
            format!(r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"https://a"}}"#)
                .into_bytes()
        };
        let authenticator_data = vec![5; 37];
        let signature = |client_data: &[u8], key: &SigningKey| -> Vec<u8> {
            let signed = [&authenticator_data[..], &sha256(client_data)].concat();
            let signature: Signature = key.sign(&signed);
            signature.to_der().as_bytes().to_vec()
        };
        let asserted = |client_data: Vec<u8>, key: &SigningKey| {
            let signature = signature(&client_data, key);
            message.asserted(authenticator_data.clone(), client_data, &signature)
        };
        let signed = asserted(client_data(&challenge), &signing());
        let signed = signed.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(signed.attestor, message.key.attestor());
        assert!(matches!(signed.proof, Proof::Passkey { back: 1, .. }));
        let other = asserted(client_data(&challenge[1..]), &signing());
        assert_eq!(other, Err(DetachedError::AnotherChallenge));
        let stranger = SigningKey::from_slice(&[9; 32]).unwrap_or_else(|error| panic!("{error}"));
        let other = asserted(client_data(&challenge), &stranger);
        assert_eq!(other, Err(DetachedError::WrongSignature));
        let ed25519 = UnsignedMessage {
            key: AttestorKey::Ed25519([1; 32]),
            ..message.clone()
        };
        let no_passkey = ed25519.asserted(vec![], vec![], &[]);
        assert_eq!(no_passkey, Err(DetachedError::NoPasskey));
    }
}
