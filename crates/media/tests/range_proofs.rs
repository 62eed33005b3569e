//! Proofs of several leaves: sound for every range, refused after any change.

use std::ops::Range;

use proptest::{prelude::*, sample::Index};
use provenue_media::{
    proof::{ProofError, RangeProver, proof_length, verify_range},
    tree::{Hash, leaf_hash, node_hash},
};

fn leaves(count: u64) -> Vec<Hash> {
    (0..count)
        .map(|index| leaf_hash(&index.to_le_bytes()))
        .collect()
}

fn prove(leaves: &[Hash], range: Range<u64>) -> (Hash, Vec<Hash>) {
    let mut prover = RangeProver::new(leaves.len() as u64, range).unwrap();
    leaves.iter().for_each(|leaf| prover.push(*leaf));
    prover.finish().unwrap()
}

fn slice(leaves: &[Hash], range: &Range<u64>) -> Vec<Hash> {
    leaves[range.start as usize..range.end as usize].to_vec()
}

/// The recursive definition of RFC 9162, on all leaves.
fn root_by_definition(leaves: &[Hash]) -> Hash {
    match leaves {
        [leaf] => *leaf,
        _ => {
            let (left, right) = split(leaves);
            node_hash(&root_by_definition(left), &root_by_definition(right))
        }
    }
}

/// The recursive definition in the documentation of `proof`, on all leaves.
fn proof_by_definition(leaves: &[Hash], start: usize, end: usize) -> Vec<Hash> {
    if start == 0 && end == leaves.len() {
        return Vec::new();
    }
    let (left, right) = split(leaves);
    let middle = left.len();
    if end <= middle {
        let mut proof = proof_by_definition(left, start, end);
        proof.push(root_by_definition(right));
        proof
    } else if start >= middle {
        let mut proof = proof_by_definition(right, start - middle, end - middle);
        proof.push(root_by_definition(left));
        proof
    } else {
        let mut proof = proof_by_definition(left, start, middle);
        proof.extend(proof_by_definition(right, 0, end - middle));
        proof
    }
}

fn split(leaves: &[Hash]) -> (&[Hash], &[Hash]) {
    let mut middle = 1;
    while middle * 2 < leaves.len() {
        middle *= 2;
    }
    leaves.split_at(middle)
}

/// A size up to 200 and a range of it.
fn size_and_range() -> impl Strategy<Value = (u64, Range<u64>)> {
    (1..200u64, any::<Index>(), any::<Index>()).prop_map(|(size, start, length)| {
        let start = start.index(size as usize) as u64;
        let length = 1 + length.index((size - start) as usize) as u64;
        (size, start..start + length)
    })
}

#[test]
fn every_range_of_every_small_tree_is_proved_as_defined() {
    for size in 1..=20 {
        let leaves = leaves(size);
        for start in 0..size {
            for end in start + 1..=size {
                let (root, proof) = prove(&leaves, start..end);
                assert_eq!(root, root_by_definition(&leaves));
                assert_eq!(
                    proof,
                    proof_by_definition(&leaves, start as usize, end as usize)
                );
                assert_eq!(proof_length(size, &(start..end)), Ok(proof.len()));
                let shown = slice(&leaves, &(start..end));
                assert_eq!(
                    verify_range(&root, size, start..end, &shown, &proof),
                    Ok(())
                );
            }
        }
    }
}

#[test]
fn ranges_that_are_empty_or_leave_the_tree_are_refused() {
    let descending = Range { start: 3, end: 2 };
    for (size, range) in [
        (0, 0..0),
        (0, 0..1),
        (5, 2..2),
        (5, descending),
        (5, 4..6),
        (5, 5..6),
        (5, 0..u64::MAX),
    ] {
        let refused = ProofError::Range {
            start: range.start,
            end: range.end,
            tree_size: size,
        };
        assert_eq!(RangeProver::new(size, range.clone()).err(), Some(refused));
        assert_eq!(verify_range(&[0; 32], size, range, &[], &[]), Err(refused));
    }
}

#[test]
fn the_largest_trees_do_not_overflow() {
    let size = u64::MAX;
    for index in [0, 1, size / 2, size - 1] {
        let length = proof_length(size, &(index..index + 1)).unwrap();
        let proof = vec![[7; 32]; length];
        assert_eq!(
            verify_range(&[0; 32], size, index..index + 1, &[[1; 32]], &proof),
            Err(ProofError::Root)
        );
    }
}

