//! The proof as something to keep and to send.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{
    chunk::ChunkSize,
    content_id::{Commitment, ContentId},
    error::MediaError,
    proof::{ProofError, proof_length},
    tree::Hash,
};

/// The version of the document this code writes, and the only one it reads.
pub(crate) const VERSION: u32 = 1;

/// The proof that a range of bytes lies in a file at its place.
///
/// It travels with a *part*: the bytes of all chunks that the range touches, which
/// [`extract_part`](crate::extract_part) cuts out of the file. As JSON:
///
/// ```json
/// {
///   "version": 1,
///   "content_id": "<64 hex digits>",
///   "byte_length": 50012,
///   "chunk_size": 4096,
///   "range": { "start": 10000, "end": 20000 },
///   "hashes": ["<64 hex digits>", "..."]
/// }
/// ```
///
/// `range` is what was asked to be proved, in bytes, its end exclusive. The part
/// follows from it: it begins at `start` rounded down to a multiple of `chunk_size`, and ends
/// at `end` rounded up, or at `byte_length` when that comes first. `hashes` are in the order
/// that [`proof`](crate::proof) describes. Unknown fields and numbers of hashes that do not fit are refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Document", try_from = "Document")]
pub struct RangeProof {
    commitment: Commitment,
    range: Range<u64>,
    hashes: Vec<Hash>,
}

impl RangeProof {
    /// Puts a proof together.
    ///
    /// # Errors
    /// When the range does not fit the file, or the hashes the range.
    pub fn new(
        commitment: Commitment,
        range: Range<u64>,
        hashes: Vec<Hash>,
    ) -> Result<Self, MediaError> {
        let byte_length = commitment.byte_length;
        if range.start >= range.end || range.end > byte_length {
            return Err(MediaError::Range {
                start: range.start,
                end: range.end,
                byte_length,
            });
        }
        let proof = Self {
            commitment,
            range,
            hashes,
        };
        let expected = proof_length(proof.tree_size(), &proof.chunks())?;
        let found = proof.hashes.len();
        if found != expected {
            return Err(ProofError::HashCount { found, expected }.into());
        }
        Ok(proof)
    }

    /// The file the proof says it is about. Compare it with what was registered.
    pub fn commitment(&self) -> Commitment {
        self.commitment
    }

    /// The bytes that were asked to be proved.
    pub fn range(&self) -> Range<u64> {
        self.range.clone()
    }

    /// The bytes that are proved: those of all chunks that the range touches.
    pub fn part(&self) -> Range<u64> {
        let Commitment {
            byte_length,
            chunk_size,
            ..
        } = self.commitment;
        chunk_size.bytes_of(&self.chunks(), byte_length)
    }

    /// The part's length in bytes.
    pub fn part_length(&self) -> u64 {
        let part = self.part();
        part.end - part.start
    }

    /// The chunks of the part: leaves of the tree, by index.
    pub fn chunks(&self) -> Range<u64> {
        self.commitment.chunk_size.covering(&self.range)
    }

    /// How many chunks the file has: leaves of the tree.
    pub fn tree_size(&self) -> u64 {
        self.commitment
            .chunk_size
            .count(self.commitment.byte_length)
    }

    /// The roots of the subtrees beside the part.
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    content_id: ContentId,
    byte_length: u64,
    chunk_size: ChunkSize,
    range: Range<u64>,
    hashes: Vec<HexHash>,
}

/// A hash as 64 hexadecimal digits.
#[derive(Serialize, Deserialize)]
pub(crate) struct HexHash(#[serde(with = "hex::serde")] pub Hash);

impl From<RangeProof> for Document {
    fn from(
        RangeProof {
            commitment,
            range,
            hashes,
        }: RangeProof,
    ) -> Self {
        Self {
            version: VERSION,
            content_id: commitment.content_id,
            byte_length: commitment.byte_length,
            chunk_size: commitment.chunk_size,
            range,
            hashes: hashes.into_iter().map(HexHash).collect(),
        }
    }
}

impl TryFrom<Document> for RangeProof {
    type Error = MediaError;

    fn try_from(document: Document) -> Result<Self, MediaError> {
        let Document {
            version,
            content_id,
            byte_length,
            chunk_size,
            range,
            hashes,
        } = document;
        if version != VERSION {
            return Err(MediaError::ProofVersion { found: version });
        }
        let commitment = Commitment {
            content_id,
            byte_length,
            chunk_size,
        };
        Self::new(
            commitment,
            range,
            hashes.into_iter().map(|HexHash(hash)| hash).collect(),
        )
    }
}
