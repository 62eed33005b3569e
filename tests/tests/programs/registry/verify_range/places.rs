//! Chunks that are where they are said to be.

use std::io::{Seek, SeekFrom, Write};

use provenue_client::{AssetDetails, instructions::log::verify_range};
use provenue_media::{
    ChunkSize, RangeProof, extract_part, fingerprint_file, prove_range, tree::leaf_hash,
};
use provenue_tests::{World, assert_refused, details, existing, must};
use solana_instruction::Instruction;

use super::scene::{CHUNK, LEAF, ODD, Work, register, returned};

#[tokio::test]
async fn every_chunk_of_every_small_work_is_shown() {
    for chunks in 1..18 {
        let work = Work::of(chunks * CHUNK - 1, chunks / 2).await;
        for chunk in 0..chunks {
            let receipt = must(work.show(chunk).await);
            let proven = returned(&receipt);
            assert_eq!(proven.asset, work.asset);
            assert_eq!(proven.first_byte, chunk * CHUNK);
            let short = u64::from(chunk + 1 == chunks);
            assert_eq!(proven.byte_length, CHUNK - short);
            let leaf = if chunk == work.odd { ODD } else { LEAF };
            assert_eq!(proven.leaf, leaf);
        }
        assert_refused(
            work.world.send(&[beyond(&work)], &[]).await,
            "ChunkOutOfRange",
        );
    }
}

/// The last chunk, said to be the one after it.
fn beyond(work: &Work) -> Instruction {
    let proof = work.proof(work.chunks - 1);
    verify_range(&work.asset, work.chunks, &LEAF, &proof)
}

#[tokio::test]
async fn what_is_returned_is_80_bytes_in_this_order() {
    let work = Work::of(3 * CHUNK + 5, 3).await;
    let receipt = must(work.show(3).await);
    let expected = [
        work.asset.as_ref(),
        &(3 * CHUNK).to_le_bytes(),
        &5u64.to_le_bytes(),
        &ODD,
    ];
    assert_eq!(receipt.return_data, expected.concat());
}

#[tokio::test]
async fn nobody_signs_and_nothing_changes() {
    let work = Work::of(10 * CHUNK, 4).await;
    let show = work.showing(4);
    assert!(
        show.accounts
            .iter()
            .all(|meta| !meta.is_signer && !meta.is_writable)
    );
    let before = existing(&work.world, &work.asset).await;
    must(work.show(4).await);
    assert_eq!(existing(&work.world, &work.asset).await, before);
}

/// What the registry says to the single chunk that a range lies in.
fn shown(asset: &solana_address::Address, proof: &RangeProof, leaf: [u8; 32]) -> Instruction {
    let chunk = proof.part().start / proof.commitment().chunk_size.bytes();
    verify_range(asset, chunk, &leaf, proof.hashes())
}

#[tokio::test]
async fn the_ends_and_the_middle_of_four_gigabytes_are_shown() {
    const LENGTH: u64 = (4 << 30) + 12_345;
    const MIDDLE: u64 = (2 << 30) + 7;
    // Zeros take no place on the disk; the bytes that are shown are no zeros.
    let mut file = must(tempfile::NamedTempFile::new());
    must(file.as_file().set_len(LENGTH));
    for (at, text) in [(0, "begin"), (MIDDLE, "middle"), (LENGTH - 3, "end")] {
        must(file.seek(SeekFrom::Start(at)));
        must(file.write_all(text.as_bytes()));
    }
    let size = ChunkSize::default();
    let print = must(fingerprint_file(file.path(), size, |_| {}));
    let world = World::new().await;
    let registered = AssetDetails {
        byte_length: LENGTH,
        ..details(print.content_id.0)
    };
    let asset = register(&world, registered).await;

    for (at, chunk_length) in [(0, 256 << 10), (MIDDLE, 256 << 10), (LENGTH - 1, 12_345)] {
        let proof = must(prove_range(file.path(), at..at + 1, size, |_| {}));
        assert!((1..=15).contains(&proof.hashes().len()));
        let mut part = Vec::new();
        must(extract_part(file.path(), &proof, &mut part));
        let show = shown(&asset, &proof, leaf_hash(&part));
        let proven = returned(&must(world.send(&[show], &[]).await));
        assert_eq!(
            (proven.byte_length, part.len() as u64),
            (chunk_length, chunk_length)
        );
        assert_eq!(proven.first_byte, at / size.bytes() * size.bytes());

        part[0] ^= 1;
        let forged = shown(&asset, &proof, leaf_hash(&part));
        assert_refused(world.send(&[forged], &[]).await, "NotOfThisWork");
    }
}
