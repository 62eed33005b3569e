//! Directories of files as one work: a model, a data set, an album.
//!
//! The content id of a directory is made of its files' paths, lengths and content ids:
//!
//! ```text
//! entry = length of path (u32) ‖ path ‖ length of file (u64) ‖ log2 of the chunk size (u8) ‖ content id
//! tree  = RFC 9162's over the entries, sorted by the bytes of their paths
//! id    = SHA-256(0x02 ‖ 0x01 ‖ number of files (u64) ‖ sum of lengths (u64) ‖ root of the tree)
//! ```
//!
//! Numbers are little endian. Hashing begins with a mark that no file's hashing begins
//! with, so an id is either a file's or a directory's; and since the number of files is
//! part of it, the id alone is enough to check a proof against.
//!
//! An empty file has the root of no leaves, the SHA-256 of nothing, as its content id. Empty
//! directories, times, owners and permissions are no part of the work.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use provenue_media::{ChunkSize, directory::Directory};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("model");
//! # std::fs::create_dir(&path)?;
//! # std::fs::write(path.join("config.json"), "{}")?;
//! # std::fs::write(path.join("weights.bin"), [7; 50_000])?;
//! // What is registered, and the list of files to keep beside it.
//! let manifest = Directory::scan(&path)?.fingerprint(ChunkSize::default(), |_bytes_done| {})?;
//! let content_id = manifest.content_id();
//!
//! // One file, proved to be of that directory without the others.
//! let proof = manifest.prove("config.json")?;
//! let commitment = proof.verify(&content_id)?;
//! assert_eq!(commitment.byte_length, 2);
//!
//! // Later: is it still the same directory?
//! assert!(manifest.compare(&path, |_bytes_done| {})?.is_none());
//! # Ok(())
//! # }
//! ```

mod batch;
mod compare;
mod document;
mod entry;
mod error;
mod manifest;
mod member;
mod path;
mod scan;

pub use compare::Differences;
pub use entry::Entry;
pub use error::DirectoryError;
pub use manifest::Manifest;
pub use member::MemberProof;
pub use path::{PathError, RelativePath};
pub use scan::Directory;
