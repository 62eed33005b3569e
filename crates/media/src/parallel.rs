//! Leaf hashes on all cores, handed out in the order of the file.
//!
//! The cores are those of rayon's global pool, so `RAYON_NUM_THREADS` limits them.

use std::{io::Read, ops::Range};

use rayon::prelude::*;

use crate::{
    chunk::ChunkSize,
    error::MediaError,
    source::Source,
    tree::{Hash, LeafHasher, leaf_hash},
};

/// How much of a file is hashed between two reports of progress.
const FILE_WINDOW: u64 = 64 << 20;

/// How much of a stream is held in memory, twice: one window is read while the
/// other is hashed.
const STREAM_WINDOW: u64 = 8 << 20;

/// The least work that is worth handing to another core, in bytes.
const GRAIN: u64 = 1 << 20;

/// Hashes the chunks of `bytes`, which begin where a chunk begins.
///
/// In memory there are one buffer a thread and the hashes of one window.
pub(crate) fn hash_file(
    source: &Source,
    bytes: Range<u64>,
    chunk_size: ChunkSize,
    mut leaf: impl FnMut(Hash),
    mut progress: impl FnMut(u64),
) -> Result<(), MediaError> {
    // Two for each core, or else they would wait for each other at the window's end.
    let chunks = chunk_size
        .count(FILE_WINDOW)
        .max(2 * rayon::current_num_threads() as u64);
    let window_bytes = chunks * chunk_size.bytes();
    let mut at = bytes.start;
    while at < bytes.end {
        let end = bytes.end.min(at + window_bytes);
        let hashes: Vec<Hash> = (0..chunk_size.count(end - at) as usize)
            .into_par_iter()
            .with_max_len((GRAIN / chunk_size.bytes()).max(1) as usize)
            .map(|index| {
                let start = at + index as u64 * chunk_size.bytes();
                source.leaf(start..end.min(start + chunk_size.bytes()))
            })
            .collect::<Result<_, _>>()?;
        hashes.into_iter().for_each(&mut leaf);
        at = end;
        progress(at - bytes.start);
    }
    Ok(())
}

/// Hashes the chunks of a stream up to its end and returns its length in bytes.
///
/// In memory there are two windows, whatever the chunk size.
pub(crate) fn hash_stream(
    mut stream: impl Read + Send,
    chunk_size: ChunkSize,
    mut leaf: impl FnMut(Hash) + Send,
    mut progress: impl FnMut(u64),
) -> Result<u64, MediaError> {
    let mut byte_length = 0;
    let mut unfinished = None;
    let mut window = read_window(&mut stream, Vec::new())?;
    let mut spare = Vec::new();
    while !window.is_empty() {
        let (hashes, next) = rayon::join(
            || hash_window(&window, chunk_size, byte_length, &mut unfinished),
            || read_window(&mut stream, std::mem::take(&mut spare)),
        );
        hashes.into_iter().for_each(&mut leaf);
        byte_length += window.len() as u64;
        progress(byte_length);
        spare = std::mem::replace(&mut window, next?);
    }
    unfinished
        .map(LeafHasher::finish)
        .into_iter()
        .for_each(leaf);
    Ok(byte_length)
}

/// Full, except at the end of the stream.
fn read_window(stream: &mut impl Read, mut window: Vec<u8>) -> Result<Vec<u8>, MediaError> {
    window.clear();
    stream
        .take(STREAM_WINDOW)
        .read_to_end(&mut window)
        .map_err(|source| MediaError::Read { source })?;
    Ok(window)
}

/// The hashes of the chunks that end in this window, which begins at byte `at`.
///
/// Both lengths are powers of two, so either a window holds whole chunks or a chunk
/// whole windows; a chunk that goes on is kept in `unfinished`.
fn hash_window(
    window: &[u8],
    chunk_size: ChunkSize,
    at: u64,
    unfinished: &mut Option<LeafHasher>,
) -> Vec<Hash> {
    if chunk_size.bytes() <= STREAM_WINDOW {
        return window
            .par_chunks(chunk_size.bytes() as usize)
            .with_max_len((GRAIN / chunk_size.bytes()).max(1) as usize)
            .map(leaf_hash)
            .collect();
    }
    let mut chunk = unfinished.take().unwrap_or_default();
    chunk.update(window);
    if (at + window.len() as u64).is_multiple_of(chunk_size.bytes()) {
        return vec![chunk.finish()];
    }
    *unfinished = Some(chunk);
    Vec::new()
}
