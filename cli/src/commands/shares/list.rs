//! `shares list`: who holds shares, and what they can claim.

use std::fmt;

use provenue_client::{
    Amount,
    flows::{
        mint::SHARE_DECIMALS,
        shares::{Holder, holders},
    },
    solana::Address,
    token::MintInfo,
};
use serde::Serialize;

use crate::{
    args::SharesListArgs,
    context::Context,
    failure::Result,
    output::{
        Column, Money, Table, as_text,
        style::{FAINT, TITLE},
    },
};

/// The holders of a vault's shares, those with the most first.
#[derive(Serialize)]
pub struct Listed {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    #[serde(serialize_with = "as_text")]
    share_mint: Address,
    sealed: bool,
    /// Share units that earn; burned ones do not.
    #[serde(serialize_with = "as_text")]
    live_units: u64,
    holders: Vec<Held>,
}

/// What somebody holds.
#[derive(Serialize)]
struct Held {
    #[serde(serialize_with = "as_text")]
    owner: Address,
    #[serde(serialize_with = "as_text")]
    account: Address,
    #[serde(serialize_with = "as_text")]
    position: Address,
    #[serde(serialize_with = "as_text")]
    units: u64,
    /// Of what the vault earns now, cut off after six decimals.
    percent: String,
    claimable: Vec<Money>,
}

pub async fn run(context: &Context, args: &SharesListArgs) -> Result<Listed> {
    let (ledger, found) = args.vault.open(context).await?;
    let mut currencies = Vec::new();
    for slot in found.vault.currencies() {
        currencies.push(MintInfo::fetch(&ledger, &slot.mint).await?);
    }
    let holders = holders(&ledger, &found.address).await?;
    let live_units = holders.iter().map(|holder| holder.units).sum();
    Ok(Listed {
        vault: found.address,
        share_mint: found.vault.share_mint,
        sealed: found.vault.is_sealed(),
        live_units,
        holders: holders
            .iter()
            .map(|holder| Held::new(holder, live_units, &currencies))
            .collect(),
    })
}

impl Held {
    fn new(holder: &Holder, live_units: u64, currencies: &[MintInfo]) -> Self {
        let due = currencies.iter().zip(&holder.claimable);
        Self {
            owner: holder.owner,
            account: holder.account,
            position: holder.position,
            units: holder.units,
            percent: percent(holder.units, live_units).to_string(),
            claimable: due.map(|(mint, due)| Money::new(mint, due.whole)).collect(),
        }
    }
}

/// A part of a whole in percent, cut off after six decimals; of nothing, nothing.
fn percent(part: u64, whole: u64) -> Amount {
    let millionths = u128::from(part) * 100_000_000;
    let millionths = millionths.checked_div(whole.into()).unwrap_or_default();
    Amount::new(u64::try_from(millionths).unwrap_or(u64::MAX), 6)
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{TITLE}vault {}{TITLE:#}", self.vault)?;
        let mut table = Table::new([
            Column::Left("owner"),
            Column::Right("shares"),
            Column::Right("percent"),
            Column::Left("can claim"),
        ]);
        for holder in &self.holders {
            let due = holder.claimable.iter().map(Money::to_string);
            table.row([
                holder.owner.to_string(),
                Amount::new(holder.units, SHARE_DECIMALS).to_string(),
                holder.percent.clone(),
                due.collect::<Vec<_>>().join(", "),
            ]);
        }
        table.fmt(f)?;
        if !self.sealed {
            writeln!(
                f,
                "{FAINT}the vault is not sealed: its owner goes on with `provenue mint`{FAINT:#}"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_of_the_shares_that_earn() {
        assert_eq!(percent(1, 3).to_string(), "33.333333");
        assert_eq!(percent(60_000_000, 60_000_000).to_string(), "100");
        assert_eq!(percent(0, 0).to_string(), "0");
    }
}
