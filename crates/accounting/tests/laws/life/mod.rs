//! A vault without a chain, with the invariants asserted in exact numbers.
//!
//! A test crate drives it by [`Step`]s: all sequences of them, or those that a fuzzer finds.

mod invariants;

use crate::{
    AccountingError, Entitlement, Ledger, Pace, Revenue, UpstreamRate,
    width::{Amount, SHARE_UNITS},
};

pub const HOLDERS: usize = 3;
pub const EDGES: usize = 2;

/// One currency of a vault, its holders and its edges to upstream works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    ledger: Ledger,
    /// In the treasury's token account.
    treasury: Amount,
    live_units: Amount,
    holders: [Holder; HOLDERS],
    edges: [Edge; EDGES],
    now: Amount,
    /// How long revenue streams; 0: not at all.
    stream_seconds: Amount,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Holder {
    /// In the token account.
    tokens: Amount,
    /// As the vault last saw them.
    units: Amount,
    earned: Entitlement,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edge {
    rate: UpstreamRate,
    paid: Amount,
}

/// What can happen.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Base units arrive in the treasury.
    Receive(Amount),
    /// All that arrived is booked, at most so much of it as royalties.
    Book(Amount),
    Settle(usize),
    /// At most so many units move, and both positions are settled.
    Move(usize, usize, Amount),
    /// At most so many units are burned; the vault does not hear of it.
    Burn(usize, Amount),
    Claim(usize),
    Close(usize),
    /// At most so much of an edge's dues is paid.
    Pay(usize, Amount),
    Wait(Amount),
}

impl Life {
    /// A sealed vault whose holders have `units`, at most [`SHARE_UNITS`] together.
    pub fn begin(units: [Amount; HOLDERS], rates: [UpstreamRate; EDGES], seconds: Amount) -> Self {
        let mut life = Self {
            ledger: Ledger::default(),
            treasury: 0,
            live_units: 0,
            holders: units.map(|tokens| Holder {
                tokens,
                ..Holder::default()
            }),
            edges: rates.map(|rate| Edge { rate, paid: 0 }),
            now: 0,
            stream_seconds: seconds,
        };
        for holder in 0..HOLDERS {
            life.settle(holder);
        }
        assert!(life.live_units <= SHARE_UNITS);
        life
    }

    /// Does it, or refuses what has to be refused.
    pub fn step(&mut self, step: Step) {
        match step {
            Step::Receive(amount) => {
                self.treasury = self.treasury.saturating_add(amount);
            }
            Step::Book(royalties) => self.book(royalties),
            Step::Settle(holder) => self.settle(holder),
            Step::Move(from, to, units) => {
                let units = units.min(self.holders[from].tokens);
                self.holders[from].tokens -= units;
                self.holders[to].tokens += units;
                self.settle(from);
                self.settle(to);
            }
            Step::Burn(holder, units) => {
                let tokens = &mut self.holders[holder].tokens;
                *tokens -= units.min(*tokens);
            }
            Step::Claim(holder) => self.claim(holder),
            Step::Close(holder) => self.close(holder),
            Step::Pay(edge, amount) => self.pay(edge, amount),
            Step::Wait(seconds) => self.now = self.now.saturating_add(seconds),
        }
    }

    fn book(&mut self, royalties: Amount) {
        let received = self.treasury - self.ledger.booked;
        let rate = self.rate();
        self.release();
        let revenue = Revenue {
            received,
            royalties: royalties.min(received),
        };
        let pace = (self.stream_seconds > 0).then_some(Pace {
            now: self.now,
            seconds: self.stream_seconds,
        });
        let before = self.ledger;
        match self.ledger.book(revenue, rate, self.live_units, pace) {
            Ok(booking) => assert_eq!(booking.to_upstream + booking.to_holders, received),
            Err(error) => {
                assert_eq!(self.ledger, before);
                match error {
                    AccountingError::NoLiveUnits => assert_eq!(self.live_units, 0),
                    AccountingError::Overflow => assert!(
                        before.gross.checked_add(received).is_none()
                            || self.now.checked_add(self.stream_seconds).is_none()
                    ),
                    other => panic!("{other}"),
                }
            }
        }
    }

    fn rate(&self) -> UpstreamRate {
        let none = UpstreamRate::default();
        let sum = self
            .edges
            .iter()
            .try_fold(none, |sum, edge| sum.plus(edge.rate));
        sum.expect("rates within the whole")
    }

    fn release(&mut self) {
        if self.stream_seconds > 0 {
            let done = self.ledger.release(self.now, self.live_units);
            done.expect("a vault can always release");
        }
    }

    fn settle(&mut self, holder: usize) {
        self.release();
        let holder = &mut self.holders[holder];
        let done = holder
            .earned
            .settle(holder.units, &mut self.ledger.accumulator);
        done.expect("what a position earns fits");
        self.live_units = self.live_units - holder.units + holder.tokens;
        holder.units = holder.tokens;
    }

    fn claim(&mut self, holder: usize) {
        self.settle(holder);
        let taken = self.holders[holder].earned.take_whole();
        let amount = taken.expect("nobody claims more than was received");
        let paid = self.ledger.pay_holder(amount);
        paid.expect("what was earned is booked");
        self.treasury -= amount;
    }

    /// Gives a position without units and whole base units back to the others.
    fn close(&mut self, holder: usize) {
        self.settle(holder);
        let Holder { units, earned, .. } = self.holders[holder];
        if units > 0 || earned.whole() > 0 {
            return;
        }
        let accumulator = &mut self.ledger.accumulator;
        match accumulator.spread(0, earned.fraction(), self.live_units) {
            Ok(()) => self.holders[holder] = Holder::default(),
            Err(error) => {
                assert_eq!((error, self.live_units), (AccountingError::NoLiveUnits, 0));
            }
        }
    }

    fn pay(&mut self, edge: usize, amount: Amount) {
        let dues = self.dues(edge);
        let amount = amount.min(dues);
        let paid = self.ledger.pay_upstream(amount);
        paid.expect("dues are reserved");
        self.edges[edge].paid += amount;
        self.treasury -= amount;
    }

    fn dues(&self, edge: usize) -> Amount {
        let Edge { rate, paid } = self.edges[edge];
        let dues = self.ledger.dues(rate, paid);
        dues.expect("no edge was paid more than it is owed")
    }
}
