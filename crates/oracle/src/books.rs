//! A vault's totals in one currency, and every holder's account in it.

use std::{borrow::Borrow, collections::BTreeMap};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use crate::{Drift, account::Account, drift::largest_carry, stream::Stream};

/// One currency of a vault. Totals are in base units.
#[derive(Clone, Debug)]
pub(crate) struct Books<H> {
    /// All revenue ever booked.
    pub gross: BigInt,
    /// Of it, what descendants' vaults paid.
    pub royalties: BigInt,
    /// Paid to upstream works.
    pub paid_upstream: BigInt,
    /// Paid to holders, closed positions included.
    pub paid_holders: BigInt,
    /// The holders' revenue that is still to be divided, in a vault that streams.
    pub stream: Stream,
    /// Every holder's account; who never took part in a division may have none yet.
    pub accounts: BTreeMap<H, Account>,
    /// The most that the vault may have left over of divisions.
    carry: BigRational,
}

impl<H: Ord + Clone> Books<H> {
    pub fn new() -> Self {
        Self {
            gross: BigInt::ZERO,
            royalties: BigInt::ZERO,
            paid_upstream: BigInt::ZERO,
            paid_holders: BigInt::ZERO,
            stream: Stream::default(),
            accounts: BTreeMap::new(),
            carry: BigRational::zero(),
        }
    }

    /// Divides `amount` over `units`, of which there must be some.
    pub fn divide(&mut self, amount: &BigInt, units: &BTreeMap<H, BigInt>) {
        let live = self.share_out(&amount.clone().into(), &Drift::none(), units);
        self.carry = largest_carry(&live);
    }

    /// Divides what a closed account was owed over `units`, of which there must be some.
    ///
    /// A vault that finds no fraction in the position does not divide, and keeps its former carry.
    pub fn return_leftover(&mut self, closed: &Account, units: &BTreeMap<H, BigInt>) {
        let live = self.share_out(&closed.owed, &closed.drift, units);
        self.carry = self.carry.clone().max(largest_carry(&live));
    }

    /// Gives everyone with a part its part. Returns the sum of `units`.
    fn share_out(
        &mut self,
        amount: &BigRational,
        inherited: &Drift,
        units: &BTreeMap<H, BigInt>,
    ) -> BigInt {
        let live: BigInt = units.values().sum();
        let left_over = largest_carry(&live);
        for (holder, units) in units {
            if *units == BigInt::ZERO && !self.accounts.contains_key(holder) {
                continue;
            }
            let share = BigRational::new(units.clone(), live.clone());
            self.accounts
                .entry(holder.clone())
                .or_insert_with(|| Account::new(&self.carry))
                .receive(&share, amount, inherited, &left_over);
        }
        live
    }

    /// How far the vault's number for `holder` may be off.
    pub fn drift<Q>(&self, holder: &Q) -> Drift
    where
        H: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        let account = self.accounts.get(holder);
        account.map_or_else(Drift::none, |account| account.drift.clone())
    }
}
