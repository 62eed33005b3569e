//! Money that comes, is released, and goes.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

use crate::{Currency, Model, ModelError, Revenue};

impl<H: Ord + Clone> Model<H> {
    /// Divides what streams have due, in all currencies. Without live units it waits.
    ///
    /// A vault does this before each look at a position and before each booking, and here booking,
    /// closing and all that changes units begin with it. For the rest it is the caller who says that
    /// the vault has looked, because what is rounded down depends on how often it did.
    pub fn release(&mut self) {
        if self.live_units() == BigInt::ZERO {
            return;
        }
        for books in &mut self.books {
            let released = books.stream.release(&self.now);
            if released != BigInt::ZERO {
                books.divide(&released, &self.units);
            }
        }
    }

    /// Books `received` base units that people paid: [`Model::book_revenue`].
    ///
    /// # Errors
    /// [`ModelError::NoLiveUnits`].
    pub fn book(&mut self, currency: Currency, received: u64) -> Result<(), ModelError> {
        self.book_revenue(currency, Revenue::outside(received))
    }

    /// Books revenue, after a [`Model::release`]. Nothing at all is not booked.
    ///
    /// # Errors
    /// [`ModelError::NoLiveUnits`].
    pub fn book_revenue(&mut self, currency: Currency, revenue: Revenue) -> Result<(), ModelError> {
        if revenue == Revenue::default() {
            return Ok(());
        }
        if self.live_units() == BigInt::ZERO {
            return Err(ModelError::NoLiveUnits);
        }
        self.release();
        let reserved = self.reserved(currency);
        let books = &mut self.books[currency.0];
        books.gross += revenue.received();
        books.royalties += revenue.royalties;
        let net = revenue.received() - (self.reserved(currency) - reserved);
        let books = &mut self.books[currency.0];
        if self.stream_seconds > 0 {
            books.stream.add(&net, &self.now, self.stream_seconds);
        } else if net != BigInt::ZERO {
            books.divide(&net, &self.units);
        }
        Ok(())
    }

    /// Writes down that upstream works were paid `amount` base units.
    ///
    /// # Errors
    /// [`ModelError::Overpaid`] when that is more than is reserved for them and not paid yet.
    pub fn pay_upstream(&mut self, currency: Currency, amount: u64) -> Result<(), ModelError> {
        self.pay_dues(currency, &amount.into())
    }

    /// [`Model::pay_upstream`] of an amount of any size.
    pub(crate) fn pay_dues(
        &mut self,
        currency: Currency,
        amount: &BigInt,
    ) -> Result<(), ModelError> {
        if self.paid_upstream(currency) + amount > self.reserved(currency) {
            return Err(ModelError::Overpaid);
        }
        self.books[currency.0].paid_upstream += amount;
        Ok(())
    }

    /// Writes down that `holder` was paid `amount` base units, of what is released.
    ///
    /// # Errors
    /// [`ModelError::Overpaid`] when that is more than [`Model::payable`].
    pub fn pay(&mut self, holder: &H, currency: Currency, amount: u64) -> Result<(), ModelError> {
        let amount = BigInt::from(amount);
        if amount > *self.payable(holder, currency).end() {
            return Err(ModelError::Overpaid);
        }
        let books = &mut self.books[currency.0];
        // Who has no account is owed nothing, so this pays them nothing.
        if let Some(account) = books.accounts.get_mut(holder) {
            account.owed -= BigRational::from(amount.clone());
            account.paid += &amount;
            books.paid_holders += amount;
        }
        Ok(())
    }

    /// Forgets a holder without units, after a [`Model::release`]; what it is owed, below one base unit
    /// a currency, is divided among the others. The name may be used again for a new position.
    ///
    /// # Errors
    /// [`ModelError::StillHolds`], [`ModelError::StillOwed`], or [`ModelError::NoLiveUnits`] when
    /// there is a leftover and nobody to take it.
    pub fn close(&mut self, holder: &H) -> Result<(), ModelError> {
        if self.units(holder) != BigInt::ZERO {
            return Err(ModelError::StillHolds);
        }
        for currency in self.currencies() {
            if *self.payable(holder, currency).start() >= BigInt::one() {
                return Err(ModelError::StillOwed);
            }
        }
        let nobody = self.live_units() == BigInt::ZERO;
        let has_leftover = |currency| !self.owed(holder, currency).is_zero();
        if nobody && self.currencies().any(has_leftover) {
            return Err(ModelError::NoLiveUnits);
        }
        // None of this is for one without units, so the checks before it hold after it.
        self.release();
        self.units.remove(holder);
        for books in &mut self.books {
            if let Some(closed) = books.accounts.remove(holder)
                && !nobody
            {
                books.return_leftover(&closed, &self.units);
            }
        }
        Ok(())
    }
}
