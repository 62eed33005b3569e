//! What one position has earned in one currency.

use crate::{AccountingError, SHARE_UNITS, wide};

/// One position's earnings in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entitlement {
    /// The accumulator's index up to which `accrued` is written down.
    pub checkpoint: u128,
    /// Earned and not yet paid, in Q64.64 base units.
    pub accrued: u128,
    /// Paid so far, in base units.
    pub claimed: u64,
}

impl Entitlement {
    /// Writes down what `units` earned since the checkpoint: `units · (index − checkpoint)`.
    ///
    /// # Errors
    /// [`AccountingError::TooManyUnits`] above [`SHARE_UNITS`], [`AccountingError::Overflow`] when
    /// the earnings pass 2^64 base units.
    pub fn accrue(&mut self, units: u64, index: u128) -> Result<(), AccountingError> {
        if units > SHARE_UNITS {
            return Err(AccountingError::TooManyUnits);
        }
        let earned = wide::mul(units, index.wrapping_sub(self.checkpoint))?;
        self.accrued = self
            .accrued
            .checked_add(earned)
            .ok_or(AccountingError::Overflow)?;
        self.checkpoint = index;
        Ok(())
    }

    /// Whole base units that can be paid now.
    #[must_use]
    pub fn whole(&self) -> u64 {
        (self.accrued >> 64) as u64
    }

    /// The part below one base unit, in 1/2^64 base unit.
    #[must_use]
    pub fn fraction(&self) -> u64 {
        self.accrued as u64
    }

    /// Moves all whole base units from accrued to claimed and returns them; the fraction stays.
    ///
    /// # Errors
    /// [`AccountingError::Overflow`] when the total claimed passes 2^64 base units.
    pub fn take_whole(&mut self) -> Result<u64, AccountingError> {
        let whole = self.whole();
        self.claimed = self
            .claimed
            .checked_add(whole)
            .ok_or(AccountingError::Overflow)?;
        self.accrued = u128::from(self.fraction());
        Ok(whole)
    }
}
