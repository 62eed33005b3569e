//! Which files are in a directory.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    batch::{OnDisk, commitments},
    entry::Entry,
    error::DirectoryError,
    manifest::Manifest,
    path::RelativePath,
};
use crate::chunk::ChunkSize;

/// A directory whose files are listed, but not read yet.
#[derive(Clone, Debug)]
pub struct Directory {
    root: PathBuf,
    /// Sorted by path.
    files: Vec<ListedFile>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListedFile {
    pub path: RelativePath,
    pub on_disk: OnDisk,
}

impl Directory {
    /// Lists the files in the directory at `root` and in the directories in it.
    ///
    /// # Errors
    /// When it cannot be listed, has no file or has something in it that is neither a file nor a
    /// directory, such as a symbolic link; when a name is not the same on every system, or
    /// two are the same.
    pub fn scan(root: impl AsRef<Path>) -> Result<Self, DirectoryError> {
        let root = root.as_ref();
        let files = list(root)?;
        if files.is_empty() {
            return Err(DirectoryError::Empty);
        }
        Ok(Self {
            root: root.into(),
            files,
        })
    }

    /// How many files it has.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// The sum of the files' lengths in bytes.
    pub fn byte_length(&self) -> u64 {
        self.files
            .iter()
            .fold(0, |sum, file| file.on_disk.byte_length.saturating_add(sum))
    }

    /// Reads all files once, on all cores, in memory that does not grow with their lengths.
    ///
    /// `progress` is called on this thread, now and then, with the number of bytes done, of
    /// [`byte_length`](Self::byte_length).
    ///
    /// # Errors
    /// When a file cannot be read, or the directory or a file changes meanwhile.
    pub fn fingerprint(
        &self,
        chunk_size: ChunkSize,
        progress: impl FnMut(u64),
    ) -> Result<Manifest, DirectoryError> {
        let on_disk: Vec<_> = self.files.iter().map(|file| &file.on_disk).collect();
        let commitments = commitments(&on_disk, chunk_size, progress)?;
        // Each file was watched while it was read; this tells of those that came or went.
        if list(&self.root)? != self.files {
            return Err(DirectoryError::Changed {
                path: self.root.clone(),
            });
        }
        let paths = self.files.iter().map(|file| file.path.clone());
        let entries = paths
            .zip(commitments)
            .map(|(path, commitment)| Entry { path, commitment })
            .collect();
        Manifest::new(chunk_size, entries)
    }
}

/// All files below `root`, sorted by path. Refuses what is neither file nor directory.
pub(super) fn list(root: &Path) -> Result<Vec<ListedFile>, DirectoryError> {
    let unreadable = |path: &Path, source: io::Error| match source.kind() {
        io::ErrorKind::NotADirectory => DirectoryError::NotADirectory { path: path.into() },
        _ => DirectoryError::Unreadable {
            path: path.into(),
            source,
        },
    };
    let mut files = Vec::new();
    // Directories to list, each with its path from the root and a slash.
    let mut waiting = vec![(root.to_owned(), String::new())];
    while let Some((folder, prefix)) = waiting.pop() {
        for item in fs::read_dir(&folder).map_err(|error| unreadable(&folder, error))? {
            let item = item.map_err(|error| unreadable(&folder, error))?;
            let place = item.path();
            let name = item.file_name();
            let name = name.to_str().ok_or_else(|| DirectoryError::NotUtf8 {
                path: place.clone(),
            })?;
            // Of the link itself, not of what it leads to.
            let metadata = item.metadata().map_err(|error| unreadable(&place, error))?;
            let kind = metadata.file_type();
            if kind.is_symlink() {
                return Err(DirectoryError::Symlink { path: place });
            }
            if kind.is_dir() {
                waiting.push((place, format!("{prefix}{name}/")));
                continue;
            }
            if !kind.is_file() {
                return Err(DirectoryError::Special { path: place });
            }
            let path = format!("{prefix}{name}");
            let path = RelativePath::normalized(&path)
                .map_err(|error| DirectoryError::Path { path, error })?;
            let byte_length = metadata.len();
            files.push(ListedFile {
                path,
                on_disk: OnDisk { place, byte_length },
            });
        }
    }
    files.sort_unstable_by(|one, other| one.path.cmp(&other.path));
    if let Some(twice) = files.windows(2).find(|pair| pair[0].path == pair[1].path) {
        return Err(DirectoryError::Duplicate {
            path: twice[0].path.to_string(),
        });
    }
    Ok(files)
}
