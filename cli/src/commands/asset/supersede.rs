//! `asset supersede`: replaces a work by a newer one.

use std::fmt;

use provenue_client::{
    flows::lifecycle,
    solana::{Address, Signer},
};
use serde::Serialize;

use super::permitted::{check_owner, check_replaceable, check_replacing};
use crate::{
    args::{AssetSupersedeArgs, ClaimChoice},
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
    works::identify,
};

/// What replaces what now.
#[derive(Serialize)]
pub struct Superseded {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(serialize_with = "as_text")]
    superseded_by: Address,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AssetSupersedeArgs) -> Result<Superseded> {
    let owner = context.paying_keypair()?;
    let choice = ClaimChoice {
        claim: None,
        chunks: args.chunks,
    };
    // Files are read before the ledger is opened, which locks it.
    let old = identify(&context.printer, &args.old, &choice)?;
    let new = identify(&context.printer, &args.new, &choice)?;
    let ledger = context.ledger()?;
    let (old, new) = (old.work(&ledger).await?, new.work(&ledger).await?);
    if old.address == new.address {
        return Err(Failure::new("a work does not replace itself"));
    }
    for work in [&old, &new] {
        check_owner(&ledger, work, &owner.pubkey()).await?;
    }
    check_replaceable(&old)?;
    check_replacing(&new)?;
    let steps = lifecycle::supersede(&ledger, &owner, &old.address, &new.address).await?;
    Ok(Superseded {
        asset: old.address,
        superseded_by: new.address,
        steps: steps.into(),
    })
}

impl fmt::Display for Superseded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)
    }
}
