//! How the story is told.

use std::fmt;

use provenue_client::{Amount, flows::plan::Step, solana::Address};
use serde::Serialize;

use super::{audit::Audit, story::Story};
use crate::output::{
    Sol, Steps, as_text,
    style::{FAINT, GOOD, TITLE},
};

/// A chapter.
#[derive(Serialize)]
pub struct Chapter {
    title: &'static str,
    text: String,
    steps: Steps,
    #[serde(serialize_with = "as_text")]
    fee_lamports: u64,
    #[serde(serialize_with = "as_text")]
    rent_lamports: u64,
    compute_units: u64,
}

impl Chapter {
    /// One in which nothing is sent.
    pub fn told(title: &'static str, text: impl Into<String>) -> Self {
        Self::done(title, text, Vec::new(), 0)
    }

    /// One of transactions, whose new accounts hold so much rent.
    pub fn done(
        title: &'static str,
        text: impl Into<String>,
        steps: Vec<Step>,
        rent_lamports: u64,
    ) -> Self {
        Self {
            title,
            text: text.into(),
            fee_lamports: steps.iter().map(|step| step.receipt.fee_lamports).sum(),
            compute_units: steps.iter().map(|step| step.receipt.compute_units).sum(),
            steps: steps.into(),
            rent_lamports,
        }
    }
}

/// The whole story.
#[derive(Serialize)]
pub struct Demo {
    file: String,
    #[serde(serialize_with = "as_text")]
    content_id: provenue_media::ContentId,
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(serialize_with = "as_text")]
    vault: Address,
    chapters: Vec<Chapter>,
    #[serde(flatten)]
    audit: Audit,
}

impl Story<'_> {
    /// Ends the story.
    pub fn tell(self, audit: Audit) -> Demo {
        Demo {
            file: self.picture.name.clone(),
            content_id: self.picture.fingerprint.content_id,
            asset: self.asset,
            vault: self.vault,
            chapters: self.chapters,
            audit,
        }
    }
}

impl fmt::Display for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, chapter) in self.chapters.iter().enumerate() {
            writeln!(f, "{TITLE}{}. {}{TITLE:#}", number + 1, chapter.title)?;
            writeln!(f, "{}", chapter.text)?;
            write!(f, "{}", chapter.steps)?;
            if chapter.compute_units > 0 {
                let (fees, rent) = (Sol(chapter.fee_lamports), Sol(chapter.rent_lamports));
                let units = chapter.compute_units;
                writeln!(
                    f,
                    "  {FAINT}in all: {fees} fees, {rent} kept in new accounts, {units} compute units{FAINT:#}"
                )?;
            }
            writeln!(f)?;
        }
        self.audit.fmt(f)?;
        f.write_str(NEXT)
    }
}

impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{TITLE}Who was paid what{TITLE:#}")?;
        for (at, sheet) in self.currencies.iter().enumerate() {
            let amount = |units| format!("{:#}", Amount::new(units, sheet.decimals));
            let received = amount(sheet.received);
            writeln!(f, "  {received:>16} {} received", sheet.name)?;
            for paid in self.payments.iter().filter(|paid| paid.currency == at) {
                let shares = Amount::new(paid.units, 6);
                let (amount, name) = (amount(paid.paid), paid.name);
                let rest = below_one(paid.fraction_q64);
                writeln!(
                    f,
                    "  {amount:>16} to {name:<5}{FAINT}{shares:>3} shares now; {rest} base units stay theirs{FAINT:#}"
                )?;
            }
            let left = amount(sheet.received.saturating_sub(sheet.paid_holders));
            writeln!(f, "  {left:>16} left: those fractions, together")?;
        }
        writeln!(
            f,
            "{GOOD}✓{GOOD:#} each amount is what the exact model says, and the books close to \
             1/2^64 of a base unit\n"
        )
    }
}

/// A fraction of 2^64 with six decimals: the nearest below one.
fn below_one(q64: u64) -> String {
    let millionths = (u128::from(q64) * 1_000_000 + (1 << 63)) >> 64;
    format!("0.{:06}", millionths.min(999_999))
}

const NEXT: &str = "\
Now with a file of your own, on a ledger that stays:
  provenue airdrop 10
  provenue mint photo.jpg --disclosure human
  provenue verify photo.jpg
  provenue terms offer photo.jpg --price 0.5 --currency SOL
  provenue license buy photo.jpg
  provenue vault distribute photo.jpg
  provenue --help
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_stay_below_one() {
        assert_eq!(below_one(0), "0.000000");
        assert_eq!(below_one(1 << 63), "0.500000");
        assert_eq!(below_one(u64::MAX / 10), "0.100000");
        assert_eq!(below_one(u64::MAX), "0.999999");
    }
}
