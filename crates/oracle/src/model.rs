//! The vault as its holders understand it.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

use crate::{Drift, MAX_CURRENCIES, ModelError, WHOLE_BPS, books::Books};

/// One of a model's currencies, as [`Model::add_currency`] named it.
///
/// It belongs to the model that made it; in another with fewer currencies it has no meaning and
/// using it panics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(pub(crate) usize);

/// A revenue-share vault with exact entitlements.
///
/// `H` names holders: a string, a number, an address. All amounts are in base units of their
/// currency. A holder nobody has heard of has no units and is owed nothing.
#[derive(Clone, Debug)]
pub struct Model<H> {
    pub(crate) upstream_bps: u16,
    /// Holders without units stay until they are closed: they may still be owed something.
    pub(crate) units: BTreeMap<H, BigInt>,
    pub(crate) books: Vec<Books<H>>,
}

impl<H: Ord + Clone> Model<H> {
    /// A vault without holders and currencies that owes `upstream_bps` of its revenue upstream.
    ///
    /// # Errors
    /// [`ModelError::TooManyBps`] above 10 000.
    pub fn new(upstream_bps: u16) -> Result<Self, ModelError> {
        if upstream_bps > WHOLE_BPS {
            return Err(ModelError::TooManyBps);
        }
        Ok(Self {
            upstream_bps,
            units: BTreeMap::new(),
            books: Vec::new(),
        })
    }

    /// Lets the vault take one more currency.
    ///
    /// # Errors
    /// [`ModelError::TooManyCurrencies`] after [`MAX_CURRENCIES`].
    pub fn add_currency(&mut self) -> Result<Currency, ModelError> {
        if self.books.len() == MAX_CURRENCIES {
            return Err(ModelError::TooManyCurrencies);
        }
        self.books.push(Books::new());
        Ok(Currency(self.books.len() - 1))
    }

    /// Gives `holder` new units.
    pub fn issue(&mut self, holder: &H, units: u64) {
        *self.units.entry(holder.clone()).or_default() += units;
    }

    /// Moves units from one holder to another.
    ///
    /// # Errors
    /// [`ModelError::NotEnoughUnits`].
    pub fn transfer(&mut self, from: &H, to: &H, units: u64) -> Result<(), ModelError> {
        self.burn(from, units)?;
        self.issue(to, units);
        Ok(())
    }

    /// Takes units of `holder` out of the world: later revenue goes to the others.
    ///
    /// A vault notices a burn when it next looks at the holder's token account; that is when to call
    /// this.
    ///
    /// # Errors
    /// [`ModelError::NotEnoughUnits`].
    pub fn burn(&mut self, holder: &H, units: u64) -> Result<(), ModelError> {
        if self.units(holder) < BigInt::from(units) {
            return Err(ModelError::NotEnoughUnits);
        }
        *self.units.entry(holder.clone()).or_default() -= units;
        Ok(())
    }

    /// Books `received` base units of revenue.
    ///
    /// # Errors
    /// [`ModelError::NoLiveUnits`].
    pub fn book(&mut self, currency: Currency, received: u64) -> Result<(), ModelError> {
        if self.live_units() == BigInt::ZERO {
            return Err(ModelError::NoLiveUnits);
        }
        let books = &mut self.books[currency.0];
        let reserved_before = books.reserved(self.upstream_bps);
        books.gross += received;
        let to_upstream = books.reserved(self.upstream_bps) - reserved_before;
        let net = BigRational::from(BigInt::from(received) - to_upstream);
        books.divide(&net, &Drift::none(), &self.units, received == 0);
        Ok(())
    }

    /// Writes down that `holder` was paid `amount` base units.
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

    /// Forgets a holder without units; what it is owed, below one base unit a currency, is divided
    /// among the others. The name may be used again for a new position.
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
        if nobody
            && self
                .currencies()
                .any(|currency| !self.owed(holder, currency).is_zero())
        {
            return Err(ModelError::NoLiveUnits);
        }
        self.units.remove(holder);
        for books in &mut self.books {
            let drift = books.drift(holder);
            if let Some(account) = books.accounts.remove(holder)
                && !nobody
            {
                books.divide(&account.owed, &drift, &self.units, true);
            }
        }
        Ok(())
    }
}
