//! What one position has earned in one currency.

use crate::{
    AccountingError, Accumulator, wide,
    width::{Amount, Fixed, PLACES, SHARE_UNITS},
};

/// One position's earnings in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entitlement {
    /// The accumulator's index up to which `accrued` is written down.
    pub checkpoint: Fixed,
    /// Earned and not yet paid, in Q64.64 base units.
    pub accrued: Fixed,
    /// Paid so far, in base units.
    pub claimed: Amount,
}

impl Entitlement {
    /// Writes down what `units` earned since the checkpoint, and completes a base unit that only a
    /// division's remainder is missing from.
    ///
    /// # Errors
    /// Those of [`Entitlement::accrue`].
    pub fn settle(
        &mut self,
        units: Amount,
        accumulator: &mut Accumulator,
    ) -> Result<(), AccountingError> {
        self.accrue(units, accumulator.index)?;
        self.complete(&mut accumulator.carry);
        Ok(())
    }

    /// Writes down what `units` earned since the checkpoint: `units · (index − checkpoint)`.
    ///
    /// # Errors
    /// [`AccountingError::TooManyUnits`] above [`SHARE_UNITS`], [`AccountingError::Overflow`] when
    /// the earnings pass 2^64 base units.
    pub fn accrue(&mut self, units: Amount, index: Fixed) -> Result<(), AccountingError> {
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

    /// Rounds what is accrued up to the next whole base unit when the carry has what is missing, and
    /// takes it from there. So 10 dollars split 60 to 40 are 6 and 4, and not a hair less.
    fn complete(&mut self, carry: &mut Amount) {
        let fraction = self.fraction();
        let missing = fraction.wrapping_neg();
        if fraction == 0 || missing > *carry {
            return;
        }
        if let Some(whole) = self.accrued.checked_add(Fixed::from(missing)) {
            self.accrued = whole;
            *carry -= missing;
        }
    }

    /// Whole base units that can be paid now.
    #[must_use]
    pub fn whole(&self) -> Amount {
        (self.accrued >> PLACES) as Amount
    }

    /// The part below one base unit, in 1/2^64 base unit.
    #[must_use]
    pub fn fraction(&self) -> Amount {
        self.accrued as Amount
    }

    /// Moves all whole base units from accrued to claimed and returns them; the fraction stays.
    ///
    /// # Errors
    /// [`AccountingError::Overflow`] when the total claimed passes 2^64 base units.
    pub fn take_whole(&mut self) -> Result<Amount, AccountingError> {
        let whole = self.whole();
        self.claimed = self
            .claimed
            .checked_add(whole)
            .ok_or(AccountingError::Overflow)?;
        self.accrued = Fixed::from(self.fraction());
        Ok(whole)
    }
}
