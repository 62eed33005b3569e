//! What a vault received.

use num_bigint::BigInt;

/// New revenue of one currency, in base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revenue {
    /// Paid by people.
    pub outside: u64,
    /// Paid by descendants' vaults: what arrived, if the currency keeps a fee.
    pub royalties: u64,
}

impl Revenue {
    /// What people paid, and nothing else.
    #[must_use]
    pub fn outside(received: u64) -> Self {
        Self {
            outside: received,
            royalties: 0,
        }
    }

    /// What arrived of a descendant's dues, and nothing else.
    #[must_use]
    pub fn royalties(arrived: u64) -> Self {
        Self {
            outside: 0,
            royalties: arrived,
        }
    }

    /// All of it.
    #[must_use]
    pub fn received(&self) -> BigInt {
        BigInt::from(self.outside) + self.royalties
    }
}
