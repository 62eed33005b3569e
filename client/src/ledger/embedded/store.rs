//! The folder of an embedded ledger: one file, replaced as a whole, and a lock.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::{StorageError, snapshot::Snapshot};

/// How long to wait for another command to finish.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

/// A ledger's folder, locked for this process as long as the value lives.
#[derive(Debug)]
pub(super) struct Store {
    dir: PathBuf,
    /// Closing it releases the lock, also when the process dies.
    _lock: File,
}

impl Store {
    pub(super) fn open(dir: &Path) -> Result<Self, StorageError> {
        Self::open_within(dir, PATIENCE)
    }

    fn open_within(dir: &Path, patience: Duration) -> Result<Self, StorageError> {
        fs::create_dir_all(dir).map_err(StorageError::io("create the folder", dir))?;
        let path = dir.join("ledger.lock");
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(StorageError::io("open", &path))?;
        let until = Instant::now() + patience;
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(StorageError::Locked(dir.to_owned())),
                Err(TryLockError::Error(error)) => {
                    return Err(StorageError::io("lock", path)(error));
                }
            }
        }
        Ok(Self {
            dir: dir.to_owned(),
            _lock: lock,
        })
    }

    fn file(&self) -> PathBuf {
        self.dir.join("ledger.bin")
    }

    /// The saved state; `None` when nothing was saved yet.
    ///
    /// A temporary file that a crash left behind is never read: the ledger is as before the
    /// transaction that was being written.
    pub(super) fn load(&self) -> Result<Option<Snapshot>, StorageError> {
        let path = self.file();
        match fs::read(&path) {
            Ok(bytes) => Snapshot::from_bytes(&bytes, &path).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StorageError::io("read", path)(error)),
        }
    }

    /// Replaces the saved state: after a crash the file is the old one or the new one.
    pub(super) fn save(&self, snapshot: &Snapshot) -> Result<(), StorageError> {
        let path = self.file();
        let temporary = self.dir.join("ledger.bin.new");
        let write = || {
            let bytes = snapshot.to_bytes()?;
            let mut file = File::create(&temporary)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            fs::rename(&temporary, &path)?;
            // The rename itself is on disk only when the folder is.
            #[cfg(unix)]
            File::open(&self.dir)?.sync_all()?;
            Ok(())
        };
        write().map_err(StorageError::io("write", path.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn folder() -> TempDir {
        tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"))
    }

    fn open(dir: &TempDir) -> Store {
        Store::open(dir.path()).unwrap_or_else(|error| panic!("{error}"))
    }

    fn numbered(slot: u64) -> Snapshot {
        Snapshot {
            slot,
            ..Snapshot::default()
        }
    }

    #[test]
    fn the_next_command_sees_what_was_saved() {
        let dir = folder();
        assert!(matches!(open(&dir).load(), Ok(None)));
        for slot in [1, 2] {
            assert!(open(&dir).save(&numbered(slot)).is_ok());
        }
        assert_eq!(open(&dir).load().ok().flatten(), Some(numbered(2)));
    }

    #[test]
    fn a_crash_while_writing_leaves_the_state_before_it() {
        let dir = folder();
        assert!(open(&dir).save(&numbered(1)).is_ok());
        let cut = &numbered(2).to_bytes().unwrap_or_default()[..30];
        assert!(fs::write(dir.path().join("ledger.bin.new"), cut).is_ok());
        let store = open(&dir);
        assert_eq!(store.load().ok().flatten(), Some(numbered(1)));
        assert!(store.save(&numbered(3)).is_ok());
        assert_eq!(store.load().ok().flatten(), Some(numbered(3)));
    }

    #[test]
    fn a_truncated_file_is_reported_and_not_overwritten() {
        let dir = folder();
        assert!(open(&dir).save(&numbered(1)).is_ok());
        let path = dir.path().join("ledger.bin");
        let bytes = fs::read(&path).unwrap_or_default();
        assert!(fs::write(&path, &bytes[..bytes.len() - 1]).is_ok());
        assert!(matches!(open(&dir).load(), Err(StorageError::Damaged(_))));
        assert_eq!(fs::read(&path).unwrap_or_default().len(), bytes.len() - 1);
    }

    #[test]
    fn two_commands_do_not_interleave() {
        let dir = folder();
        let first = open(&dir);
        let second = Store::open_within(dir.path(), Duration::from_millis(50));
        assert!(matches!(second, Err(StorageError::Locked(_))));
        let waiting = thread::spawn({
            let path = dir.path().to_owned();
            move || Store::open(&path).is_ok()
        });
        thread::sleep(Duration::from_millis(50));
        drop(first);
        assert!(waiting.join().unwrap_or(false));
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_reported() {
        let dir = folder();
        let path = dir.path().join("file");
        assert!(fs::write(&path, "x").is_ok());
        assert!(matches!(Store::open(&path), Err(StorageError::Io { .. })));
    }
}
