//! From a file's bytes to its content id, and proofs of any byte range of it.
//!
//! The content id of a file is the root of a Merkle tree over its chunks:
//!
//! ```text
//! chunk = the next 2^k bytes (256 KiB unless told otherwise; the last may be shorter)
//! leaf  = SHA-256(0x00 ‖ chunk)
//! node  = SHA-256(0x01 ‖ left ‖ right)
//! shape = as in RFC 9162: the left subtree has the largest power of two of leaves
//!         that leaves at least one for the right
//! ```
//!
//! So the id costs 32 bytes wherever it is kept, any byte range is proved with
//! about log2(n) hashes, and the proof of a single chunk is an inclusion proof
//! that every transparency-log verifier can check.
//!
//! * [`fingerprint_file`] hashes in parallel, in memory that does not grow with the file;
//!   [`fingerprint_reader`] does the same for bytes that come only once.
//! * [`prove_range`] makes a [`RangeProof`] in one pass over the file, and
//!   [`extract_part`] cuts out the bytes that travel with it.
//! * [`RangeProof::verify`] checks those bytes against a trusted [`Commitment`].
//! * [`directory`] gives a directory of files one content id, with a manifest of its files
//!   and proofs that a file is one of them.
//! * [`verify`] checks inclusion in and consistency of transparency logs without
//!   allocation, for Solana programs; [`log`] makes such logs and proofs, in a file of
//!   any length.
//! * [`tree`] and [`proof`] are the core of it: pure, `no_std`, on hashes alone.
//!
#![cfg_attr(feature = "std", doc = "```")]
#![cfg_attr(not(feature = "std"), doc = "```ignore")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use provenue_media::{ChunkSize, extract_part, fingerprint_file, prove_range};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("sound.wav");
//! # std::fs::write(&path, [b"RIFF\0\0\0\0WAVE".as_slice(), &[7; 50_000]].concat())?;
//! // What is registered.
//! let chunk_size = ChunkSize::from_log2(12)?;
//! let fingerprint = fingerprint_file(&path, chunk_size, |_bytes_done| {})?;
//! assert_eq!(fingerprint.media_type, "audio/x-wav");
//!
//! // The holder of the file shows bytes 10 000 to 20 000, and nothing else of it.
//! let proof = prove_range(&path, 10_000..20_000, chunk_size, |_bytes_done| {})?;
//! let mut part = Vec::new();
//! extract_part(&path, &proof, &mut part)?;
//!
//! // Anyone who knows what was registered can check them.
//! proof.verify(&fingerprint.commitment(), part.as_slice())?;
//! # Ok(())
//! # }
//! ```

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

#[cfg(any(feature = "sha2", test))]
extern crate alloc;

mod chunk;
mod content_id;
mod hash;
pub mod verify;

#[cfg(feature = "std")]
pub mod directory;

#[cfg(feature = "sha2")]
pub mod log;
#[cfg(feature = "sha2")]
pub mod proof;
#[cfg(feature = "sha2")]
mod span;
#[cfg(feature = "sha2")]
pub mod tree;

#[cfg(feature = "std")]
mod document;
#[cfg(feature = "std")]
mod error;
#[cfg(feature = "std")]
mod fingerprint;
#[cfg(feature = "std")]
mod media_type;
#[cfg(feature = "std")]
mod parallel;
#[cfg(feature = "std")]
mod positioned;
#[cfg(feature = "std")]
mod range;
#[cfg(feature = "std")]
mod source;

pub use chunk::{ChunkSize, ChunkSizeError};
pub use content_id::{Commitment, ContentId, ContentIdError};
#[cfg(feature = "sha2")]
pub use hash::SoftwareSha256;
pub use hash::{EMPTY_ROOT, HASH_BYTES, Hash, Sha256, mark};

#[cfg(feature = "std")]
pub use document::RangeProof;
#[cfg(feature = "std")]
pub use error::MediaError;
#[cfg(feature = "std")]
pub use fingerprint::{Fingerprint, fingerprint_file, fingerprint_reader};
#[cfg(feature = "std")]
pub use media_type::{UNKNOWN_MEDIA_TYPE, media_type_of};
#[cfg(feature = "std")]
pub use range::{Shown, extract_part, prove_range};
