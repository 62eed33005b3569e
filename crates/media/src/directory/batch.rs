//! Many files on all cores: a large one chunk by chunk, small ones file by file.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::{
    chunk::ChunkSize,
    content_id::{Commitment, ContentId},
    error::MediaError,
    fingerprint::content_id_of,
    hash::EMPTY_ROOT,
    source::Source,
};

/// From this length on a file keeps all cores busy by itself.
const LARGE: u64 = 16 << 20;

/// How many bytes of small files are hashed between two reports of progress.
const BATCH_BYTES: u64 = 64 << 20;

/// How many small files at most. To open one takes longer than to hash what is in it.
const BATCH_FILES: usize = 1024;

/// A file as it was listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OnDisk {
    pub place: PathBuf,
    pub byte_length: u64,
}

/// The commitments of the files, in their order.
pub(super) fn commitments(
    files: &[&OnDisk],
    chunk_size: ChunkSize,
    mut progress: impl FnMut(u64),
) -> Result<Vec<Commitment>, MediaError> {
    let mut found = Vec::with_capacity(files.len());
    let mut done = 0;
    while let Some(file) = files.get(found.len()) {
        if file.byte_length >= LARGE {
            found.push(commitment(file, chunk_size, |bytes| {
                progress(done + bytes)
            })?);
            done += file.byte_length;
            continue;
        }
        let mut batch_bytes = 0;
        let batch: Vec<_> = files[found.len()..]
            .iter()
            .take(BATCH_FILES)
            .take_while(|file| {
                let fits = file.byte_length < LARGE && batch_bytes < BATCH_BYTES;
                batch_bytes += if fits { file.byte_length } else { 0 };
                fits
            })
            .collect();
        let hashed: Result<Vec<_>, _> = batch
            .into_par_iter()
            .with_max_len(1)
            .map(|file| commitment(file, chunk_size, |_| {}))
            .collect();
        found.extend(hashed?);
        done += batch_bytes;
        progress(done);
    }
    Ok(found)
}

fn commitment(
    file: &OnDisk,
    chunk_size: ChunkSize,
    progress: impl FnMut(u64),
) -> Result<Commitment, MediaError> {
    let of = |content_id, byte_length| Commitment {
        content_id,
        byte_length,
        chunk_size,
    };
    let found = match Source::open(&file.place) {
        Ok(source) => of(
            content_id_of(&source, chunk_size, progress)?,
            source.byte_length(),
        ),
        Err(MediaError::Empty) => of(ContentId(EMPTY_ROOT), 0),
        Err(error) => return Err(error),
    };
    if found.byte_length == file.byte_length {
        Ok(found)
    } else {
        Err(MediaError::Changed {
            path: file.place.clone(),
        })
    }
}
