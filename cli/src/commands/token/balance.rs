//! `token balance`: how many tokens an address holds.

use std::fmt;

use provenue_client::{
    Amount,
    solana::Address,
    token::{MintInfo, TokenAccount},
};
use serde::Serialize;

use crate::{args::TokenBalanceArgs, context::Context, failure::Result, output::as_text};

/// What the associated token account of an address holds.
#[derive(Serialize)]
pub struct TokenBalance {
    #[serde(serialize_with = "as_text")]
    mint: Address,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    #[serde(serialize_with = "as_text")]
    account: Address,
    #[serde(serialize_with = "as_text")]
    units: u64,
    decimals: u8,
    frozen: bool,
}

pub async fn run(context: &Context, args: &TokenBalanceArgs) -> Result<TokenBalance> {
    let owner = context.address_or_own(args.owner)?;
    let ledger = context.ledger()?;
    let mint = MintInfo::fetch(&ledger, &args.mint).await?;
    let account = mint.ata(&owner);
    let held = TokenAccount::fetch(&ledger, &account).await?;
    Ok(TokenBalance {
        mint: mint.address,
        owner,
        account,
        units: held.map_or(0, |held| held.amount),
        decimals: mint.decimals,
        frozen: held.is_some_and(|held| held.frozen),
    })
}

impl fmt::Display for TokenBalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frozen = if self.frozen { " (frozen)" } else { "" };
        writeln!(f, "{}{frozen}", Amount::new(self.units, self.decimals))
    }
}
