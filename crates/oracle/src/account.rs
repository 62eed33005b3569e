//! One holder's money in one currency.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use crate::Drift;

/// What a holder is owed and was paid in one currency, in base units.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    /// Exactly earned, less paid. Below zero, by less than the drift, when the vault paid a base unit
    /// that the exact amount misses by a hair.
    pub owed: BigRational,
    /// Paid since the position exists.
    pub paid: BigInt,
    /// Its part of the live units when revenue was last divided.
    share: BigRational,
    /// The drift without the part of the last carry that is still to come.
    drift: Drift,
}

impl Account {
    pub fn new() -> Self {
        Self {
            owed: BigRational::zero(),
            paid: BigInt::ZERO,
            share: BigRational::zero(),
            drift: Drift::none(),
        }
    }

    /// Takes its `share` of `amount`, which itself may have been off by `inherited`.
    ///
    /// `carry` is the most that the division before this one left over, in base units.
    pub fn receive(
        &mut self,
        share: BigRational,
        amount: &BigRational,
        inherited: &Drift,
        carry: &BigRational,
    ) {
        self.owed += &share * amount;
        let rise = &share - &self.share;
        if rise > BigRational::zero() {
            self.drift.above += rise * carry;
        } else {
            self.drift.below -= rise * carry;
        }
        self.drift.inherit(inherited, &share);
        self.share = share;
    }

    /// How far the vault's number may be off while the last division left at most `carry`.
    pub fn drift(&self, carry: &BigRational) -> Drift {
        Drift {
            below: &self.drift.below + &self.share * carry,
            above: self.drift.above.clone(),
        }
    }
}
