//! The invariants, checked to the last 1/2^64.

use provenue_client::{
    flows::mint::SHARE_UNITS,
    state::{CurrencySlot, Position},
};
use provenue_oracle::{BigInt, Currency, from_q64};

use crate::{operation::Coin, world::World};

impl World<'_> {
    /// I1 to I4 for one vault, and nothing made or lost.
    pub fn audit(&self, vault: usize) {
        let (state, model) = (&self.picture.vaults[vault], &self.models[vault]);
        let positions = || self.positions(vault);
        let units: u64 = positions().map(|(_, position)| position.units.get()).sum();
        assert_eq!(state.live_units.get(), units, "I1");
        assert_eq!(model.live_units(), units.into(), "units");

        let facts = &self.picture.facts.vaults[vault];
        let held: u64 = (0..facts.shares.len()).map(|seat| facts.units(seat)).sum();
        assert_eq!(facts.share_supply, held, "shares");
        assert_eq!(state.issued_units.get(), SHARE_UNITS);

        for (slot, currency) in model.currencies().enumerate() {
            self.audit_totals(vault, slot, currency);
            for (seat, position) in positions() {
                let earned = earned_q64(position, &state.currencies[slot], slot);
                let earned = from_q64(u128::try_from(earned).unwrap_or(u128::MAX));
                assert!(
                    model.admits(&seat, currency, &earned),
                    "seat {seat} has {earned}, and is owed {}",
                    model.owed(&seat, currency)
                );
                let claimed = position.currencies[slot].claimed.get();
                assert_eq!(model.paid(&seat, currency), claimed.into(), "claimed");
            }
        }
        for coin in Coin::ALL {
            self.audit_supply(coin);
        }
    }

    /// I2, I3 and the totals.
    fn audit_totals(&self, vault: usize, slot: usize, currency: Currency) {
        let (state, model) = (&self.picture.vaults[vault], &self.models[vault]);
        let books = &state.currencies[slot];
        let ledger = books.ledger();
        assert_eq!(model.gross(currency), ledger.gross.into(), "gross");
        let reserved = ledger.reserved.into();
        assert_eq!(model.reserved(currency), reserved, "reserved");
        let paid_holders = ledger.paid_holders.into();
        assert_eq!(model.paid_holders(currency), paid_holders, "paid");

        let paid = u128::from(ledger.paid_upstream) + u128::from(ledger.paid_holders);
        let all = u128::from(ledger.booked) + paid;
        assert_eq!(u128::from(ledger.gross), all, "I2");
        let facts = &self.picture.facts.vaults[vault];
        let treasury = facts.treasuries[facts.coins[slot] as usize].amount;
        assert!(ledger.booked <= treasury, "I2");
        assert!(ledger.is_consistent());

        let carry = ledger.accumulator.carry;
        assert!(carry < SHARE_UNITS);
        let earned: BigInt = self
            .positions(vault)
            .map(|(_, position)| earned_q64(position, books, slot))
            .sum();
        let owed = model.owed_to_holders(currency) << 64;
        assert_eq!(earned + carry, owed, "I3");
    }

    /// What wallets, treasuries and the mint's withheld fees hold is all there is of a currency.
    /// What there is of SOL is counted in lamports, at each transaction.
    fn audit_supply(&self, coin: Coin) {
        if coin == Coin::Sol {
            return;
        }
        let facts = &self.picture.facts;
        let purses = facts
            .persons
            .iter()
            .filter_map(|person| person.purses[coin as usize]);
        let treasuries = facts
            .vaults
            .iter()
            .map(|vault| vault.treasuries[coin as usize]);
        let all: u128 = purses
            .chain(treasuries)
            .map(|purse| u128::from(purse.amount) + u128::from(purse.withheld))
            .sum();
        let supply = u128::from(self.picture.supplies[coin as usize]);
        assert_eq!(all, supply, "{coin:?} in all");
    }

    fn positions(&self, vault: usize) -> impl Iterator<Item = (usize, &Position)> {
        let positions = self.picture.positions[vault].iter().enumerate();
        positions.filter_map(|(seat, position)| Some((seat, position.as_ref()?)))
    }
}

/// `accrued` and what is not yet written down, in 1/2^64 base unit.
fn earned_q64(position: &Position, books: &CurrencySlot, slot: usize) -> BigInt {
    let earned = &position.currencies[slot];
    let since = books.index.get().wrapping_sub(earned.checkpoint.get());
    // Without units the checkpoint may be from any time, as far back as the index had wrapped.
    BigInt::from(earned.accrued.get()) + BigInt::from(position.units.get()) * since
}
