//! A vault without a chain: its accounts as plain structures, its handlers as the program has them.

use std::collections::BTreeMap;

use provenue_accounting::{AccountingError, Accumulator, Booking, Entitlement, Ledger};

use crate::operation::Beginning;

/// What the program keeps, and the token accounts it looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vault {
    upstream_bps: u16,
    pub live_units: u64,
    pub currencies: Vec<Slot>,
    pub positions: BTreeMap<u8, Position>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub treasury: u64,
    pub ledger: Ledger,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// In the token account.
    pub tokens: u64,
    /// As the vault last saw them.
    pub units: u64,
    pub earned: Vec<Entitlement>,
}

impl Vault {
    pub fn begin(beginning: &Beginning) -> Self {
        let ledger = Ledger {
            accumulator: Accumulator {
                index: beginning.index,
                carry: 0,
            },
            ..Ledger::default()
        };
        let mut vault = Self {
            upstream_bps: beginning.upstream_bps,
            live_units: 0,
            currencies: vec![
                Slot {
                    treasury: 0,
                    ledger
                };
                beginning.currencies
            ],
            positions: BTreeMap::new(),
        };
        for (holder, units) in (0..).zip(&beginning.units) {
            vault.open(holder).tokens = *units;
            vault.settle(holder);
        }
        vault
    }

    /// The position of `holder`, opened if need be.
    pub fn open(&mut self, holder: u8) -> &mut Position {
        let currencies = self.currencies.len();
        self.positions.entry(holder).or_insert_with(|| Position {
            tokens: 0,
            units: 0,
            earned: vec![Entitlement::default(); currencies],
        })
    }

    /// Books what the treasury has received.
    pub fn book(&mut self, currency: usize) -> Result<(u64, Booking), AccountingError> {
        let slot = &mut self.currencies[currency];
        let received = slot.treasury - slot.ledger.booked;
        let booking = slot
            .ledger
            .book(received, self.upstream_bps, self.live_units)?;
        Ok((received, booking))
    }

    /// Accrues on the units last seen, then looks at the token account.
    pub fn settle(&mut self, holder: u8) {
        let Some(position) = self.positions.get_mut(&holder) else {
            return;
        };
        for (slot, earned) in self.currencies.iter().zip(&mut position.earned) {
            earned
                .accrue(position.units, slot.ledger.accumulator.index)
                .expect("what a position earns fits");
        }
        self.live_units = self.live_units - position.units + position.tokens;
        position.units = position.tokens;
    }

    /// Pays a settled position all it can be paid.
    pub fn pay(&mut self, holder: u8, currency: usize) -> u64 {
        let Some(position) = self.positions.get_mut(&holder) else {
            return 0;
        };
        let slot = &mut self.currencies[currency];
        let amount = position.earned[currency]
            .take_whole()
            .expect("nobody claims more than was received");
        slot.ledger
            .pay_holder(amount)
            .expect("what is claimed is booked");
        slot.treasury -= amount;
        amount
    }

    /// Whether a settled position can be closed: it has neither units nor a whole base unit.
    pub fn is_empty(&self, holder: u8) -> bool {
        self.positions.get(&holder).is_some_and(|position| {
            position.units == 0 && position.earned.iter().all(|earned| earned.whole() == 0)
        })
    }

    /// Closes an empty position. All or nothing, as a transaction is.
    pub fn close(&mut self, holder: u8) -> Result<(), AccountingError> {
        let mut after = self.clone();
        if let Some(position) = after.positions.remove(&holder) {
            for (slot, earned) in after.currencies.iter_mut().zip(&position.earned) {
                if earned.fraction() > 0 {
                    slot.ledger
                        .accumulator
                        .spread(0, earned.fraction(), self.live_units)?;
                }
            }
        }
        *self = after;
        Ok(())
    }
}
