//! Trees of hashes: proofs of them, checked with the runtime's SHA-256.

mod chunk;
mod sha256;

pub use chunk::ProvenChunk;

pub(crate) use sha256::Syscall;
