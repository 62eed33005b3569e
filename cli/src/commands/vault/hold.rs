//! `vault hold`: payouts wait.

use std::fmt;

use provenue_client::{flows::hold, solana::Address};
use serde::Serialize;

use crate::{
    args::VaultHoldArgs,
    context::Context,
    failure::Result,
    output::{Moment, Steps, as_text},
};

/// Until when payouts wait, and why.
#[derive(Serialize)]
pub struct Held {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    reason: u16,
    held_until: i64,
    steps: Steps,
}

pub async fn run(context: &Context, args: &VaultHoldArgs) -> Result<Held> {
    let base = context.paying_keypair()?;
    let (ledger, found) = args.vault.open(context).await?;
    let (vault, reason) = (found.address, args.reason);
    let (held_until, steps) = hold::hold(&ledger, &base, &vault, reason, args.duration.0).await?;
    Ok(Held {
        vault,
        reason,
        held_until,
        steps: steps.into(),
    })
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        let (until, reason) = (Moment(self.held_until), self.reason);
        writeln!(f, "payouts wait until {until} (reason {reason})")
    }
}
