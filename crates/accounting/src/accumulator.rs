//! Revenue per share unit since the vault began, in Q64.64.

use crate::{
    AccountingError, wide,
    width::{Amount, Fixed, SHARE_UNITS},
};

/// Revenue per live unit since the vault began.
///
/// `index` wraps at 2^128; only differences of it have a meaning, and those are exact because no
/// position earns 2^64 base units or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accumulator {
    /// Base units per share unit, in Q64.64.
    pub index: Fixed,
    /// What the last division left over, in 1/2^64 base unit; joins the next one.
    pub carry: Amount,
}

impl Accumulator {
    /// Spreads `net` base units and `fraction` / 2^64 base unit over `live_units`.
    ///
    /// ```text
    /// index += (net · 2^64 + fraction + carry) div live_units
    /// carry  = (net · 2^64 + fraction + carry) mod live_units
    /// ```
    ///
    /// # Errors
    /// [`AccountingError::NoLiveUnits`] when nobody would get it, [`AccountingError::TooManyUnits`]
    /// above [`SHARE_UNITS`], [`AccountingError::Overflow`] when the sum passes 2^64 base units.
    pub fn spread(
        &mut self,
        net: Amount,
        fraction: Amount,
        live_units: Amount,
    ) -> Result<(), AccountingError> {
        if live_units == 0 {
            return Err(AccountingError::NoLiveUnits);
        }
        if live_units > SHARE_UNITS {
            return Err(AccountingError::TooManyUnits);
        }
        let (low, over) = self.carry.overflowing_add(fraction);
        let high = net
            .checked_add(Amount::from(over))
            .ok_or(AccountingError::Overflow)?;
        let (quotient, remainder) = wide::div_rem(high, low, live_units);
        self.index = self.index.wrapping_add(quotient);
        self.carry = remainder;
        Ok(())
    }
}
