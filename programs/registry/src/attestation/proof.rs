//! How a statement is signed.

use alloc::vec::Vec;

use anchor_lang::prelude::*;

/// How the attestor signed, and where the signature is.
///
/// `back` is how many instructions before this one the precompile's instruction stands, at least 1.
/// `anchor_slot` is the slot that the signed message names.
#[derive(Clone, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub enum Proof {
    /// The attestor signs the transaction.
    Transaction,
    /// An Ed25519 signature over the message.
    Ed25519 {
        /// Where the signature is.
        back: u8,
        /// The slot that the message names.
        anchor_slot: u64,
    },
    /// An ECDSA signature with P-256 and SHA-256 (ES256) over the message.
    P256 {
        /// Where the signature is.
        back: u8,
        /// The slot that the message names.
        anchor_slot: u64,
    },
    /// A passkey's assertion, whose challenge is the message's SHA-256.
    Passkey {
        /// Where the signature is.
        back: u8,
        /// The slot that the message names.
        anchor_slot: u64,
        /// The assertion's client data, byte for byte.
        client_data_json: Vec<u8>,
    },
}

/// How an attestation was signed, as it is recorded. The codes never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum SignerKind {
    /// By signing the transaction.
    Transaction = 0,
    /// With Ed25519.
    Ed25519 = 1,
    /// With P-256.
    P256 = 2,
    /// With a passkey.
    Passkey = 3,
}

impl SignerKind {
    /// The way with a code.
    pub fn from_code(code: u8) -> Option<Self> {
        let all = [Self::Transaction, Self::Ed25519, Self::P256, Self::Passkey];
        all.get(usize::from(code)).copied()
    }
}
