//! A file that is read at many places at once and must not change meanwhile.

use std::{
    cell::RefCell,
    fs::{self, File, Metadata},
    io,
    ops::Range,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::{
    error::MediaError,
    media_type::SNIFFED_BYTES,
    positioned::read_at,
    tree::{Hash, LeafHasher},
};

/// How much is read at a time. It fits the cache of a core beside what else is
/// there, so the bytes are hashed from the cache they were copied to.
const PIECE_BYTES: usize = 128 * 1024;

thread_local! {
    /// One a thread, however many chunks it hashes.
    static PIECE: RefCell<Box<[u8]>> = RefCell::new(vec![0; PIECE_BYTES].into());
}

/// A regular file that is open and not empty.
pub(crate) struct Source {
    file: File,
    path: PathBuf,
    byte_length: u64,
    modified: Option<SystemTime>,
}

impl Source {
    pub fn open(path: &Path) -> Result<Self, MediaError> {
        let unreadable = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => MediaError::Missing { path: path.into() },
            _ => MediaError::Unreadable {
                path: path.into(),
                source,
            },
        };
        // Before it is opened: to open a pipe would wait for its writer.
        let metadata = fs::metadata(path).map_err(unreadable)?;
        if metadata.is_dir() {
            return Err(MediaError::Directory { path: path.into() });
        }
        if !metadata.is_file() {
            return Err(MediaError::NotAFile { path: path.into() });
        }
        let file = File::open(path).map_err(unreadable)?;
        // Once more, of what was opened: it is this that must not change.
        let metadata = file.metadata().map_err(unreadable)?;
        if metadata.len() == 0 {
            return Err(MediaError::Empty);
        }
        Ok(Self {
            file,
            path: path.into(),
            byte_length: metadata.len(),
            modified: modified(&metadata),
        })
    }

    pub fn byte_length(&self) -> u64 {
        self.byte_length
    }

    /// The bytes that tell the media type.
    pub fn head(&self) -> Result<Vec<u8>, MediaError> {
        let mut head = Vec::new();
        let end = self.byte_length.min(SNIFFED_BYTES as u64);
        self.read(0..end, |piece| {
            head.extend_from_slice(piece);
            Ok(())
        })?;
        Ok(head)
    }

    /// The hash of the chunk at these bytes.
    pub fn leaf(&self, bytes: Range<u64>) -> Result<Hash, MediaError> {
        let mut hasher = LeafHasher::default();
        self.read(bytes, |piece| {
            hasher.update(piece);
            Ok(())
        })?;
        Ok(hasher.finish())
    }

    /// Reads the bytes piece by piece.
    pub fn read(
        &self,
        bytes: Range<u64>,
        mut take: impl FnMut(&[u8]) -> Result<(), MediaError>,
    ) -> Result<(), MediaError> {
        PIECE.with_borrow_mut(|piece| {
            let mut at = bytes.start;
            while at < bytes.end {
                let wanted = (bytes.end - at).min(PIECE_BYTES as u64) as usize;
                match read_at(&self.file, &mut piece[..wanted], at) {
                    // It ends before it should.
                    Ok(0) => {
                        return Err(MediaError::Changed {
                            path: self.path.clone(),
                        });
                    }
                    Ok(found) => {
                        take(&piece[..found])?;
                        at += found as u64;
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(source) => return Err(self.unreadable(source)),
                }
            }
            Ok(())
        })
    }

    /// Fails if the file was written to since it was opened, as far as its length and
    /// its time of modification tell.
    pub fn check_unchanged(&self) -> Result<(), MediaError> {
        let metadata = self
            .file
            .metadata()
            .map_err(|source| self.unreadable(source))?;
        if metadata.len() == self.byte_length && modified(&metadata) == self.modified {
            return Ok(());
        }
        Err(MediaError::Changed {
            path: self.path.clone(),
        })
    }

    fn unreadable(&self, source: io::Error) -> MediaError {
        MediaError::Unreadable {
            path: self.path.clone(),
            source,
        }
    }
}

/// `None` where the file system keeps no such time: then the length must do.
fn modified(metadata: &Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}
