//! Who was paid what, against the exact model, and whether the vault's books close.

use provenue_client::{
    ClientError, EmbeddedLedger, address,
    flows::revenue::books,
    preview::Preview,
    solana::Address,
    state::{self, Position, Vault},
};
use provenue_oracle::{BigInt, from_q64};
use serde::Serialize;

use super::story::Story;
use crate::{
    failure::{Failure, Result},
    output::as_text,
};

/// What was found, all of it right.
#[derive(Serialize)]
pub struct Audit {
    /// The vault's books, one a currency.
    pub currencies: Vec<Sheet>,
    /// What each holder was paid.
    pub payments: Vec<Paid>,
}

/// A vault's books in one currency, in base units: (received − the four below it) · 2^64 =
/// `fractional_q64`.
#[derive(Serialize)]
pub struct Sheet {
    /// What people call it.
    pub name: &'static str,
    #[serde(serialize_with = "as_text")]
    mint: Address,
    /// Of a whole token.
    pub decimals: u8,
    /// All revenue booked.
    #[serde(serialize_with = "as_text")]
    pub received: u64,
    /// Paid to holders.
    #[serde(serialize_with = "as_text")]
    pub paid_holders: u64,
    #[serde(serialize_with = "as_text")]
    paid_upstream: u64,
    #[serde(serialize_with = "as_text")]
    reserved_upstream: u64,
    #[serde(serialize_with = "as_text")]
    claimable: u64,
    /// Fractions of all positions and the vault's carry, in 1/2^64 base unit.
    #[serde(serialize_with = "as_text")]
    fractional_q64: u128,
}

/// What one holder was paid in one currency.
#[derive(Serialize)]
pub struct Paid {
    /// Which, as a place among the sheets.
    #[serde(skip)]
    pub currency: usize,
    /// The currency's mint.
    #[serde(serialize_with = "as_text")]
    mint: Address,
    /// The holder's name.
    pub name: &'static str,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    /// Share units held at the end.
    #[serde(serialize_with = "as_text")]
    pub units: u64,
    /// Base units.
    #[serde(serialize_with = "as_text")]
    pub paid: u64,
    /// What the exact model says the holder earned, in base units, as a fraction.
    pub entitled: String,
    /// What stays with the holder below one base unit, in 1/2^64.
    #[serde(serialize_with = "as_text")]
    pub fraction_q64: u64,
}

/// Checks everything.
///
/// # Errors
/// When a number is not what the exact model says, or the books do not close: the programs would be
/// wrong.
pub async fn audit(ledger: &EmbeddedLedger, story: &Story<'_>) -> Result<Audit> {
    let vault: Vault = state::fetch(ledger, &story.vault).await?;
    let mut sheets = Vec::new();
    for (sheet, money) in books(ledger, &story.vault)
        .await?
        .iter()
        .zip(&story.cast.money)
    {
        if !sheet.balance() {
            return Err(wrong(format!("the books in {} do not close", money.name)));
        }
        sheets.push(Sheet {
            name: money.name,
            mint: sheet.mint,
            decimals: money.mint.decimals,
            received: sheet.received,
            paid_holders: sheet.paid_holders,
            paid_upstream: sheet.paid_upstream,
            reserved_upstream: sheet.reserved_upstream,
            claimable: sheet.claimable,
            fractional_q64: sheet.fractional_q64,
        });
    }
    let mut payments = Vec::new();
    for (name, owner) in story.cast.holders() {
        let account = address::share_account(&story.vault, &owner);
        let position: Position = state::fetch(ledger, &address::position(&account)).await?;
        for (currency, sheet) in sheets.iter().enumerate() {
            let paid = checked(story, &vault, &position, name, owner, currency)?;
            payments.push(Paid {
                mint: sheet.mint,
                ..paid
            });
        }
    }
    Ok(Audit {
        currencies: sheets,
        payments,
    })
}

/// What a holder was paid in a currency, compared with the exact model: what is left to the holder
/// on the chain must be the exact rest, within the rounding that the model allows.
fn checked(
    story: &Story<'_>,
    vault: &Vault,
    position: &Position,
    name: &'static str,
    owner: Address,
    currency: usize,
) -> Result<Paid> {
    let (model, money) = (&story.model, story.currencies[currency]);
    let mine = story
        .payments
        .iter()
        .filter(|(at, payment)| *at == currency && payment.owner == owner);
    let paid: u64 = mine.map(|(_, payment)| payment.amount).sum();
    let preview = Preview::at(vault, 0).map_err(ClientError::from)?;
    let left = preview.claimable(position).map_err(ClientError::from)?[currency];
    let accrued = (u128::from(left.whole) << 64) + u128::from(left.fraction_q64);
    let units = position.units.get();
    let agrees = model.admits(&owner, money, &from_q64(accrued))
        && model.paid(&owner, money) == BigInt::from(paid)
        && model.units(&owner) == BigInt::from(units)
        && position.currencies[currency].claimed.get() == paid;
    if !agrees {
        return Err(wrong(format!(
            "{name} was paid {paid}, which is not what the model says"
        )));
    }
    Ok(Paid {
        currency,
        mint: Address::default(),
        name,
        owner,
        units,
        paid,
        entitled: model.entitlement(&owner, money).to_string(),
        fraction_q64: left.fraction_q64,
    })
}

fn wrong(what: String) -> Failure {
    Failure::new(format!("the audit failed: {what}"))
}
