//! How far each position is from its exact share, predicted from nothing but the carries.

use std::collections::BTreeMap;

use provenue_oracle::{BigInt, BigRational, from_q64};

/// A position's difference to the exact model in one currency, in base units: the sum, over the
/// divisions so far, of its share times what the carry fell by, and what carries completed.
#[derive(Clone, Debug, Default)]
pub struct Differences(BTreeMap<u8, BigRational>);

impl Differences {
    pub fn of(&self, holder: u8) -> BigRational {
        let none = || BigRational::from(BigInt::ZERO);
        self.0.get(&holder).cloned().unwrap_or_else(none)
    }

    /// A division over `units` turned the carry `before` into `after`.
    pub fn divided(&mut self, units: &BTreeMap<u8, u64>, before: u64, after: u64) {
        self.share(units, from_q64(before.into()) - from_q64(after.into()));
    }

    /// A carry completed a base unit of `holder`, which lacked `missing` / 2^64 of it.
    pub fn completed(&mut self, holder: u8, missing: u64) {
        let sum = self.of(holder) + from_q64(missing.into());
        self.0.insert(holder, sum);
    }

    /// `holder` has closed its position, and what it left was divided over `units`.
    pub fn closed(&mut self, holder: u8, units: &BTreeMap<u8, u64>, before: u64, after: u64) {
        let left = self.of(holder);
        self.0.remove(&holder);
        self.share(units, left);
        self.divided(units, before, after);
    }

    fn share(&mut self, units: &BTreeMap<u8, u64>, difference: BigRational) {
        let live = BigInt::from(units.values().sum::<u64>());
        if live == BigInt::ZERO {
            // A position without a leftover closed after everyone.
            assert_eq!(difference, BigRational::from(BigInt::ZERO));
            return;
        }
        for (holder, units) in units {
            let share = BigRational::new(BigInt::from(*units), live.clone());
            let sum = self.of(*holder) + share * &difference;
            self.0.insert(*holder, sum);
        }
    }
}
