//! The document that proves a work to be in a log, and whether it holds.

use std::{fmt, fs, path::Path};

use provenue_client::{
    address,
    solana::Address,
    state::{self, Log, LogAnchor},
};
use provenue_media::{ContentId, SoftwareSha256, verify::inclusion_root};
use serde::{Deserialize, Serialize};

use super::{
    folder::Batch,
    member::{content_id, leaf, prove},
    work::Logged,
};
use crate::{
    args::{BatchCheckArgs, BatchProveArgs},
    atomic_file,
    commands::fingerprint_of,
    context::Context,
    failure::{Failure, Result},
    output::{Fields, Moment, as_text, style::GOOD},
};

const VERSION: u8 = 1;

/// That a work is in a log: docs/batches.md.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u8,
    /// The log's address, from which whose it is follows by its account.
    log: String,
    /// The number of the first anchor that has the work.
    anchor: u64,
    /// How many works the log had then.
    size: u64,
    /// Which of them it is, from 0.
    index: u64,
    /// Whose it is.
    owner: String,
    work: Logged,
    hashes: Vec<HashText>,
}

#[derive(Clone, Copy, Deserialize, Serialize)]
struct HashText(#[serde(with = "hex::serde")] [u8; 32]);

/// What was proved, and where the proof is.
#[derive(Serialize)]
pub struct Written {
    proof: String,
    content_id: ContentId,
    index: u64,
    size: u64,
    hashes: usize,
}

/// `batch prove`.
pub async fn write(context: &Context, args: &BatchProveArgs) -> Result<Written> {
    let id = content_id(&context.printer, &args.work, args.chunks.chunk_size)?;
    let batch = Batch::open(&args.batch)?;
    let proved = prove(&context.ledger()?, &batch, id).await?;
    let document = Document {
        version: VERSION,
        log: batch.address().to_string(),
        anchor: proved.sequence,
        size: proved.size,
        index: proved.leaf.index,
        owner: batch.owner.to_string(),
        work: proved.logged,
        hashes: proved.leaf.proof.into_iter().map(HashText).collect(),
    };
    atomic_file::write_json(&args.proof, &document)?;
    Ok(Written {
        proof: args.proof.display().to_string(),
        content_id: id,
        index: document.index,
        size: document.size,
        hashes: document.hashes.len(),
    })
}

/// That a proof holds.
#[derive(Serialize)]
pub struct Checked {
    valid: bool,
    /// Whether a file was compared, and not only the proof read.
    compared: bool,
    content_id: ContentId,
    /// Whose the work is, by who logged it.
    #[serde(serialize_with = "as_text")]
    owner: Address,
    #[serde(serialize_with = "as_text")]
    logged_by: Address,
    #[serde(serialize_with = "as_text")]
    log: Address,
    index: u64,
    /// Seconds since 1970 when the log was first anchored with the work.
    anchored_at: i64,
}

/// `batch check`.
pub async fn check(context: &Context, args: &BatchCheckArgs) -> Result<Checked> {
    let document = read(&args.proof)?;
    let wrong = || Failure::new(format!("{} names no addresses", args.proof.display()));
    let log: Address = document.log.parse().map_err(|_| wrong())?;
    let owner: Address = document.owner.parse().map_err(|_| wrong())?;
    let work = &document.work;
    if let Some(path) = &args.file {
        let found = fingerprint_of(&context.printer, path, work.chunk_size)?;
        if (found.content_id, found.byte_length) != (work.content_id, work.byte_length) {
            return Err(Failure::new(format!(
                "the proof is about another file than {}",
                path.display()
            )));
        }
    } else {
        context.printer.note(
            "the proof itself names the content: compare it with the file's, or name the file",
        );
    }
    let ledger = context.ledger()?;
    let logged_by = state::fetch::<Log>(&ledger, &log).await?.owner;
    let anchor: LogAnchor =
        state::fetch(&ledger, &address::log_anchor(&log, document.anchor)).await?;
    let hashes: Vec<_> = document.hashes.iter().map(|HashText(hash)| *hash).collect();
    let root = inclusion_root::<SoftwareSha256>(
        anchor.size.get(),
        document.index,
        &leaf(&owner, work)?,
        &hashes,
    );
    if root.map_err(Failure::new)? != anchor.root {
        return Err(Failure::new(
            "the proof does not lead to what was anchored: it was changed, or is of another log",
        ));
    }
    if !anchor.is_first_of(document.index) {
        return Err(Failure::new(
            "the log had the work before this anchor: the time would be too late",
        ));
    }
    Ok(Checked {
        valid: true,
        compared: args.file.is_some(),
        content_id: work.content_id,
        owner,
        logged_by,
        log,
        index: document.index,
        anchored_at: anchor.time.get(),
    })
}

fn read(path: &Path) -> Result<Document> {
    let shown = path.display();
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("cannot read the proof {shown}: {error}")))?;
    let document: Document = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("{shown} is not a proof of a batch: {error}")))?;
    if document.version == VERSION {
        Ok(document)
    } else {
        Err(Failure::new(format!(
            "{shown} has version {}; this command reads {VERSION}",
            document.version
        )))
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Fields::of(&self.proof)
            .field("proves", self.content_id)
            .field("work", format_args!("{} of {}", self.index, self.size))
            .field("hashes", self.hashes)
            .fmt(f)
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Fields::of(format_args!("{GOOD}The proof holds.{GOOD:#}"))
            .field("content id", self.content_id)
            .field("owner", self.owner)
            .field("logged by", self.logged_by)
            .field("anchored", Moment(self.anchored_at))
            .field("log", self.log)
            .field("work", self.index)
            .fmt(f)
    }
}
