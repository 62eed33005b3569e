//! How far a vault that keeps 64 binary places may be from the exact model.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// Binary places of a vault's numbers.
const PLACES: u32 = 64;

/// The largest differences between what a vault says a position is owed and the exact amount, in
/// base units: `exact − below ≤ vault ≤ exact + above`.
///
/// # Derivation
///
/// Count in 1/2^64 base unit. At its k-th spread of a currency a vault divides the amount `d(k)`
/// plus the carry of the spread before by the live units `L(k)`, in whole numbers:
///
/// ```text
/// d(k) + c(k−1) = L(k)·q(k) + c(k),    0 ≤ c(k) < L(k),    c(0) = 0
/// ```
///
/// and a position of `u(k)` units, whose share is `s(k) = u(k) / L(k)`, gets `u(k)·q(k)`. Exact would
/// be `s(k)·d(k)`. The difference of the two is `s(k)·(c(k−1) − c(k))`, and their sum over the spreads
/// 1..n, rearranged by carries, is
///
/// ```text
/// vault − exact = Σ (s(k+1) − s(k))·c(k)  −  s(n)·c(n)        k = 1..n−1
/// ```
///
/// Of a carry nothing is known but its range, so
///
/// * `above` is the sum of `(s(k+1) − s(k))·(L(k) − 1)` where the share rose from one spread to
///   the next: a position that grows inherits its part of a carry that others left;
/// * `below` is the sum of `(s(k) − s(k+1))·(L(k) − 1)` where it fell, and `s(n)·(L(n) − 1)`.
///
/// A position that held the same share since the first booking therefore never has more than its
/// exact amount, and lacks less than its units / 2^64. For others `above` is less than 10^8 / 2^64
/// (5.5 · 10^−12 base units) for each time its share rose by 100 % in all: who wanted one base unit
/// more than is due would need 1.8 · 10^11 transfers of all the shares away and back, each between
/// two bookings. The sum over all positions is `−c(n)`: nothing is paid that was not received.
///
/// A closed position's leftover is spread like revenue; it differs from the exact leftover by that
/// position's own drift, and those who stay inherit it in proportion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The vault may say this much less than the exact amount.
    pub below: BigRational,
    /// The vault may say this much more than the exact amount.
    pub above: BigRational,
}

impl Drift {
    /// No difference at all.
    pub(crate) fn none() -> Self {
        Self {
            below: BigRational::zero(),
            above: BigRational::zero(),
        }
    }

    /// Adds a share of another position's drift.
    pub(crate) fn inherit(&mut self, other: &Self, share: &BigRational) {
        self.below += share * &other.below;
        self.above += share * &other.above;
    }
}

/// The base units that a vault's Q64.64 number stands for: `value / 2^64`.
#[must_use]
pub fn from_q64(value: u128) -> BigRational {
    BigRational::new(BigInt::from(value), BigInt::one() << PLACES)
}

/// The largest carry that a division by `live` units leaves, in base units: `(live − 1) / 2^64`.
pub(crate) fn largest_carry(live: &BigInt) -> BigRational {
    BigRational::new(live - BigInt::one(), BigInt::one() << PLACES)
}
