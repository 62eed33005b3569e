//! `shares`: who gets what a work earns.

pub mod list;
pub mod transfer;
pub mod unwrap;
pub mod wrap;

use provenue_client::{
    Amount,
    flows::{mint::SHARE_DECIMALS, shares::Wrapping},
    solana::Address,
    token::TokenAccount,
};
use serde::Serialize;

use crate::{
    args::WrappingArgs,
    failure::{Failure, Result},
    ledger::AnyLedger,
    output::as_text,
};

/// Which wrapped shares, and where they are.
#[derive(Serialize)]
struct Wrapped {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    /// Who is paid what wrapped shares earn.
    #[serde(serialize_with = "as_text")]
    beneficiary: Address,
    #[serde(serialize_with = "as_text")]
    wrapper: Address,
    /// Of the wrapped shares.
    #[serde(serialize_with = "as_text")]
    mint: Address,
}

impl From<&Wrapping> for Wrapped {
    fn from(wrapping: &Wrapping) -> Self {
        Self {
            vault: wrapping.vault,
            beneficiary: wrapping.beneficiary,
            wrapper: wrapping.wrapper(),
            mint: wrapping.mint(),
        }
    }
}

impl WrappingArgs {
    /// Of a vault; `signer` is meant where nobody is named.
    fn of(&self, vault: Address, signer: Address) -> Wrapping {
        Wrapping {
            vault,
            beneficiary: self.beneficiary.unwrap_or(signer),
            to: self.to.unwrap_or(signer),
        }
    }
}

/// What is left at `account` when `wanted` has gone; refused with `who_lacks`, which is told what is
/// there, when that is less.
async fn left_of(
    ledger: &AnyLedger,
    account: &Address,
    wanted: Amount,
    who_lacks: impl FnOnce(Amount) -> Failure,
) -> Result<u64> {
    let held = TokenAccount::fetch(ledger, account).await?;
    let held = held.map_or(0, |account| account.amount);
    held.checked_sub(wanted.units)
        .ok_or_else(|| who_lacks(shares_of(held)))
}

fn shares_of(units: u64) -> Amount {
    Amount::new(units, SHARE_DECIMALS)
}
