//! What holders were paid, and who was not.

use std::fmt;

use provenue_client::{
    Amount,
    flows::payout::{Payment, Payout, Skipped},
    solana::Address,
    token::MintInfo,
};
use serde::Serialize;

use crate::output::{
    as_text, mint_name,
    style::{NOTE, TITLE},
};

/// A payout in one currency.
#[derive(Serialize)]
pub struct Paid {
    #[serde(serialize_with = "as_text")]
    mint: Address,
    decimals: u8,
    #[serde(serialize_with = "as_text")]
    total: u64,
    payments: Vec<Row>,
    skipped: Vec<SkippedRow>,
}

/// What one holder was sent; a mint may have kept a fee of it.
#[derive(Serialize)]
struct Row {
    #[serde(serialize_with = "as_text")]
    owner: Address,
    #[serde(serialize_with = "as_text")]
    position: Address,
    #[serde(serialize_with = "as_text")]
    units: u64,
}

/// What stays due to one holder, and why.
#[derive(Serialize)]
struct SkippedRow {
    #[serde(serialize_with = "as_text")]
    owner: Address,
    #[serde(serialize_with = "as_text")]
    position: Address,
    #[serde(serialize_with = "as_text")]
    units: u64,
    reason: String,
}

impl Paid {
    /// What a payout of `currency` did.
    pub fn new(currency: &MintInfo, payout: Payout) -> Self {
        Self {
            mint: currency.address,
            decimals: currency.decimals,
            total: payout.payments.iter().map(|payment| payment.amount).sum(),
            payments: payout.payments.into_iter().map(Row::from).collect(),
            skipped: payout.skipped.into_iter().map(SkippedRow::from).collect(),
        }
    }

    /// Whether everybody was paid.
    pub fn is_complete(&self) -> bool {
        self.skipped.is_empty()
    }
}

impl From<Payment> for Row {
    fn from(payment: Payment) -> Self {
        Self {
            owner: payment.owner,
            position: payment.position,
            units: payment.amount,
        }
    }
}

impl From<Skipped> for SkippedRow {
    fn from(skipped: Skipped) -> Self {
        Self {
            owner: skipped.owner,
            position: skipped.position,
            units: skipped.due,
            reason: skipped.reason,
        }
    }
}

/// ```text
/// SOL: 1.5 paid to 2 holders
///   1    9WzD…
///   0.5  4Zc4…
///   skipped 7cQ…: 0.1 stays due: the owner has no token account for this currency
/// ```
impl fmt::Display for Paid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = mint_name(&self.mint);
        let amount = |units| Amount::new(units, self.decimals);
        match self.payments.len() {
            0 => writeln!(f, "{TITLE}{name}{TITLE:#}: nobody was paid")?,
            1 => writeln!(f, "{TITLE}{name}{TITLE:#}: one holder was paid")?,
            holders => {
                let total = amount(self.total);
                writeln!(
                    f,
                    "{TITLE}{name}{TITLE:#}: {total} paid to {holders} holders"
                )?;
            }
        }
        let amounts: Vec<_> = self.payments.iter().map(|row| amount(row.units)).collect();
        let widths = amounts.iter().map(|amount| amount.to_string().len());
        let width = widths.max().unwrap_or(0);
        for (row, amount) in self.payments.iter().zip(&amounts) {
            writeln!(f, "  {amount:<width$}  {}", row.owner)?;
        }
        for row in &self.skipped {
            let (due, reason) = (amount(row.units), &row.reason);
            writeln!(
                f,
                "  {NOTE}skipped{NOTE:#} {}: {due} stay due: {reason}",
                row.owner
            )?;
        }
        Ok(())
    }
}
