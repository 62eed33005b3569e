//! A file as a leaf of its directory's tree.

use super::path::RelativePath;
use crate::{content_id::Commitment, hash::Hash, tree::leaf_hash};

/// A file of a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is in the directory.
    pub path: RelativePath,
    /// What it holds.
    pub commitment: Commitment,
}

impl Entry {
    /// The bytes that the leaf is the hash of.
    pub fn encode(&self) -> Vec<u8> {
        let path = self.path.as_str().as_bytes();
        let Commitment {
            content_id,
            byte_length,
            chunk_size,
        } = self.commitment;
        [
            // A path has 4096 bytes at most.
            (path.len() as u32).to_le_bytes().as_slice(),
            path,
            &byte_length.to_le_bytes(),
            &[chunk_size.log2()],
            &content_id.0,
        ]
        .concat()
    }

    /// The leaf of the directory's tree.
    pub fn leaf(&self) -> Hash {
        leaf_hash(&self.encode())
    }
}
