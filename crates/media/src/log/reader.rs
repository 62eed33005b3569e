//! Proofs from a log in a file.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use super::{
    error::LogFileError,
    layout::{NODES_START, SLOT_SPACING, SLOTS, file_length, node_offset},
    prove::{NodeStore, ProveError, prove_consistency, prove_inclusion, root},
    slot::{SLOT_BYTES, decode},
};
use crate::{
    hash::{HASH_BYTES, Hash, SoftwareSha256},
    positioned::read_exact_at,
    tree::Frontier,
    verify::{LogHead, LogProofError, verify_consistency, verify_inclusion},
};

/// How many nodes are read at a time where all are read.
const CHECKED_NODES: u64 = 32 * 1024;

/// A log in a file, as it was committed when it was opened. A writer may go on meanwhile.
#[derive(Debug)]
pub struct LogReader {
    pub(super) file: File,
    pub(super) path: PathBuf,
    pub(super) head: LogHead,
}

impl LogReader {
    /// Opens the log at `path`.
    ///
    /// # Errors
    /// When there is none, it lost leaves that were committed, or the roots of its
    /// largest subtrees do not hash to its root. [`check`](Self::check) looks at the rest.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, LogFileError> {
        let path = path.as_ref();
        let file = File::open(path).map_err(|source| LogFileError::Io {
            path: path.into(),
            source,
        })?;
        Self::of(file, path).map(|(reader, _)| reader)
    }

    /// The log in an open file, and the slot that is not the newest.
    pub(super) fn of(file: File, path: &Path) -> Result<(Self, u64), LogFileError> {
        let newest = newest_slot(&file).map_err(|source| LogFileError::Io {
            path: path.into(),
            source,
        })?;
        let (slot, head) = newest.ok_or_else(|| LogFileError::NotALog { path: path.into() })?;
        let reader = Self {
            file,
            path: path.into(),
            head,
        };
        let metadata = reader.file.metadata().map_err(|error| reader.io(error))?;
        let expected = file_length(head.size).ok_or_else(|| reader.damaged())?;
        if metadata.len() < expected {
            return Err(LogFileError::Truncated {
                path: path.into(),
                size: head.size,
                expected,
                found: metadata.len(),
            });
        }
        if root(&reader, head.size)? != head.root {
            return Err(reader.damaged());
        }
        Ok((reader, (slot + 1) % SLOTS))
    }

    /// The log's committed size and root.
    pub fn head(&self) -> LogHead {
        self.head
    }

    /// What the log was when it had `size` leaves.
    ///
    /// # Errors
    /// When it never had so many, or cannot be read.
    pub fn head_at(&self, size: u64) -> Result<LogHead, LogFileError> {
        self.check_size(size)?;
        let root = root(self, size)?;
        Ok(LogHead { size, root })
    }

    /// The leaf at `index`, by its hash.
    ///
    /// # Errors
    /// When there is none, or the log cannot be read.
    pub fn leaf(&self, index: u64) -> Result<Hash, LogFileError> {
        if index >= self.head.size {
            let size = self.head.size;
            return Err(LogProofError::Index { index, size }.into());
        }
        self.node(0, index)
    }

    /// The proof that leaf `index` is in the log at `size`, checked before it is handed out.
    ///
    /// # Errors
    /// When the log has no such leaf or size, cannot be read or is damaged.
    pub fn prove_inclusion(&self, size: u64, index: u64) -> Result<Vec<Hash>, LogFileError> {
        self.check_size(size)?;
        let proof = prove_inclusion(self, size, index).map_err(unwrapped)?;
        let (head, leaf) = (self.head_at(size)?, self.leaf(index)?);
        verify_inclusion::<SoftwareSha256>(&head, index, &leaf, &proof)
            .map_err(|_| self.damaged())?;
        Ok(proof)
    }

    /// The proof that the log at `new_size` begins with the log at `old_size`, checked
    /// before it is handed out.
    ///
    /// # Errors
    /// When the log never had one of the sizes, the new one is the smaller, or the log
    /// cannot be read or is damaged.
    pub fn prove_consistency(
        &self,
        old_size: u64,
        new_size: u64,
    ) -> Result<Vec<Hash>, LogFileError> {
        self.check_size(new_size)?;
        let proof = prove_consistency(self, old_size, new_size).map_err(unwrapped)?;
        let (old, new) = (self.head_at(old_size)?, self.head_at(new_size)?);
        verify_consistency::<SoftwareSha256>(&old, &new, &proof).map_err(|_| self.damaged())?;
        Ok(proof)
    }

    /// Reads the whole log and computes every node anew. `progress` is called now and then
    /// with the number of leaves done.
    ///
    /// # Errors
    /// [`LogFileError::Damaged`] when any byte of a committed node is wrong.
    pub fn check(&self, mut progress: impl FnMut(u64)) -> Result<(), LogFileError> {
        let mut tree = Frontier::default();
        let mut nodes = self.nodes();
        while tree.leaves() < self.head.size {
            let leaf = nodes.next()?;
            let mut computed = Vec::new();
            tree.push_noting(leaf, |node| computed.push(node));
            for node in &computed[1..] {
                if nodes.next()? != *node {
                    return Err(self.damaged());
                }
            }
            if tree.leaves().is_multiple_of(CHECKED_NODES) || tree.leaves() == self.head.size {
                progress(tree.leaves());
            }
        }
        if tree.root() == self.head.root {
            Ok(())
        } else {
            Err(self.damaged())
        }
    }

    fn nodes(&self) -> Nodes<'_> {
        Nodes {
            log: self,
            offset: NODES_START,
            buffer: Vec::new(),
            used: 0,
        }
    }

    fn check_size(&self, size: u64) -> Result<(), LogFileError> {
        if size <= self.head.size {
            return Ok(());
        }
        Err(LogProofError::Shrunk {
            old: size,
            new: self.head.size,
        }
        .into())
    }

    pub(super) fn io(&self, source: io::Error) -> LogFileError {
        LogFileError::Io {
            path: self.path.clone(),
            source,
        }
    }

    pub(super) fn damaged(&self) -> LogFileError {
        LogFileError::Damaged {
            path: self.path.clone(),
        }
    }
}

