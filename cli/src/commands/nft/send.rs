//! `asset send`: hands a work on with its NFT.

use std::fmt;

use provenue_client::{
    flows::nft,
    solana::{Address, Signer},
};
use serde::Serialize;

use crate::{
    args::AssetSendArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
};

/// Who owns a work now.
#[derive(Serialize)]
pub struct Sent {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(serialize_with = "as_text")]
    previous_owner: Address,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AssetSendArgs) -> Result<Sent> {
    let holder = context.paying_keypair()?;
    let previous_owner = holder.pubkey();
    if args.to == previous_owner {
        return Err(Failure::new(format!("{} holds it already", args.to)));
    }
    let (ledger, work) = args.work.open(context).await?;
    let steps = nft::send(&ledger, &holder, &work.address, &args.to).await?;
    Ok(Sent {
        asset: work.address,
        previous_owner,
        owner: args.to,
        steps: steps.into(),
    })
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)
    }
}
