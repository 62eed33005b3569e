//! However bytes arrive, their content id is that of the definition.

use std::io::{self, Cursor, Read};

use proptest::{collection::vec, prelude::*};
use provenue_media::{
    ChunkSize, ContentId, MediaError, UNKNOWN_MEDIA_TYPE, fingerprint_file, fingerprint_reader,
    tree::{Frontier, leaf_hash},
};

/// A reader that gives no more than the next of some lengths at a time.
struct Trickle<'a> {
    bytes: &'a [u8],
    lengths: std::iter::Cycle<std::slice::Iter<'a, usize>>,
}

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = *self.lengths.next().unwrap_or(&1);
        let length = length.min(buffer.len());
        self.bytes.read(&mut buffer[..length])
    }
}

/// Bytes that do not repeat within a chunk or from one to the next.
fn noise(length: usize) -> Vec<u8> {
    (0..length as u64)
        .map(|index| (index.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8)
        .collect()
}

fn content_id_by_definition(bytes: &[u8], chunk_size: ChunkSize) -> ContentId {
    let chunks = bytes.chunks(chunk_size.bytes() as usize);
    ContentId(chunks.map(leaf_hash).collect::<Frontier>().root())
}

fn small_chunk_size() -> impl Strategy<Value = ChunkSize> {
    (12..=16u8).prop_map(|log2| ChunkSize::from_log2(log2).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn files_and_streams_have_the_content_id_of_the_definition(
        bytes in (1..200_000usize).prop_map(noise),
        chunk_size in small_chunk_size(),
        lengths in vec(1..10_000usize, 1..20),
    ) {
        let expected = content_id_by_definition(&bytes, chunk_size);
        let trickle = Trickle { bytes: &bytes, lengths: lengths.iter().cycle() };
        let of_stream = fingerprint_reader(trickle, chunk_size, |_| {}).unwrap();
        prop_assert_eq!(of_stream.content_id, expected);
        prop_assert_eq!(of_stream.byte_length, bytes.len() as u64);

        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &bytes).unwrap();
        prop_assert_eq!(fingerprint_file(file.path(), chunk_size, |_| {}).unwrap(), of_stream);
    }
}

#[test]
fn streams_longer_than_the_memory_they_may_use_are_hashed_alike_in_every_chunk_size() {
    let bytes = noise(35_000_001);
    for log2 in [12, 18, 23, 24, 25, 30] {
        let chunk_size = ChunkSize::from_log2(log2).unwrap();
        for length in [bytes.len(), 32 << 20, 24 << 20] {
            let bytes = &bytes[..length];
            let mut reports = Vec::new();
            let found = fingerprint_reader(bytes, chunk_size, |done| reports.push(done)).unwrap();
            assert_eq!(
                found.content_id,
                content_id_by_definition(bytes, chunk_size),
                "2^{log2}"
            );
            assert!(reports.is_sorted(), "{reports:?}");
            assert_eq!(reports.last(), Some(&(length as u64)));
        }
    }
}

#[test]
fn the_media_type_is_told_by_a_stream_as_by_a_file() {
    let stream = Cursor::new(b"\x89PNG\r\n\x1a\n").chain(io::repeat(1).take(50_000));
    let found = fingerprint_reader(stream, ChunkSize::default(), |_| {}).unwrap();
    assert_eq!(found.media_type, "image/png");
    let found = fingerprint_reader(io::repeat(1).take(10), ChunkSize::default(), |_| {}).unwrap();
    assert_eq!(found.media_type, UNKNOWN_MEDIA_TYPE);
}

#[test]
fn an_empty_stream_has_no_fingerprint() {
    let refused = fingerprint_reader(io::empty(), ChunkSize::default(), |_| {});
    assert!(matches!(refused, Err(MediaError::Empty)));
}

#[test]
fn a_stream_that_breaks_off_has_no_fingerprint() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    for sent in [0, 100, 20 << 20] {
        let stream = io::repeat(1).take(sent).chain(Broken);
        let refused = fingerprint_reader(stream, ChunkSize::default(), |_| {});
        assert!(
            matches!(refused, Err(MediaError::Read { .. })),
            "after {sent}"
        );
    }
}
