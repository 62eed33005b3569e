//! `asset accept`: takes a work over.

use std::fmt;

use provenue_client::{
    flows::ownership,
    solana::{Address, Signer},
};
use serde::Serialize;

use crate::{
    args::AcceptArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
};

/// Who owns a work now.
#[derive(Serialize)]
pub struct Accepted {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    #[serde(serialize_with = "as_text")]
    previous_owner: Address,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AcceptArgs) -> Result<Accepted> {
    let signer = context.paying_keypair()?;
    let owner = signer.pubkey();
    let (ledger, work) = args.work.open(context).await?;
    if work.asset.pending_owner != owner {
        let asset = work.address;
        return Err(
            Failure::new(format!("asset {asset} is not offered to {owner}")).hint(
                "sign with the keypair it is offered to (-k), or let its owner run `provenue asset \
             offer-ownership`",
            ),
        );
    }
    let steps = ownership::accept(&ledger, &signer, &work.address).await?;
    Ok(Accepted {
        asset: work.address,
        owner,
        previous_owner: work.asset.owner,
        steps: steps.into(),
    })
}

impl fmt::Display for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        writeln!(f, "{} is yours now", self.asset)
    }
}
