//! Why a file tells no record.

use std::io;

use thiserror::Error;

/// Why a file tells no record.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The file cannot be read.
    #[error("cannot read the picture: {0}")]
    Read(io::Error),
    /// The file does not begin as PNG files do.
    #[error("it is not a PNG file")]
    NotPng,
    /// The file ends within a chunk, or before its last one.
    #[error("the PNG file is damaged: it ends too early")]
    Ends,
    /// A chunk says that it is longer than any chunk can be.
    #[error("the PNG file is damaged: the chunk {kind} says that it has {length} bytes")]
    Length {
        /// The chunk's type.
        kind: String,
        /// Its length in bytes.
        length: u32,
    },
    /// A text chunk's bytes are not those that were written.
    #[error("the PNG file is damaged: the checksum of a {kind} chunk is wrong")]
    Checksum {
        /// The chunk's type.
        kind: String,
    },
    /// A text chunk is not built as its type asks.
    #[error("the PNG file is damaged: in a {kind} chunk {problem}")]
    Text {
        /// The chunk's type.
        kind: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The texts are longer than those of any interface.
    #[error("the texts in the PNG file are too long: more than {limit} bytes")]
    TooLong {
        /// How many bytes are read at most.
        limit: u64,
    },
    /// A text should be JSON and is none.
    #[error("the text {keyword:?} in the PNG file is no such JSON as it should be: {source}")]
    Json {
        /// The text's name.
        keyword: &'static str,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// No interface known here wrote any of the texts.
    #[error(
        "the PNG file tells nothing of how it was made{}",
        if keywords.is_empty() { String::new() } else { format!("; its texts are {}", keywords.join(", ")) }
    )]
    Unknown {
        /// The names of its texts.
        keywords: Vec<String>,
    },
}
