//! RFC 9162, section 2.1, word for word: recursive, on all leaves, and with a SHA-256 of
//! its own. Nothing of the crate's arithmetic is used.

use provenue_media::{
    Hash,
    log::NodeStore,
    verify::{LogHead, LogProofError},
};
use sha2::{Digest, Sha256};

pub fn leaf(index: u64) -> Hash {
    Sha256::new()
        .chain_update([0])
        .chain_update(index.to_be_bytes())
        .finalize()
        .into()
}

pub fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(leaf).collect()
}

/// MTH.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            Sha256::new()
                .chain_update([1])
                .chain_update(root(left))
                .chain_update(root(right))
                .finalize()
                .into()
        }
    }
}

/// PATH.
pub fn path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let k = split(leaves.len());
    let (left, right) = leaves.split_at(k);
    if index < k {
        [path(index, left), vec![root(right)]].concat()
    } else {
        [path(index - k, right), vec![root(left)]].concat()
    }
}

/// PROOF.
pub fn consistency(old_size: usize, leaves: &[Hash]) -> Vec<Hash> {
    if old_size == 0 {
        return Vec::new();
    }
    subproof(old_size, leaves, true)
}

fn subproof(old_size: usize, leaves: &[Hash], known: bool) -> Vec<Hash> {
    if old_size == leaves.len() {
        return if known {
            Vec::new()
        } else {
            vec![root(leaves)]
        };
    }
    let k = split(leaves.len());
    let (left, right) = leaves.split_at(k);
    if old_size <= k {
        [subproof(old_size, left, known), vec![root(right)]].concat()
    } else {
        [subproof(old_size - k, right, false), vec![root(left)]].concat()
    }
}

/// The largest power of two less than `count`.
fn split(count: usize) -> usize {
    let mut k = 1;
    while 2 * k < count {
        k *= 2;
    }
    k
}

pub fn head(leaves: &[Hash]) -> LogHead {
    LogHead {
        size: leaves.len() as u64,
        root: root(leaves),
    }
}

/// A store that knows the leaves alone.
pub struct Leaves(pub Vec<Hash>);

impl NodeStore for Leaves {
    type Error = LogProofError;

    fn node(&self, level: u32, index: u64) -> Result<Hash, LogProofError> {
        let start = (index as usize) << level;
        let leaves = self.0.get(start..start + (1 << level));
        leaves.map(root).ok_or(LogProofError::Index {
            index,
            size: self.0.len() as u64,
        })
    }
}
