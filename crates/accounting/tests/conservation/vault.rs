//! A vault without a chain: its accounts as plain structures, its handlers as the program has them.

use std::collections::BTreeMap;

use provenue_accounting::{
    AccountingError, Accumulator, Booking, Entitlement, Ledger, Pace, Revenue, UpstreamRate,
};

use crate::operation::Beginning;

/// What the program keeps, and the token accounts it looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vault {
    rate: UpstreamRate,
    stream_seconds: u64,
    /// What the clock says.
    pub now: u64,
    pub live_units: u64,
    pub currencies: Vec<Slot>,
    pub positions: BTreeMap<u8, Position>,
    /// Where carries went, for whoever follows them.
    pub movements: Vec<Movement>,
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

/// Something happened to the carry of a currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Movement {
    /// A division over these units.
    Divided {
        currency: usize,
        units: BTreeMap<u8, u64>,
        before: u64,
        after: u64,
    },
    /// It completed a base unit.
    Completed {
        currency: usize,
        holder: u8,
        missing: u64,
    },
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
            rate: beginning.rate,
            stream_seconds: beginning.stream_seconds.into(),
            now: 0,
            live_units: 0,
            currencies: vec![
                Slot {
                    treasury: 0,
                    ledger
                };
                beginning.currencies
            ],
            positions: BTreeMap::new(),
            movements: Vec::new(),
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

    /// Everyone's units, as the vault last saw them.
    pub fn units(&self) -> BTreeMap<u8, u64> {
        let positions = self.positions.iter();
        positions
            .map(|(holder, position)| (*holder, position.units))
            .collect()
    }

    /// Books what the treasury has received, of which `royalties` came from a descendant's vault. All
    /// or nothing, as a transaction is.
    pub fn book(
        &mut self,
        currency: usize,
        royalties: u64,
    ) -> Result<(u64, Booking), AccountingError> {
        let slot = &self.currencies[currency];
        let received = slot.treasury - slot.ledger.booked;
        if received == 0 {
            return Ok((0, Booking::default()));
        }
        let mut after = self.clone();
        after.release();
        let pace = (self.stream_seconds > 0).then_some(Pace {
            now: self.now,
            seconds: self.stream_seconds,
        });
        let (rate, live_units) = (self.rate, self.live_units);
        let revenue = Revenue {
            received,
            royalties,
        };
        let booking = after.watching(currency, |ledger| {
            ledger.book(revenue, rate, live_units, pace)
        })?;
        *self = after;
        Ok((received, booking))
    }

    /// Spreads what streams have due.
    fn release(&mut self) {
        if self.stream_seconds == 0 {
            return;
        }
        let (now, live_units) = (self.now, self.live_units);
        for currency in 0..self.currencies.len() {
            self.watching(currency, |ledger| ledger.release(now, live_units))
                .expect("what is pending fits");
        }
    }

    /// Does something to a currency's books, and notes whether that was a division.
    fn watching<T>(
        &mut self,
        currency: usize,
        action: impl FnOnce(&mut Ledger) -> Result<T, AccountingError>,
    ) -> Result<T, AccountingError> {
        let ledger = &mut self.currencies[currency].ledger;
        let before = ledger.accumulator;
        let result = action(ledger)?;
        let after = ledger.accumulator;
        if after != before {
            self.movements.push(Movement::Divided {
                currency,
                units: self.units(),
                before: before.carry,
                after: after.carry,
            });
        }
        Ok(result)
    }

    /// Accrues on the units last seen, completes base units, then looks at the token account.
    pub fn settle(&mut self, holder: u8) {
        if !self.positions.contains_key(&holder) {
            return;
        }
        self.release();
        let Some(position) = self.positions.get_mut(&holder) else {
            return;
        };
        let slots = self.currencies.iter_mut().zip(&mut position.earned);
        for (currency, (slot, earned)) in slots.enumerate() {
            let before = slot.ledger.accumulator.carry;
            earned
                .settle(position.units, &mut slot.ledger.accumulator)
                .expect("what a position earns fits");
            let missing = before - slot.ledger.accumulator.carry;
            if missing > 0 {
                assert_eq!(earned.fraction(), 0, "a base unit is completed, or nothing");
                self.movements.push(Movement::Completed {
                    currency,
                    holder,
                    missing,
                });
            }
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

    /// Pays upstream works all that is reserved for them.
    pub fn pay_upstream(&mut self, currency: usize) -> u64 {
        let Slot { treasury, ledger } = &mut self.currencies[currency];
        let amount = ledger.reserved - ledger.paid_upstream;
        ledger.pay_upstream(amount).expect("what is due is booked");
        *treasury -= amount;
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
