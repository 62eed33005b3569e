//! Any directory against a model written from the format's description.

use std::{collections::BTreeMap, fs};

use proptest::{collection::btree_map, prelude::*};
use provenue_media::{
    ChunkSize, Hash,
    directory::{Directory, Manifest, MemberProof},
    fingerprint_reader,
};
use sha2::{Digest, Sha256};

type Files = BTreeMap<String, Vec<u8>>;

fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            let hasher = Sha256::new().chain_update([1]);
            hasher
                .chain_update(root(left))
                .chain_update(root(right))
                .finalize()
                .into()
        }
    }
}

/// Strings are sorted by bytes in this map, as the format asks.
fn id_by_description(files: &Files, chunk_size: ChunkSize) -> Hash {
    let leaf = |(path, bytes): (&String, &Vec<u8>)| -> Hash {
        let chunks = bytes.chunks(chunk_size.bytes() as usize);
        let leaves: Vec<Hash> = chunks
            .map(|chunk| {
                Sha256::new()
                    .chain_update([0])
                    .chain_update(chunk)
                    .finalize()
                    .into()
            })
            .collect();
        Sha256::new()
            .chain_update([0])
            .chain_update((path.len() as u32).to_le_bytes())
            .chain_update(path)
            .chain_update((bytes.len() as u64).to_le_bytes())
            .chain_update([chunk_size.log2()])
            .chain_update(root(&leaves))
            .finalize()
            .into()
    };
    let leaves: Vec<Hash> = files.iter().map(leaf).collect();
    let total: u64 = files.values().map(|bytes| bytes.len() as u64).sum();
    Sha256::new()
        .chain_update([2, 1])
        .chain_update((files.len() as u64).to_le_bytes())
        .chain_update(total.to_le_bytes())
        .chain_update(root(&leaves))
        .finalize()
        .into()
}

/// Files in up to three directories deep; names that sort on either side of a slash.
fn files() -> impl Strategy<Value = Files> {
    let path = "(d[ab]/)?(e[!.0]/)?[a-c][ !.0éж]{0,2}[a-z]";
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..64),
        (4000usize..20_000, any::<u8>()).prop_map(|(length, byte)| vec![byte; length]),
    ];
    btree_map(path, bytes, 1..20)
}

fn fingerprint(files: &Files, chunk_size: ChunkSize) -> (tempfile::TempDir, Manifest) {
    let folder = tempfile::tempdir().unwrap();
    let listed: Vec<_> = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        .collect();
    crate::write(folder.path(), &listed);
    let directory = Directory::scan(folder.path()).unwrap();
    assert_eq!(directory.files(), files.len());
    let manifest = directory.fingerprint(chunk_size, |_| {}).unwrap();
    (folder, manifest)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_directory_has_the_id_of_the_description(files in files(), log2 in 12u8..16) {
        let chunk_size = ChunkSize::from_log2(log2).unwrap();
        let (folder, manifest) = fingerprint(&files, chunk_size);
        prop_assert_eq!(manifest.content_id().0, id_by_description(&files, chunk_size));

        // It is the same after JSON, and every file is proved to be in it.
        let text = serde_json::to_string(&manifest).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Manifest>(&text).unwrap(), &manifest);
        for (path, bytes) in &files {
            let text = serde_json::to_string(&manifest.prove(path).unwrap()).unwrap();
            let proof: MemberProof = serde_json::from_str(&text).unwrap();
            let commitment = proof.verify(&manifest.content_id()).unwrap();
            if bytes.is_empty() {
                prop_assert_eq!(commitment.byte_length, 0);
            } else {
                let file = fingerprint_reader(bytes.as_slice(), chunk_size, |_| {}).unwrap();
                prop_assert_eq!(commitment, file.commitment());
            }
            let same = manifest.compare_file(path, folder.path().join(path), |_| {});
            prop_assert!(same.unwrap());
        }
        prop_assert_eq!(manifest.compare(folder.path(), |_| {}).unwrap(), None);
    }

    #[test]
    fn one_changed_byte_name_or_file_makes_another_id(
        files in files(),
        choice in any::<prop::sample::Index>(),
        bit in 0u8..8,
    ) {
        let (folder, manifest) = fingerprint(&files, ChunkSize::MIN);
        let place = choice.index(files.len());
        let (path, bytes) = files.iter().nth(place).unwrap();
        let on_disk = folder.path().join(path);

        if !bytes.is_empty() {
            let mut changed = bytes.clone();
            changed[choice.index(bytes.len())] ^= 1 << bit;
            fs::write(&on_disk, changed).unwrap();
            let differences = manifest.compare(folder.path(), |_| {}).unwrap().unwrap();
            prop_assert_eq!(differences.changed.len(), 1);
            prop_assert_eq!(differences.changed[0].as_str(), path);
            let same = manifest.compare_file(path, &on_disk, |_| {});
            prop_assert!(!same.unwrap());
        }
        fs::rename(&on_disk, folder.path().join("renamed")).unwrap();
        let other = Directory::scan(folder.path()).unwrap();
        let other = other.fingerprint(ChunkSize::MIN, |_| {}).unwrap();
        prop_assert_ne!(other.content_id(), manifest.content_id());
        fs::remove_file(folder.path().join("renamed")).unwrap();
        if files.len() > 1 {
            let other = Directory::scan(folder.path()).unwrap();
            let other = other.fingerprint(ChunkSize::MIN, |_| {}).unwrap();
            prop_assert_ne!(other.content_id(), manifest.content_id());
        }
    }
}
