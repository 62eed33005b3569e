//! `vault release`: payouts go on.

use std::fmt;

use provenue_client::{flows::hold, solana::Address};
use serde::Serialize;

use crate::{
    args::VaultReleaseArgs,
    context::Context,
    failure::Result,
    output::{Steps, as_text},
};

/// Whose payouts go on.
#[derive(Serialize)]
pub struct Released {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    steps: Steps,
}

pub async fn run(context: &Context, args: &VaultReleaseArgs) -> Result<Released> {
    let signer = context.paying_keypair()?;
    let (ledger, found) = args.vault.open(context).await?;
    let steps = hold::release(&ledger, &signer, &found.address).await?;
    Ok(Released {
        vault: found.address,
        steps: steps.into(),
    })
}

impl fmt::Display for Released {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)
    }
}
