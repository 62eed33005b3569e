//! What can go wrong with a record.

use std::{io, path::PathBuf};

use thiserror::Error;

/// Why a record is not read, sealed or disclosed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The document is no JSON, or not what its schema says.
    #[error("the document is refused: {0}")]
    Document(#[from] serde_json::Error),
    /// There is nothing in the record but its version.
    #[error("the record is empty: there is nothing to commit to")]
    Empty,
    /// There are so many fields that two of them meet in one slot.
    #[error(
        "the record has {fields} fields, which are too many; put some of them into one parameter"
    )]
    TooManyFields {
        /// How many fields it has.
        fields: usize,
    },
    /// The record has no such field.
    #[error("the record has no field {name:?}; it has {}", known.join(", "))]
    NoField {
        /// The name that was asked for.
        name: String,
        /// The names of all fields.
        known: Vec<String>,
    },
    /// The salts are not those of the record's fields.
    #[error("the salts do not fit the record: {name:?} has none, or there is no such field")]
    Salts {
        /// The first name that does not fit.
        name: String,
    },
    /// The record or a salt was changed after it was sealed.
    #[error("the record or its salts were changed: they do not make the commitment in the file")]
    Changed,
    /// The disclosure is of another record, or was changed.
    #[error(
        "the disclosure does not lead to the commitment: it is of another record, or was changed"
    )]
    NotCommitted,
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Randomness(getrandom::Error),
    /// The file of a sealed record cannot be read or written.
    #[error("cannot use {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is such a file, and the salts in it may be the only copy.
    #[error("{} exists; a sealed record is never overwritten", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Others on this machine can read the salts.
    #[error("others can read {}; it holds secrets: let only its owner read it (mode 600)", path.display())]
    Exposed {
        /// The file.
        path: PathBuf,
    },
}
