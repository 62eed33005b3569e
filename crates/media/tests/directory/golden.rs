//! Vectors made by `golden.py`, which shares nothing with this crate but the format.

use provenue_media::{ChunkSize, directory::Directory};

/// Path, length in bytes, content id; in the order of the manifest.
const FILES: [(&str, u64, &str); 6] = [
    (
        "config.json",
        13,
        "167b2b6424835dcdfba89acedaa21c88afded7df65b5313aa902421f757f31db",
    ),
    (
        "empty",
        0,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ),
    // A dot sorts before a slash: it is the bytes of the whole path that count.
    (
        "tokenizer.json",
        2,
        "28a3a18f6cd6406b086e9ffda1f9b8a13dbcf44b0f3f32cb9031a11fd053acf9",
    ),
    (
        "tokenizer/vocab.txt",
        4,
        "9c05d068d6d7f2dc55f2a9edfd02e39bd108187ed659f453f825da09d0655dd4",
    ),
    (
        "weights/part-1.bin",
        10_000,
        "5635b73f45946809a9c450c61998cbf8b8ad92a18f9aa5c71830abb526aa664f",
    ),
    (
        "weights/pärt-2.bin",
        4096,
        "b587fa297299ce9c602e58292b51379402bf7b1074f6b18679c2fb871c917ca8",
    ),
];

const ALL: &str = "44ec173fcab2c3a8a6ff428c491c363d5d9510cd842aba308ed5435920739b3c";
const ONE_EMPTY_FILE: &str = "2cd39b375ed9f5d354a1c19453f244e367c6fe861ec78d45f63622d995bf557f";

#[test]
fn content_ids_are_those_of_another_implementation() {
    let folder = tempfile::tempdir().unwrap();
    let weights: Vec<u8> = (0..10_000u32).map(|index| (index % 251) as u8).collect();
    crate::write(
        folder.path(),
        &[
            ("weights/pa\u{308}rt-2.bin", &[0; 4096]),
            ("weights/part-1.bin", &weights),
            ("tokenizer/vocab.txt", b"a\nb\n"),
            ("tokenizer.json", b"{}"),
            ("empty", b""),
            ("config.json", br#"{"layers": 2}"#),
        ],
    );
    let manifest = Directory::scan(folder.path())
        .unwrap()
        .fingerprint(ChunkSize::MIN, |_| {})
        .unwrap();
    let found: Vec<_> = manifest
        .entries()
        .iter()
        .map(|entry| {
            (
                entry.path.to_string(),
                entry.commitment.byte_length,
                entry.commitment.content_id.to_string(),
            )
        })
        .collect();
    assert_eq!(
        found,
        FILES.map(|(path, length, id)| (path.into(), length, id.into()))
    );
    assert_eq!(manifest.content_id().to_string(), ALL);
    assert_eq!(manifest.byte_length(), 14_115);
}

#[test]
fn a_directory_with_nothing_but_an_empty_file_has_a_content_id() {
    let folder = tempfile::tempdir().unwrap();
    crate::write(folder.path(), &[("empty", b"")]);
    let manifest = Directory::scan(folder.path())
        .unwrap()
        .fingerprint(ChunkSize::MIN, |_| {})
        .unwrap();
    assert_eq!(manifest.content_id().to_string(), ONE_EMPTY_FILE);
}
