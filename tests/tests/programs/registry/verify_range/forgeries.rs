//! Chunks that are not of the work, or not where they are said to be.

use std::{fs, path::Path};

use provenue_client::{AssetDetails, instructions::log::verify_range, state::Asset};
use provenue_media::{
    ChunkSize, Fingerprint, extract_part, fingerprint_file, prove_range,
    tree::{leaf_hash, node_hash},
};
use provenue_tests::{World, assert_refused_unchanged, details, forge, look_alike, must};
use solana_address::Address;

use super::scene::{CHUNK, LEAF, ODD, Work, register};
use crate::registry::shop::Shop;

async fn refused(work: &Work, chunk: u64, leaf: [u8; 32], proof: &[[u8; 32]], error: &str) {
    let attack = verify_range(&work.asset, chunk, &leaf, proof);
    assert_refused_unchanged(&work.world, attack, &[], error).await;
}

/// Eleven chunks, the sixth of which is not like the others.
async fn work() -> Work {
    Work::of(11 * CHUNK - 1_000, 5).await
}

#[tokio::test]
async fn another_chunk_is_refused() {
    let work = work().await;
    let proof = work.proof(5);
    let error = "NotOfThisWork";
    for leaf in [LEAF, [0; 32], work.tree.head(11).root] {
        refused(&work, 5, leaf, &proof, error).await;
    }
}

#[tokio::test]
async fn a_chunk_is_refused_at_another_place() {
    let work = work().await;
    let proof = work.proof(5);
    // The places whose proofs are as long as that of the sixth chunk.
    for chunk in (0..8).filter(|chunk| *chunk != 5) {
        refused(&work, chunk, ODD, &proof, "NotOfThisWork").await;
    }
    for chunk in [8, 9, 10] {
        refused(&work, chunk, ODD, &proof, "ProofLength").await;
    }
    for chunk in [11, 12, 1 << 52, u64::MAX] {
        refused(&work, chunk, ODD, &proof, "ChunkOutOfRange").await;
    }
}

#[tokio::test]
async fn a_node_cannot_pass_for_a_chunk() {
    let work = work().await;
    let proof = work.proof(5);
    // The hash over two chunks is a leaf of a tree that is one level lower.
    let node = node_hash(&LEAF, &ODD);
    for chunk in [2, 4, 5] {
        refused(&work, chunk, node, &proof[1..], "ProofLength").await;
    }
    // A chunk of 64 bytes, the two hashes, has another first byte before it is hashed.
    let bytes = [LEAF, ODD].concat();
    assert_ne!(leaf_hash(&bytes), node);
    // With the root as a leaf nothing would be left to prove.
    let root = work.tree.head(11).root;
    refused(&work, 0, root, &[], "ProofLength").await;
}

#[tokio::test]
async fn a_proof_has_as_many_hashes_as_the_work_needs() {
    let work = work().await;
    let proof = work.proof(5);
    for length in 0..proof.len() {
        refused(&work, 5, ODD, &proof[..length], "ProofLength").await;
        refused(&work, 5, ODD, &proof[length + 1..], "ProofLength").await;
    }
    for extra in [[0; 32], LEAF, proof[0], work.tree.head(11).root] {
        let longer = [&proof[..], &[extra]].concat();
        refused(&work, 5, ODD, &longer, "ProofLength").await;
        let longer = [&[extra], &proof[..]].concat();
        refused(&work, 5, ODD, &longer, "ProofLength").await;
    }
}

#[tokio::test]
async fn no_hash_of_a_proof_can_be_changed_or_swapped() {
    let work = work().await;
    let proof = work.proof(5);
    for at in 0..proof.len() {
        for byte in [0, 15, 31] {
            let mut changed = proof.clone();
            changed[at][byte] ^= 0x80;
            refused(&work, 5, ODD, &changed, "NotOfThisWork").await;
        }
        for other in at + 1..proof.len() {
            let mut swapped = proof.clone();
            swapped.swap(at, other);
            assert_ne!(swapped, proof);
            refused(&work, 5, ODD, &swapped, "NotOfThisWork").await;
        }
    }
}

