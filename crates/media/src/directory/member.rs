//! The proof that a file is in a directory.

use serde::{Deserialize, Serialize};

use super::{
    document::MemberDocument, entry::Entry, error::DirectoryError, manifest::directory_id,
};
use crate::{
    content_id::{Commitment, ContentId},
    hash::{Hash, SoftwareSha256},
    verify::{LogProofError, inclusion_length, inclusion_root},
};

/// The proof that one file is in a directory, without the others. That no second file has the same
/// path, only the [`Manifest`](super::Manifest) tells. As JSON:
///
/// ```json
/// {
///   "version": 1,
///   "directory": { "content_id": "<64 hex digits>", "files": 3, "byte_length": 50002 },
///   "index": 0,
///   "file": {
///     "path": "config.json",
///     "byte_length": 2,
///     "chunk_size": 262144,
///     "content_id": "<64 hex digits>"
///   },
///   "hashes": ["<64 hex digits>", "..."]
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "MemberDocument", try_from = "MemberDocument")]
pub struct MemberProof {
    pub(super) directory: ContentId,
    pub(super) files: u64,
    pub(super) byte_length: u64,
    pub(super) index: u64,
    pub(super) entry: Entry,
    pub(super) hashes: Vec<Hash>,
}

impl MemberProof {
    pub(super) fn new(
        directory: ContentId,
        files: u64,
        byte_length: u64,
        index: u64,
        entry: Entry,
        hashes: Vec<Hash>,
    ) -> Result<Self, DirectoryError> {
        let (found, expected) = (hashes.len() as u64, inclusion_length(files, index)?);
        if found != expected {
            return Err(LogProofError::Length { found, expected }.into());
        }
        Ok(Self {
            directory,
            files,
            byte_length,
            index,
            entry,
            hashes,
        })
    }

    /// The directory the proof says it is about. Compare it with what was registered.
    pub fn directory(&self) -> ContentId {
        self.directory
    }

    /// The file the proof is about.
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// Checks that the file is in the directory that `trusted` names, and returns what it holds:
    /// its bytes, or a range of them, can then be checked against that.
    ///
    /// `trusted` must come from elsewhere, such as the asset's account.
    ///
    /// # Errors
    /// [`DirectoryError::OtherDirectory`] when it is not, or the proof was changed.
    pub fn verify(&self, trusted: &ContentId) -> Result<Commitment, DirectoryError> {
        let leaf = self.entry.leaf();
        let root = inclusion_root::<SoftwareSha256>(self.files, self.index, &leaf, &self.hashes)?;
        let found = directory_id::<SoftwareSha256>(self.files, self.byte_length, &root);
        if found == *trusted && self.directory == *trusted {
            Ok(self.entry.commitment)
        } else {
            Err(DirectoryError::OtherDirectory)
        }
    }
}
