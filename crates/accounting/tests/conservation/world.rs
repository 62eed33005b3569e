//! The vault and the exact model, side by side.

use proptest::sample::Index;
use provenue_accounting::AccountingError;
use provenue_oracle::{Currency, Model, ModelError, Revenue, Upstream};

use crate::{
    drift::Differences,
    operation::{Amount, Beginning, Operation},
    vault::{Movement, Slot, Vault},
};

pub struct World {
    pub vault: Vault,
    pub model: Model<u8>,
    pub currencies: Vec<Currency>,
    pub differences: Vec<Differences>,
}

impl World {
    pub fn begin(beginning: &Beginning) -> Self {
        let vault = Vault::begin(beginning);
        let upstream = Upstream {
            relative_bps: beginning.rate.relative_bps,
            absolute_bps: beginning.rate.absolute_bps,
        };
        let model = Model::with_upstream(upstream).unwrap();
        let mut model = model.streaming(beginning.stream_seconds);
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
                let (currency, _) = self.receive(currency, amount);
                self.book(currency, 0);
            }
            Operation::Royalties(currency, amount) => {
                let (currency, royalties) = self.receive(currency, amount);
                self.book(currency, royalties);
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
            Operation::PayUpstream(currency) => {
                self.pay_upstream(currency.index(self.currencies.len()));
            }
            Operation::Wait(seconds) => self.wait(seconds),
        }
        self.follow_carries();
    }

    /// After all that streams has ended.
    pub fn everyone_claims(&mut self) {
        self.wait(u32::MAX);
        for currency in 0..self.currencies.len() {
            self.distribute(currency);
        }
        self.follow_carries();
    }

    fn wait(&mut self, seconds: u32) {
        self.vault.now += u64::from(seconds);
        self.model.set_time(self.vault.now);
    }

    /// Adds what carries brought and cost to the differences predicted.
    fn follow_carries(&mut self) {
        for movement in self.vault.movements.drain(..) {
            match movement {
                Movement::Divided {
                    currency,
                    units,
                    before,
                    after,
                } => self.differences[currency].divided(&units, before, after),
                Movement::Completed {
                    currency,
                    holder,
                    missing,
                } => self.differences[currency].completed(holder, missing),
            }
        }
    }

    /// Raises the treasury, by how much; it is a token account, so it cannot hold 2^64.
    fn receive(&mut self, currency: Index, amount: Amount) -> (usize, u64) {
        let currency = currency.index(self.currencies.len());
        let slot = &mut self.vault.currencies[currency];
        let unbooked = slot.treasury - slot.ledger.booked;
        let room = (u64::MAX - slot.ledger.gross).saturating_sub(unbooked);
        let amount = match amount {
            Amount::Exactly(amount) => amount,
            Amount::AlmostFull(less) => room.saturating_sub(less),
            Amount::TooMuch => room.saturating_add(1),
        };
        let before = slot.treasury;
        slot.treasury = slot.treasury.saturating_add(amount);
        (currency, slot.treasury - before)
    }

    /// Books on both sides; a refusal must be due, and change nothing.
    fn book(&mut self, currency: usize, royalties: u64) {
        let before = self.vault.clone();
        let Slot { treasury, ledger } = before.currencies[currency];
        let room = u64::MAX - ledger.gross;
        match self.vault.book(currency, royalties) {
            Ok((received, booking)) => {
                assert!(received <= room);
                assert_eq!(booking.to_upstream + booking.to_holders, received);
                let revenue = Revenue {
                    outside: received - royalties,
                    royalties,
                };
                self.model
                    .book_revenue(self.currencies[currency], revenue)
                    .unwrap();
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

    /// Tells the model that the vault is about to look, and of burned units that it will notice.
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

    fn pay_upstream(&mut self, currency: usize) {
        let (money, paid) = (self.currencies[currency], self.vault.pay_upstream(currency));
        if let Some(more) = paid.checked_add(1) {
            let refused = self.model.pay_upstream(money, more);
            assert_eq!(refused, Err(ModelError::Overpaid));
        }
        self.model.pay_upstream(money, paid).unwrap();
    }

    fn close(&mut self, holder: u8) {
        self.settle(holder);
        self.follow_carries();
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
        let units = self.vault.units();
        let slots = before.currencies.iter().zip(&self.vault.currencies);
        for ((old, new), differences) in slots.zip(&mut self.differences) {
            let (old, new) = (old.ledger.accumulator, new.ledger.accumulator);
            differences.closed(holder, &units, old.carry, new.carry);
        }
    }
}
