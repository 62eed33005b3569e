//! `asset revoke`: takes a claim back, for ever.

use std::fmt;

use provenue_client::{
    flows::lifecycle,
    solana::{Address, Signer},
    state::{self, Asset},
};
use serde::Serialize;

use super::permitted::{check_owner, check_standing};
use crate::{
    args::AssetRevokeArgs,
    context::Context,
    failure::Result,
    output::{Fields, Steps, as_text},
    standing::Standing,
};

/// What was taken back.
#[derive(Serialize)]
pub struct Revoked {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(flatten)]
    standing: Standing,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AssetRevokeArgs) -> Result<Revoked> {
    let owner = context.paying_keypair()?;
    let (ledger, work) = args.work.open(context).await?;
    let address = work.address;
    check_owner(&ledger, &work, &owner.pubkey()).await?;
    check_standing(&work)?;
    context.confirm_for_ever(&format!(
        "This revokes asset {address}: nothing more will be sold of it or made from it."
    ))?;
    let steps = lifecycle::revoke(&ledger, &owner, &address, args.reason).await?;
    let asset: Asset = state::fetch(&ledger, &address).await?;
    Ok(Revoked {
        asset: address,
        standing: Standing::new(&asset),
        steps: steps.into(),
    })
}

impl fmt::Display for Revoked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let asset = Fields::of(format!("asset {}", self.asset));
        write!(f, "{}{}", self.steps, self.standing.tell(asset))
    }
}
