//! The Merkle tree of RFC 9162: hashes of leaves and nodes, and a root from leaves
//! that come one by one.

use alloc::vec::Vec;

use sha2::{Digest, Sha256};

use crate::hash::mark;
pub use crate::hash::{EMPTY_ROOT, HASH_BYTES, Hash};

/// The hash of a leaf that lies in memory: `SHA-256(0x00 ‖ chunk)`.
pub fn leaf_hash(chunk: &[u8]) -> Hash {
    let mut hasher = LeafHasher::default();
    hasher.update(chunk);
    hasher.finish()
}

/// The hash of a node: `SHA-256(0x01 ‖ left ‖ right)`.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new()
        .chain_update([mark::NODE])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// The hash of a leaf whose chunk comes in pieces.
#[derive(Clone, Debug)]
pub struct LeafHasher(Sha256);

impl Default for LeafHasher {
    fn default() -> Self {
        Self(Sha256::new().chain_update([mark::LEAF]))
    }
}

impl LeafHasher {
    /// Takes the chunk's next bytes.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The leaf's hash.
    pub fn finish(self) -> Hash {
        self.0.finalize().into()
    }
}

/// A tree that is still growing to the right, in O(log n) memory.
///
/// It keeps the roots of the complete subtrees from left to right, one for each
/// bit that is set in the number of leaves.
#[derive(Clone, Debug, Default)]
pub struct Frontier {
    leaves: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// A tree of `leaves` leaves that grew before, from the roots of its complete
    /// subtrees. `None` when there are too few or too many of them.
    #[cfg(feature = "std")]
    pub(crate) fn resume(leaves: u64, peaks: Vec<Hash>) -> Option<Self> {
        (peaks.len() == leaves.count_ones() as usize).then_some(Self { leaves, peaks })
    }

    /// Adds the next leaf, by its hash.
    pub fn push(&mut self, leaf: Hash) {
        self.push_noting(leaf, |_| {});
    }

    /// As [`push`](Self::push), and hands out the root of every subtree that becomes complete by this
    /// leaf: first the leaf itself, then the ever larger ones that end with it.
    pub fn push_noting(&mut self, leaf: Hash, mut completed: impl FnMut(Hash)) {
        let mut node = leaf;
        completed(node);
        // Each trailing one is a complete subtree on the left, as large as `node`.
        for _ in 0..self.leaves.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(&left, &node);
                completed(node);
            }
        }
        self.peaks.push(node);
        self.leaves += 1;
    }

    /// How many leaves it has.
    pub fn leaves(&self) -> u64 {
        self.leaves
    }

    /// The root of the leaves so far. Of none, as RFC 9162 has it, the SHA-256 of nothing.
    pub fn root(&self) -> Hash {
        let merged = self
            .peaks
            .iter()
            .rev()
            .copied()
            .reduce(|right, left| node_hash(&left, &right));
        merged.unwrap_or(EMPTY_ROOT)
    }
}

impl Extend<Hash> for Frontier {
    fn extend<T: IntoIterator<Item = Hash>>(&mut self, leaves: T) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

impl FromIterator<Hash> for Frontier {
    fn from_iter<T: IntoIterator<Item = Hash>>(leaves: T) -> Self {
        let mut frontier = Self::default();
        frontier.extend(leaves);
        frontier
    }
}
