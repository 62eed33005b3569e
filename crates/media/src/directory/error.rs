//! What can go wrong between a directory and its content id.

use std::{io, path::PathBuf};

use thiserror::Error;

use super::{document::VERSION, path::PathError};
use crate::{content_id::ContentId, error::MediaError, verify::LogProofError};

/// Why a directory has no content id, or a manifest or a proof is refused.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DirectoryError {
    /// What is at the path is no directory.
    #[error("{} is not a directory", path.display())]
    NotADirectory {
        /// The path.
        path: PathBuf,
    },
    /// The directory, or one in it, cannot be listed.
    #[error("cannot read the directory {}: {source}", path.display())]
    Unreadable {
        /// The directory.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A link is no file: what it leads to may change, or lie outside.
    #[error("{} is a symbolic link; replace it by the file it leads to", path.display())]
    Symlink {
        /// The link.
        path: PathBuf,
    },
    /// A pipe, a socket or a device.
    #[error("{} is neither a file nor a directory", path.display())]
    Special {
        /// What is none.
        path: PathBuf,
    },
    /// The name is no Unicode, so it is other bytes on other systems.
    #[error("the name of {} is not UTF-8; rename it", path.display())]
    NotUtf8 {
        /// The file or directory.
        path: PathBuf,
    },
    /// The path cannot be the same on every system.
    #[error("the path {path:?} is refused: {error}")]
    Path {
        /// The path in the directory.
        path: String,
        /// What is wrong with it.
        error: PathError,
    },
    /// Two files have the same path, or names that Unicode holds to be the same.
    #[error("the path {path:?} is there twice")]
    Duplicate {
        /// The path in the directory.
        path: String,
    },
    /// The manifest's files are not sorted by the bytes of their paths.
    #[error("the path {path:?} is not in its place: files are sorted by the bytes of their paths")]
    Order {
        /// The path in the directory.
        path: String,
    },
    /// There is no file, so there is nothing to register.
    #[error("there are no files in the directory: there is nothing in it to identify")]
    Empty,
    /// Files came, went or changed their length while the directory was read.
    #[error("files were added, removed or changed in {} while it was read; try again when nothing writes to it", path.display())]
    Changed {
        /// The directory.
        path: PathBuf,
    },
    /// The files' lengths add up to more than 2^64 - 1 bytes.
    #[error("the files are longer together than can be counted")]
    Length,
    /// A file has no content id.
    #[error(transparent)]
    File(#[from] MediaError),
    /// The document was written by other software.
    #[error("the document is of version {found}; this software reads version {VERSION}")]
    Version {
        /// The document's version.
        found: u32,
    },
    /// The manifest's files are not those that its content id or length was made of.
    #[error(
        "the manifest was changed: its files make the content id {computed} and not {stated}, or another length"
    )]
    Inconsistent {
        /// The content id that the manifest states.
        stated: ContentId,
        /// The content id that its files make.
        computed: ContentId,
    },
    /// The manifest does not list such a file.
    #[error("the directory has no file {path:?}")]
    NotAMember {
        /// The path that was asked for.
        path: String,
    },
    /// The proof is about another directory, or was changed.
    #[error(
        "the proof does not lead to the directory's content id: it is of another directory, or was changed"
    )]
    OtherDirectory,
    /// The proof does not fit itself.
    #[error(transparent)]
    Proof(#[from] LogProofError),
}
