//! What would happen, computed with the programs' own code.

use anchor_lang::prelude::ProgramError;
use provenue_vault::share_account::Holding;

use crate::{
    error::Result,
    ledger::Ledger,
    state::{Position, Vault},
};

/// What a position could claim now in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Claimable {
    /// Whole base units.
    pub whole: u64,
    /// The part below one base unit, in 1/2^64 base unit; it stays the holder's.
    pub fraction_q64: u64,
}

/// A vault as it would be at a time, without anything being written on the chain.
#[derive(Clone, Copy)]
pub struct Preview {
    /// The vault.
    pub vault: Vault,
    now: u64,
}

impl Preview {
    /// The vault as it is at `now`, in seconds since 1970, with what its streams have released by
    /// then. A vault that does not stream is the same at any time.
    ///
    /// # Errors
    /// When the account contradicts itself.
    pub fn at(vault: &Vault, now: u64) -> Result<Self, ProgramError> {
        let mut vault = *vault;
        vault.release_at(now)?;
        Ok(Self { vault, now })
    }

    /// The vault as it is now on `ledger`, which is asked for the time where it matters.
    ///
    /// # Errors
    /// When the ledger cannot be reached, or the account contradicts itself.
    pub async fn now<L: Ledger>(ledger: &L, vault: &Vault) -> Result<Self> {
        let now = match vault.stream_seconds.get() {
            0 => 0,
            _ => u64::try_from(ledger.unix_time().await?).unwrap_or(0),
        };
        Ok(Self::at(vault, now)?)
    }

    /// Settles a copy of `position`, whose token account holds what it did. The vault changes along: positions settled one after the other
    /// have together what the vault has.
    ///
    /// # Errors
    /// When the accounts contradict each other: they were read at different times.
    pub fn settle(&mut self, position: &Position) -> Result<Position, ProgramError> {
        let unchanged = Holding {
            units: position.units.get(),
            units_before: position.units.get(),
            owner: None,
        };
        self.settle_with(position, &unchanged)
    }

    /// [`Preview::settle`] with what the token account holds now.
    ///
    /// # Errors
    /// As [`Preview::settle`].
    pub fn settle_with(
        &mut self,
        position: &Position,
        holding: &Holding,
    ) -> Result<Position, ProgramError> {
        let mut position = *position;
        self.vault.settle_at(&mut position, holding, self.now)?;
        Ok(position)
    }

    /// What `position` could claim in each of the vault's currencies if it were the next to be
    /// settled.
    ///
    /// # Errors
    /// As [`Preview::settle`].
    pub fn claimable(&self, position: &Position) -> Result<Vec<Claimable>, ProgramError> {
        Ok(self.earned(&{ *self }.settle(position)?))
    }

    /// What a position that is settled could claim in each of the vault's currencies.
    #[must_use]
    pub fn earned(&self, settled: &Position) -> Vec<Claimable> {
        let count = self.vault.currencies().len();
        let earned = settled.currencies.iter().take(count);
        earned
            .map(|earned| {
                let entitlement = earned.entitlement();
                Claimable {
                    whole: entitlement.whole(),
                    fraction_q64: entitlement.fraction(),
                }
            })
            .collect()
    }

    /// Whether the vault could book what its treasury for a currency, at `index`, holds.
    #[must_use]
    pub fn can_book(&self, index: usize, treasury_amount: u64) -> bool {
        let booked = { self.vault }.book_at(index, treasury_amount, 0, self.now);
        booked.is_ok()
    }
}
