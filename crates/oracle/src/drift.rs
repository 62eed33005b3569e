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
/// Count in 1/2^64 base unit. At its k-th division of a currency a vault divides the amount `d(k)`
/// and what is there of earlier remainders by the live units `L(k)`, in whole numbers:
///
/// ```text
/// d(k) + r(k−1) = L(k)·q(k) + c(k),    0 ≤ c(k) < L(k),    r(0) = 0
/// ```
///
/// Until the next division the carry `c(k)` completes base units: a position whose accrued amount
/// lacks no more than the carry has to be a whole number gets what it lacks. Let a given position get
/// `m(k)` so, and all of them `M(k)`; what is there for the next division is `r(k) = c(k) − M(k)`.
/// With `u(k)` units, the share `s(k) = u(k) / L(k)`, the position gets of the division itself
///
/// ```text
/// u(k)·q(k) = s(k)·(d(k) + r(k−1) − c(k))
/// ```
///
/// where exact would be `s(k)·d(k)`. Gather what concerns the k-th carry. The position lacks
/// `s(k)·c(k)` of it; later it gets `m(k)`, and from the next division `s(k+1)·r(k)`:
///
/// ```text
/// vault − exact = Σ g(k) − s(k)·c(k),    g(k) = m(k) + s(k+1)·r(k)
/// ```
///
/// (the second part of `g` is still 0 for the last division). A position gets at most what there is,
/// `0 ≤ g(k) ≤ m(k) + r(k) ≤ c(k) ≤ L(k) − 1`, whatever was settled, moved or burned in between, so
/// each division adds at most
///
/// * `s(k)·(L(k) − 1)` to `below`: the position's part of a carry, and others got all of it;
/// * `(1 − s(k))·(L(k) − 1)` to `above`: the others' part of a carry, and this one got it.
///
/// Both are reached: by one who sells all units before the next division, and by one who buys them all.
/// Who opens a position after a division had no share in it, `s = 0`, but may get of its carry. So may
/// positions without units, if they have a fraction of a base unit to complete.
///
/// A closed position's leftover is divided like revenue. It differs from the exact leftover by that
/// position's own drift, which those who stay inherit in proportion.
///
/// # What that means
///
/// A division moves less than 10^8 / 2^64 = 5.5 · 10^−12 base unit between the holders: who wants one
/// base unit more than is due needs 1.8 · 10^11 divisions of revenue. And the sum over all positions
/// is minus the carry, `Σ vault = Σ exact − r`: nothing is paid that was not received.
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

    /// Counts a division that left at most `carry`, in base units, to one with this `share` in it.
    pub(crate) fn divided(&mut self, share: &BigRational, carry: &BigRational) {
        let own = share * carry;
        self.above += carry - &own;
        self.below += own;
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
