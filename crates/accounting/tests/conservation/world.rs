//! The vault and the exact model, side by side.

use std::collections::BTreeMap;

use proptest::sample::Index;
use provenue_accounting::{AccountingError, SHARE_UNITS};
use provenue_oracle::{BigInt, BigRational, Currency, Model, ModelError, from_q64};

use crate::{
    drift::Differences,
    operation::{Amount, Beginning, Operation},
    vault::{Position, Slot, Vault},
};

pub struct World {
    vault: Vault,
    model: Model<u8>,
    currencies: Vec<Currency>,
    differences: Vec<Differences>,
}

impl World {
    pub fn begin(beginning: &Beginning) -> Self {
        let vault = Vault::begin(beginning);
        let mut model = Model::new(beginning.upstream_bps).unwrap();
        for (holder, units) in (0..).zip(&beginning.units) {
            model.issue(&holder, *units);
        }
        let currencies: Vec<_> = (0..beginning.currencies)
            .map(|_| model.add_currency().unwrap())
            .collect();
        let differences = vec![Differences::default(); currencies.len()];
        Self {
            vault,
            model,
            currencies,
            differences,
        }
    }

    pub fn step(&mut self, operation: &Operation) {
        match *operation {
            Operation::Deposit(currency, amount) => {
                let currency = self.receive(currency, amount);
                self.book(currency);
            }
            Operation::PlainTransfer(currency, amount) => {
                self.receive(currency, amount);
            }
            Operation::TransferShares(from, to, part) => {
                let units = part.of(self.vault.open(from).tokens);
                self.vault.open(to);
                self.notice_burns(from);
                if to != from {
                    self.notice_burns(to);
                }
                self.vault.open(from).tokens -= units;
                self.vault.open(to).tokens += units;
                self.vault.settle(from);
                self.vault.settle(to);
                self.model.transfer(&from, &to, units).unwrap();
            }
            Operation::BurnShares(holder, part) => {
                let position = self.vault.open(holder);
                position.tokens -= part.of(position.tokens);
            }
            Operation::Settle(holder) => self.settle(holder),
            Operation::Claim(holder, currency) => {
                self.claim(holder, currency.index(self.currencies.len()));
            }
            Operation::Distribute(currency) => {
                self.distribute(currency.index(self.currencies.len()));
            }
            Operation::Close(holder) => self.close(holder),
        }
    }

    pub fn everyone_claims(&mut self) {
        for currency in 0..self.currencies.len() {
            self.distribute(currency);
        }
    }

    /// Raises the treasury; a treasury is a token account, so it cannot hold 2^64.
    fn receive(&mut self, currency: Index, amount: Amount) -> usize {
        let currency = currency.index(self.currencies.len());
        let slot = &mut self.vault.currencies[currency];
        let unbooked = slot.treasury - slot.ledger.booked;
        let room = (u64::MAX - slot.ledger.gross).saturating_sub(unbooked);
        let amount = match amount {
            Amount::Exactly(amount) => amount,
            Amount::AlmostFull(less) => room.saturating_sub(less),
            Amount::TooMuch => room.saturating_add(1),
        };
        slot.treasury = slot.treasury.saturating_add(amount);
        currency
    }

    /// Books on both sides; a refusal must be due, and change nothing.
    fn book(&mut self, currency: usize) {
        let before = self.vault.clone();
        let Slot { treasury, ledger } = before.currencies[currency];
        let room = u64::MAX - ledger.gross;
        match self.vault.book(currency) {
            Ok((received, booking)) => {
                assert!(received <= room);
                assert_eq!(booking.to_upstream + booking.to_holders, received);
                self.model
                    .book(self.currencies[currency], received)
                    .unwrap();
                let after = self.vault.currencies[currency].ledger;
                let units = self.units();
                self.differences[currency].divided(
                    &units,
                    ledger.accumulator.carry,
                    after.accumulator.carry,
                );
            }
            Err(error) => {
                match error {
                    AccountingError::Overflow => assert!(treasury - ledger.booked > room),
                    AccountingError::NoLiveUnits => assert_eq!(before.live_units, 0),
                    other => panic!("{other}"),
                }
                assert_eq!(self.vault, before);
            }
        }
    }

    /// Tells the model of burned units that the vault is about to notice.
    fn notice_burns(&mut self, holder: u8) {
        if let Some(position) = self.vault.positions.get(&holder) {
            let burned = position.units - position.tokens;
            self.model.burn(&holder, burned).unwrap();
        }
    }

    fn settle(&mut self, holder: u8) {
        self.notice_burns(holder);
        self.vault.settle(holder);
        let settled = self.vault.clone();
        self.vault.settle(holder);
        assert_eq!(self.vault, settled, "settling twice is settling once");
    }

