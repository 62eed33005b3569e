//! The vault as its holders understand it.

use std::collections::BTreeMap;

use num_bigint::BigInt;

use crate::{MAX_CURRENCIES, ModelError, Upstream, WHOLE_BPS, books::Books};

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
    pub(crate) upstream: Upstream,
    /// How long revenue takes to be released; 0 is at once.
    pub(crate) stream_seconds: u32,
    /// Seconds since some beginning.
    pub(crate) now: BigInt,
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
        Self::with_upstream(Upstream::relative(upstream_bps))
    }

    /// A vault without holders and currencies that owes both parts of `upstream`.
    ///
    /// # Errors
    /// [`ModelError::TooManyBps`] above 10 000 together.
    pub fn with_upstream(upstream: Upstream) -> Result<Self, ModelError> {
        if upstream.total_bps() > u32::from(WHOLE_BPS) {
            return Err(ModelError::TooManyBps);
        }
        Ok(Self {
            upstream,
            stream_seconds: 0,
            now: BigInt::ZERO,
            units: BTreeMap::new(),
            books: Vec::new(),
        })
    }

    /// The same vault, but what it books for holders is released bit by bit over `seconds`; 0 is at
    /// once, and the default.
    #[must_use]
    pub fn streaming(mut self, seconds: u32) -> Self {
        self.stream_seconds = seconds;
        self
    }

    /// Says what time it is from now on, in seconds. That alone changes nothing: a vault knows what is
    /// due when it next looks, at [`Model::release`] and at what begins with it. Only vaults that
    /// stream care.
    pub fn set_time(&mut self, now: u64) {
        self.now = now.into();
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

    /// Gives `holder` new units, after a [`Model::release`].
    pub fn issue(&mut self, holder: &H, units: u64) {
        self.release();
        *self.units.entry(holder.clone()).or_default() += units;
    }

    /// Moves units from one holder to another, after a [`Model::release`].
    ///
    /// # Errors
    /// [`ModelError::NotEnoughUnits`].
    pub fn transfer(&mut self, from: &H, to: &H, units: u64) -> Result<(), ModelError> {
        self.check_units(from, units)?;
        // Before both: in between, a vault whose only holder sells would have nobody to divide among.
        self.release();
        *self.units.entry(from.clone()).or_default() -= units;
        *self.units.entry(to.clone()).or_default() += units;
        Ok(())
    }

    /// Takes units of `holder` out of the world, after a [`Model::release`]: later revenue goes to the
    /// others.
    ///
    /// A vault notices a burn when it next looks at the holder's token account; that is when to call
    /// this.
    ///
    /// # Errors
    /// [`ModelError::NotEnoughUnits`].
    pub fn burn(&mut self, holder: &H, units: u64) -> Result<(), ModelError> {
        self.check_units(holder, units)?;
        self.release();
        *self.units.entry(holder.clone()).or_default() -= units;
        Ok(())
    }

    fn check_units(&self, holder: &H, units: u64) -> Result<(), ModelError> {
        if self.units(holder) < BigInt::from(units) {
            return Err(ModelError::NotEnoughUnits);
        }
        Ok(())
    }
}
