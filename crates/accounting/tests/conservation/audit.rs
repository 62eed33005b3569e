//! The invariants, to the last 1/2^64.

use provenue_accounting::SHARE_UNITS;
use provenue_oracle::{BigInt, BigRational, from_q64};

use crate::{
    vault::{Position, Slot},
    world::World,
};

impl World {
    /// I1 to I4.
    pub fn audit(&self) {
        let units = self.vault.units();
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
        assert_eq!(self.model.royalties(money), ledger.royalties.into());
        assert_eq!(self.model.reserved(money), ledger.reserved.into());
        let paid_upstream = self.model.paid_upstream(money);
        assert_eq!(paid_upstream, ledger.paid_upstream.into());
        assert_eq!(self.model.paid_holders(money), ledger.paid_holders.into());

        let paid = u128::from(ledger.paid_upstream) + u128::from(ledger.paid_holders);
        assert_eq!(u128::from(ledger.gross), u128::from(ledger.booked) + paid);
        assert!(ledger.booked <= slot.treasury);
        assert!(ledger.is_consistent());

        let stream = ledger.stream;
        assert_eq!(self.model.pending(money), stream.pending.into());
        if let Some(end) = self.model.stream_end(money) {
            assert_eq!(end, stream.end().into());
        }

        let carry = ledger.accumulator.carry;
        assert!(carry < SHARE_UNITS);
        let earned: BigInt = self
            .vault
            .positions
            .values()
            .map(|position| earned_q64(position, slot, currency))
            .sum();
        let owed = self.model.owed_to_holders(money) - stream.pending;
        assert_eq!(earned + carry, owed << 64);
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
            // Where everything is burned, streams wait for ever.
            assert!(ledger.stream.pending == 0 || self.vault.live_units == 0);
            let others = ledger.reserved - ledger.paid_upstream + ledger.stream.pending;
            let remains = ledger.booked - others;
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
