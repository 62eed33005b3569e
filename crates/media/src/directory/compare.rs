//! A directory on the disk against its manifest.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{
    batch::{OnDisk, commitments},
    error::DirectoryError,
    manifest::Manifest,
    path::RelativePath,
    scan::list,
};
use crate::error::MediaError;

/// In what a directory is not what its manifest says. Each list is sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Files that hold other bytes.
    pub changed: Vec<RelativePath>,
    /// Files that are not there.
    pub missing: Vec<RelativePath>,
    /// Files that the manifest does not list.
    pub added: Vec<RelativePath>,
}

impl Manifest {
    /// Compares the directory at `root` with the manifest, and says in what they differ.
    /// `None` when they do not.
    ///
    /// Files are read on all cores; those of another length not at all. `progress` is called on
    /// this thread with the number of bytes done.
    ///
    /// # Errors
    /// As for scanning and reading a directory; differences are no errors.
    pub fn compare(
        &self,
        root: impl AsRef<Path>,
        progress: impl FnMut(u64),
    ) -> Result<Option<Differences>, DirectoryError> {
        let found: BTreeMap<RelativePath, OnDisk> = list(root.as_ref())?
            .into_iter()
            .map(|file| (file.path, file.on_disk))
            .collect();
        let mut differences = Differences::default();
        let mut same_length = Vec::new();
        for entry in self.entries() {
            match found.get(&entry.path) {
                None => differences.missing.push(entry.path.clone()),
                Some(on_disk) if on_disk.byte_length == entry.commitment.byte_length => {
                    same_length.push((entry, on_disk));
                }
                Some(_) => differences.changed.push(entry.path.clone()),
            }
        }
        let on_disk: Vec<_> = same_length.iter().map(|(_, on_disk)| *on_disk).collect();
        let commitments = commitments(&on_disk, self.chunk_size(), progress)?;
        for ((entry, _), commitment) in same_length.iter().zip(commitments) {
            if commitment != entry.commitment {
                differences.changed.push(entry.path.clone());
            }
        }
        differences.changed.sort_unstable();
        let listed: BTreeSet<_> = self.entries().iter().map(|entry| &entry.path).collect();
        differences
            .added
            .extend(found.into_keys().filter(|path| !listed.contains(path)));
        Ok(Some(differences).filter(|differences| *differences != Differences::default()))
    }

    /// Whether the file at `file` is the one that the manifest lists at `path`. The others
    /// need not be there.
    ///
    /// # Errors
    /// When the manifest lists no such file, or it cannot be read.
    pub fn compare_file(
        &self,
        path: &str,
        file: impl AsRef<Path>,
        progress: impl FnMut(u64),
    ) -> Result<bool, DirectoryError> {
        let entry = self.entry(path)?;
        let place = file.as_ref();
        let metadata = place.metadata().map_err(|source| MediaError::Unreadable {
            path: place.into(),
            source,
        })?;
        if metadata.is_file() && metadata.len() != entry.commitment.byte_length {
            return Ok(false);
        }
        let on_disk = OnDisk {
            place: place.into(),
            byte_length: entry.commitment.byte_length,
        };
        let found = commitments(&[&on_disk], self.chunk_size(), progress)?;
        Ok(found == [entry.commitment])
    }
}
