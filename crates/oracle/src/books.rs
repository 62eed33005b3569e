//! A vault's totals in one currency, and every holder's account in it.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use crate::{Drift, WHOLE_BPS, account::Account, drift::largest_carry};

/// One currency of a vault.
#[derive(Clone, Debug)]
pub(crate) struct Books<H> {
    /// All revenue ever booked, in base units.
    pub gross: BigInt,
    /// Paid to holders, closed positions included, in base units.
    pub paid_holders: BigInt,
    /// Every holder's account; who never took part in a division may have none yet.
    pub accounts: BTreeMap<H, Account>,
    /// The most that the last division left over in the vault, in base units.
    carry: BigRational,
}

impl<H: Ord + Clone> Books<H> {
    pub fn new() -> Self {
        Self {
            gross: BigInt::ZERO,
            paid_holders: BigInt::ZERO,
            accounts: BTreeMap::new(),
            carry: BigRational::zero(),
        }
    }

    /// `floor(gross · bps / 10 000)`.
    pub fn reserved(&self, bps: u16) -> BigInt {
        // Neither is negative, so rounding to zero is rounding down.
        &self.gross * bps / WHOLE_BPS
    }

    /// Divides `amount` over `units`, of which there must be some.
    ///
    /// A vault may skip a division of nothing, and then its old carry stays.
    pub fn divide(
        &mut self,
        amount: &BigRational,
        inherited: &Drift,
        units: &BTreeMap<H, BigInt>,
        skippable: bool,
    ) {
        let live: BigInt = units.values().sum();
        for (holder, units) in units {
            let share = BigRational::new(units.clone(), live.clone());
            self.accounts
                .entry(holder.clone())
                .or_insert_with(Account::new)
                .receive(share, amount, inherited, &self.carry);
        }
        let left_over = largest_carry(&live);
        if !skippable || left_over > self.carry {
            self.carry = left_over;
        }
    }

    /// How far the vault's number for `holder` may be off.
    pub fn drift<Q>(&self, holder: &Q) -> Drift
    where
        H: std::borrow::Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.accounts
            .get(holder)
            .map_or_else(Drift::none, |account| account.drift(&self.carry))
    }
}
