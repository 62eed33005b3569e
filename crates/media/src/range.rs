//! Proving byte ranges of files, and checking such proofs.

use std::{
    io::{Read, Write},
    ops::Range,
    path::Path,
};

use crate::{
    chunk::ChunkSize,
    content_id::{Commitment, ContentId},
    document::RangeProof,
    error::MediaError,
    parallel::{hash_file, hash_stream},
    proof::{RangeProver, RangeVerifier, verify_range},
    source::Source,
    tree::{Hash, LeafHasher},
};

/// Proves that the bytes at `range` are in the file at `path`.
///
/// The file is read once, as [`fingerprint_file`](crate::fingerprint_file) reads it; the
/// proof's [`commitment`](RangeProof::commitment) holds the content id that comes out.
///
/// # Errors
/// As `fingerprint_file`, and when the range is empty or ends after the file.
pub fn prove_range(
    path: impl AsRef<Path>,
    range: Range<u64>,
    chunk_size: ChunkSize,
    progress: impl FnMut(u64),
) -> Result<RangeProof, MediaError> {
    let source = Source::open(path.as_ref())?;
    let byte_length = source.byte_length();
    if range.start >= range.end || range.end > byte_length {
        return Err(MediaError::Range {
            start: range.start,
            end: range.end,
            byte_length,
        });
    }
    let mut prover = RangeProver::new(chunk_size.count(byte_length), chunk_size.covering(&range))?;
    hash_file(
        &source,
        0..byte_length,
        chunk_size,
        |leaf| prover.push(leaf),
        progress,
    )?;
    source.check_unchanged()?;
    let (root, hashes) = prover.finish()?;
    let commitment = Commitment {
        content_id: ContentId(root),
        byte_length,
        chunk_size,
    };
    RangeProof::new(commitment, range, hashes)
}

/// Writes the proof's part, the bytes of the chunks that its range touches, and
/// checks on the way that they are the bytes the proof is about.
///
/// # Errors
/// When the file cannot be read or is not the proof's, or the part cannot be
/// written. What was written before the error is not proved: throw it away.
pub fn extract_part(
    path: impl AsRef<Path>,
    proof: &RangeProof,
    mut part: impl Write,
) -> Result<(), MediaError> {
    let source = Source::open(path.as_ref())?;
    let Commitment {
        byte_length,
        chunk_size,
        content_id,
    } = proof.commitment();
    if source.byte_length() != byte_length {
        return Err(MediaError::OtherFile);
    }
    let mut leaves = RangeVerifier::new(proof.tree_size(), proof.chunks())?;
    for chunk in proof.chunks() {
        let bytes = chunk_size.bytes_of(&(chunk..chunk + 1), byte_length);
        let mut leaf = LeafHasher::default();
        source.read(bytes, |piece| {
            leaf.update(piece);
            part.write_all(piece)
                .map_err(|source| MediaError::Write { source })
        })?;
        leaves.push(leaf.finish());
    }
    part.flush()
        .map_err(|source| MediaError::Write { source })?;
    Ok(leaves.finish(&content_id.0, proof.hashes())?)
}

/// What was shown to [`RangeProof::verify_file`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The proof's part alone.
    Part,
    /// The whole file. Only the part of it was read and is proved.
    WholeFile,
}

impl RangeProof {
    /// Checks that `part` is this proof's part of the file that `trusted` names.
    ///
    /// `trusted` must come from elsewhere, such as the asset's account. With the
    /// proof's own [`commitment`](Self::commitment) the answer is only that proof and
    /// part fit together. Bytes in memory are checked as `bytes.as_slice()`.
    ///
    /// # Errors
    /// When the proof is about another file, the part has another length or other
    /// bytes, or the proof's hashes do not lead to the content id.
    pub fn verify(&self, trusted: &Commitment, part: impl Read + Send) -> Result<(), MediaError> {
        let mut leaves = self.verifier(trusted)?;
        // One byte more tells a part that is too long from one that is not.
        let part = part.take(self.part_length().saturating_add(1));
        let found = hash_stream(part, trusted.chunk_size, |leaf| leaves.push(leaf), |_| {})?;
        if found != self.part_length() {
            return Err(self.part_length_error(found));
        }
        Ok(leaves.finish(&trusted.content_id.0, self.hashes())?)
    }

    /// As [`verify`](Self::verify), of the part or the whole file at `path`; which of
    /// them it is, its length tells.
    ///
    /// It is read on all cores. `progress` is called on this thread with the number of
    /// bytes done, of [`part_length`](Self::part_length).
    ///
    /// # Errors
    /// As `verify`, and when the file cannot be read.
    pub fn verify_file(
        &self,
        trusted: &Commitment,
        path: impl AsRef<Path>,
        progress: impl FnMut(u64),
    ) -> Result<Shown, MediaError> {
        let mut leaves = self.verifier(trusted)?;
        let source = Source::open(path.as_ref())?;
        let (shown, bytes) = match source.byte_length() {
            length if length == trusted.byte_length => (Shown::WholeFile, self.part()),
            length if length == self.part_length() => (Shown::Part, 0..length),
            length => return Err(self.part_length_error(length)),
        };
        hash_file(
            &source,
            bytes,
            trusted.chunk_size,
            |leaf| leaves.push(leaf),
            progress,
        )?;
        source.check_unchanged()?;
        leaves.finish(&trusted.content_id.0, self.hashes())?;
        Ok(shown)
    }

    /// As [`verify`](Self::verify), from the hashes of the part's chunks.
    ///
    /// # Errors
    /// As `verify`.
    pub fn verify_leaves(&self, trusted: &Commitment, leaves: &[Hash]) -> Result<(), MediaError> {
        self.check_about(trusted)?;
        let root = &trusted.content_id.0;
        Ok(verify_range(
            root,
            self.tree_size(),
            self.chunks(),
            leaves,
            self.hashes(),
        )?)
    }

    fn verifier(&self, trusted: &Commitment) -> Result<RangeVerifier, MediaError> {
        self.check_about(trusted)?;
        Ok(RangeVerifier::new(self.tree_size(), self.chunks())?)
    }

    fn check_about(&self, trusted: &Commitment) -> Result<(), MediaError> {
        if self.commitment() == *trusted {
            Ok(())
        } else {
            Err(MediaError::OtherFile)
        }
    }

    fn part_length_error(&self, found: u64) -> MediaError {
        let whole = self.commitment().byte_length;
        MediaError::PartLength {
            found,
            part: self.part_length(),
            whole,
        }
    }
}
