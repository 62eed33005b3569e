//! Sizes up to the largest number there is: lengths of proofs, and proofs of logs whose
//! leaves are all alike, of which each level has one node.

use std::convert::Infallible;

use proptest::prelude::*;
use provenue_media::{
    Hash, SoftwareSha256,
    log::{NodeStore, prove_consistency, prove_inclusion, root},
    tree::{leaf_hash, node_hash},
    verify::{LogHead, consistency_length, inclusion_length, verify_consistency, verify_inclusion},
};

struct Alike {
    levels: Vec<Hash>,
}

impl Alike {
    fn new() -> Self {
        let first = leaf_hash(b"the same again");
        let levels = std::iter::successors(Some(first), |node| Some(node_hash(node, node)));
        Self {
            levels: levels.take(64).collect(),
        }
    }

    fn head(&self, size: u64) -> LogHead {
        let Ok(root) = root(self, size);
        LogHead { size, root }
    }
}

impl NodeStore for Alike {
    type Error = Infallible;

    fn node(&self, level: u32, _index: u64) -> Result<Hash, Infallible> {
        Ok(self.levels[level as usize])
    }
}

#[test]
fn the_longest_proofs_have_64_hashes_and_one_more_for_the_seed() {
    assert_eq!(inclusion_length(u64::MAX, 0), Ok(64));
    assert_eq!(inclusion_length(u64::MAX, u64::MAX - 1), Ok(63));
    assert_eq!(inclusion_length(1 << 63, 0), Ok(63));
    assert_eq!(consistency_length(1, u64::MAX), Ok(64));
    assert_eq!(consistency_length(3, u64::MAX), Ok(65));
    assert_eq!(consistency_length(1 << 63, u64::MAX), Ok(1));
    assert_eq!(consistency_length(u64::MAX - 1, u64::MAX), Ok(64));
    assert_eq!(consistency_length(u64::MAX, u64::MAX), Ok(0));
    assert_eq!(consistency_length(0, u64::MAX), Ok(0));
    assert!(consistency_length(u64::MAX, 0).is_err());
    assert!(inclusion_length(u64::MAX, u64::MAX).is_err());
}

fn sizes() -> impl Strategy<Value = u64> {
    prop_oneof![
        any::<u64>(),
        (0u32..64, -2i64..3).prop_map(|(bit, off)| (1u64 << bit).wrapping_add_signed(off)),
        (0u64..4).prop_map(|off| u64::MAX - off),
    ]
}

proptest! {
    #[test]
    fn proofs_of_any_size_are_made_and_verify(one in sizes(), other in sizes()) {
        let log = Alike::new();
        let (old, new) = (one.min(other), one.max(other));
        let proof = prove_consistency(&log, old, new).unwrap();
        prop_assert_eq!(
            verify_consistency::<SoftwareSha256>(&log.head(old), &log.head(new), &proof),
            Ok(())
        );
        if old < new {
            let proof = prove_inclusion(&log, new, old).unwrap();
            prop_assert_eq!(
                verify_inclusion::<SoftwareSha256>(&log.head(new), old, &log.levels[0], &proof),
                Ok(())
            );
        }
    }
}
