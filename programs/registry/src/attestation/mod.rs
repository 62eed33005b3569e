//! What somebody says about a work, and the proof that they said it.
//!
//! A statement is signed in one of four ways ([`Proof`]). In three of them the signature is over a
//! [`Message`], a precompile checks it, and whoever likes may bring it to the chain: who submits is
//! not trusted with anything.

mod kind;
mod message;
mod proof;
mod signer;
mod slot_hashes;
mod statement;
mod webauthn;

pub use kind::AttestationKind;
pub use message::{Anchor, Message, Verb, DOMAIN, MESSAGE_LENGTH};
pub use proof::{Proof, SignerKind};
pub use signer::{p256_attestor, P256_KEY_LENGTH};
pub use statement::Statement;

pub(crate) use signer::Signer;
