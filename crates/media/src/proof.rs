//! Proofs that consecutive leaves are in a tree at their place: pure, and on hashes alone.
//!
//! A proof of leaves `a..b` in a tree of `n` is the list of the roots of all subtrees
//! beside them, at most about `2·log2(n)`, in this order (RFC 9162's inclusion proof,
//! to which it is equal for a single leaf):
//!
//! ```text
//! PROOF(a..b, D) = []                                       when all of D is in a..b
//!                = PROOF(a..b, left)  ‖ [root of right]     when a..b ends in left
//!                = PROOF(a..b, right) ‖ [root of left]      when a..b begins in right
//!                = PROOF(a..b, left)  ‖ PROOF(a..b, right)  otherwise
//! ```
//!
//! **The number of leaves must come from a trusted source**, with the root. The root
//! alone does not fix it: see [`Commitment`](crate::Commitment).

use alloc::vec::Vec;
use core::ops::Range;

use thiserror::Error;

use crate::{
    span::{Span, SubtreeRoots},
    tree::{Frontier, Hash},
};

/// Why leaves are not proved, or a proof cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProofError {
    /// The range has no leaf, or ends after the tree does.
    #[error("leaves {start}..{end} are not a range of a tree of {tree_size} leaves")]
    Range {
        /// The range's first leaf.
        start: u64,
        /// The leaf after its last.
        end: u64,
        /// How many leaves the tree has.
        tree_size: u64,
    },
    /// More or fewer leaves came than were announced.
    #[error("{found} leaves were given where {expected} are needed")]
    LeafCount {
        /// How many leaves came.
        found: u64,
        /// How many were announced.
        expected: u64,
    },
    /// The proof's length does not fit the range and the tree.
    #[error("the proof has {found} hashes where this range needs {expected}")]
    HashCount {
        /// How many hashes the proof has.
        found: usize,
        /// How many it needs.
        expected: usize,
    },
    /// The leaves and the proof lead to another root.
    #[error("the bytes and the proof do not lead to the content id: one of them was changed")]
    Root,
}

/// Checks that the leaves are those at `range` of the tree with this root and size.
///
/// # Errors
/// A [`ProofError`] that says what does not fit.
pub fn verify_range(
    root: &Hash,
    tree_size: u64,
    range: Range<u64>,
    leaves: &[Hash],
    proof: &[Hash],
) -> Result<(), ProofError> {
    let mut verifier = RangeVerifier::new(tree_size, range)?;
    leaves.iter().for_each(|leaf| verifier.push(*leaf));
    verifier.finish(root, proof)
}

/// How many hashes the proof of `range` has.
///
/// # Errors
/// [`ProofError::Range`] when it is no range of such a tree.
pub fn proof_length(tree_size: u64, range: &Range<u64>) -> Result<usize, ProofError> {
    check_range(tree_size, range)?;
    Ok(siblings_of(tree_size, range).len())
}

/// Makes a proof from all the leaves of a tree, one by one, in O(log n) memory.
#[derive(Clone, Debug)]
pub struct RangeProver {
    tree_size: u64,
    /// In the order of the proof.
    wanted: Vec<Span>,
    siblings: SubtreeRoots,
    tree: Frontier,
}

impl RangeProver {
    /// Prepares to prove `range` in a tree of `tree_size` leaves.
    ///
    /// # Errors
    /// [`ProofError::Range`] when the range is empty or ends after the tree.
    pub fn new(tree_size: u64, range: Range<u64>) -> Result<Self, ProofError> {
        check_range(tree_size, &range)?;
        let wanted = siblings_of(tree_size, &range);
        let mut from_left = wanted.clone();
        from_left.sort_unstable_by_key(|span| span.start);
        Ok(Self {
            tree_size,
            wanted,
            siblings: SubtreeRoots::new(from_left, 0),
            tree: Frontier::default(),
        })
    }

    /// Takes the next leaf of the tree, by its hash.
    pub fn push(&mut self, leaf: Hash) {
        self.tree.push(leaf);
        self.siblings.push(leaf);
    }

    /// The tree's root and the proof.
    ///
    /// # Errors
    /// [`ProofError::LeafCount`] when more or fewer leaves came than the tree has.
    pub fn finish(self) -> Result<(Hash, Vec<Hash>), ProofError> {
        check_leaf_count(self.tree.leaves(), self.tree_size)?;
        let roots: Vec<_> = self.siblings.into_roots().collect();
        let root_of = |wanted: &Span| {
            roots
                .iter()
                .find_map(|(span, root)| (span == wanted).then_some(*root))
        };
        Ok((
            self.tree.root(),
            self.wanted.iter().filter_map(root_of).collect(),
        ))
    }
}

/// Checks a proof from the range's leaves, one by one, in O(log n) memory.
#[derive(Clone, Debug)]
pub struct RangeVerifier {
    tree_size: u64,
    range: Range<u64>,
    covered: SubtreeRoots,
}

impl RangeVerifier {
    /// Prepares to check the leaves at `range` of a tree of `tree_size` leaves.
    ///
    /// # Errors
    /// [`ProofError::Range`] when the range is empty or ends after the tree.
    pub fn new(tree_size: u64, range: Range<u64>) -> Result<Self, ProofError> {
        check_range(tree_size, &range)?;
        let mut covered = Vec::new();
        Span::whole(tree_size).covered(&range, &mut covered);
        let covered = SubtreeRoots::new(covered, range.start);
        Ok(Self {
            tree_size,
            range,
            covered,
        })
    }

    /// Takes the next leaf of the range, by its hash.
    pub fn push(&mut self, leaf: Hash) {
        self.covered.push(leaf);
    }

    /// Says whether the leaves that came are proved to be under `root`.
    ///
    /// # Errors
    /// A [`ProofError`] that says what does not fit.
    pub fn finish(self, root: &Hash, proof: &[Hash]) -> Result<(), ProofError> {
        let Self {
            tree_size,
            range,
            covered,
        } = self;
        check_leaf_count(covered.next_leaf() - range.start, range.end - range.start)?;
        let expected = siblings_of(tree_size, &range).len();
        if proof.len() != expected {
            return Err(ProofError::HashCount {
                found: proof.len(),
                expected,
            });
        }
        let mut covered = covered.into_roots().map(|(_, root)| root);
        let found = Span::whole(tree_size).root(&range, &mut covered, &mut proof.iter().copied());
        if found.as_ref() == Some(root) {
            Ok(())
        } else {
            Err(ProofError::Root)
        }
    }
}

fn siblings_of(tree_size: u64, range: &Range<u64>) -> Vec<Span> {
    let mut siblings = Vec::new();
    Span::whole(tree_size).siblings(range, &mut siblings);
    siblings
}

fn check_range(tree_size: u64, range: &Range<u64>) -> Result<(), ProofError> {
    if range.start < range.end && range.end <= tree_size {
        return Ok(());
    }
    Err(ProofError::Range {
        start: range.start,
        end: range.end,
        tree_size,
    })
}

fn check_leaf_count(found: u64, expected: u64) -> Result<(), ProofError> {
    if found == expected {
        Ok(())
    } else {
        Err(ProofError::LeafCount { found, expected })
    }
}
