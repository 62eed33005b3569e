//! Roots and inclusion proofs against published vectors, and against a
//! transparency log's implementation that shares no code with ours.

use ct_merkle::{InclusionProof, mem_backed_tree::MemoryBackedTree};
use proptest::{collection::vec, prelude::*};
use provenue_media::{
    proof::{RangeProver, verify_range},
    tree::{Frontier, Hash, leaf_hash},
};
use sha2::Sha256;

/// The leaves of Certificate Transparency's reference tests, in hexadecimal.
const LEAVES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];

/// The roots of the first 1 to 8 of them.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// Leaf's index, size of the tree, inclusion proof.
const INCLUSIONS: [(u64, u64, &[&str]); 5] = [
    (0, 1, &[]),
    (
        0,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        &[
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        3,
        &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    ),
    (
        1,
        5,
        &[
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];

fn hash(text: &str) -> Hash {
    hex::decode(text).unwrap().try_into().unwrap()
}

fn reference_leaves() -> Vec<Hash> {
    LEAVES
        .iter()
        .map(|leaf| leaf_hash(&hex::decode(leaf).unwrap()))
        .collect()
}

fn prove(leaves: &[Hash], index: u64) -> (Hash, Vec<Hash>) {
    let mut prover = RangeProver::new(leaves.len() as u64, index..index + 1).unwrap();
    leaves.iter().for_each(|leaf| prover.push(*leaf));
    prover.finish().unwrap()
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    let mut tree = Frontier::default();
    for (leaf, root) in reference_leaves().into_iter().zip(ROOTS) {
        tree.push(leaf);
        assert_eq!(tree.root(), hash(root), "{} leaves", tree.leaves());
    }
}

#[test]
fn the_root_of_no_leaves_is_the_hash_of_nothing() {
    let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(Frontier::default().root(), hash(nothing));
}

#[test]
fn proofs_of_one_leaf_are_those_of_certificate_transparency() {
    for (index, size, path) in INCLUSIONS {
        let (root, proof) = prove(&reference_leaves()[..size as usize], index);
        assert_eq!(root, hash(ROOTS[size as usize - 1]));
        let path: Vec<Hash> = path.iter().map(|node| hash(node)).collect();
        assert_eq!(proof, path, "leaf {index} of {size}");
    }
}

proptest! {
    #[test]
    fn roots_and_inclusion_proofs_are_those_of_an_independent_log(
        chunks in vec(vec(any::<u8>(), 0..40), 1..300),
        choice in any::<prop::sample::Index>(),
    ) {
        let mut log = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        chunks.iter().for_each(|chunk| log.push(chunk.clone()));
        let leaves: Vec<Hash> = chunks.iter().map(|chunk| leaf_hash(chunk)).collect();
        let index = choice.index(chunks.len());

        let (root, proof) = prove(&leaves, index as u64);
        let log_root = log.root();
        prop_assert_eq!(root.as_slice(), log_root.as_bytes().as_slice());
        let theirs = log.prove_inclusion(index);
        prop_assert_eq!(proof.concat(), theirs.as_bytes());

        // Each accepts the other's.
        let ours = InclusionProof::<Sha256>::from_bytes(proof.concat());
        prop_assert!(log_root.verify_inclusion(&chunks[index], index as u64, &ours).is_ok());
        let theirs: Vec<Hash> = theirs.as_bytes().as_chunks().0.to_vec();
        let range = index as u64..index as u64 + 1;
        prop_assert_eq!(verify_range(&root, leaves.len() as u64, range, &leaves[index..=index], &theirs), Ok(()));
    }
}
