//! `asset offer-ownership`: lets somebody take a work over.

use std::fmt;

use provenue_client::{flows::ownership, solana::Address};
use serde::Serialize;

use crate::{
    args::OfferOwnershipArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
};

/// To whom a work is offered now.
#[derive(Serialize)]
pub struct Offered {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    pending_owner: Option<String>,
    steps: Steps,
}

pub async fn run(context: &Context, args: &OfferOwnershipArgs) -> Result<Offered> {
    let signer = context.paying_keypair()?;
    let (ledger, work) = args.work.open(context).await?;
    let owner = work.asset.owner;
    let steps = match args.new_owner {
        Some(new_owner) if new_owner == owner => {
            return Err(Failure::new(format!("{owner} owns it already")));
        }
        Some(new_owner) => ownership::offer(&ledger, &signer, &work.address, &new_owner).await?,
        None => ownership::withdraw(&ledger, &signer, &work.address).await?,
    };
    Ok(Offered {
        asset: work.address,
        owner,
        pending_owner: args.new_owner.map(|new_owner| new_owner.to_string()),
        steps: steps.into(),
    })
}

impl fmt::Display for Offered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        match &self.pending_owner {
            Some(new_owner) => writeln!(
                f,
                "{new_owner} becomes the owner with `provenue asset accept {}`",
                self.asset
            ),
            None => Ok(()),
        }
    }
}
