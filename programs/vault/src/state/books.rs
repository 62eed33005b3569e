//! A vault's books: what comes in, what positions earn, what they take.

use anchor_lang::prelude::*;
use provenue_accounting::{Booking, Pace, Revenue};

use super::{Position, Vault};
use crate::{clock, share_account::Holding, VaultError};

impl Vault {
    /// The time in seconds since 1970, for a vault that streams; others need none.
    fn stream_time(&self) -> Result<u64> {
        if self.stream_seconds.get() == 0 {
            Ok(0)
        } else {
            clock::seconds()
        }
    }

    /// Spreads what streams have due now.
    ///
    /// # Errors
    /// Those of the arithmetic.
    pub fn release(&mut self) -> Result<()> {
        let now = self.stream_time()?;
        self.release_at(now)
    }

    /// Spreads what streams have due at `now`, in seconds since 1970. A vault that does not stream
    /// has nothing to do.
    ///
    /// # Errors
    /// Those of the arithmetic.
    pub fn release_at(&mut self, now: u64) -> Result<()> {
        if self.stream_seconds.get() == 0 {
            return Ok(());
        }
        let live_units = self.live_units.get();
        for slot in self.currencies_mut() {
            let mut ledger = slot.ledger();
            ledger.release(now, live_units).map_err(VaultError::from)?;
            slot.set_ledger(&ledger);
        }
        Ok(())
    }

    /// Books what `treasury_amount` holds above what is booked, of which descendants' vaults paid
    /// `royalties`: upstream first, the rest over the live units. Books nothing when there is no
    /// surplus.
    ///
    /// # Errors
    /// [`VaultError::NotSealed`], [`VaultError::TreasuryShort`], and those of the arithmetic.
    pub fn book(&mut self, index: usize, treasury_amount: u64, royalties: u64) -> Result<Booking> {
        let now = self.stream_time()?;
        self.book_at(index, treasury_amount, royalties, now)
    }

    /// [`Vault::book`] at `now`, in seconds since 1970.
    ///
    /// # Errors
    /// Those of [`Vault::book`].
    pub fn book_at(
        &mut self,
        index: usize,
        treasury_amount: u64,
        royalties: u64,
        now: u64,
    ) -> Result<Booking> {
        require!(self.is_sealed(), VaultError::NotSealed);
        let received = treasury_amount
            .checked_sub(self.currencies[index].booked.get())
            .ok_or(VaultError::TreasuryShort)?;
        if received == 0 {
            return Ok(Booking::default());
        }
        self.release_at(now)?;
        let pace = match self.stream_seconds.get() {
            0 => None,
            seconds => Some(Pace {
                now,
                seconds: seconds.into(),
            }),
        };
        let (rate, live_units) = (self.rate(), self.live_units.get());
        let slot = &mut self.currencies[index];
        let mut ledger = slot.ledger();
        let revenue = Revenue {
            received,
            royalties,
        };
        let booking = ledger
            .book(revenue, rate, live_units, pace)
            .map_err(VaultError::from)?;
        slot.set_ledger(&ledger);
        Ok(booking)
    }

    /// Writes down what `position` earned on the units it was settled with, then takes over what its
    /// token account holds now, and whose it is. Harmless at any time, by anyone, any number of times.
    ///
    /// A token account that changed hands takes what it earned along. One that was empty may have
    /// been closed and made anew for somebody else at the same address: what it had earned stays its
    /// former owner's, who is paid before the new one is taken over.
    ///
    /// # Errors
    /// Those of the arithmetic.
    pub fn settle(&mut self, position: &mut Position, holding: &Holding) -> Result<()> {
        let now = self.stream_time()?;
        self.settle_at(position, holding, now)
    }

    /// [`Vault::settle`] at `now`, in seconds since 1970.
    ///
    /// # Errors
    /// Those of [`Vault::settle`].
    pub fn settle_at(
        &mut self,
        position: &mut Position,
        holding: &Holding,
        now: u64,
    ) -> Result<()> {
        self.release_at(now)?;
        self.accrue(position)?;
        let units = position.units.get();
        let live_units = self
            .live_units
            .get()
            .checked_sub(units)
            .and_then(|others| others.checked_add(holding.units))
            .ok_or(VaultError::Overflow)?;
        self.live_units = live_units.into();
        position.units = holding.units.into();
        let same_account = units > 0 && holding.units_before > 0;
        if let Some(owner) = holding.owner {
            if same_account || !position.has_whole_units() {
                position.set_owner(owner);
            }
        }
        Ok(())
    }

    /// Writes down what `position` earned on the units it was settled with, of what was released.
    ///
    /// # Errors
    /// Those of the arithmetic.
    pub fn accrue(&mut self, position: &mut Position) -> Result<()> {
        let units = position.units.get();
        for (slot, earned) in self.currencies_mut().zip(&mut position.currencies) {
            let mut accumulator = slot.accumulator();
            let mut entitlement = earned.entitlement();
            entitlement
                .settle(units, &mut accumulator)
                .map_err(VaultError::from)?;
            earned.set_entitlement(&entitlement);
            slot.carry = accumulator.carry.into();
        }
        Ok(())
    }

    /// Takes the whole base units that `position` has earned in a currency, to be paid now.
    ///
    /// # Errors
    /// [`VaultError::Overdrawn`] and those of the arithmetic.
    pub fn take(&mut self, position: &mut Position, index: usize) -> Result<u64> {
        let earned = &mut position.currencies[index];
        let mut entitlement = earned.entitlement();
        let amount = entitlement.take_whole().map_err(VaultError::from)?;
        let slot = &mut self.currencies[index];
        let mut ledger = slot.ledger();
        ledger.pay_holder(amount).map_err(VaultError::from)?;
        earned.set_entitlement(&entitlement);
        slot.set_ledger(&ledger);
        Ok(amount)
    }

    /// Gives back to all holders the fractions below one base unit that a closing position leaves.
    ///
    /// # Errors
    /// Those of the arithmetic, foremost [`VaultError::NoLiveUnits`] when nobody is left.
    pub fn return_fractions(&mut self, position: &Position) -> Result<()> {
        let live_units = self.live_units.get();
        for (slot, earned) in self.currencies_mut().zip(&position.currencies) {
            let fraction = earned.entitlement().fraction();
            if fraction > 0 {
                let mut accumulator = slot.accumulator();
                accumulator
                    .spread(0, fraction, live_units)
                    .map_err(VaultError::from)?;
                slot.set_accumulator(&accumulator);
            }
        }
        Ok(())
    }
}
