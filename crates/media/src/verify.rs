//! Verification for a Solana program: inclusion in a transparency log, and consistency
//! of two sizes of one log (RFC 9162, sections 2.1.3 and 2.1.4). No allocation, no
//! recursion; who computes SHA-256 is a parameter.
//!
//! A path from a subtree up to the root of a tree of `size` leaves falls into two parts.
//! The *inner* siblings lie below the point where it meets the path of the tree's last
//! leaf, and the bits of the index tell their side. The *border* siblings lie above it
//! and all on the left. So how many hashes a proof must have is known before the first
//! one is used, and a proof with one more or one less is refused by its length.
//!
//! ```
//! # #[cfg(feature = "sha2")] {
//! use provenue_media::{SoftwareSha256, tree::{Frontier, leaf_hash, node_hash}};
//! use provenue_media::verify::{LogHead, verify_consistency, verify_inclusion};
//!
//! let leaves = [b"a", b"b", b"c"].map(|work| leaf_hash(work));
//! let head = |size: usize| LogHead {
//!     size: size as u64,
//!     root: leaves[..size].iter().copied().collect::<Frontier>().root(),
//! };
//! let pair = node_hash(&leaves[0], &leaves[1]);
//!
//! verify_inclusion::<SoftwareSha256>(&head(3), 2, &leaves[2], &[pair]).unwrap();
//! verify_consistency::<SoftwareSha256>(&head(2), &head(3), &[leaves[2]]).unwrap();
//! # }
//! ```

use thiserror::Error;

use crate::hash::{EMPTY_ROOT, Hash, Sha256};

/// A log at one size. Where it comes from a source that is trusted, it fixes every leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LogHead {
    /// How many leaves the log has.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Hash,
}

impl LogHead {
    /// A log without leaves.
    pub const EMPTY: Self = Self {
        size: 0,
        root: EMPTY_ROOT,
    };
}

/// Why a log's proof is refused, or cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LogProofError {
    /// There is no such leaf.
    #[error("leaf {index} is not in a log of {size} leaves")]
    Index {
        /// The leaf's index, from 0.
        index: u64,
        /// How many leaves the log has.
        size: u64,
    },
    /// The later log has fewer leaves than the earlier one: leaves were taken away.
    #[error("the log shrank from {old} to {new} leaves; it may only grow")]
    Shrunk {
        /// How many leaves the earlier log has.
        old: u64,
        /// How many leaves the later log has.
        new: u64,
    },
    /// The proof is too long or too short for these sizes.
    #[error("the proof has {found} hashes where these sizes need {expected}")]
    Length {
        /// How many hashes the proof has.
        found: u64,
        /// How many it needs.
        expected: u64,
    },
    /// The leaf and the proof lead to another root.
    #[error("the leaf and the proof do not lead to the log's root: one of them was changed")]
    Root,
    /// The proof is not about the earlier log.
    #[error("the proof does not lead to the earlier root: it is about another log or size")]
    OldRoot,
    /// The later log does not begin with the earlier one's leaves.
    #[error("the proof does not lead to the later root: the log was rewritten")]
    NewRoot,
}

/// How many hashes the inclusion proof of a leaf has.
///
/// # Errors
/// [`LogProofError::Index`] when the log has no such leaf.
pub fn inclusion_length(size: u64, index: u64) -> Result<u64, LogProofError> {
    let path = Path::of_leaf(size, index)?;
    Ok(u64::from(path.inner) + u64::from(path.border))
}

/// How many hashes the consistency proof between two sizes has.
///
/// # Errors
/// [`LogProofError::Shrunk`] when the later size is the smaller one.
pub fn consistency_length(old_size: u64, new_size: u64) -> Result<u64, LogProofError> {
    if old_size > new_size {
        return Err(LogProofError::Shrunk {
            old: old_size,
            new: new_size,
        });
    }
    if old_size == 0 || old_size == new_size {
        return Ok(0);
    }
    let path = Path::of_last_subtree(old_size, new_size)?;
    let seed = u64::from(!old_size.is_power_of_two());
    Ok(seed + u64::from(path.inner) + u64::from(path.border))
}

/// Checks that `leaf` is at `index` in the log.
///
/// # Errors
/// A [`LogProofError`] that says what does not fit.
pub fn verify_inclusion<S: Sha256>(
    head: &LogHead,
    index: u64,
    leaf: &Hash,
    proof: &[Hash],
) -> Result<(), LogProofError> {
    if inclusion_root::<S>(head.size, index, leaf, proof)? == head.root {
        Ok(())
    } else {
        Err(LogProofError::Root)
    }
}

