//! `asset show`: all that is registered of a work.

use std::fmt;

use provenue_client::address;
use serde::Serialize;

use crate::{args::AssetShowArgs, claim::Claim, context::Context, failure::Result, holder::Holder};

/// A claim on a work.
#[derive(Serialize)]
pub struct Shown {
    #[serde(flatten)]
    claim: Claim,
    share_mint: Option<String>,
}

pub async fn run(context: &Context, args: &AssetShowArgs) -> Result<Shown> {
    let (ledger, work) = args.work.open(context).await?;
    let holder = Holder::shown(context, &ledger, &work.asset).await;
    let has_vault = work.asset.has_vault();
    Ok(Shown {
        claim: Claim::owned(&work.address, &work.asset, holder),
        share_mint: has_vault.then(|| address::share_mint(&work.asset.vault).to_string()),
    })
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = self.claim.details();
        write!(
            f,
            "{}",
            details.optional("share mint", self.share_mint.as_ref())
        )
    }
}
