//! `shares transfer`: gives somebody shares.

use std::fmt;

use provenue_client::{
    address,
    flows::shares,
    solana::{Address, Signer},
};
use serde::Serialize;

use super::{left_of, shares_of};
use crate::{
    args::SharesTransferArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
};

/// What was given to whom.
#[derive(Serialize)]
pub struct Transferred {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    #[serde(serialize_with = "as_text")]
    from: Address,
    #[serde(serialize_with = "as_text")]
    to: Address,
    /// Share units, a millionth of a share each.
    #[serde(serialize_with = "as_text")]
    units: u64,
    #[serde(serialize_with = "as_text")]
    units_left: u64,
    steps: Steps,
}

pub async fn run(context: &Context, args: &SharesTransferArgs) -> Result<Transferred> {
    let signer = context.paying_keypair()?;
    let (from, to, units) = (signer.pubkey(), args.to, args.shares.units);
    if from == to {
        return Err(Failure::new(format!(
            "{to} is who signs: nothing would move"
        )));
    }
    let (ledger, vault) = args.vault.open(context).await?;
    let source = address::share_account(&vault.address, &from);
    let units_left = left_of(&ledger, &source, args.shares, |held| {
        Failure::new(format!(
            "{from} holds {held} shares of vault {}, not {}",
            vault.address, args.shares
        ))
        .hint("`provenue shares list` tells who holds some; -k names the keypair that signs")
    })
    .await?;
    let steps = shares::transfer(&ledger, &signer, &signer, &vault.address, &to, units).await?;
    Ok(Transferred {
        vault: vault.address,
        from,
        to,
        units,
        units_left,
        steps: steps.into(),
    })
}

impl fmt::Display for Transferred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        writeln!(f, "{} shares are left", shares_of(self.units_left))
    }
}