/// The root that the proof leads to: that of the log, if `leaf` is at `index` in it.
///
/// # Errors
/// When there is no such leaf, or the proof has another length.
pub fn inclusion_root<S: Sha256>(
    size: u64,
    index: u64,
    leaf: &Hash,
    proof: &[Hash],
) -> Result<Hash, LogProofError> {
    let path = Path::of_leaf(size, index)?;
    check_length(proof, inclusion_length(size, index)?)?;
    let (inner, border) = proof.split_at(path.inner as usize);
    Ok(path.climb::<S>(*leaf, inner, border))
}

/// Checks that the log at `new` begins with all leaves of the log at `old`, in their order.
///
/// A log without leaves is the beginning of every log, and a log of the beginning of
/// itself; both with an empty proof.
///
/// # Errors
/// A [`LogProofError`] that says what does not fit.
pub fn verify_consistency<S: Sha256>(
    old: &LogHead,
    new: &LogHead,
    proof: &[Hash],
) -> Result<(), LogProofError> {
    check_length(proof, consistency_length(old.size, new.size)?)?;
    // A root of no leaves is a constant; any other would be a claim nobody can open.
    for head in [old, new] {
        if head.size == 0 && head.root != EMPTY_ROOT {
            return Err(LogProofError::OldRoot);
        }
    }
    if old.size == 0 {
        return Ok(());
    }
    if old.size == new.size {
        return if old.root == new.root {
            Ok(())
        } else {
            Err(LogProofError::NewRoot)
        };
    }
    let path = Path::of_last_subtree(old.size, new.size)?;
    // When the old log is one complete subtree, its root starts both climbs.
    let (start, rest) = match proof.split_first() {
        Some((seed, rest)) if !old.size.is_power_of_two() => (seed, rest),
        _ => (&old.root, proof),
    };
    let (inner, border) = rest.split_at(path.inner as usize);
    if path.climb_left::<S>(*start, inner, border) != old.root {
        return Err(LogProofError::OldRoot);
    }
    if path.climb::<S>(*start, inner, border) != new.root {
        return Err(LogProofError::NewRoot);
    }
    Ok(())
}

/// The way from a complete subtree up to the root.
struct Path {
    /// Bit k tells whether the subtree at step k is a right child.
    sides: u64,
    inner: u32,
    border: u32,
}

impl Path {
    fn of_leaf(size: u64, index: u64) -> Result<Self, LogProofError> {
        if index >= size {
            return Err(LogProofError::Index { index, size });
        }
        let inner = u64::BITS - (index ^ (size - 1)).leading_zeros();
        Ok(Self {
            sides: index,
            inner,
            border: index.checked_shr(inner).unwrap_or(0).count_ones(),
        })
    }

    /// From the largest complete subtree that ends where the old log ended.
    fn of_last_subtree(old_size: u64, new_size: u64) -> Result<Self, LogProofError> {
        let leaf = Self::of_leaf(new_size, old_size - 1)?;
        let level = old_size.trailing_zeros();
        Ok(Self {
            sides: leaf.sides >> level,
            inner: leaf.inner - level,
            border: leaf.border,
        })
    }

    /// The root of the whole tree.
    fn climb<S: Sha256>(&self, start: Hash, inner: &[Hash], border: &[Hash]) -> Hash {
        let mut node = start;
        for (step, sibling) in inner.iter().enumerate() {
            node = if self.sides >> step & 1 == 1 {
                S::node(sibling, &node)
            } else {
                S::node(&node, sibling)
            };
        }
        climb_border::<S>(node, border)
    }

    /// The root of the tree that ends with the subtree: only what is on the left counts.
    fn climb_left<S: Sha256>(&self, start: Hash, inner: &[Hash], border: &[Hash]) -> Hash {
        let mut node = start;
        for (step, sibling) in inner.iter().enumerate() {
            if self.sides >> step & 1 == 1 {
                node = S::node(sibling, &node);
            }
        }
        climb_border::<S>(node, border)
    }
}

fn climb_border<S: Sha256>(start: Hash, border: &[Hash]) -> Hash {
    border
        .iter()
        .fold(start, |node, sibling| S::node(sibling, &node))
}

fn check_length(proof: &[Hash], expected: u64) -> Result<(), LogProofError> {
    let found = proof.len() as u64;
    if found == expected {
        Ok(())
    } else {
        Err(LogProofError::Length { found, expected })
    }
}
