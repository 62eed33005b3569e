//! `balance`: how much SOL an address holds.

use std::fmt;

use provenue_client::{Ledger, solana::Address};
use serde::Serialize;

use crate::{
    args::BalanceArgs,
    context::Context,
    failure::Result,
    output::{Sol, as_text},
};

/// What an address holds.
#[derive(Serialize)]
pub struct Balance {
    #[serde(serialize_with = "as_text")]
    address: Address,
    #[serde(serialize_with = "as_text")]
    lamports: u64,
}

pub async fn run(context: &Context, args: &BalanceArgs) -> Result<Balance> {
    let address = context.address_or_own(args.address)?;
    let lamports = context.ledger()?.balance(&address).await?;
    Ok(Balance { address, lamports })
}

impl fmt::Display for Balance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", Sol(self.lamports))
    }
}
