//! What can be wrong with an embedded ledger's files.

use std::{io, path::PathBuf};

/// Why an embedded ledger cannot be opened or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// The file system refused.
    #[error("cannot {action} {}: {error}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Another process works on this ledger.
    #[error("the ledger in {} is in use by another command: wait for it, or choose another folder", .0.display())]
    Locked(PathBuf),
    /// The file was not written by an embedded ledger.
    #[error("{} is not a ledger file: choose another folder, or move the file away", .0.display())]
    Foreign(PathBuf),
    /// The file was written by another version.
    #[error("{} has ledger format {found}; this version reads {expected}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The format this version reads.
        expected: u32,
    },
    /// The file is cut off or its checksum does not match.
    #[error("{} is damaged (its checksum does not match): restore a copy, or move it away to start anew", .0.display())]
    Damaged(PathBuf),
    /// This build embeds no programs.
    #[error("this build contains no programs: run `cargo xtask build`, then build again")]
    ProgramsMissing,
    /// The runtime refused a program or an account.
    #[error("the runtime refuses {what}: {reason}")]
    Refused {
        /// Which program or account.
        what: String,
        /// Why.
        reason: String,
    },
}

impl StorageError {
    /// For `map_err`: what was tried, on what.
    pub(super) fn io(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::Io {
            action,
            path,
            error,
        }
    }
}
