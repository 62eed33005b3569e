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
    /// How far the vault's number may be off.
    pub drift: Drift,
}

impl Account {
    /// Begins after a division that left at most `carry` base units over, in which it had no share.
    pub fn new(carry: &BigRational) -> Self {
        let mut drift = Drift::none();
        drift.divided(&BigRational::zero(), carry);
        Self {
            owed: BigRational::zero(),
            paid: BigInt::ZERO,
            drift,
        }
    }

    /// Takes its `share` of `amount`, which itself may have been off by `inherited`; the division
    /// leaves at most `carry` base units over.
    pub fn receive(
        &mut self,
        share: &BigRational,
        amount: &BigRational,
        inherited: &Drift,
        carry: &BigRational,
    ) {
        self.owed += share * amount;
        self.drift.inherit(inherited, share);
        self.drift.divided(share, carry);
    }
}
