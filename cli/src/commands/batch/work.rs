//! A work in a batch.

use std::{fs, path::Path, time::UNIX_EPOCH};

use provenue_client::{AssetDetails, Disclosure};
use provenue_media::{ChunkSize, ContentId, Fingerprint};
use serde::{Deserialize, Serialize};

use crate::args::DisclosureArg;

/// A work, and the file it was read from.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// Where its file was.
    pub path: String,
    /// When the file was changed last: nanoseconds since 1970, where the system tells.
    pub modified: Option<u64>,
    /// What is said of it.
    pub logged: Logged,
}

/// What is said of a work: what its leaf is made of, besides the owner.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Logged {
    /// Its content id.
    pub content_id: ContentId,
    /// Its length in bytes.
    pub byte_length: u64,
    /// How it is cut for the content id.
    pub chunk_size: ChunkSize,
    /// Its media type.
    pub media_type: String,
    /// How much of it machines made.
    pub disclosure: DisclosureArg,
    /// Whether machines may be trained on it.
    pub training_allowed: bool,
}

impl Work {
    /// As it is registered.
    pub fn details(&self) -> AssetDetails {
        self.logged.details()
    }
}

impl Logged {
    /// A file, and what its owner says of it.
    pub fn new(file: Fingerprint, disclosure: DisclosureArg, training_allowed: bool) -> Self {
        Self {
            content_id: file.content_id,
            byte_length: file.byte_length,
            chunk_size: file.chunk_size,
            media_type: file.media_type,
            disclosure,
            training_allowed,
        }
    }

    /// As it is registered.
    pub fn details(&self) -> AssetDetails {
        AssetDetails {
            content_id: self.content_id.0,
            byte_length: self.byte_length,
            chunk_size_log2: self.chunk_size.log2(),
            media_type: self.media_type.clone(),
            disclosure: Disclosure::from(self.disclosure).code(),
            training_allowed: self.training_allowed,
            ..AssetDetails::default()
        }
    }
}

/// When a file was changed last, in nanoseconds since 1970.
pub fn modified(path: &Path) -> Option<u64> {
    let modified = fs::metadata(path).ok()?.modified().ok()?;
    let since = modified.duration_since(UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}
