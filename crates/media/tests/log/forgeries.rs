//! What must be refused: every change of a proof, a size, an index, a leaf or a root.

use proptest::{prelude::*, sample::Index};
use provenue_media::{
    Hash, SoftwareSha256,
    log::{prove_consistency, prove_inclusion},
    tree::node_hash,
    verify::{LogHead, LogProofError, verify_consistency, verify_inclusion},
};

use crate::definition::{self, Leaves, head, leaves};

fn consistent(old: &LogHead, new: &LogHead, proof: &[Hash]) -> Result<(), LogProofError> {
    verify_consistency::<SoftwareSha256>(old, new, proof)
}

fn included(head: &LogHead, index: u64, leaf: &Hash, proof: &[Hash]) -> Result<(), LogProofError> {
    verify_inclusion::<SoftwareSha256>(head, index, leaf, proof)
}

/// A proof with one hash more at either end, one less, and two swapped.
fn other_lengths_and_orders(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let extra = [0x5A; 32];
    let mut changed = vec![
        [proof, &[extra]].concat(),
        [&[extra], proof].concat(),
        [proof, proof.last().map_or(&[][..], std::slice::from_ref)].concat(),
    ];
    if !proof.is_empty() {
        changed.push(proof[1..].to_vec());
        changed.push(proof[..proof.len() - 1].to_vec());
    }
    for place in 1..proof.len() {
        let mut swapped = proof.to_vec();
        swapped.swap(place - 1, place);
        changed.push(swapped);
    }
    changed.retain(|changed| changed != proof);
    changed
}

#[test]
fn consistency_proofs_of_another_length_or_order_are_refused() {
    let all = leaves(26);
    let store = Leaves(all.clone());
    for new in 1..=26usize {
        for old in 0..=new {
            let proof = prove_consistency(&store, old as u64, new as u64).unwrap();
            let (old, new) = (head(&all[..old]), head(&all[..new]));
            for changed in other_lengths_and_orders(&proof) {
                assert!(consistent(&old, &new, &changed).is_err(), "{old:?} {new:?}");
            }
        }
    }
}

#[test]
fn a_proof_between_two_sizes_is_refused_between_all_others() {
    let all = leaves(14);
    let pairs = || (0..=14usize).flat_map(|new| (0..=new).map(move |old| (old, new)));
    for (old, new) in pairs() {
        let proof = definition::consistency(old, &all[..new]);
        for (other_old, other_new) in pairs() {
            let honest = definition::consistency(other_old, &all[..other_new]);
            if honest != proof {
                let (before, after) = (head(&all[..other_old]), head(&all[..other_new]));
                assert!(
                    consistent(&before, &after, &proof).is_err(),
                    "{before:?} {after:?}"
                );
            }
        }
        if old < new {
            let (before, after) = (head(&all[..old]), head(&all[..new]));
            assert!(consistent(&after, &before, &proof).is_err(), "turned round");
        }
    }
}

#[test]
fn a_rewritten_log_has_no_consistency_proof_that_passes() {
    for new in 2..=20usize {
        for old in 1..new {
            let honest = leaves(new as u64);
            for place in 0..old {
                let mut rewritten = honest.clone();
                rewritten[place][7] ^= 1;
                let before = head(&honest[..old]);
                let after = head(&rewritten);
                for proof in [
                    definition::consistency(old, &honest),
                    definition::consistency(old, &rewritten),
                ] {
                    assert!(matches!(
                        consistent(&before, &after, &proof),
                        Err(LogProofError::OldRoot | LogProofError::NewRoot)
                    ));
                }
            }
        }
    }
}

#[test]
fn a_log_that_shrank_is_refused_whatever_the_proof() {
    let all = leaves(9);
    for proof in [vec![], definition::consistency(5, &all)] {
        let refused = consistent(&head(&all), &head(&all[..5]), &proof);
        assert_eq!(refused, Err(LogProofError::Shrunk { old: 9, new: 5 }));
    }
}

#[test]
fn logs_of_equal_size_are_consistent_only_when_they_are_the_same() {
    for size in 1..20 {
        let all = leaves(size);
        let same = head(&all);
        assert_eq!(consistent(&same, &same, &[]), Ok(()));
        let other = LogHead {
            root: [9; 32],
            ..same
        };
        assert_eq!(consistent(&same, &other, &[]), Err(LogProofError::NewRoot));
        let long = consistent(&same, &same, &[same.root]);
        assert_eq!(
            long,
            Err(LogProofError::Length {
                found: 1,
                expected: 0
            })
        );
    }
}

