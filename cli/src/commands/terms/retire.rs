//! `terms retire`: the end of a sale.

use std::fmt;

use provenue_client::{
    flows::license::retire,
    solana::{Address, Signer},
    state::{self, Asset, Terms},
};
use serde::Serialize;

use super::{TermsReport, check_owner};
use crate::{
    args::TermsRetireArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
};

/// What is no longer sold.
#[derive(Serialize)]
pub struct Retired {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(flatten)]
    terms: TermsReport,
    steps: Steps,
}

pub async fn run(context: &Context, args: &TermsRetireArgs) -> Result<Retired> {
    let owner = context.paying_keypair()?;
    let (ledger, found) = args.terms.open(context).await?;
    let (address, asset) = (found.address, found.terms.asset);
    let state: Asset = state::fetch(&ledger, &asset).await?;
    check_owner(&ledger, &asset, &state, &owner.pubkey()).await?;
    if !found.terms.is_active() {
        return Err(Failure::new(format!("terms {address} are retired already")));
    }
    let steps = retire(&ledger, &owner, &address).await?;
    let terms: Terms = state::fetch(&ledger, &address).await?;
    Ok(Retired {
        asset,
        terms: TermsReport::read(&ledger, address, &terms).await?,
        steps: steps.into(),
    })
}

impl fmt::Display for Retired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.steps, self.terms)
    }
}
