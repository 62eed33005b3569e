//! What a file is, in a few dozen bytes.

use std::{
    io::{Cursor, Read},
    path::Path,
};

use serde::{Deserialize, Serialize};

use crate::{
    chunk::ChunkSize,
    content_id::{Commitment, ContentId},
    error::MediaError,
    media_type::{SNIFFED_BYTES, media_type_of},
    parallel::{hash_file, hash_stream},
    source::Source,
    tree::Frontier,
};

/// What is registered of a file's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The root of the chunk tree.
    pub content_id: ContentId,
    /// The file's length in bytes. Never 0.
    pub byte_length: u64,
    /// The length of the chunks, part of what the content id means.
    pub chunk_size: ChunkSize,
    /// What the leading bytes tell: "image/jpeg", or "application/octet-stream" when nothing is told.
    pub media_type: String,
}

impl Fingerprint {
    /// What a proof about this file is checked against.
    pub fn commitment(&self) -> Commitment {
        Commitment {
            content_id: self.content_id,
            byte_length: self.byte_length,
            chunk_size: self.chunk_size,
        }
    }
}

/// The fingerprint of the file at `path`.
///
/// It is read on all cores, once, in memory that does not grow with it. `progress`
/// is called on this thread, now and then, with the number of bytes done.
///
/// # Errors
/// When there is no file, it cannot be read or is empty, or it changes meanwhile,
/// which its length and its time of modification tell.
pub fn fingerprint_file(
    path: impl AsRef<Path>,
    chunk_size: ChunkSize,
    progress: impl FnMut(u64),
) -> Result<Fingerprint, MediaError> {
    let source = Source::open(path.as_ref())?;
    let byte_length = source.byte_length();
    let media_type = media_type_of(&source.head()?).to_owned();
    let content_id = content_id_of(&source, chunk_size, progress)?;
    Ok(Fingerprint {
        content_id,
        byte_length,
        chunk_size,
        media_type,
    })
}

/// The content id of an open file that does not change meanwhile.
pub(crate) fn content_id_of(
    source: &Source,
    chunk_size: ChunkSize,
    progress: impl FnMut(u64),
) -> Result<ContentId, MediaError> {
    let mut tree = Frontier::default();
    hash_file(
        source,
        0..source.byte_length(),
        chunk_size,
        |leaf| tree.push(leaf),
        progress,
    )?;
    source.check_unchanged()?;
    Ok(ContentId(tree.root()))
}

/// The fingerprint of bytes that come once, such as a download or a pipe.
///
/// One core reads while all hash, in memory that does not grow with the stream.
/// `progress` is called on this thread with the number of bytes done.
///
/// # Errors
/// When the reader fails, or ends before the first byte.
pub fn fingerprint_reader(
    mut reader: impl Read + Send,
    chunk_size: ChunkSize,
    progress: impl FnMut(u64),
) -> Result<Fingerprint, MediaError> {
    let mut head = Vec::new();
    reader
        .by_ref()
        .take(SNIFFED_BYTES as u64)
        .read_to_end(&mut head)
        .map_err(|source| MediaError::Read { source })?;
    let media_type = media_type_of(&head).to_owned();
    let mut tree = Frontier::default();
    let stream = Cursor::new(head).chain(reader);
    let byte_length = hash_stream(stream, chunk_size, |leaf| tree.push(leaf), progress)?;
    if byte_length == 0 {
        return Err(MediaError::Empty);
    }
    Ok(Fingerprint {
        content_id: ContentId(tree.root()),
        byte_length,
        chunk_size,
        media_type,
    })
}