#[test]
fn a_log_without_leaves_begins_every_log_and_has_one_root() {
    let all = leaves(6);
    let forged = LogHead {
        size: 0,
        root: [1; 32],
    };
    assert_eq!(consistent(&LogHead::EMPTY, &LogHead::EMPTY, &[]), Ok(()));
    assert_eq!(consistent(&LogHead::EMPTY, &head(&all), &[]), Ok(()));
    assert_eq!(
        consistent(&forged, &head(&all), &[]),
        Err(LogProofError::OldRoot)
    );
    assert_eq!(
        consistent(&forged, &forged, &[]),
        Err(LogProofError::OldRoot)
    );
    assert!(consistent(&LogHead::EMPTY, &forged, &[]).is_err());
    assert!(consistent(&LogHead::EMPTY, &head(&all), &[all[0]]).is_err());
    // Nothing is in it.
    for index in [0, 1, u64::MAX] {
        let refused = included(&LogHead::EMPTY, index, &all[0], &[]);
        assert_eq!(refused, Err(LogProofError::Index { index, size: 0 }));
    }
}

#[test]
fn inclusion_proofs_of_another_length_order_place_or_leaf_are_refused() {
    let all = leaves(30);
    let store = Leaves(all.clone());
    for size in 1..=30usize {
        let head = head(&all[..size]);
        for index in 0..size {
            let proof = prove_inclusion(&store, size as u64, index as u64).unwrap();
            for changed in other_lengths_and_orders(&proof) {
                assert!(included(&head, index as u64, &all[index], &changed).is_err());
            }
            for other in (0..size).filter(|other| *other != index) {
                assert!(included(&head, other as u64, &all[index], &proof).is_err());
                assert!(included(&head, index as u64, &all[other], &proof).is_err());
            }
            assert!(included(&head, size as u64, &all[index], &proof).is_err());
        }
    }
}

/// The root of a pair, offered as a leaf with a proof that is one hash shorter.
#[test]
fn a_node_does_not_pass_for_a_leaf() {
    let all = leaves(8);
    let store = Leaves(all.clone());
    let pair = node_hash(&all[2], &all[3]);
    let proof = prove_inclusion(&store, 8, 2).unwrap();
    let refused = included(&head(&all), 1, &pair, &proof[1..]);
    assert_eq!(
        refused,
        Err(LogProofError::Length {
            found: 2,
            expected: 3
        })
    );
    // A log of pairs instead of leaves has other sizes, and with them it is another claim.
    let halved = LogHead {
        size: 4,
        ..head(&all)
    };
    let chunk = [all[2], all[3]].concat();
    let as_leaf = provenue_media::tree::leaf_hash(&chunk);
    assert_ne!(as_leaf, pair, "leaves and nodes are hashed apart");
    assert!(included(&halved, 1, &as_leaf, &proof[1..]).is_err());
}

proptest! {
    #[test]
    fn one_changed_bit_anywhere_is_refused(
        old in 1u64..300,
        added in 1u64..300,
        place in any::<Index>(),
        bit in 0usize..256,
    ) {
        let all = leaves(old + added);
        let store = Leaves(all.clone());
        let flip = |hash: &mut Hash| hash[bit / 8] ^= 1 << (bit % 8);

        let proof = prove_consistency(&store, old, old + added).unwrap();
        let (before, after) = (head(&all[..old as usize]), head(&all));
        let mut changed = proof.clone();
        flip(&mut changed[place.index(proof.len())]);
        prop_assert!(consistent(&before, &after, &changed).is_err());
        let mut other = before;
        flip(&mut other.root);
        prop_assert!(consistent(&other, &after, &proof).is_err());
        let mut other = after;
        flip(&mut other.root);
        prop_assert_eq!(consistent(&before, &other, &proof), Err(LogProofError::NewRoot));

        let index = place.index(all.len());
        let proof = prove_inclusion(&store, after.size, index as u64).unwrap();
        let mut changed = proof.clone();
        flip(&mut changed[place.index(proof.len())]);
        prop_assert!(included(&after, index as u64, &all[index], &changed).is_err());
        let mut leaf = all[index];
        flip(&mut leaf);
        prop_assert_eq!(included(&after, index as u64, &leaf, &proof), Err(LogProofError::Root));
    }

    #[test]
    fn nothing_panics_and_nothing_made_up_passes(
        old in any::<u64>(),
        new in any::<u64>(),
        roots in any::<[[u8; 32]; 2]>(),
        proof in prop::collection::vec(any::<Hash>(), 0..130),
    ) {
        let head = |size, root| LogHead { size, root };
        let (old_head, new_head) = (head(old, roots[0]), head(new, roots[1]));
        prop_assert!(consistent(&old_head, &new_head, &proof).is_err());
        prop_assert!(included(&new_head, old, &roots[0], &proof).is_err());
    }
}
