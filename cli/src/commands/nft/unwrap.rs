//! `asset unwrap`: takes the NFT of a work away.

use std::fmt;

use provenue_client::{
    flows::nft,
    solana::{Address, Signer},
};
use serde::Serialize;

use crate::{
    args::AssetUnwrapArgs,
    context::Context,
    failure::Result,
    output::{Steps, as_text},
};

/// What is no NFT any more.
#[derive(Serialize)]
pub struct Unwrapped {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AssetUnwrapArgs) -> Result<Unwrapped> {
    let holder = context.paying_keypair()?;
    let (ledger, work) = args.work.open(context).await?;
    let steps = nft::unwrap(&ledger, &holder, &work.address).await?;
    Ok(Unwrapped {
        asset: work.address,
        owner: holder.pubkey(),
        steps: steps.into(),
    })
}

impl fmt::Display for Unwrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        writeln!(f, "{} is yours, without an NFT", self.asset)
    }
}
