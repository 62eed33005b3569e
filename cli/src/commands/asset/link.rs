//! `asset link`: says what a work was made from.

use std::fmt;

use provenue_client::{
    DerivativeRate,
    flows::derivation::{NewIngredient, Right, link},
    solana::Address,
};
use serde::Serialize;

use crate::{
    args::AssetLinkArgs,
    context::Context,
    failure::Result,
    output::{Steps, as_text},
};

/// What a work is linked to now.
#[derive(Serialize)]
pub struct Linked {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(serialize_with = "as_text")]
    parent: Address,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AssetLinkArgs) -> Result<Linked> {
    let owner = context.paying_keypair()?;
    let (ledger, work) = args.work.open(context).await?;
    let right = args
        .terms
        .map_or(Right::Agreed(DerivativeRate::default()), Right::License);
    let ingredient = NewIngredient {
        parent: args.parent,
        relation: args.relation.into(),
        right,
    };
    let steps = link(&ledger, &owner, &owner, None, &work.address, &ingredient).await?;
    Ok(Linked {
        asset: work.address,
        parent: args.parent,
        steps: steps.into(),
    })
}

impl fmt::Display for Linked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)
    }
}
