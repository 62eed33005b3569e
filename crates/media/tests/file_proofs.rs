//! Proofs of ranges of files: sound for each, refused after any change.

use std::{fs, ops::Range, path::PathBuf};

use proptest::{prelude::*, sample::Index};
use provenue_media::{
    ChunkSize, Commitment, ContentId, MediaError, RangeProof, Shown, extract_part,
    fingerprint_file, proof::ProofError, prove_range, tree::leaf_hash,
};
use tempfile::TempDir;

const CHUNK: ChunkSize = ChunkSize::MIN;

/// A folder with a file of noise in it, and what it takes to prove its ranges.
struct Fixture {
    folder: TempDir,
    bytes: Vec<u8>,
    trusted: Commitment,
}

impl Fixture {
    fn new(length: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let noise = |index: u64| (index.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8;
        let bytes: Vec<u8> = (0..length as u64).map(noise).collect();
        fs::write(folder.path().join("media"), &bytes).unwrap();
        let trusted = fingerprint_file(folder.path().join("media"), CHUNK, |_| {})
            .unwrap()
            .commitment();
        Self {
            folder,
            bytes,
            trusted,
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("media")
    }

    fn saved(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn prove(&self, range: Range<u64>) -> (RangeProof, Vec<u8>) {
        let proof = prove_range(self.path(), range, CHUNK, |_| {}).unwrap();
        let mut part = Vec::new();
        extract_part(self.path(), &proof, &mut part).unwrap();
        (proof, part)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_range_of_any_file_is_proved_by_its_part_and_by_the_whole_file(
        length in 1..150_000usize, start in any::<Index>(), size in any::<Index>(),
    ) {
        let fixture = Fixture::new(length);
        let start = start.index(length);
        let range = start as u64..(start + 1 + size.index(length - start)) as u64;
        let (proof, part) = fixture.prove(range.clone());
        prop_assert_eq!(proof.commitment(), fixture.trusted);
        prop_assert_eq!(proof.range(), range.clone());

        let cut = proof.part();
        prop_assert!(cut.start <= range.start && range.end <= cut.end);
        prop_assert!(cut.end - cut.start < range.end - range.start + 2 * CHUNK.bytes());
        prop_assert_eq!(&part, &fixture.bytes[cut.start as usize..cut.end as usize]);

        proof.verify(&fixture.trusted, part.as_slice()).unwrap();
        let leaves: Vec<_> = part.chunks(CHUNK.bytes() as usize).map(leaf_hash).collect();
        proof.verify_leaves(&fixture.trusted, &leaves).unwrap();
        let saved = fixture.saved("part", &part);
        let shown = proof.verify_file(&fixture.trusted, saved, |_| {}).unwrap();
        prop_assert_eq!(shown, if part.len() == length { Shown::WholeFile } else { Shown::Part });
        let shown = proof.verify_file(&fixture.trusted, fixture.path(), |_| {}).unwrap();
        prop_assert_eq!(shown, Shown::WholeFile);
    }

    #[test]
    fn any_changed_byte_of_the_part_is_noticed(
        start in 0..90_000u64, length in 1..10_000u64, place in any::<Index>(), bit in 0..8u32,
    ) {
        let fixture = Fixture::new(100_001);
        let (proof, mut part) = fixture.prove(start..start + length);
        let place = place.index(part.len());
        part[place] ^= 1 << bit;
        let refused = proof.verify(&fixture.trusted, part.as_slice());
        prop_assert!(matches!(refused, Err(MediaError::Proof(ProofError::Root))));
        let refused = proof.verify_file(&fixture.trusted, fixture.saved("part", &part), |_| {});
        prop_assert!(matches!(refused, Err(MediaError::Proof(ProofError::Root))));
    }
}

#[test]
fn a_proof_survives_json_and_says_its_version() {
    let (proof, _) = Fixture::new(50_012).prove(10_000..20_000);
    let json = serde_json::to_value(&proof).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(
        json["content_id"],
        proof.commitment().content_id.to_string()
    );
    assert_eq!(json["byte_length"], 50_012);
    assert_eq!(json["chunk_size"], 4096);
    assert_eq!(
        json["range"],
        serde_json::json!({ "start": 10_000, "end": 20_000 })
    );
    assert_eq!(json["hashes"][0], hex::encode(proof.hashes()[0]));
    assert_eq!(serde_json::from_value::<RangeProof>(json).unwrap(), proof);
}

#[test]
fn documents_that_do_not_fit_together_are_not_read() {
    let (proof, _) = Fixture::new(50_012).prove(10_000..20_000);
    let json = serde_json::to_value(&proof).unwrap();
    let first = json["hashes"][0].clone();
    let changes = [
        ("version", 2.into(), "version 2"),
        (
            "range",
            serde_json::json!({ "start": 10_000, "end": 50_013 }),
            "not a range",
        ),
        (
            "range",
            serde_json::json!({ "start": 10_000, "end": 10_000 }),
            "not a range",
        ),
        ("byte_length", 0.into(), "not a range"),
        ("chunk_size", 4097.into(), "power of two"),
        ("hashes", serde_json::json!([]), "0 hashes"),
        (
            "hashes",
            serde_json::json!([first, first, first, first, first, first]),
            "6 hashes",
        ),
        ("content_id", "0x00".into(), "64 hexadecimal digits"),
        ("note", "hello".into(), "unknown field"),
    ];
    for (field, value, expected) in changes {
        let mut changed = json.clone();
        changed[field] = value;
        match serde_json::from_value::<RangeProof>(changed) {
            Err(error) => assert!(error.to_string().contains(expected), "{field}: {error}"),
            Ok(_) => panic!("{field} was accepted"),
        }
    }
}

#[test]
fn a_proof_changed_in_any_field_is_refused() {
    let fixture = Fixture::new(50_012);
    let (proof, part) = fixture.prove(10_000..20_000);
    let json = serde_json::to_value(&proof).unwrap();
    let mut other_id = fixture.trusted.content_id;
    other_id.0[31] ^= 1;
    let mut other_hash = proof.hashes()[0];
    other_hash[0] ^= 0x80;
    let changes = [
        ("/content_id", other_id.to_string().into()),
        ("/byte_length", 50_011.into()),
        ("/byte_length", 50_013.into()),
        ("/chunk_size", 8192.into()),
        ("/range/start", 4_000.into()),
        ("/range/end", 20_481.into()),
        ("/hashes/0", hex::encode(other_hash).into()),
    ];
    for (field, value) in changes {
        let mut changed = json.clone();
        *changed.pointer_mut(field).unwrap() = value;
        // Some changes are already noticed when the document is read.
        if let Ok(changed) = serde_json::from_value::<RangeProof>(changed) {
            assert!(
                changed.verify(&fixture.trusted, part.as_slice()).is_err(),
                "{field}"
            );
        }
    }
}

#[test]
fn a_proof_about_another_file_length_or_chunk_size_is_refused() {
    let fixture = Fixture::new(50_012);
    let (proof, part) = fixture.prove(10_000..20_000);
    let trusted = fixture.trusted;
    let others = [
        Commitment {
            content_id: ContentId([1; 32]),
            ..trusted
        },
        Commitment {
            byte_length: trusted.byte_length + 1,
            ..trusted
        },
        Commitment {
            chunk_size: ChunkSize::default(),
            ..trusted
        },
    ];
    for other in others {
        let refused = proof.verify(&other, part.as_slice());
        assert!(matches!(refused, Err(MediaError::OtherFile)));
        assert!(matches!(
            proof.verify_file(&other, fixture.path(), |_| {}),
            Err(MediaError::OtherFile)
        ));
        assert!(matches!(
            proof.verify_leaves(&other, &[]),
            Err(MediaError::OtherFile)
        ));
    }
}

#[test]
fn a_part_of_another_length_is_refused_with_the_lengths_that_fit() {
    let fixture = Fixture::new(50_012);
    let (proof, mut part) = fixture.prove(10_000..20_000);
    let is_refused = |result: Result<(), MediaError>, length: usize| match result {
        Err(MediaError::PartLength { found, part, whole }) => {
            assert_eq!((found, part, whole), (length as u64, 12_288, 50_012));
        }
        other => panic!("{other:?}"),
    };
    part.push(0);
    is_refused(proof.verify(&fixture.trusted, part.as_slice()), 12_289);
    let saved = fixture.saved("part", &part);
    is_refused(
        proof.verify_file(&fixture.trusted, saved, |_| {}).map(drop),
        12_289,
    );
    is_refused(proof.verify(&fixture.trusted, &part[..12_287]), 12_287);
    is_refused(proof.verify(&fixture.trusted, std::io::empty()), 0);
}

#[test]
fn a_part_is_not_cut_out_of_another_file() {
    let fixture = Fixture::new(50_012);
    let (proof, _) = fixture.prove(10_000..20_000);
    let mut bytes = fixture.bytes.clone();
    bytes[12_000] ^= 1;
    let refused = extract_part(
        fixture.saved("same length", &bytes),
        &proof,
        std::io::sink(),
    );
    assert!(matches!(refused, Err(MediaError::Proof(ProofError::Root))));
    let refused = extract_part(
        fixture.saved("shorter", &bytes[1..]),
        &proof,
        std::io::sink(),
    );
    assert!(matches!(refused, Err(MediaError::OtherFile)));
    let refused = extract_part(fixture.path(), &proof, [0; 100].as_mut_slice());
    assert!(matches!(refused, Err(MediaError::Write { .. })));
}

#[test]
fn ranges_that_are_empty_or_leave_the_file_are_not_proved() {
    let fixture = Fixture::new(10_000);
    let descending = Range { start: 9, end: 8 };
    for range in [
        0..0,
        500..500,
        descending,
        0..10_001,
        10_000..10_001,
        0..u64::MAX,
    ] {
        let refused = prove_range(fixture.path(), range.clone(), CHUNK, |_| {});
        assert!(
            matches!(
                refused,
                Err(MediaError::Range {
                    byte_length: 10_000,
                    ..
                })
            ),
            "{range:?}"
        );
    }
}
