//! What can go wrong between a path and a content id.

use std::{io, path::PathBuf};

use thiserror::Error;

use crate::{document::VERSION, proof::ProofError};

/// Why a file has no content id, or bytes are not proved to be in it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum MediaError {
    /// Nothing is at the path.
    #[error("no such file: {}", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A directory is at the path.
    #[error("{} is a directory; name a file in it", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
    },
    /// What is at the path has no length of its own: a pipe, a socket, a device.
    #[error("{} is not a regular file; save what it gives to one first", path.display())]
    NotAFile {
        /// The pipe, socket or device.
        path: PathBuf,
    },
    /// The file cannot be opened or read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The stream of bytes broke off.
    #[error("cannot read the bytes: {source}")]
    Read {
        /// What the reader says.
        source: io::Error,
    },
    /// The part cannot be written.
    #[error("cannot write the part: {source}")]
    Write {
        /// What the writer says.
        source: io::Error,
    },
    /// There are no bytes, so there is nothing to register or to prove.
    #[error("the file is empty: there is nothing in it to identify")]
    Empty,
    /// The file's length or time of modification changed while it was read.
    #[error("{} was changed while it was read; try again when nothing writes to it", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The range is empty, or ends after the file.
    #[error(
        "bytes {start}..{end} are not a range of a file of {byte_length} bytes: the start must come before the end, and the end may be {byte_length} at most"
    )]
    Range {
        /// The range's first byte.
        start: u64,
        /// The byte after its last.
        end: u64,
        /// The file's length in bytes.
        byte_length: u64,
    },
    /// The proof's document was written by other software.
    #[error("the proof is of version {found}; this software reads version {VERSION}")]
    ProofVersion {
        /// The document's version.
        found: u32,
    },
    /// The proof is sound or not, but about something else.
    #[error("the proof is about another file: content id, length in bytes or chunk size differ")]
    OtherFile,
    /// What is shown is neither the part that the proof is about nor the whole file.
    #[error(
        "{found} bytes were given; the proof needs the {part} bytes of its part, or the whole file of {whole} bytes"
    )]
    PartLength {
        /// How many bytes came. For a stream, counting stops soon after there are too many.
        found: u64,
        /// The part's length in bytes.
        part: u64,
        /// The file's length in bytes.
        whole: u64,
    },
    /// The proof does not hold.
    #[error(transparent)]
    Proof(#[from] ProofError),
}
