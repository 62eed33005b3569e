//! The bound of [`provenue_oracle::Drift`] against a vault that rounds, as its documentation has it.
//!
//! The vault has few units, so that its carries are as large as they can be against shares, and few
//! base units, so that entitlements are often whole numbers and carries complete them.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};
use provenue_oracle::{BigInt, BigRational, Currency, Model, from_q64};

#[derive(Default)]
struct Position {
    units: u128,
    checkpoint: u128,
    accrued: u128,
}

#[derive(Default)]
struct Vault {
    index: u128,
    carry: u128,
    positions: BTreeMap<u8, Position>,
    /// Base units that carries completed.
    completed: u64,
}

impl Vault {
    fn live(&self) -> u128 {
        self.positions.values().map(|position| position.units).sum()
    }

    /// Divides an amount in 1/2^64 base unit.
    fn divide(&mut self, amount: u128) {
        let dividend = amount + self.carry;
        self.index += dividend / self.live();
        self.carry = dividend % self.live();
    }

    fn settle(&mut self, holder: u8) {
        let position = self.positions.entry(holder).or_default();
        position.accrued += position.units * (self.index - position.checkpoint);
        position.checkpoint = self.index;
        let missing = position.accrued.next_multiple_of(1 << 64) - position.accrued;
        if missing > 0 && missing <= self.carry {
            position.accrued += missing;
            self.carry -= missing;
            self.completed += 1;
        }
    }

    fn accrued(&self, holder: u8) -> u128 {
        self.positions.get(&holder).map_or(0, |position| {
            position.accrued + position.units * (self.index - position.checkpoint)
        })
    }
}

/// The vault and the model.
struct Both {
    vault: Vault,
    model: Model<u8>,
    money: Currency,
}

impl Both {
    fn begin(units: &[u64]) -> Self {
        let mut model = Model::new(0).unwrap();
        let money = model.add_currency().unwrap();
        let mut vault = Vault::default();
        for (holder, units) in (0..).zip(units) {
            model.issue(&holder, *units);
            vault.settle(holder);
            vault.positions.get_mut(&holder).unwrap().units = u128::from(*units);
        }
        Self {
            vault,
            model,
            money,
        }
    }

    fn book(&mut self, amount: u64) {
        if amount > 0 {
            self.vault.divide(u128::from(amount) << 64);
        }
        self.model.book(self.money, amount).unwrap();
    }

    fn transfer(&mut self, from: u8, to: u8, units: u64) {
        let units = units.min(self.model.units(&from).try_into().unwrap());
        for (holder, change) in [(from, -i128::from(units)), (to, i128::from(units))] {
            self.vault.settle(holder);
            let position = self.vault.positions.get_mut(&holder).unwrap();
            position.units = position.units.checked_add_signed(change).unwrap();
        }
        self.model.transfer(&from, &to, units).unwrap();
    }

    fn claim(&mut self, holder: u8) {
        self.vault.settle(holder);
        let position = self.vault.positions.get_mut(&holder).unwrap();
        let paid = position.accrued >> 64;
        position.accrued -= paid << 64;
        let payable = self.model.payable(&holder, self.money);
        assert!(payable.contains(&paid.into()), "{paid} of {payable:?}");
        let paid = u64::try_from(paid).unwrap();
        self.model.pay(&holder, self.money, paid).unwrap();
    }

    /// Closes a position without units, after paying it.
    fn leave(&mut self, holder: u8) {
        if self.model.units(&holder) > BigInt::ZERO {
            return;
        }
        self.claim(holder);
        let closed = self.vault.positions.remove(&holder).unwrap();
        if closed.accrued > 0 {
            self.vault.divide(closed.accrued);
        }
        self.model.close(&holder).unwrap();
    }

    fn difference(&self, holder: u8) -> BigRational {
        from_q64(self.vault.accrued(holder)) - self.model.owed(&holder, self.money)
    }

    fn audit(&self) {
        let mut sum = BigRational::from(BigInt::ZERO);
        for holder in self.vault.positions.keys() {
            let accrued = from_q64(self.vault.accrued(*holder));
            assert!(self.model.admits(holder, self.money, &accrued));
            sum += self.difference(*holder);
        }
        assert_eq!(sum, -from_q64(self.vault.carry));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_vault_that_rounds_stays_within_it(
        units in vec(0..6u64, 1..5),
        steps in vec((0..6u8, 0..5u8, 0..5u8, 0..12u64), 1..60),
    ) {
        let mut both = Both::begin(&units);
        both.model.issue(&9, 1); // whoever leaves, someone is left
        both.vault.positions.entry(9).or_default().units = 1;
        for (what, one, other, amount) in steps {
            match what {
                0 | 1 => both.book(amount),
                2 => both.transfer(one, other, amount),
                3 => both.vault.settle(one),
                4 => both.claim(one),
                _ => both.leave(one),
            }
            both.audit();
        }
    }
}

#[test]
fn ten_dollars_split_sixty_to_forty_are_six_and_four() {
    let mut both = Both::begin(&[60_000_000, 40_000_000]);
    both.book(10);
    // 10 · 2^64 = 10^8 · q + c leaves a carry, so each lacks a hair; the carry is what they lack.
    assert!(both.vault.carry > 0);
    both.vault.settle(0);
    both.vault.settle(1);
    assert_eq!((both.vault.carry, both.vault.completed), (0, 2));
    assert_eq!(both.vault.accrued(0), 6 << 64);
    assert_eq!(both.vault.accrued(1), 4 << 64);
    both.audit();
}

#[test]
fn the_bound_is_reached() {
    // 2 · 2^64 over 3 units leave 2 / 2^64, as 2^64 mod 3 = 1: the largest carry of 3 units.
    let mut both = Both::begin(&[2, 1]);
    both.book(2);
    both.transfer(0, 2, 2);
    both.transfer(1, 2, 1);
    both.book(1); // (2^64 + 2) mod 3 = 0: all of the carry is the buyer's
    let (bought, sold) = (both.difference(2), both.difference(0));
    assert_eq!(bought, both.model.drift(&2, both.money).above);
    assert_eq!(-sold, both.model.drift(&0, both.money).below);
    both.audit();
}
