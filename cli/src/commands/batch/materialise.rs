//! `batch materialise`: a work of a batch becomes an asset.

use std::fmt;

use provenue_client::{
    flows::logs::{NewMember, materialise},
    solana::Address,
    state::{self, Asset},
};
use serde::Serialize;

use super::{
    folder::Batch,
    member::{content_id, prove},
};
use crate::{
    args::BatchMaterialiseArgs, claim::Claim, context::Context, failure::Result, output::Steps,
};

/// The asset.
#[derive(Serialize)]
pub struct Materialised {
    #[serde(flatten)]
    claim: Claim,
    steps: Steps,
    #[serde(skip)]
    address: Address,
}

pub async fn run(context: &Context, args: &BatchMaterialiseArgs) -> Result<Materialised> {
    let payer = context.paying_keypair()?;
    let id = content_id(&context.printer, &args.work, args.chunks.chunk_size)?;
    let batch = Batch::open(&args.batch)?;
    let ledger = context.ledger()?;
    let proved = prove(&ledger, &batch, id).await?;
    let member = NewMember {
        log: batch.address(),
        sequence: proved.sequence,
        leaf: proved.leaf,
        owner: batch.owner,
        details: proved.logged.details(),
    };
    let made = materialise(&ledger, &payer, None, &member).await?;
    let asset: Asset = state::fetch(&ledger, &made.asset).await?;
    Ok(Materialised {
        claim: Claim::new(&made.asset, &asset),
        steps: made.steps.into(),
        address: made.asset,
    })
}

impl fmt::Display for Materialised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        self.claim
            .summary(format_args!("asset {}", self.address))
            .fmt(f)
    }
}
