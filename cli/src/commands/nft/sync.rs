//! `asset sync`: records who holds the NFT of a work.

use std::fmt;

use provenue_client::{
    flows::nft,
    solana::Address,
    state::{self, Asset},
};
use serde::Serialize;

use crate::{
    args::AssetSyncArgs,
    context::Context,
    failure::Result,
    output::{Steps, as_text},
};

/// Who is recorded as the owner now.
#[derive(Serialize)]
pub struct Synced {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(serialize_with = "as_text")]
    previous_owner: Address,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AssetSyncArgs) -> Result<Synced> {
    let payer = context.paying_keypair()?;
    let (ledger, work) = args.work.open(context).await?;
    let steps = nft::sync(&ledger, &payer, &work.address).await?;
    let asset: Asset = state::fetch(&ledger, &work.address).await?;
    Ok(Synced {
        asset: work.address,
        previous_owner: work.asset.owner,
        owner: asset.owner,
        steps: steps.into(),
    })
}

impl fmt::Display for Synced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.previous_owner == self.owner {
            return writeln!(f, "{} is recorded as the owner already", self.owner);
        }
        self.steps.fmt(f)
    }
}
