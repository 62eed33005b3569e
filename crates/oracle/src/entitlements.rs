//! What can be asked of the model about holders.

use std::{borrow::Borrow, ops::RangeInclusive};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use crate::{Currency, Drift, Model, account::Account};

/// Holders can be asked for by what their name borrows as (`str` for `String`).
impl<H: Ord + Clone> Model<H> {
    /// Everyone who has a position.
    pub fn holders(&self) -> impl Iterator<Item = &H> {
        self.units.keys()
    }

    /// Share units of `holder`.
    pub fn units<Q>(&self, holder: &Q) -> BigInt
    where
        H: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.units.get(holder).cloned().unwrap_or_default()
    }

    /// What `holder` is owed now of what is released, exactly.
    pub fn owed<Q>(&self, holder: &Q, currency: Currency) -> BigRational
    where
        H: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        let account = self.account(holder, currency);
        account.map_or_else(BigRational::zero, |account| account.owed.clone())
    }

    /// The whole base units of [`Model::owed`].
    pub fn whole_owed<Q>(&self, holder: &Q, currency: Currency) -> BigInt
    where
        H: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        whole(&self.owed(holder, currency))
    }

    /// What `holder` was paid since its position exists.
    pub fn paid<Q>(&self, holder: &Q, currency: Currency) -> BigInt
    where
        H: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        let account = self.account(holder, currency);
        account.map_or(BigInt::ZERO, |account| account.paid.clone())
    }

    fn account<Q>(&self, holder: &Q, currency: Currency) -> Option<&Account>
    where
        H: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.books[currency.0].accounts.get(holder)
    }

    /// All that `holder` ever earned, exactly: what it is owed and what it was paid.
    pub fn entitlement<Q>(&self, holder: &Q, currency: Currency) -> BigRational
    where
        H: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.owed(holder, currency) + BigRational::from(self.paid(holder, currency))
    }

    /// How far the vault's number for `holder` may be from the exact one.
    pub fn drift<Q>(&self, holder: &Q, currency: Currency) -> Drift
    where
        H: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.books[currency.0].drift(holder)
    }

    /// Whether `accrued`, in base units (see [`crate::from_q64`]), is a right answer of a vault to
    /// what it owes `holder` now: within [`Drift`] of the exact one.
    pub fn admits<Q>(&self, holder: &Q, currency: Currency, accrued: &BigRational) -> bool
    where
        H: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        let (exact, drift) = (self.owed(holder, currency), self.drift(holder, currency));
        &exact - drift.below <= *accrued && *accrued <= exact + drift.above
    }

    /// The whole base units that a vault may pay `holder` now, if it pays all it can.
    ///
    /// Mostly that is one number, [`Model::whole_owed`]. Where the exact amount is a whole number, or
    /// [`Drift`] below one, the vault may be on the other side of it.
    pub fn payable<Q>(&self, holder: &Q, currency: Currency) -> RangeInclusive<BigInt>
    where
        H: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        let (exact, drift) = (self.owed(holder, currency), self.drift(holder, currency));
        whole(&(&exact - drift.below))..=whole(&(exact + drift.above))
    }
}

/// Rounds down; nobody owes the vault anything, so not below zero.
fn whole(amount: &BigRational) -> BigInt {
    amount.floor().to_integer().max(BigInt::ZERO)
}
