//! Proofs are those of the definition, and verify; so do those of a log that shares no code.

use std::cell::Cell;

use ct_merkle::{ConsistencyProof, mem_backed_tree::MemoryBackedTree};
use proptest::{prelude::*, sample::Index};
use provenue_media::{
    Hash, SoftwareSha256,
    log::{NodeStore, prove_consistency, prove_inclusion, root},
    verify::{
        LogHead, LogProofError, consistency_length, inclusion_length, verify_consistency,
        verify_inclusion,
    },
};
use sha2::Sha256;

use crate::definition::{self, Leaves, head, leaves};

#[test]
fn all_proofs_of_logs_up_to_70_leaves_are_those_of_the_definition_and_verify() {
    let all = leaves(70);
    let store = Leaves(all.clone());
    for size in 0..=all.len() {
        let now = &all[..size];
        assert_eq!(root(&store, size as u64), Ok(definition::root(now)));
        for (index, leaf) in now.iter().enumerate() {
            let proof = prove_inclusion(&store, size as u64, index as u64).unwrap();
            assert_eq!(
                proof,
                definition::path(index, now),
                "leaf {index} of {size}"
            );
            let length = inclusion_length(size as u64, index as u64);
            assert_eq!(length, Ok(proof.len() as u64));
            let verified =
                verify_inclusion::<SoftwareSha256>(&head(now), index as u64, leaf, &proof);
            assert_eq!(verified, Ok(()));
        }
        for old in 0..=size {
            let proof = prove_consistency(&store, old as u64, size as u64).unwrap();
            assert_eq!(proof, definition::consistency(old, now), "{old} to {size}");
            let length = consistency_length(old as u64, size as u64);
            assert_eq!(length, Ok(proof.len() as u64));
            let (old, new) = (head(&all[..old]), head(now));
            assert_eq!(
                verify_consistency::<SoftwareSha256>(&old, &new, &proof),
                Ok(())
            );
        }
    }
}

/// Counts what is read.
struct Counting(Leaves, Cell<u64>);

impl NodeStore for Counting {
    type Error = LogProofError;

    fn node(&self, level: u32, index: u64) -> Result<Hash, LogProofError> {
        self.1.set(self.1.get() + 1);
        self.0.node(level, index)
    }
}

#[test]
fn a_proof_reads_at_most_two_nodes_a_level() {
    let size = 255;
    let store = Counting(Leaves(leaves(size)), Cell::new(0));
    let mut reads = Vec::new();
    for place in 1..size {
        store.1.set(0);
        prove_inclusion(&store, size, place).unwrap();
        reads.push(store.1.take());
        prove_consistency(&store, place, size).unwrap();
        reads.push(store.1.get());
    }
    let most = reads.into_iter().max().unwrap();
    assert!((8..=16).contains(&most), "{most}");
}

proptest! {
    #[test]
    fn consistency_proofs_are_those_of_an_independent_log(
        old in 1usize..200,
        added in 1usize..200,
    ) {
        let mut log = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        let item = |index: usize| (index as u64).to_be_bytes().to_vec();
        (0..old).for_each(|index| log.push(item(index)));
        let old_root = log.root();
        (old..old + added).for_each(|index| log.push(item(index)));

        let all = leaves((old + added) as u64);
        let ours = prove_consistency(&Leaves(all.clone()), old as u64, all.len() as u64).unwrap();
        let theirs = log.prove_consistency(added);
        prop_assert_eq!(ours.concat(), theirs.as_bytes());

        // Each accepts the other's.
        let given = ConsistencyProof::<Sha256>::try_from_bytes(ours.concat()).unwrap();
        prop_assert!(log.root().verify_consistency(&old_root, &given).is_ok());
        let given: Vec<Hash> = theirs.as_bytes().as_chunks().0.to_vec();
        let before = LogHead { size: old as u64, root: (*old_root.as_bytes()).into() };
        let verified = verify_consistency::<SoftwareSha256>(&before, &head(&all), &given);
        prop_assert_eq!(verified, Ok(()));
    }

    #[test]
    fn a_chain_of_consistency_proofs_ends_in_the_log(
        sizes in prop::collection::btree_set(0u64..300, 2..8),
        place in any::<Index>(),
    ) {
        let store = Leaves(leaves(300));
        let sizes: Vec<u64> = sizes.into_iter().collect();
        let head_at = |size: u64| LogHead { size, root: root(&store, size).unwrap() };
        for step in sizes.windows(2) {
            let proof = prove_consistency(&store, step[0], step[1]).unwrap();
            let (old, new) = (head_at(step[0]), head_at(step[1]));
            prop_assert_eq!(verify_consistency::<SoftwareSha256>(&old, &new, &proof), Ok(()));
        }
        let last = head_at(sizes[sizes.len() - 1]);
        let index = place.index(last.size as usize) as u64;
        let proof = prove_inclusion(&store, last.size, index).unwrap();
        let leaf = store.0[index as usize];
        prop_assert_eq!(verify_inclusion::<SoftwareSha256>(&last, index, &leaf, &proof), Ok(()));
    }
}
