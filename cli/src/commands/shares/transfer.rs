//! `shares transfer`: gives somebody shares.

use std::fmt;

use provenue_client::{
    Amount, address,
    flows::{mint::SHARE_DECIMALS, shares},
    solana::{Address, Signer},
    token::TokenAccount,
};
use serde::Serialize;

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
    let held = TokenAccount::fetch(&ledger, &source).await?;
    let held = held.map_or(0, |account| account.amount);
    let units_left = held.checked_sub(units).ok_or_else(|| {
        let (held, wanted) = (shares_of(held), args.shares);
        Failure::new(format!(
            "{from} holds {held} shares of vault {}, not {wanted}",
            vault.address
        ))
        .hint("`provenue shares list` tells who holds some; -k names the keypair that signs")
    })?;
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

fn shares_of(units: u64) -> Amount {
    Amount::new(units, SHARE_DECIMALS)
}

impl fmt::Display for Transferred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        writeln!(f, "{} shares are left", shares_of(self.units_left))
    }
}
