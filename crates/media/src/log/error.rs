//! What can go wrong with a log in a file.

use std::{io, path::PathBuf};

use thiserror::Error;

use crate::verify::LogProofError;

/// Why a log in a file cannot be opened, written or proved from.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LogFileError {
    /// The system refuses an operation.
    #[error("cannot use the log {}: {source}", path.display())]
    Io {
        /// The log's file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is a file where a log should be created.
    #[error("{} exists; open it, or choose another name for a new log", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Another process, or another part of this one, writes to the log.
    #[error("the log {} is being written to elsewhere; wait until that is done", path.display())]
    InUse {
        /// The log's file.
        path: PathBuf,
    },
    /// The file does not begin as a log of this version does.
    #[error("{} is not a log of version 1, or its beginning is damaged", path.display())]
    NotALog {
        /// The file.
        path: PathBuf,
    },
    /// The file ends before what was committed does.
    #[error(
        "the log {} lost committed leaves: {size} leaves need {expected} bytes and the file has {found}; restore it from a copy",
        path.display()
    )]
    Truncated {
        /// The log's file.
        path: PathBuf,
        /// How many leaves were committed.
        size: u64,
        /// How long the file must be, in bytes.
        expected: u64,
        /// How long it is, in bytes.
        found: u64,
    },
    /// What is stored does not hash to the committed root.
    #[error(
        "the log {} is damaged: its nodes do not hash to its root; restore it from a copy",
        path.display()
    )]
    Damaged {
        /// The log's file.
        path: PathBuf,
    },
    /// A write failed half-way, so what the file holds is unknown.
    #[error("an earlier write to the log {} failed; open it anew", path.display())]
    Broken {
        /// The log's file.
        path: PathBuf,
    },
    /// There is no such leaf, size or proof.
    #[error(transparent)]
    NoProof(#[from] LogProofError),
}