impl NodeStore for LogReader {
    type Error = LogFileError;

    fn node(&self, level: u32, index: u64) -> Result<Hash, LogFileError> {
        let offset = node_offset(level, index).ok_or_else(|| self.damaged())?;
        let mut node = [0; HASH_BYTES];
        read_exact_at(&self.file, &mut node, offset).map_err(|error| self.io(error))?;
        Ok(node)
    }
}

/// All committed nodes in the order of the file, many at a time.
struct Nodes<'a> {
    log: &'a LogReader,
    offset: u64,
    buffer: Vec<u8>,
    used: usize,
}

impl Nodes<'_> {
    fn next(&mut self) -> Result<Hash, LogFileError> {
        if self.used == self.buffer.len() {
            let end = file_length(self.log.head.size).ok_or_else(|| self.log.damaged())?;
            let length = (end - self.offset).min(CHECKED_NODES * HASH_BYTES as u64);
            self.buffer.resize(length as usize, 0);
            read_exact_at(&self.log.file, &mut self.buffer, self.offset)
                .map_err(|error| self.log.io(error))?;
            self.offset += length;
            self.used = 0;
        }
        let node = self.buffer[self.used..].first_chunk().copied();
        self.used += HASH_BYTES;
        node.ok_or_else(|| self.log.damaged())
    }
}

/// The newest slot that was written to its end.
fn newest_slot(file: &File) -> io::Result<Option<(u64, LogHead)>> {
    let mut newest: Option<(u64, LogHead)> = None;
    for slot in 0..SLOTS {
        let mut bytes = [0; SLOT_BYTES];
        match read_exact_at(file, &mut bytes, slot * SLOT_SPACING) {
            Ok(()) => {}
            // A log that was never committed has one slot.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => continue,
            Err(error) => return Err(error),
        }
        let found = decode(&bytes);
        newest = match (newest, found) {
            (Some((_, head)), Some(later)) if later.size > head.size => Some((slot, later)),
            (None, Some(head)) => Some((slot, head)),
            _ => newest,
        };
    }
    Ok(newest)
}

fn unwrapped(error: ProveError<LogFileError>) -> LogFileError {
    match error {
        ProveError::NoProof(error) => error.into(),
        ProveError::Store(error) => error,
    }
}
