//! What can be asked of the model about the vault as a whole. Amounts are in base units.

use num_bigint::BigInt;

use crate::{Currency, Model, Upstream};

impl<H: Ord + Clone> Model<H> {
    /// All currencies, in the order they were added.
    pub fn currencies(&self) -> impl Iterator<Item = Currency> + use<H> {
        (0..self.books.len()).map(Currency)
    }

    /// Share units of all holders.
    #[must_use]
    pub fn live_units(&self) -> BigInt {
        self.units.values().sum()
    }

    /// What the vault owes upstream, all edges together.
    #[must_use]
    pub fn upstream(&self) -> Upstream {
        self.upstream
    }

    /// All revenue ever booked.
    #[must_use]
    pub fn gross(&self, currency: Currency) -> BigInt {
        self.books[currency.0].gross.clone()
    }

    /// Of [`Model::gross`], what descendants' vaults paid.
    #[must_use]
    pub fn royalties(&self, currency: Currency) -> BigInt {
        self.books[currency.0].royalties.clone()
    }

    /// Of [`Model::gross`], what people paid.
    #[must_use]
    pub fn outside(&self, currency: Currency) -> BigInt {
        self.gross(currency) - self.royalties(currency)
    }

    /// Owed upstream, of all revenue ever booked: rounded down once, of running totals.
    #[must_use]
    pub fn reserved(&self, currency: Currency) -> BigInt {
        self.upstream
            .owed(&self.gross(currency), &self.outside(currency))
    }

    /// Of [`Model::reserved`], what was paid.
    #[must_use]
    pub fn paid_upstream(&self, currency: Currency) -> BigInt {
        self.books[currency.0].paid_upstream.clone()
    }

    /// Paid to holders, those with closed positions included.
    #[must_use]
    pub fn paid_holders(&self, currency: Currency) -> BigInt {
        self.books[currency.0].paid_holders.clone()
    }

    /// What is in the treasury of what was booked: `gross − paid_upstream − paid_holders`.
    #[must_use]
    pub fn booked(&self, currency: Currency) -> BigInt {
        self.gross(currency) - self.paid_upstream(currency) - self.paid_holders(currency)
    }

    /// Still in the vault for its holders: `gross − reserved − paid_holders`, which is the sum of
    /// what each is owed and of what is pending.
    #[must_use]
    pub fn owed_to_holders(&self, currency: Currency) -> BigInt {
        self.gross(currency) - self.reserved(currency) - self.paid_holders(currency)
    }

    /// For holders, and not yet released.
    #[must_use]
    pub fn pending(&self, currency: Currency) -> BigInt {
        self.books[currency.0].stream.pending.clone()
    }

    /// When all that is pending will be released, in seconds; `None` when nothing is pending.
    #[must_use]
    pub fn stream_end(&self, currency: Currency) -> Option<BigInt> {
        let stream = &self.books[currency.0].stream;
        (stream.pending != BigInt::ZERO).then(|| stream.end.clone())
    }
}
