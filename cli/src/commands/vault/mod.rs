//! `vault`: money in, money out, and the books.

pub mod add_currency;
pub mod book;
pub mod burn;
pub mod claim;
pub mod create;
pub mod deposit;
pub mod distribute;
pub mod fund_rent;
pub mod graph;
pub mod hold;
pub mod link;
mod paid;
pub mod pull;
pub mod release;
pub mod show;

use provenue_client::{
    Ledger,
    solana::Address,
    state::{CurrencySlot, risk},
    token::MintInfo,
};

use crate::{
    failure::{Failure, Result},
    output::mint_name,
    works::WorkVault,
};

/// The currency that is meant, or all that the vault takes.
async fn currencies(
    ledger: &impl Ledger,
    found: &WorkVault,
    only: Option<Address>,
) -> Result<Vec<MintInfo>> {
    if let Some(mint) = only {
        return Ok(vec![currency(ledger, found, &mint).await?]);
    }
    let slots = found.vault.currencies();
    if slots.is_empty() {
        return Err(Failure::new(format!(
            "vault {} takes no currency yet, so nothing can be in it",
            found.address
        ))
        .hint("`provenue vault add-currency` makes it take one"));
    }
    let mut all = Vec::with_capacity(slots.len());
    for slot in slots {
        all.push(MintInfo::fetch(ledger, &slot.mint).await?);
    }
    Ok(all)
}

/// The currency with this mint, which the vault takes.
async fn currency(ledger: &impl Ledger, found: &WorkVault, mint: &Address) -> Result<MintInfo> {
    let info = MintInfo::fetch(ledger, mint).await?;
    if found.vault.currency_index(mint).is_ok() {
        return Ok(info);
    }
    let (vault, name) = (found.address, mint_name(mint));
    let taken = found.vault.currencies().iter();
    let taken: Vec<_> = taken.map(|slot| mint_name(&slot.mint)).collect();
    let taken = if taken.is_empty() {
        "takes none yet".to_owned()
    } else {
        format!("takes {}", taken.join(", "))
    };
    Err(
        Failure::new(format!("vault {vault} does not take {name}: it {taken}")).hint(format!(
            "its authority can make it: `provenue vault add-currency {vault} {name}`"
        )),
    )
}

/// What the issuer of a vault's currency could do to the vault's money, in plain words.
fn risks(slot: &CurrencySlot) -> Vec<&'static str> {
    let known = [
        (risk::FREEZE, "freeze the treasury"),
        (risk::TRANSFER_FEE, "keep a part of each transfer"),
        (risk::SEIZE, "take what the treasury holds"),
        (risk::PAUSE, "stop all transfers"),
        (risk::HOOK, "let a program refuse transfers"),
        (
            risk::CLOSE,
            "close the mint and make another at its address",
        ),
        (risk::CONFIDENTIAL, "let holders hide amounts"),
    ];
    let has = known
        .into_iter()
        .filter(|(bit, _)| slot.risks.get() & bit != 0);
    has.map(|(_, words)| words).collect()
}
