//! The published vectors of Certificate Transparency's reference implementation, and the
//! worked example of RFC 6962, section 2.1.3.

use provenue_media::{
    Hash, SoftwareSha256,
    log::{prove_consistency, prove_inclusion},
    tree::{leaf_hash, node_hash},
    verify::{verify_consistency, verify_inclusion},
};

use crate::definition::{Leaves, head, leaves};

const INPUTS: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];

const LAST_PAIR: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const THIRD_PAIR: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
const SECOND_PAIR: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const FIRST_FOUR: &str = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
const LAST_FOUR: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const LEAF_1: &str = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const LEAF_4: &str = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const LEAF_6: &str = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f";

/// Old size, new size, proof.
const CONSISTENCY: [(u64, u64, &[&str]); 6] = [
    (1, 1, &[]),
    (1, 8, &[LEAF_1, SECOND_PAIR, LAST_FOUR]),
    (2, 5, &[SECOND_PAIR, LEAF_4]),
    (2, 8, &[SECOND_PAIR, LAST_FOUR]),
    (6, 7, &[THIRD_PAIR, LEAF_6, FIRST_FOUR]),
    (6, 8, &[THIRD_PAIR, LAST_PAIR, FIRST_FOUR]),
];

/// Index, size, proof.
const INCLUSION: [(u64, u64, &[&str]); 3] = [
    (0, 1, &[]),
    (0, 8, &[LEAF_1, SECOND_PAIR, LAST_FOUR]),
    (5, 8, &[LEAF_4, LAST_PAIR, FIRST_FOUR]),
];

fn hashes(texts: &[&str]) -> Vec<Hash> {
    let hash = |text: &&str| hex::decode(text).unwrap().try_into().unwrap();
    texts.iter().map(hash).collect()
}

fn reference_leaves() -> Vec<Hash> {
    INPUTS
        .iter()
        .map(|input| leaf_hash(&hex::decode(input).unwrap()))
        .collect()
}

#[test]
fn published_consistency_proofs_are_made_and_accepted() {
    let all = reference_leaves();
    let store = Leaves(all.clone());
    for (old, new, proof) in CONSISTENCY {
        let proof = hashes(proof);
        assert_eq!(prove_consistency(&store, old, new), Ok(proof.clone()));
        let (old, new) = (head(&all[..old as usize]), head(&all[..new as usize]));
        assert_eq!(
            verify_consistency::<SoftwareSha256>(&old, &new, &proof),
            Ok(())
        );
    }
}

#[test]
fn published_inclusion_proofs_are_made_and_accepted() {
    let all = reference_leaves();
    let store = Leaves(all.clone());
    for (index, size, proof) in INCLUSION {
        let proof = hashes(proof);
        assert_eq!(prove_inclusion(&store, size, index), Ok(proof.clone()));
        let head = head(&all[..size as usize]);
        let leaf = &all[index as usize];
        assert_eq!(
            verify_inclusion::<SoftwareSha256>(&head, index, leaf, &proof),
            Ok(())
        );
    }
}

/// The tree of seven leaves in the RFC, with its names for the nodes.
#[test]
fn the_worked_example_of_the_rfc_comes_out() {
    let all = leaves(7);
    let store = Leaves(all.clone());
    let [a, b, c, d, e, f, j] = *all.as_slice() else {
        panic!("not seven leaves");
    };
    let (g, h, i) = (node_hash(&a, &b), node_hash(&c, &d), node_hash(&e, &f));
    let (k, l) = (node_hash(&g, &h), node_hash(&i, &j));
    assert_eq!(prove_inclusion(&store, 7, 0), Ok(vec![b, h, l]));
    assert_eq!(prove_inclusion(&store, 7, 3), Ok(vec![c, g, l]));
    assert_eq!(prove_inclusion(&store, 7, 4), Ok(vec![f, j, k]));
    assert_eq!(prove_inclusion(&store, 7, 6), Ok(vec![i, k]));
    assert_eq!(prove_consistency(&store, 3, 7), Ok(vec![c, d, g, l]));
    assert_eq!(prove_consistency(&store, 4, 7), Ok(vec![l]));
    assert_eq!(prove_consistency(&store, 6, 7), Ok(vec![i, j, k]));
}