    fn claim(&mut self, holder: u8, currency: usize) {
        self.settle(holder);
        let paid = self.vault.pay(holder, currency);
        let money = self.currencies[currency];
        assert!(self.model.payable(&holder, money).contains(&paid.into()));
        self.model.pay(&holder, money, paid).unwrap();
        assert_eq!(self.vault.pay(holder, currency), 0, "nothing is paid twice");
    }

    fn distribute(&mut self, currency: usize) {
        let holders: Vec<_> = self.vault.positions.keys().copied().collect();
        for holder in holders {
            self.claim(holder, currency);
        }
    }

    fn close(&mut self, holder: u8) {
        self.settle(holder);
        if !self.vault.is_empty(holder) {
            return;
        }
        let before = self.vault.clone();
        if let Err(error) = self.vault.close(holder) {
            assert_eq!(error, AccountingError::NoLiveUnits);
            assert_eq!(before.live_units, 0);
            assert_eq!(self.vault, before);
            return;
        }
        match self.model.close(&holder) {
            Ok(()) => {}
            // Its fixed-point leftover is nothing; the exact one is a hair that nobody can take.
            Err(ModelError::NoLiveUnits) => {
                assert_eq!(before.live_units, 0);
                self.vault = before;
                return;
            }
            Err(other) => panic!("{other}"),
        }
        let units = self.units();
        let slots = before.currencies.iter().zip(&self.vault.currencies);
        for ((old, new), differences) in slots.zip(&mut self.differences) {
            let (old, new) = (old.ledger.accumulator, new.ledger.accumulator);
            differences.closed(holder, &units, old.carry, new.carry);
        }
    }

    fn units(&self) -> BTreeMap<u8, u64> {
        let positions = self.vault.positions.iter();
        positions
            .map(|(holder, position)| (*holder, position.units))
            .collect()
    }

    /// I1 to I4.
    pub fn audit(&self) {
        let units = self.units();
        assert_eq!(self.vault.live_units, units.values().sum::<u64>());
        assert_eq!(self.model.live_units(), self.vault.live_units.into());
        for currency in 0..self.currencies.len() {
            self.audit_totals(currency);
            self.audit_shares(currency);
        }
    }

    /// I2, I3 and the totals, to the last 1/2^64.
    fn audit_totals(&self, currency: usize) {
        let (money, slot) = (self.currencies[currency], &self.vault.currencies[currency]);
        let ledger = &slot.ledger;
        assert_eq!(self.model.gross(money), ledger.gross.into());
        assert_eq!(self.model.reserved(money), ledger.reserved.into());
        assert_eq!(self.model.paid_holders(money), ledger.paid_holders.into());

        let paid = u128::from(ledger.paid_upstream) + u128::from(ledger.paid_holders);
        assert_eq!(u128::from(ledger.gross), u128::from(ledger.booked) + paid);
        assert!(ledger.booked <= slot.treasury);
        assert!(ledger.is_consistent());

        let carry = ledger.accumulator.carry;
        assert!(carry < SHARE_UNITS);
        let earned: BigInt = self
            .vault
            .positions
            .values()
            .map(|position| earned_q64(position, slot, currency))
            .sum();
        assert_eq!(earned + carry, self.model.owed_to_holders(money) << 64);
    }

    /// I4, and more: each position is exactly as far from its share as the carries explain, and that
    /// is within the proven bound.
    fn audit_shares(&self, currency: usize) {
        let (money, slot) = (self.currencies[currency], &self.vault.currencies[currency]);
        for (holder, position) in &self.vault.positions {
            let earned = earned_q64(position, slot, currency);
            let earned = from_q64(u128::try_from(earned).unwrap());
            let exact = self.model.owed(holder, money);
            assert_eq!(earned, &exact + self.differences[currency].of(*holder));
            assert!(self.model.admits(holder, money, &earned));
            let claimed = position.earned[currency].claimed;
            assert_eq!(self.model.paid(holder, money), claimed.into());
            assert_eq!(
                self.model.entitlement(holder, money),
                exact + BigRational::from(BigInt::from(claimed))
            );
        }
    }

    /// I5, after all claims.
    pub fn little_remains(&self) {
        let positions = self.vault.positions.len() as u64;
        for slot in &self.vault.currencies {
            let ledger = &slot.ledger;
            let remains = ledger.booked - (ledger.reserved - ledger.paid_upstream);
            assert!(remains <= positions, "{remains} for {positions} positions");
        }
    }
}

/// `accrued` and what is not yet written down, in 1/2^64 base unit.
fn earned_q64(position: &Position, slot: &Slot, currency: usize) -> BigInt {
    let earned = &position.earned[currency];
    let since = slot
        .ledger
        .accumulator
        .index
        .wrapping_sub(earned.checkpoint);
    // Without units the checkpoint may be from any time, as far back as the index had wrapped.
    BigInt::from(earned.accrued) + BigInt::from(position.units) * since
}
