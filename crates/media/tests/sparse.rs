//! Memory does not grow with the file. Alone in its process, whose memory it measures.
#![cfg(target_os = "linux")]

use std::{fs, io};

use provenue_media::{ChunkSize, fingerprint_file, fingerprint_reader, prove_range, tree};

const FILE_BYTES: u64 = 3 << 30;
const ALLOWED_KIB: u64 = 64 * 1024;

/// The most memory this process had resident, in KiB.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn three_gigabytes_are_hashed_and_proved_in_a_few_megabytes() {
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().set_len(FILE_BYTES).unwrap();
    let before = peak_memory();

    // All leaves are alike and their number is 3 · 2^12: three complete trees side by side.
    let mut third = tree::leaf_hash(&[0; 256 << 10]);
    (0..12).for_each(|_| third = tree::node_hash(&third, &third));
    let two_thirds = tree::node_hash(&third, &third);
    let expected = tree::node_hash(&two_thirds, &third);

    let of_file = fingerprint_file(file.path(), ChunkSize::default(), |_| {}).unwrap();
    assert_eq!(of_file.content_id.0, expected);

    // A third of it, to save time: the leaves are alike, their number is 2^12.
    file.as_file().set_len(FILE_BYTES / 3).unwrap();
    let proof = prove_range(
        file.path(),
        1_000_000..1_000_001,
        ChunkSize::default(),
        |_| {},
    )
    .unwrap();
    assert_eq!(proof.commitment().content_id.0, third);
    assert_eq!(proof.hashes().len(), 12);

    let stream = io::Read::take(io::repeat(0), FILE_BYTES / 6);
    fingerprint_reader(stream, ChunkSize::MAX, |_| {}).unwrap();

    let used = peak_memory() - before;
    assert!(used < ALLOWED_KIB, "{used} KiB more than before");
}
