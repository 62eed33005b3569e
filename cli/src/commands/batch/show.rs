//! `batch show`: what is in a batch.

use std::fmt;

use provenue_client::{
    solana::Address,
    state::{self, Log},
};
use serde::Serialize;

use super::folder::Batch;
use crate::{
    args::BatchShowArgs,
    context::Context,
    failure::Result,
    output::{Fields, Hex, Moment, as_text},
};

/// A batch, and its log on chain.
#[derive(Serialize)]
pub struct Shown {
    #[serde(serialize_with = "as_text")]
    log: Address,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    works: u64,
    root: Hex,
    /// Works that are anchored.
    anchored: u64,
    /// How often it was anchored.
    anchors: u64,
    /// Seconds since 1970 of the last time.
    anchored_at: Option<i64>,
}

pub async fn run(context: &Context, args: &BatchShowArgs) -> Result<Shown> {
    let batch = Batch::open(&args.batch)?;
    let log: Option<Log> = state::find(&context.ledger()?, &batch.address()).await?;
    let head = batch.log.head();
    Ok(Shown {
        log: batch.address(),
        owner: batch.owner,
        works: head.size,
        root: Hex(head.root),
        anchored: log.map_or(0, |log| log.size.get()),
        anchors: log.map_or(0, |log| log.anchors.get()),
        anchored_at: log
            .filter(|log| log.anchors.get() > 0)
            .map(|log| log.updated_at.get()),
    })
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Fields::of(format_args!("log {}", self.log))
            .field("owner", self.owner)
            .field("works", self.works)
            .field("anchored", self.anchored)
            .field("anchors", self.anchors)
            .optional("last", self.anchored_at.map(Moment))
            .field("root", self.root)
            .fmt(f)
    }
}
