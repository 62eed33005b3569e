//! A vault's books in one currency.

use crate::{AccountingError, Accumulator, BPS, upstream_share};

/// A vault's running totals in one currency, in base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// All revenue ever booked.
    pub gross: u64,
    /// Of `gross`, what is owed upstream.
    pub reserved: u64,
    /// Of `reserved`, what was paid.
    pub paid_upstream: u64,
    /// Paid to holders.
    pub paid_holders: u64,
    /// What the treasury should hold: `gross − paid_upstream − paid_holders`.
    pub booked: u64,
    /// Spreads what is not reserved over the live units.
    pub accumulator: Accumulator,
}

/// How a booking was divided, in base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Booking {
    /// Added to what is reserved for upstream works.
    pub to_upstream: u64,
    /// Spread over the holders.
    pub to_holders: u64,
}

impl Ledger {
    /// Books `received` base units of new revenue: upstream first, the rest over `live_units`.
    ///
    /// # Errors
    /// [`AccountingError::TooManyBps`], [`AccountingError::NoLiveUnits`],
    /// [`AccountingError::TooManyUnits`], or [`AccountingError::Overflow`] when the vault would have
    /// received 2^64 base units or more in its life.
    pub fn book(
        &mut self,
        received: u64,
        upstream_bps: u16,
        live_units: u64,
    ) -> Result<Booking, AccountingError> {
        if upstream_bps > BPS {
            return Err(AccountingError::TooManyBps);
        }
        let gross = self
            .gross
            .checked_add(received)
            .ok_or(AccountingError::Overflow)?;
        let booked = self
            .booked
            .checked_add(received)
            .ok_or(AccountingError::Overflow)?;
        let reserved = upstream_share(gross, upstream_bps);
        let to_upstream = reserved
            .checked_sub(self.reserved)
            .ok_or(AccountingError::Overflow)?;
        let to_holders = received
            .checked_sub(to_upstream)
            .ok_or(AccountingError::Overflow)?;
        self.accumulator.spread(to_holders, 0, live_units)?;
        self.gross = gross;
        self.reserved = reserved;
        self.booked = booked;
        Ok(Booking {
            to_upstream,
            to_holders,
        })
    }

    /// Writes down a payment of `amount` base units to a holder.
    ///
    /// # Errors
    /// [`AccountingError::Overdrawn`] when the payment exceeds what is booked for holders: the part
    /// reserved for upstream works is never paid to one.
    pub fn pay_holder(&mut self, amount: u64) -> Result<(), AccountingError> {
        let booked = self
            .booked
            .checked_sub(amount)
            .ok_or(AccountingError::Overdrawn)?;
        let owed_upstream = self
            .reserved
            .checked_sub(self.paid_upstream)
            .ok_or(AccountingError::Overflow)?;
        if booked < owed_upstream {
            return Err(AccountingError::Overdrawn);
        }
        self.paid_holders = self
            .paid_holders
            .checked_add(amount)
            .ok_or(AccountingError::Overflow)?;
        self.booked = booked;
        Ok(())
    }

    /// Whether the totals agree with each other (I2, without the treasury), and neither holders nor
    /// upstream works were paid what is the others'.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        self.gross
            .checked_sub(self.paid_upstream)
            .and_then(|rest| rest.checked_sub(self.paid_holders))
            == Some(self.booked)
            && self.paid_upstream <= self.reserved
            && self
                .gross
                .checked_sub(self.reserved)
                .is_some_and(|net| self.paid_holders <= net)
    }
}
