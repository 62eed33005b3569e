//! `asset link`: says what a work was made from.

use std::fmt;

use provenue_client::{
    DerivativeRate, SignerRef, UpstreamRate, address,
    flows::derivation::{NewIngredient, Right, link},
    solana::Address,
    state::{self, Ingredient},
};
use serde::Serialize;

use crate::{
    args::{AssetLinkArgs, ClaimChoice},
    context::Context,
    failure::Result,
    keypairs,
    output::{Steps, as_text, upstream_rate},
    works::identify,
};

/// What a work is linked to now, and what it owes for it.
#[derive(Serialize)]
pub struct Linked {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(serialize_with = "as_text")]
    parent: Address,
    relative_bps: u16,
    absolute_bps: u16,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AssetLinkArgs) -> Result<Linked> {
    let owner = context.paying_keypair()?;
    let licensor = args.licensor.as_deref().map(keypairs::read).transpose()?;
    // A file is read before the ledger is opened.
    let parent = identify(&context.printer, &args.parent, &ClaimChoice::first())?;
    let (ledger, work) = args.work.open(context).await?;
    let parent = parent.work(&ledger).await?.address;
    let agreed = DerivativeRate {
        relative_bps: args.derivative_share.unwrap_or_default(),
        absolute_bps: args.derivative_absolute.unwrap_or_default(),
    };
    let ingredient = NewIngredient {
        parent,
        relation: args.relation.into(),
        right: args.terms.map_or(Right::Agreed(agreed), Right::License),
    };
    let licensor = licensor.as_ref().map(|licensor| licensor as SignerRef<'_>);
    let steps = link(
        &ledger,
        &owner,
        &owner,
        licensor,
        &work.address,
        &ingredient,
    )
    .await?;
    let linked = address::ingredient(&work.address, &parent);
    let linked: Ingredient = state::fetch(&ledger, &linked).await?;
    let rate = linked.rate();
    Ok(Linked {
        asset: work.address,
        parent,
        relative_bps: rate.relative_bps,
        absolute_bps: rate.absolute_bps,
        steps: steps.into(),
    })
}

fn words(rate: UpstreamRate) -> String {
    match rate.total_bps() {
        0 => "nothing".to_owned(),
        _ => upstream_rate(rate),
    }
}

impl fmt::Display for Linked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = UpstreamRate {
            relative_bps: self.relative_bps,
            absolute_bps: self.absolute_bps,
        };
        writeln!(f, "{}its vault owes that work: {}", self.steps, words(rate))
    }
}
