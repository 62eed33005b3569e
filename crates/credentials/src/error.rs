//! What can go wrong with a file's credentials.

use std::{io, path::PathBuf};

use thiserror::Error;

/// Why credentials are not read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CredentialsError {
    /// A file cannot be read or written.
    #[error("cannot use {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It would have to be in memory as a whole.
    #[error("{} has {bytes} bytes, and credentials are read in files like it up to {limit}", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its length in bytes.
        bytes: u64,
        /// The largest length in bytes.
        limit: u64,
    },
    /// The manifest is somewhere else, and nothing is fetched.
    #[error(
        "the file's manifest is at {url}, and nothing is fetched: save it next to the file, with the ending c2pa"
    )]
    Remote {
        /// Where the file says that it is.
        url: String,
    },
    /// There is a manifest store, or what looks like one, that cannot be parsed.
    #[error("the file's manifest cannot be read: {0}")]
    Unreadable(String),
    /// The trust list has no certificate in it, or something else.
    #[error("the trust list is refused: {0}")]
    TrustList(String),
    /// The certificate chain or the key cannot be used.
    #[error("the signer is refused: {0}")]
    Signer(String),
    /// No manifest can be written into the file, or not this one.
    #[error("the file is not signed: {0}")]
    CannotSign(String),
    /// There is such a file, and files are not overwritten.
    #[error("{} exists; name another file to write to", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
}
