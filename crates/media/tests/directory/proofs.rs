//! Proofs that a file is in a directory: refused after any change.

use provenue_media::{
    ChunkSize, ContentId, MediaError, RangeProof,
    directory::{Directory, DirectoryError, Manifest, MemberProof},
    extract_part, fingerprint_file, prove_range,
};
use serde_json::{Value, json};

fn manifest(files: usize) -> (tempfile::TempDir, Manifest) {
    let folder = tempfile::tempdir().unwrap();
    for index in 0..files {
        let name = format!("{index:02}.bin");
        crate::write(folder.path(), &[(&name, &[index as u8; 5000])]);
    }
    let directory = Directory::scan(folder.path()).unwrap();
    let manifest = directory.fingerprint(ChunkSize::MIN, |_| {}).unwrap();
    (folder, manifest)
}

fn read(document: &Value) -> Result<MemberProof, serde_json::Error> {
    serde_json::from_value(document.clone())
}

#[test]
fn every_changed_field_of_a_proof_is_noticed() {
    let (_folder, manifest) = manifest(9);
    let trusted = manifest.content_id();
    for place in 0..9 {
        let proof = manifest.prove(&format!("{place:02}.bin")).unwrap();
        assert_eq!(proof.verify(&trusted).unwrap(), proof.entry().commitment);
        let honest = serde_json::to_value(&proof).unwrap();
        let other_hash = json!("5a".repeat(32));
        let mut changes = vec![
            ("/directory/content_id", other_hash.clone()),
            ("/directory/files", json!(10)),
            ("/directory/files", json!(8)),
            ("/directory/files", json!(0)),
            ("/directory/files", json!(u64::MAX)),
            ("/directory/byte_length", json!(1)),
            ("/index", json!((place + 1) % 9)),
            ("/index", json!(9)),
            ("/index", json!(u64::MAX)),
            ("/file/path", json!("other.bin")),
            ("/file/byte_length", json!(4999)),
            ("/file/chunk_size", json!(8192)),
            ("/file/content_id", other_hash.clone()),
            ("/hashes/0", other_hash.clone()),
            ("/hashes", json!([])),
        ];
        let hashes = honest["hashes"].as_array().unwrap().clone();
        changes.push((
            "/hashes",
            json!([hashes.clone(), vec![other_hash]].concat()),
        ));
        changes.push(("/hashes", json!(hashes[1..].to_vec())));
        if hashes.len() > 1 {
            let mut swapped = hashes.clone();
            swapped.swap(0, 1);
            changes.push(("/hashes", json!(swapped)));
        }
        for (field, value) in changes {
            let mut changed = honest.clone();
            *changed.pointer_mut(field).unwrap() = value;
            assert_ne!(changed, honest);
            let accepted = read(&changed).is_ok_and(|proof| proof.verify(&trusted).is_ok());
            assert!(!accepted, "{field} of the proof of file {place}");
        }
    }
}

#[test]
fn a_proof_is_of_one_directory_alone() {
    let (_one, first) = manifest(5);
    let (_other, second) = manifest(6);
    let proof = first.prove("02.bin").unwrap();
    let refused = proof.verify(&second.content_id()).unwrap_err();
    assert!(matches!(refused, DirectoryError::OtherDirectory));
    assert!(refused.to_string().contains("of another directory"));
    let refused = first.prove("05.bin").unwrap_err();
    assert!(matches!(refused, DirectoryError::NotAMember { path } if path == "05.bin"));
}

/// A directory's id and the root of its tree differ, and so do a file's id and that of a
/// directory with it alone: neither passes for the other.
#[test]
fn a_directory_does_not_pass_for_a_file() {
    let (folder, manifest) = manifest(1);
    let entry = &manifest.entries()[0];
    assert_ne!(manifest.content_id(), ContentId(entry.leaf()));
    assert_ne!(manifest.content_id(), entry.commitment.content_id);
    // A file that holds the entry's very bytes has the tree's root as its content id.
    let forged = folder.path().join("forged");
    std::fs::write(&forged, entry.encode()).unwrap();
    let file = fingerprint_file(&forged, ChunkSize::MIN, |_| {}).unwrap();
    assert_eq!(file.content_id, ContentId(entry.leaf()));
    assert_ne!(file.content_id, manifest.content_id());
}

#[test]
fn a_range_of_a_member_is_proved_against_the_directory_alone() {
    let (folder, manifest) = manifest(7);
    let trusted = manifest.content_id();
    let path = folder.path().join("03.bin");
    let range: RangeProof = prove_range(&path, 4500..4600, ChunkSize::MIN, |_| {}).unwrap();
    let mut part = Vec::new();
    extract_part(&path, &range, &mut part).unwrap();

    let file = manifest.prove("03.bin").unwrap().verify(&trusted).unwrap();
    range.verify(&file, part.as_slice()).unwrap();
    let other = manifest.prove("04.bin").unwrap().verify(&trusted).unwrap();
    let refused = range.verify(&other, part.as_slice());
    assert!(matches!(refused, Err(MediaError::OtherFile)));
}
