//! The folder of a batch.
//!
//! ```text
//! batch.json      whose log it is
//! works.log       the log: docs/formats/transparency-log.md
//! works.jsonl     the works, one a line, in the order of the log
//! ```
//!
//! Works are written and reach the disk before the log says that it has them. So what the log has, can
//! be shown; lines beyond it are of a job that was interrupted, and are cut off.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};

use provenue_client::{address, member_leaf, solana::Address};
use provenue_media::log::{LogFileError, LogReader, LogWriter};
use serde::{Deserialize, Serialize};

use super::work::Work;
use crate::{
    atomic_file,
    failure::{Failure, Result},
};

const VERSION: u8 = 1;

/// Whose log a batch is.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct Identity {
    version: u8,
    owner: String,
    log_id: u64,
}

/// A batch, to read.
pub struct Batch {
    folder: PathBuf,
    /// Who anchors the log, and owns its works.
    pub owner: Address,
    /// Which of the owner's logs it is.
    pub log_id: u64,
    /// The log.
    pub log: LogReader,
}

/// A batch, to add works to.
pub struct BatchWriter {
    /// Whose works.
    owner: Address,
    works: BufWriter<File>,
    log: LogWriter,
}

impl Batch {
    /// Opens the batch in a folder.
    pub fn open(folder: &Path) -> Result<Self> {
        let (owner, log_id) = identity(folder)?;
        Ok(Self {
            folder: folder.into(),
            owner,
            log_id,
            log: LogReader::open(folder.join("works.log")).map_err(damaged)?,
        })
    }

    /// The log's address on chain.
    pub fn address(&self) -> Address {
        address::log(&self.owner, self.log_id)
    }

    /// Calls `each` with the works that the log has, in order, until it returns `false`.
    pub fn works(&self, each: impl FnMut(u64, Work) -> bool) -> Result<()> {
        read_works(&self.folder, self.log.head().size, each).map(|_| ())
    }
}

impl BatchWriter {
    /// Opens the batch in a folder to add to it, and calls `each` with the works it has. Makes it where
    /// there is none, as log `log_id` of `owner`.
    pub fn open(
        folder: &Path,
        owner: Address,
        log_id: Option<u64>,
        each: impl FnMut(u64, Work) -> bool,
    ) -> Result<Self> {
        let refused = |error: io::Error| cannot("write", folder, &error);
        let path = folder.join("works.log");
        if !folder.join("batch.json").exists() {
            fs::create_dir_all(folder).map_err(refused)?;
            begin(folder, owner, log_id.unwrap_or_default())?;
        }
        let (known, id) = identity(folder)?;
        if known != owner || log_id.is_some_and(|log_id| log_id != id) {
            return Err(Failure::new(format!(
                "{} is log {id} of {known}, and not yours or not that one",
                folder.display()
            ))
            .hint(
                "name another folder for a batch of your own, or sign with the key it belongs to",
            ));
        }
        let log = match LogWriter::open(&path) {
            Err(LogFileError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                LogWriter::create(&path)
            }
            opened => opened,
        }
        .map_err(damaged)?;
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join("works.jsonl"))
            .map_err(refused)?;
        let end = read_works(folder, log.head().size, each)?;
        file.set_len(end).map_err(refused)?;
        Ok(Self {
            owner,
            works: BufWriter::new(file),
            log,
        })
    }

    /// Adds a work; [`commit`](Self::commit) makes it last.
    pub fn add(&mut self, work: &Work) -> Result<()> {
        let leaf = member_leaf(&self.owner, &work.details())
            .map_err(|error| Failure::new(format!("{} cannot be logged: {error}", work.path)))?;
        serde_json::to_writer(&mut self.works, work).map_err(Failure::new)?;
        self.works.write_all(b"\n").map_err(Failure::new)?;
        self.log.append(leaf).map_err(damaged)
    }

    /// Puts what was added on the disk, and returns how many works there are.
    pub fn commit(&mut self) -> Result<u64> {
        self.works.flush().map_err(Failure::new)?;
        self.works.get_ref().sync_data().map_err(Failure::new)?;
        Ok(self.log.commit().map_err(damaged)?.size)
    }
}

fn begin(folder: &Path, owner: Address, log_id: u64) -> Result<()> {
    let identity = Identity {
        version: VERSION,
        owner: owner.to_string(),
        log_id,
    };
    atomic_file::write_json(&folder.join("batch.json"), &identity)
}

fn identity(folder: &Path) -> Result<(Address, u64)> {
    let path = folder.join("batch.json");
    let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            Failure::new(format!("there is no batch in {}", folder.display()))
                .hint("`provenue batch add` makes one")
        }
        _ => cannot("read", &path, &error),
    })?;
    let unknown = || Failure::new(format!("{} does not say whose batch it is", path.display()));
    let identity: Identity = serde_json::from_str(&text).map_err(|_| unknown())?;
    match identity.owner.parse() {
        Ok(owner) if identity.version == VERSION => Ok((owner, identity.log_id)),
        _ => Err(unknown()),
    }
}

/// Reads the first `size` works, and returns where in the file they end.
fn read_works(folder: &Path, size: u64, mut each: impl FnMut(u64, Work) -> bool) -> Result<u64> {
    let path = folder.join("works.jsonl");
    if size == 0 {
        return Ok(0);
    }
    let file = File::open(&path).map_err(|error| cannot("read", &path, &error))?;
    let mut file = BufReader::new(file);
    let (mut end, mut line, mut wanted) = (0, Vec::new(), true);
    for index in 0..size {
        line.clear();
        let read = file.read_until(b'\n', &mut line);
        let read = read.map_err(|error| cannot("read", &path, &error))?;
        let work = line.strip_suffix(b"\n");
        let work = work.and_then(|line| serde_json::from_slice(line).ok());
        let work = work.ok_or_else(|| {
            Failure::new(format!(
                "{} is damaged: line {} is not the work that the log has",
                path.display(),
                index + 1
            ))
        })?;
        end += read as u64;
        wanted = wanted && each(index, work);
    }
    Ok(end)
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("cannot {what} {}: {error}", path.display()))
}

/// Why a log cannot be used.
pub fn damaged(error: LogFileError) -> Failure {
    Failure::new(error)
}
