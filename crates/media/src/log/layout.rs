//! Where what is in a log's file.
//!
//! ```text
//!       0  slot A   the committed size and root
//!    4096  slot B   the same, written in turns with A
//!    8192  nodes    32 bytes each, in the order in which subtrees become complete
//! ```
//!
//! After leaf i come the roots of all subtrees that end with it, so the file only grows
//! at its end, and where a node is follows from its level and index alone.

use crate::hash::HASH_BYTES;

/// Slots are this far apart: no write of one sector or page can harm both.
pub(super) const SLOT_SPACING: u64 = 4096;

/// How many slots there are.
pub(super) const SLOTS: u64 = 2;

/// Where the nodes begin.
pub(super) const NODES_START: u64 = SLOTS * SLOT_SPACING;

/// How many nodes a log of `size` leaves has stored: one a complete subtree. `None` when
/// they are more than can be counted.
fn nodes(size: u64) -> Option<u64> {
    // A perfect forest of n leaves with p trees has 2n - p nodes.
    size.checked_mul(2)?
        .checked_sub(u64::from(size.count_ones()))
}

/// The length of the file of a log of `size` leaves. `None` when no file can be that long.
pub(super) fn file_length(size: u64) -> Option<u64> {
    nodes(size)?
        .checked_mul(HASH_BYTES as u64)?
        .checked_add(NODES_START)
}

/// Where the root of the complete subtree at `level` and `index` is.
pub(super) fn node_offset(level: u32, index: u64) -> Option<u64> {
    let end = index
        .checked_add(1)?
        .checked_mul(1u64.checked_shl(level)?)?;
    // It is stored `level` nodes after its last leaf.
    nodes(end - 1)?
        .checked_add(u64::from(level))?
        .checked_mul(HASH_BYTES as u64)?
        .checked_add(NODES_START)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Frontier;

    #[test]
    fn nodes_lie_in_the_order_in_which_subtrees_become_complete() {
        let mut frontier = Frontier::default();
        let mut offset = NODES_START;
        for leaf in 0..1000u64 {
            assert_eq!(file_length(leaf), Some(offset));
            let mut level = 0;
            frontier.push_noting([0; HASH_BYTES], |_| {
                let index = ((leaf + 1) >> level) - 1;
                assert_eq!(node_offset(level, index), Some(offset));
                level += 1;
                offset += HASH_BYTES as u64;
            });
        }
    }

    #[test]
    fn what_no_file_can_hold_has_no_place() {
        assert_eq!(file_length(u64::MAX), None);
        assert_eq!(file_length(1 << 60), None);
        assert_eq!(node_offset(0, u64::MAX), None);
        assert_eq!(node_offset(63, 1), None);
        assert_eq!(node_offset(64, 0), None);
        assert!(file_length(1 << 50).is_some());
    }
}
