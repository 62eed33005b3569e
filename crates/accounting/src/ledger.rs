//! A vault's books in one currency.

use crate::{
    AccountingError, Accumulator, Pace, Stream, UpstreamRate,
    checked::{add, sub},
    width::{Amount, BPS},
};

/// A vault's running totals in one currency, in base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// All revenue ever booked.
    pub gross: Amount,
    /// Of `gross`, what descendants' vaults paid: the rest came from outside.
    pub royalties: Amount,
    /// Of `gross`, what is owed upstream.
    pub reserved: Amount,
    /// Of `reserved`, what was paid.
    pub paid_upstream: Amount,
    /// Paid to holders.
    pub paid_holders: Amount,
    /// What the treasury should hold: `gross − paid_upstream − paid_holders`.
    pub booked: Amount,
    /// Spreads what is not reserved over the live units.
    pub accumulator: Accumulator,
    /// What is not reserved and not yet spread, in a vault that streams.
    pub stream: Stream,
}

/// New revenue, in base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revenue {
    /// All of it.
    pub received: Amount,
    /// Of it, what a descendant's vault paid.
    pub royalties: Amount,
}

impl Revenue {
    /// Revenue that no vault paid.
    #[must_use]
    pub fn outside(received: Amount) -> Self {
        Self {
            received,
            royalties: 0,
        }
    }
}

/// How a booking was divided, in base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Booking {
    /// Added to what is reserved for upstream works.
    pub to_upstream: Amount,
    /// For the holders.
    pub to_holders: Amount,
}

impl Ledger {
    /// Books new revenue: upstream first, the rest over `live_units`, at once or at a `pace`. What a
    /// stream had due must have been released.
    ///
    /// # Errors
    /// [`AccountingError::TooManyBps`], [`AccountingError::NoLiveUnits`],
    /// [`AccountingError::TooManyUnits`], or [`AccountingError::Overflow`] when the vault would have
    /// received 2^64 base units or more in its life.
    pub fn book(
        &mut self,
        revenue: Revenue,
        rate: UpstreamRate,
        live_units: Amount,
        pace: Option<Pace>,
    ) -> Result<Booking, AccountingError> {
        let Revenue {
            received,
            royalties,
        } = revenue;
        if rate.total_bps() > u32::from(BPS) {
            return Err(AccountingError::TooManyBps);
        }
        if live_units == 0 {
            return Err(AccountingError::NoLiveUnits);
        }
        sub(received, royalties)?;
        let mut after = *self;
        after.gross = add(self.gross, received)?;
        after.booked = add(self.booked, received)?;
        after.royalties = add(self.royalties, royalties)?;
        after.reserved = rate.owed(after.gross, after.outside()?);
        let to_upstream = sub(after.reserved, self.reserved)?;
        let to_holders = sub(received, to_upstream)?;
        match pace {
            Some(pace) => after.stream.add(to_holders, pace)?,
            None if to_holders > 0 => after.accumulator.spread(to_holders, 0, live_units)?,
            None => {}
        }
        *self = after;
        Ok(Booking {
            to_upstream,
            to_holders,
        })
    }

    /// Spreads what a stream has due at `now`. Without live units it waits.
    ///
    /// # Errors
    /// Those of [`Stream::release`] and [`Accumulator::spread`].
    pub fn release(&mut self, now: Amount, live_units: Amount) -> Result<(), AccountingError> {
        if live_units == 0 {
            return Ok(());
        }
        let mut stream = self.stream;
        let released = stream.release(now)?;
        if released > 0 {
            self.accumulator.spread(released, 0, live_units)?;
        }
        self.stream = stream;
        Ok(())
    }

    /// What an edge of `rate`, which was paid `paid` so far, is owed now, in base units. Its dues and
    /// those of all others are within what is reserved.
    ///
    /// # Errors
    /// [`AccountingError::Overflow`] when the edge was paid more than it is owed.
    pub fn dues(&self, rate: UpstreamRate, paid: Amount) -> Result<Amount, AccountingError> {
        sub(rate.owed(self.gross, self.outside()?), paid)
    }

    /// Writes down a payment of `amount` base units to an upstream work.
    ///
    /// # Errors
    /// [`AccountingError::Overdrawn`] when the payment exceeds what is reserved.
    pub fn pay_upstream(&mut self, amount: Amount) -> Result<(), AccountingError> {
        let paid_upstream = add(self.paid_upstream, amount)?;
        if paid_upstream > self.reserved {
            return Err(AccountingError::Overdrawn);
        }
        self.booked = self
            .booked
            .checked_sub(amount)
            .ok_or(AccountingError::Overdrawn)?;
        self.paid_upstream = paid_upstream;
        Ok(())
    }

    /// Writes down a payment of `amount` base units to a holder.
    ///
    /// # Errors
    /// [`AccountingError::Overdrawn`] when the payment exceeds what is booked for holders: neither
    /// what is reserved for upstream works nor what still streams is paid to one.
    pub fn pay_holder(&mut self, amount: Amount) -> Result<(), AccountingError> {
        let booked = self
            .booked
            .checked_sub(amount)
            .ok_or(AccountingError::Overdrawn)?;
        let owed_upstream = sub(self.reserved, self.paid_upstream)?;
        if booked < add(owed_upstream, self.stream.pending)? {
            return Err(AccountingError::Overdrawn);
        }
        self.paid_holders = add(self.paid_holders, amount)?;
        self.booked = booked;
        Ok(())
    }

    /// Whether the totals agree with each other (I2, without the treasury), and neither holders nor
    /// upstream works were paid what is the others'.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        let paid = self.paid_upstream.checked_add(self.paid_holders);
        let held = self.paid_holders.checked_add(self.stream.pending);
        paid.and_then(|paid| self.gross.checked_sub(paid)) == Some(self.booked)
            && self.royalties <= self.gross
            && self.paid_upstream <= self.reserved
            && self.reserved <= self.gross
            && held.is_some_and(|held| held <= self.gross - self.reserved)
    }

    /// Revenue that no vault paid.
    fn outside(&self) -> Result<Amount, AccountingError> {
        sub(self.gross, self.royalties)
    }
}
