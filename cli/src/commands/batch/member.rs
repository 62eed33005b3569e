//! A work of a batch, found and proved.

use provenue_client::{
    flows::logs::first_anchor, instructions::log::ProvenLeaf, member_leaf, solana::Address,
};
use provenue_media::{ChunkSize, ContentId};

use super::{
    folder::{Batch, damaged},
    work::Logged,
};
use crate::{
    args::WorkName,
    commands::fingerprint_of,
    failure::{Failure, Result},
    ledger::AnyLedger,
    output::Printer,
};

/// A work of a batch that was anchored.
pub struct Proved {
    /// The number of the first anchor that has it.
    pub sequence: u64,
    /// How many leaves the log had then.
    pub size: u64,
    /// The leaf, and its inclusion proof at that size.
    pub leaf: ProvenLeaf,
    /// What was said of it.
    pub logged: Logged,
}

/// The content id that a name stands for. The embedded ledger is locked while it is open, so files are
/// read before.
pub fn content_id(printer: &Printer, name: &WorkName, chunk_size: ChunkSize) -> Result<ContentId> {
    match name {
        WorkName::Content(id) => Ok(*id),
        WorkName::File(path) => Ok(fingerprint_of(printer, path, chunk_size)?.content_id),
        WorkName::Address(address) => Err(Failure::new(format!(
            "{address} is an address: a work in a batch has none yet"
        ))
        .hint("name its file or its content id")),
    }
}

/// The first work of a batch with this content, and its proof.
pub async fn prove(ledger: &AnyLedger, batch: &Batch, id: ContentId) -> Result<Proved> {
    let mut found = None;
    batch.works(|index, work| {
        if work.logged.content_id == id {
            found = Some((index, work.logged));
        }
        found.is_none()
    })?;
    let (index, logged) = found.ok_or_else(|| {
        Failure::new(format!("the content {id} is not in the batch"))
            .hint("`provenue batch add` adds it")
    })?;
    let leaf = leaf(&batch.owner, &logged)?;
    if batch.log.leaf(index).map_err(damaged)? != leaf {
        return Err(Failure::new(format!(
            "the batch is damaged: what it says of work {index} is not what was logged"
        )));
    }
    let log = batch.address();
    let unanchored = || {
        Failure::new("the batch was not anchored since this work was added")
            .hint("`provenue batch anchor` registers all works in it")
    };
    let (sequence, anchor) = first_anchor(ledger, &log, index)
        .await?
        .ok_or_else(unanchored)?;
    let size = anchor.size.get();
    let proof = batch.log.prove_inclusion(size, index).map_err(damaged)?;
    Ok(Proved {
        sequence,
        size,
        leaf: ProvenLeaf { index, leaf, proof },
        logged,
    })
}

/// The leaf of a work.
pub fn leaf(owner: &Address, logged: &Logged) -> Result<[u8; 32]> {
    member_leaf(owner, &logged.details()).map_err(Failure::new)
}
