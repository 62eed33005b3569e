//! Who attests, and how they sign.

mod detached;
mod key;

pub use anchor_lang::hash::sha256;
use p256::ecdsa::{Signature as P256Signature, SigningKey, signature::Signer as _};
use provenue_registry::attestation::{
    Anchor, Message, P256_KEY_LENGTH, Proof, SignerKind, p256_attestor,
};
use solana_address::Address;
use solana_instruction::Instruction;

pub use self::{
    detached::{DetachedError, UnsignedMessage},
    key::{AttestorKey, KeyError, p256_from_pem},
};
use crate::{
    error::{ClientError, Result},
    instructions::attestation::{ed25519_signature, p256_signature},
    ledger::SignerRef,
};

/// What signs an attestation.
#[derive(Clone, Copy)]
pub enum Credential<'a> {
    /// Who signs the transaction.
    Transaction(SignerRef<'a>),
    /// An Ed25519 key that signs the message; somebody else may pay.
    Ed25519(SignerRef<'a>),
    /// A P-256 key that signs the message (ES256), such as one of C2PA or of `did:key`.
    P256(&'a SigningKey),
    /// A passkey.
    Passkey(&'a (dyn Passkey + Sync)),
}

/// An authenticator that holds a passkey.
pub trait Passkey {
    /// Its public key, compressed.
    fn key(&self) -> [u8; P256_KEY_LENGTH];

    /// Its assertion for a challenge (`navigator.credentials.get` in a browser).
    ///
    /// # Errors
    /// Why it did not sign, in plain words.
    fn assert(&self, challenge: &[u8; 32]) -> Result<Assertion, String>;
}

/// What a passkey answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// `response.authenticatorData`.
    pub authenticator_data: Vec<u8>,
    /// `response.clientDataJSON`.
    pub client_data_json: Vec<u8>,
    /// `response.signature`, r and s, 32 bytes each; browsers encode it in DER
    /// ([`p256::ecdsa::Signature::from_der`]). A high s is made low before it is sent.
    pub signature: [u8; 64],
}

/// A message that was signed, ready to be brought to the chain by anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedMessage {
    /// Who signed it.
    pub attestor: Address,
    /// The precompile's instruction, which must stand just before the registry's; none where the
    /// attestor signs the transaction.
    pub signature: Option<Instruction>,
    /// Where the registry finds the signature.
    pub proof: Proof,
}

impl Credential<'_> {
    /// The attestor's id: their address, their Ed25519 key, or the hash of their P-256 key.
    #[must_use]
    pub fn attestor(&self) -> Address {
        match self {
            Self::Transaction(signer) | Self::Ed25519(signer) => signer.pubkey(),
            Self::P256(key) => p256_attestor(&compressed(key)),
            Self::Passkey(passkey) => p256_attestor(&passkey.key()),
        }
    }

    /// How it signs.
    #[must_use]
    pub const fn kind(&self) -> SignerKind {
        match self {
            Self::Transaction(_) => SignerKind::Transaction,
            Self::Ed25519(_) => SignerKind::Ed25519,
            Self::P256(_) => SignerKind::P256,
            Self::Passkey(_) => SignerKind::Passkey,
        }
    }

    /// Signs a message for the chain that has `anchor`.
    ///
    /// # Errors
    /// When the key does not sign.
    pub fn sign(&self, message: &Message, anchor: &Anchor) -> Result<SignedMessage> {
        let bytes = message.to_bytes(anchor);
        let (back, anchor_slot) = (1, anchor.slot);
        let (signature, proof) = match self {
            Self::Transaction(_) => (None, Proof::Transaction),
            Self::Ed25519(signer) => {
                let signature = signer.try_sign_message(&bytes)?;
                let key = signer.pubkey().to_bytes();
                let instruction = ed25519_signature(&key, signature.as_array(), &bytes);
                (Some(instruction), Proof::Ed25519 { back, anchor_slot })
            }
            Self::P256(key) => {
                let signature: P256Signature = key.sign(&bytes);
                let signature = signature.normalize_s().to_bytes().into();
                let instruction = p256_signature(&compressed(key), &signature, &bytes);
                (Some(instruction), Proof::P256 { back, anchor_slot })
            }
            Self::Passkey(passkey) => {
                let assertion = passkey
                    .assert(&sha256(&bytes))
                    .map_err(ClientError::Precondition)?;
                let instruction = assertion.instruction(&passkey.key())?;
                let client_data_json = assertion.client_data_json;
                let proof = Proof::Passkey {
                    back,
                    anchor_slot,
                    client_data_json,
                };
                (Some(instruction), proof)
            }
        };
        Ok(SignedMessage {
            attestor: self.attestor(),
            signature,
            proof,
        })
    }
}

impl Assertion {
    /// The instruction by which the precompile checks it.
    ///
    /// # Errors
    /// When the signature is none.
    pub fn instruction(&self, key: &[u8; P256_KEY_LENGTH]) -> Result<Instruction> {
        let signature = P256Signature::from_slice(&self.signature)
            .map_err(|_| ClientError::Precondition("the passkey's signature is none".to_owned()))?;
        let hash = sha256(&self.client_data_json);
        let signed = [&self.authenticator_data[..], &hash].concat();
        let signature = signature.normalize_s().to_bytes().into();
        Ok(p256_signature(key, &signature, &signed))
    }
}

/// A public key in 33 bytes.
#[must_use]
pub fn compressed(key: &SigningKey) -> [u8; P256_KEY_LENGTH] {
    key::compressed_point(key.verifying_key())
}
