//! `vault burn`: shares are gone for ever.

use std::fmt;

use provenue_client::{
    Amount, address,
    flows::{mint::SHARE_DECIMALS, shares},
    solana::{Address, Signer},
    token::TokenAccount,
};
use serde::Serialize;

use crate::{
    args::VaultBurnArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
};

/// What was burned.
#[derive(Serialize)]
pub struct Burned {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    /// Share units, a millionth of a share each.
    #[serde(serialize_with = "as_text")]
    units: u64,
    #[serde(serialize_with = "as_text")]
    units_left: u64,
    steps: Steps,
}

pub async fn run(context: &Context, args: &VaultBurnArgs) -> Result<Burned> {
    let signer = context.paying_keypair()?;
    let (owner, units) = (signer.pubkey(), args.shares.units);
    let (ledger, found) = args.vault.open(context).await?;
    let vault = found.address;
    let held = TokenAccount::fetch(&ledger, &address::share_account(&vault, &owner)).await?;
    let held = held.map_or(0, |account| account.amount);
    let units_left = held.checked_sub(units).ok_or_else(|| {
        let (held, wanted) = (Amount::new(held, SHARE_DECIMALS), args.shares);
        Failure::new(format!(
            "{owner} holds {held} shares of vault {vault}, not {wanted}"
        ))
        .hint("`provenue shares list` tells who holds some; -k names the keypair that signs")
    })?;
    let steps = shares::burn(&ledger, &signer, &vault, units).await?;
    Ok(Burned {
        vault,
        owner,
        units,
        units_left,
        steps: steps.into(),
    })
}

impl fmt::Display for Burned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        let left = Amount::new(self.units_left, SHARE_DECIMALS);
        writeln!(f, "{left} shares are left")
    }
}
