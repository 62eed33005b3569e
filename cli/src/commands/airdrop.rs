//! `airdrop`: SOL for nothing.

use std::fmt;

use provenue_client::{
    Ledger,
    solana::{Address, Signature},
};
use serde::Serialize;

use crate::{
    args::AirdropArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Sol, as_text},
};

/// What was given to whom.
#[derive(Serialize)]
pub struct Airdrop {
    #[serde(serialize_with = "as_text")]
    address: Address,
    #[serde(serialize_with = "as_text")]
    lamports: u64,
    #[serde(serialize_with = "as_text")]
    balance: u64,
    #[serde(serialize_with = "as_text")]
    signature: Signature,
}

pub async fn run(context: &Context, args: &AirdropArgs) -> Result<Airdrop> {
    let endpoint = context.endpoint()?;
    if endpoint.as_ref().is_some_and(|found| found.is_mainnet()) {
        return Err(Failure::new("nobody gives SOL away on mainnet-beta")
            .hint("buy some, or try things out on the embedded ledger or with --url devnet"));
    }
    let address = context.address_or_own(args.address)?;
    let lamports = args.amount.units;
    let ledger = context.ledger()?;
    let given = ledger.airdrop(&address, lamports).await;
    let signature = given.map_err(|error| match (endpoint, error.program_failure()) {
        (Some(_), _) => Failure::from(error)
            .or_hint("public faucets give little and not often: ask for less, or later"),
        (None, Some(_)) => Failure::new(format!("the faucet has less than {} left", Sol(lamports)))
            .hint("ask for less"),
        (None, None) => error.into(),
    })?;
    Ok(Airdrop {
        address,
        lamports,
        balance: ledger.balance(&address).await?,
        signature,
    })
}

impl fmt::Display for Airdrop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (given, now) = (Sol(self.lamports), Sol(self.balance));
        writeln!(f, "{} got {given} and has {now}", self.address)
    }
}
