//! `vault fund-rent`: positions of new holders are paid for ahead.

use std::fmt;

use provenue_client::{Ledger, address, flows::shares, solana::Address};
use serde::Serialize;

use crate::{
    args::VaultFundRentArgs,
    context::Context,
    failure::Result,
    output::{Sol, Steps, as_text},
};

/// What a vault's rent reserve holds now.
#[derive(Serialize)]
pub struct Funded {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    #[serde(serialize_with = "as_text")]
    rent_reserve: Address,
    #[serde(serialize_with = "as_text")]
    lamports: u64,
    steps: Steps,
}

pub async fn run(context: &Context, args: &VaultFundRentArgs) -> Result<Funded> {
    let payer = context.paying_keypair()?;
    let (ledger, found) = args.vault.open(context).await?;
    let vault = found.address;
    let rent_reserve = address::rent_reserve(&vault);
    let steps = shares::fund_reserve(&ledger, &payer, &vault, args.sol.units).await?;
    Ok(Funded {
        vault,
        rent_reserve,
        lamports: ledger.balance(&rent_reserve).await?,
        steps: steps.into(),
    })
}

impl fmt::Display for Funded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        writeln!(f, "the rent reserve holds {}", Sol(self.lamports))
    }
}
