//! Trees of hashes: proofs of them, checked with the runtime's SHA-256.

mod chunk;
mod member;
mod sha256;

pub use chunk::ProvenChunk;
pub use member::{encode_member, member_leaf, MEMBER_DOMAIN};

pub(crate) use sha256::Syscall;
