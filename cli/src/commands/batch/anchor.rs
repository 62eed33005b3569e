//! `batch anchor`: all works of a batch are registered with one transaction.

use std::fmt;

use provenue_client::{
    flows::logs,
    instructions::log::Growth,
    solana::{Address, Signer},
    state::{self, Log},
};
use serde::Serialize;

use super::folder::{Batch, damaged};
use crate::{
    args::BatchAnchorArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Fields, Hex, Steps, as_text},
};

/// What was anchored.
#[derive(Serialize)]
pub struct Anchored {
    #[serde(serialize_with = "as_text")]
    log: Address,
    /// Works in the log before.
    previous_size: u64,
    /// Works in the log now.
    size: u64,
    root: Hex,
    steps: Steps,
}

pub async fn run(context: &Context, args: &BatchAnchorArgs) -> Result<Anchored> {
    let owner = context.paying_keypair()?;
    let batch = Batch::open(&args.batch)?;
    if batch.owner != owner.pubkey() {
        return Err(Failure::new(format!(
            "the batch belongs to {}, who anchors it",
            batch.owner
        ))
        .hint("-k names the keypair file that signs"));
    }
    let ledger = context.ledger()?;
    let anchored: Option<Log> = state::find(&ledger, &batch.address()).await?;
    let previous_size = anchored.map_or(0, |log| log.size.get());
    let head = batch.log.head();
    if head.size == previous_size {
        return Err(Failure::new(format!(
            "all {previous_size} works of the batch are anchored already"
        )));
    }
    let proof = batch
        .log
        .prove_consistency(previous_size, head.size)
        .map_err(damaged)?;
    let growth = Growth {
        size: head.size,
        root: head.root,
        proof,
    };
    let steps = logs::anchor(&ledger, &owner, batch.log_id, &growth).await?;
    Ok(Anchored {
        log: batch.address(),
        previous_size,
        size: head.size,
        root: Hex(head.root),
        steps: steps.into(),
    })
}

impl fmt::Display for Anchored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        Fields::of(format_args!("log {}", self.log))
            .field("works", self.size)
            .field("new", self.size - self.previous_size)
            .field("root", self.root)
            .fmt(f)
    }
}
