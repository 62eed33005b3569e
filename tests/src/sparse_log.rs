//! Logs and chunk trees of any length, of which nearly all leaves are alike.

use std::{collections::BTreeMap, convert::Infallible};

use provenue_media::{
    Hash,
    log::{NodeStore, prove_consistency, prove_inclusion, root},
    tree::node_hash,
    verify::LogHead,
};

use crate::must;

/// A log of up to 2^64 - 1 leaves, which takes the memory of a few.
#[derive(Clone)]
pub struct SparseLog {
    /// Roots of the complete subtrees of leaves that are alike, by level.
    alike: Vec<Hash>,
    others: BTreeMap<u64, Hash>,
}

impl SparseLog {
    /// A log whose leaves are all `leaf`.
    #[must_use]
    pub fn of(leaf: Hash) -> Self {
        let next = |node: &Hash| Some(node_hash(node, node));
        Self {
            alike: std::iter::successors(Some(leaf), next).take(64).collect(),
            others: BTreeMap::new(),
        }
    }

    /// The same with another leaf at `index`.
    #[must_use]
    pub fn with(mut self, index: u64, leaf: Hash) -> Self {
        self.others.insert(index, leaf);
        self
    }

    /// The leaf at `index`.
    #[must_use]
    pub fn leaf(&self, index: u64) -> Hash {
        self.others.get(&index).copied().unwrap_or(self.alike[0])
    }

    /// The log at a size.
    #[must_use]
    pub fn head(&self, size: u64) -> LogHead {
        let root = must(root(self, size));
        LogHead { size, root }
    }

    /// The proof that leaf `index` is in the log at `size`.
    #[must_use]
    pub fn inclusion(&self, size: u64, index: u64) -> Vec<Hash> {
        must(prove_inclusion(self, size, index))
    }

    /// The proof that the log at size `new` begins with the log at size `old`.
    #[must_use]
    pub fn consistency(&self, old: u64, new: u64) -> Vec<Hash> {
        must(prove_consistency(self, old, new))
    }
}

impl NodeStore for SparseLog {
    type Error = Infallible;

    fn node(&self, level: u32, index: u64) -> Result<Hash, Infallible> {
        let first = index << level;
        let last = first + ((1 << level) - 1);
        if self.others.range(first..=last).next().is_none() {
            return Ok(self.alike[level as usize]);
        }
        if level == 0 {
            return Ok(self.leaf(index));
        }
        let left = self.node(level - 1, 2 * index)?;
        Ok(node_hash(&left, &self.node(level - 1, 2 * index + 1)?))
    }
}

#[cfg(test)]
mod tests {
    use provenue_media::{
        SoftwareSha256,
        tree::Frontier,
        verify::{verify_consistency, verify_inclusion},
    };

    use super::*;

    #[test]
    fn it_has_the_roots_of_a_log_that_was_written_out() {
        let log = SparseLog::of([1; 32]).with(5, [2; 32]).with(12, [3; 32]);
        for size in 0..40 {
            let written: Frontier = (0..size).map(|index| log.leaf(index)).collect();
            assert_eq!(log.head(size).root, written.root(), "{size}");
        }
    }

    #[test]
    fn its_proofs_hold_up_to_the_largest_size() {
        let last = u64::MAX - 1;
        let log = SparseLog::of([1; 32]).with(last, [2; 32]);
        let (old, new) = (log.head(1 << 40), log.head(u64::MAX));
        let proof = log.consistency(old.size, new.size);
        assert!(verify_consistency::<SoftwareSha256>(&old, &new, &proof).is_ok());
        let proof = log.inclusion(new.size, last);
        assert!(verify_inclusion::<SoftwareSha256>(&new, last, &[2; 32], &proof).is_ok());
        assert!(verify_inclusion::<SoftwareSha256>(&new, last, &[1; 32], &proof).is_err());
    }
}