#[tokio::test]
async fn a_wrong_length_or_chunk_size_is_noticed() {
    let work = work().await;
    let proof = work.proof(5);
    // Whoever claims the same content id with another length, claims bytes that do not exist.
    for (length, log2, error) in [
        (6 * CHUNK, 12, "ProofLength"),
        (17 * CHUNK, 12, "ProofLength"),
        (12 * CHUNK, 12, "NotOfThisWork"),
        (u64::MAX, 12, "ProofLength"),
        (11 * CHUNK - 1_000, 13, "ProofLength"),
        (11 * CHUNK - 1_000, 30, "ChunkOutOfRange"),
    ] {
        forge::<Asset>(&work.world, &work.asset, |asset| {
            asset.byte_length = length.into();
            asset.chunk_size_log2 = log2;
        })
        .await;
        // With eleven or twelve chunks alone the proofs of the first eight have one length: there the
        // last chunk tells them apart.
        let (chunk, leaf, proof) = match error {
            "NotOfThisWork" => (10, LEAF, work.tree.inclusion(12, 10)),
            _ => (5, ODD, proof.clone()),
        };
        refused(&work, chunk, leaf, &proof, error).await;
    }
}

#[tokio::test]
async fn another_works_chunk_is_refused() {
    let work = work().await;
    let other = Work::of(11 * CHUNK - 1_000, 4).await;
    refused(&work, 5, LEAF, &other.proof(5), "NotOfThisWork").await;
    refused(&work, 4, ODD, &other.proof(4), "NotOfThisWork").await;
}

#[tokio::test]
async fn look_alikes_and_other_kinds_of_accounts_are_refused() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let forged = look_alike::<Asset>(&shop.world, &shop.asset, |asset| {
        asset.content_id = LEAF;
        asset.byte_length = 1.into();
    })
    .await;
    for (account, error) in [
        (forged, "IllegalOwner"),
        (Address::new_unique(), "UninitializedAccount"),
        (terms, "AccountDataTooSmall"),
    ] {
        let attack = verify_range(&account, 0, &LEAF, &[]);
        assert_refused_unchanged(&shop.world, attack, &[], error).await;
    }
}

#[tokio::test]
async fn an_asset_of_an_unknown_layout_is_refused() {
    let work = work().await;
    forge::<Asset>(&work.world, &work.asset, |asset| asset.version = 2).await;
    let attack = work.showing(5);
    assert_refused_unchanged(&work.world, attack, &[], "UnknownVersion").await;
}

/// A file, registered in chunks of 4 KiB.
async fn registered(world: &World, path: &Path) -> (Address, Fingerprint) {
    let print = must(fingerprint_file(path, ChunkSize::MIN, |_| {}));
    let claimed = AssetDetails {
        byte_length: print.byte_length,
        chunk_size_log2: print.chunk_size.log2(),
        media_type: print.media_type.clone(),
        ..details(print.content_id.0)
    };
    (register(world, claimed).await, print)
}

#[tokio::test]
async fn a_forged_part_of_a_photo_is_refused() {
    let photo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/aurora.jpg");
    let folder = must(tempfile::tempdir());
    let forged = folder.path().join("forged.jpg");
    // Somebody paints over a few bytes in the middle of the picture and saves it.
    let mut bytes = must(fs::read(&photo));
    bytes[100_000..100_016].fill(0);
    must(fs::write(&forged, &bytes));
    let world = World::new().await;
    let (asset, print) = registered(&world, &photo).await;
    assert_eq!(print.media_type, "image/jpeg");
    let (of_forged, _) = registered(&world, &forged).await;

    let range = 100_000..100_016;
    let show = |path: &Path, asset: &Address| {
        let proof = must(prove_range(path, range.clone(), ChunkSize::MIN, |_| {}));
        let mut part = Vec::new();
        must(extract_part(path, &proof, &mut part));
        let chunk = proof.part().start / CHUNK;
        verify_range(asset, chunk, &leaf_hash(&part), proof.hashes())
    };
    must(world.send(&[show(&photo, &asset)], &[]).await);
    // The forgery is a work of its own, and no part of the photo.
    must(world.send(&[show(&forged, &of_forged)], &[]).await);
    for (path, asset) in [(&forged, &asset), (&photo, &of_forged)] {
        let attack = show(path, asset);
        assert_refused_unchanged(&world, attack, &[], "NotOfThisWork").await;
    }
    // The photo's own proof with the forger's bytes.
    let mut mixed = show(&photo, &asset);
    let leaf = 1 + 8..1 + 8 + 32;
    mixed.data[leaf.clone()].copy_from_slice(&show(&forged, &asset).data[leaf]);
    assert_refused_unchanged(&world, mixed, &[], "NotOfThisWork").await;
}
