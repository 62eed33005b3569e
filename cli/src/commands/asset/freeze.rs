//! `asset freeze`: lets the metadata of a work stay as it is, for ever.

use std::fmt;

use provenue_client::{
    flows::lifecycle,
    solana::{Address, Signer},
};
use serde::Serialize;

use super::permitted::{check_metadata, check_owner};
use crate::{
    args::AssetFreezeArgs,
    context::Context,
    failure::Result,
    output::{Steps, as_text},
};

/// Whose metadata never changes again.
#[derive(Serialize)]
pub struct Frozen {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AssetFreezeArgs) -> Result<Frozen> {
    let owner = context.paying_keypair()?;
    let (ledger, work) = args.work.open(context).await?;
    let address = work.address;
    check_owner(&ledger, &work, &owner.pubkey()).await?;
    check_metadata(&work)?;
    context.confirm_for_ever(&format!(
        "This freezes the metadata of asset {address}: no owner can change it any more."
    ))?;
    let steps = lifecycle::freeze_metadata(&ledger, &owner, &address).await?;
    Ok(Frozen {
        asset: address,
        steps: steps.into(),
    })
}

impl fmt::Display for Frozen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)
    }
}