#[test]
fn a_prover_that_was_not_given_all_leaves_says_so() {
    let mut prover = RangeProver::new(3, 0..1).unwrap();
    leaves(2).into_iter().for_each(|leaf| prover.push(leaf));
    assert_eq!(
        prover.clone().finish(),
        Err(ProofError::LeafCount {
            found: 2,
            expected: 3
        })
    );
    leaves(2).into_iter().for_each(|leaf| prover.push(leaf));
    assert_eq!(
        prover.finish(),
        Err(ProofError::LeafCount {
            found: 4,
            expected: 3
        })
    );
}

/// Why `Commitment` holds the length: a root does not say how many leaves are under it.
#[test]
fn the_root_alone_does_not_fix_the_number_of_leaves() {
    let leaves = leaves(3);
    let (root, proof) = prove(&leaves, 2..3);
    assert_eq!(verify_range(&root, 3, 2..3, &leaves[2..], &proof), Ok(()));
    assert_eq!(verify_range(&root, 2, 1..2, &leaves[2..], &proof), Ok(()));
}

proptest! {
    #[test]
    fn any_flipped_bit_is_noticed((size, range) in size_and_range(), place in any::<Index>(), bit in 0..8u32) {
        let leaves = leaves(size);
        let (mut root, mut proof) = prove(&leaves, range.clone());
        let mut shown = slice(&leaves, &range);
        let mut bytes: Vec<&mut u8> =
            root.iter_mut().chain(proof.iter_mut().flatten()).chain(shown.iter_mut().flatten()).collect();
        let place = place.index(bytes.len());
        *bytes[place] ^= 1 << bit;
        prop_assert_eq!(verify_range(&root, size, range, &shown, &proof), Err(ProofError::Root));
    }

    #[test]
    fn extra_and_missing_hashes_are_noticed((size, range) in size_and_range(), place in any::<Index>()) {
        let leaves = leaves(size);
        let (root, proof) = prove(&leaves, range.clone());
        let shown = slice(&leaves, &range);
        let expected = proof.len();

        let mut longer = proof.clone();
        longer.insert(place.index(expected + 1), root);
        let refused = ProofError::HashCount { found: expected + 1, expected };
        prop_assert_eq!(verify_range(&root, size, range.clone(), &shown, &longer), Err(refused));

        if !proof.is_empty() {
            let mut shorter = proof.clone();
            shorter.remove(place.index(expected));
            let refused = ProofError::HashCount { found: expected - 1, expected };
            prop_assert_eq!(verify_range(&root, size, range.clone(), &shown, &shorter), Err(refused));
        }

        let mut more = shown.clone();
        more.push(root);
        prop_assert!(verify_range(&root, size, range.clone(), &more, &proof).is_err());
        prop_assert!(verify_range(&root, size, range, &shown[1..], &proof).is_err());
    }

    #[test]
    fn leaves_are_proved_at_no_other_place((size, range) in size_and_range(), other in any::<Index>()) {
        let leaves = leaves(size);
        let (root, proof) = prove(&leaves, range.clone());
        let shown = slice(&leaves, &range);
        let length = range.end - range.start;
        let start = other.index((size - length + 1) as usize) as u64;
        prop_assume!(start != range.start);
        prop_assert!(verify_range(&root, size, start..start + length, &shown, &proof).is_err());
        // Nor with the other place's own proof.
        let (_, theirs) = prove(&leaves, start..start + length);
        prop_assert_eq!(verify_range(&root, size, start..start + length, &shown, &theirs), Err(ProofError::Root));
    }

    #[test]
    fn two_leaves_that_change_places_are_noticed((size, range) in size_and_range(), one in any::<Index>(), other in any::<Index>()) {
        let leaves = leaves(size);
        let (root, proof) = prove(&leaves, range.clone());
        let mut shown = slice(&leaves, &range);
        let (one, other) = (one.index(shown.len()), other.index(shown.len()));
        prop_assume!(one != other);
        shown.swap(one, other);
        prop_assert_eq!(verify_range(&root, size, range, &shown, &proof), Err(ProofError::Root));
    }
}
