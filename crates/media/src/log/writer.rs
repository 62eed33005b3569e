//! A log in a file that grows.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::Path,
};

use super::{
    error::LogFileError,
    layout::{NODES_START, SLOT_SPACING, file_length},
    prove::NodeStore,
    reader::LogReader,
    slot::encode,
};
use crate::{
    hash::Hash,
    positioned::{read_exact_at, write_all_at},
    tree::Frontier,
    verify::LogHead,
};

/// How many bytes of nodes are gathered before they are written.
const PENDING_BYTES: usize = 256 * 1024;

/// A log in a file, open to append. Its memory does not grow with the log, except by one
/// hash each time it doubles.
///
/// [`append`](Self::append) is cheap and promises nothing; [`commit`](Self::commit) puts all that was appended on the
/// disk and then, in one small write, says so. Whatever happens in between, the log is as
/// at the last commit when it is opened again, and what came after is appended anew: see
/// [`head`](Self::head) for how many leaves there are.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use provenue_media::log::{LogReader, LogWriter};
/// use provenue_media::tree::leaf_hash;
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("works.log");
/// let mut log = LogWriter::create(&path)?;
/// for work in ["a", "b", "c", "d", "e"] {
///     log.append(leaf_hash(work.as_bytes()))?;
/// }
/// let head = log.commit()?;
///
/// let proof = LogReader::open(&path)?.prove_inclusion(head.size, 4)?;
/// assert_eq!(proof.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct LogWriter {
    reader: LogReader,
    tree: Frontier,
    /// Nodes that are not in the file yet, and where they will be.
    pending: Vec<u8>,
    pending_at: u64,
    next_slot: u64,
    discarded_bytes: u64,
    broken: bool,
}

impl LogWriter {
    /// Makes a new log without leaves.
    ///
    /// A file that holds nothing, as a creation that was interrupted leaves it, is taken.
    ///
    /// # Errors
    /// When there is a file that holds something, or it cannot be written.
    pub fn create(path: impl AsRef<Path>) -> Result<Self, LogFileError> {
        let path = path.as_ref();
        let failed = |source| LogFileError::Io {
            path: path.into(),
            source,
        };
        let mut options = OpenOptions::new();
        let file = options
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(failed)?;
        lock(&file, path)?;
        if !holds_nothing(&file).map_err(failed)? {
            return Err(LogFileError::Exists { path: path.into() });
        }
        let start = || {
            file.set_len(NODES_START)?;
            write_all_at(&file, &encode(&LogHead::EMPTY), 0)?;
            file.sync_all()?;
            sync_folder(path)
        };
        start().map_err(failed)?;
        Self::resume(file, path)
    }

    /// Opens a log to append to it. What was appended after its last commit is thrown away.
    ///
    /// # Errors
    /// When there is no log, another writer has it open, or it lost or changed leaves that
    /// were committed.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, LogFileError> {
        let path = path.as_ref();
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .map_err(|source| LogFileError::Io {
                path: path.into(),
                source,
            })?;
        lock(&file, path)?;
        Self::resume(file, path)
    }

    fn resume(file: File, path: &Path) -> Result<Self, LogFileError> {
        let (reader, next_slot) = LogReader::of(file, path)?;
        let LogHead { size, .. } = reader.head;
        let end = file_length(size).ok_or_else(|| reader.damaged())?;
        let found = reader
            .file
            .metadata()
            .map_err(|error| reader.io(error))?
            .len();
        if found > end {
            reader.file.set_len(end).map_err(|error| reader.io(error))?;
        }
        let peaks = (0..u64::BITS)
            .rev()
            .filter(|level| size >> level & 1 == 1)
            // The peak at a level begins where the larger ones before it end.
            .map(|level| reader.node(level, (size >> level) - 1))
            .collect::<Result<_, _>>()?;
        let tree = Frontier::resume(size, peaks).ok_or_else(|| reader.damaged())?;
        Ok(Self {
            reader,
            tree,
            pending: Vec::with_capacity(PENDING_BYTES),
            pending_at: end,
            next_slot,
            discarded_bytes: found - end,
            broken: false,
        })
    }

    /// The log with the leaves that were appended but not committed yet.
    pub fn head(&self) -> LogHead {
        LogHead {
            size: self.tree.leaves(),
            root: self.tree.root(),
        }
    }

    /// The log as it was committed, to prove from.
    pub fn committed(&self) -> &LogReader {
        &self.reader
    }

    /// How many bytes that were never committed were thrown away when the log was opened.
    pub fn discarded_bytes(&self) -> u64 {
        self.discarded_bytes
    }

    /// Appends a leaf, by its hash.
    ///
    /// # Errors
    /// When nodes that wait cannot be written. The leaf is then not appended.
    pub fn append(&mut self, leaf: Hash) -> Result<(), LogFileError> {
        if self.pending.len() >= PENDING_BYTES {
            self.write_pending()?;
        }
        let pending = &mut self.pending;
        self.tree
            .push_noting(leaf, |node| pending.extend_from_slice(&node));
        Ok(())
    }

    /// Makes everything that was appended last: it is on the disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written. The log must then be opened anew.
    pub fn commit(&mut self) -> Result<LogHead, LogFileError> {
        self.write_pending()?;
        let head = self.head();
        if head == self.reader.head {
            return Ok(head);
        }
        // After a sync that failed nobody can tell what is on the disk.
        self.broken = true;
        let file = &self.reader.file;
        let write = || {
            file.sync_all()?;
            write_all_at(file, &encode(&head), self.next_slot * SLOT_SPACING)?;
            file.sync_data()
        };
        write().map_err(|error| self.reader.io(error))?;
        self.broken = false;
        self.next_slot = (self.next_slot + 1) % super::layout::SLOTS;
        self.reader.head = head;
        Ok(head)
    }

    /// A write that fails may be asked for again: it goes to the same place.
    fn write_pending(&mut self) -> Result<(), LogFileError> {
        if self.broken {
            return Err(LogFileError::Broken {
                path: self.reader.path.clone(),
            });
        }
        write_all_at(&self.reader.file, &self.pending, self.pending_at)
            .map_err(|error| self.reader.io(error))?;
        self.pending_at += self.pending.len() as u64;
        self.pending.clear();
        Ok(())
    }
}

fn lock(file: &File, path: &Path) -> Result<(), LogFileError> {
    file.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => LogFileError::InUse { path: path.into() },
        TryLockError::Error(source) => LogFileError::Io {
            path: path.into(),
            source,
        },
    })
}

/// Whether the file is no longer than a log without leaves, and nothing but zeros.
fn holds_nothing(file: &File) -> io::Result<bool> {
    let length = file.metadata()?.len();
    if length > NODES_START {
        return Ok(false);
    }
    let mut bytes = vec![0; length as usize];
    read_exact_at(file, &mut bytes, 0)?;
    Ok(bytes.iter().all(|byte| *byte == 0))
}

/// A new file's name is on the disk only when its folder is.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(windows) {
        // There a folder cannot be opened as a file, and its entries are written with the file.
        return Ok(());
    }
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}
