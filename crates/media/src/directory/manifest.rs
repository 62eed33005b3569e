//! The list of a directory's files.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{document::ManifestDocument, entry::Entry, error::DirectoryError, member::MemberProof};
use crate::{
    chunk::ChunkSize,
    content_id::{Commitment, ContentId},
    hash::{Hash, Sha256, SoftwareSha256, mark},
    proof::RangeProver,
    tree::Frontier,
};

/// The version of what a directory's content id is the hash of.
const ID_VERSION: u8 = 1;

/// All files of a directory, with what it takes to check each of them.
///
/// It is written and read as JSON; what is read is checked, so a manifest always fits its
/// [`content_id`](Self::content_id), and comparing that with what was registered is all it takes to trust the rest:
///
/// ```json
/// {
///   "version": 1,
///   "content_id": "<64 hex digits>",
///   "byte_length": 50002,
///   "chunk_size": 262144,
///   "files": [
///     { "path": "config.json", "byte_length": 2, "content_id": "<64 hex digits>" },
///     { "path": "weights/1.bin", "byte_length": 50000, "content_id": "<64 hex digits>" }
///   ]
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "ManifestDocument", try_from = "ManifestDocument")]
pub struct Manifest {
    chunk_size: ChunkSize,
    byte_length: u64,
    content_id: ContentId,
    entries: Vec<Entry>,
}

impl Manifest {
    /// The manifest of these files, sorted by path, all with this chunk size.
    pub(super) fn new(chunk_size: ChunkSize, entries: Vec<Entry>) -> Result<Self, DirectoryError> {
        if entries.is_empty() {
            return Err(DirectoryError::Empty);
        }
        for pair in entries.windows(2) {
            let path = || pair[1].path.to_string();
            match pair[0].path.cmp(&pair[1].path) {
                Ordering::Less => {}
                Ordering::Equal => return Err(DirectoryError::Duplicate { path: path() }),
                Ordering::Greater => return Err(DirectoryError::Order { path: path() }),
            }
        }
        let byte_length = entries
            .iter()
            .try_fold(0u64, |sum, entry| {
                sum.checked_add(entry.commitment.byte_length)
            })
            .ok_or(DirectoryError::Length)?;
        let tree: Frontier = entries.iter().map(Entry::leaf).collect();
        let content_id = directory_id::<SoftwareSha256>(tree.leaves(), byte_length, &tree.root());
        Ok(Self {
            chunk_size,
            byte_length,
            content_id,
            entries,
        })
    }

    /// The directory's content id.
    pub fn content_id(&self) -> ContentId {
        self.content_id
    }

    /// The sum of the files' lengths in bytes.
    pub fn byte_length(&self) -> u64 {
        self.byte_length
    }

    /// The length of the chunks that the files were hashed in.
    pub fn chunk_size(&self) -> ChunkSize {
        self.chunk_size
    }

    /// What is registered of the directory.
    pub fn commitment(&self) -> Commitment {
        Commitment {
            content_id: self.content_id,
            byte_length: self.byte_length,
            chunk_size: self.chunk_size,
        }
    }

    /// The files, sorted by path.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The file at this path of the directory.
    ///
    /// # Errors
    /// [`DirectoryError::NotAMember`] when it lists no such file.
    pub fn entry(&self, path: &str) -> Result<&Entry, DirectoryError> {
        self.place(path).map(|place| &self.entries[place])
    }

    /// The proof that the file at this path is in the directory.
    ///
    /// # Errors
    /// [`DirectoryError::NotAMember`] when it lists no such file.
    pub fn prove(&self, path: &str) -> Result<MemberProof, DirectoryError> {
        let place = self.place(path)?;
        let files = self.entries.len() as u64;
        let unproved = |_| DirectoryError::OtherDirectory;
        let index = place as u64;
        let mut prover = RangeProver::new(files, index..index + 1).map_err(unproved)?;
        self.entries
            .iter()
            .for_each(|entry| prover.push(entry.leaf()));
        let (_, hashes) = prover.finish().map_err(unproved)?;
        MemberProof::new(
            self.content_id,
            files,
            self.byte_length,
            index,
            self.entries[place].clone(),
            hashes,
        )
    }

    fn place(&self, path: &str) -> Result<usize, DirectoryError> {
        self.entries
            .binary_search_by(|entry| entry.path.as_str().cmp(path))
            .map_err(|_| DirectoryError::NotAMember { path: path.into() })
    }
}

/// The content id of a directory of so many files and bytes whose entries' tree has this root.
pub(super) fn directory_id<S: Sha256>(files: u64, byte_length: u64, root: &Hash) -> ContentId {
    ContentId(S::hash(&[
        &[mark::DIRECTORY, ID_VERSION],
        &files.to_le_bytes(),
        &byte_length.to_le_bytes(),
        root,
    ]))
}
