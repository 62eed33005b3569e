//! The invariants, checked to the last 1/2^64 base unit, and all money to the base unit.

use provenue_client::{
    solana::{Address, Signer},
    state::{Position, Upstream, Vault},
};
use provenue_oracle::{BigInt, Currency, from_q64};
use provenue_tests::must;

use crate::{
    family::{Family, Seat},
    operation::{COINS, HOLDERS},
};

impl Family {
    /// Every number on the ledger is the model's; positions are within the proven bound.
    pub fn audit(&self) {
        for (number, facts) in self.vaults.iter().enumerate() {
            let vault: Vault = self.picture.state(&facts.address).expect("a vault stays");
            let model = self.vault_model(number);
            assert_eq!(BigInt::from(vault.live_units.get()), model.live_units());
            assert_eq!(vault.held_until.get(), facts.held_until);
            let reserve = self.picture.lamports(&facts.reserve_address);
            assert_eq!(reserve, facts.reserve, "the reserve");
            for (holder, seat) in facts.seats.iter().enumerate() {
                self.audit_seat(number, holder, seat);
            }
            let mut taken = 0;
            for coin in 0..COINS {
                if let Some(currency) = self.currency(number, coin) {
                    self.audit_books(number, &vault, coin, currency);
                    taken += 1;
                } else {
                    let treasury = self.coins[coin].ata(&facts.address);
                    let held = self.picture.tokens(&treasury);
                    assert_eq!(held, Some(facts.unbooked[coin]), "not a treasury yet");
                }
            }
            assert_eq!(vault.currencies().len(), taken);
        }
        self.audit_edges();
        self.audit_purses();
    }

    /// What a holder has besides money, and I1.
    fn audit_seat(&self, number: usize, holder: usize, seat: &Seat) {
        let facts = &self.vaults[number];
        assert_eq!(self.picture.tokens(&seat.account), seat.tokens, "shares");
        let position: Option<Position> = self.picture.state(&seat.position);
        let (Some(position), Some(opened)) = (position, seat.opened) else {
            assert!(position.is_none() && seat.opened.is_none(), "a position");
            return;
        };
        let (owner, payee) = (self.key(holder), self.key(opened.payee));
        assert_eq!((position.owner, *position.payee()), (owner, payee));
        let rent_payer = if opened.by_reserve {
            facts.reserve_address
        } else {
            self.world.payer.pubkey()
        };
        assert_eq!(position.rent_payer, rent_payer);
        assert_eq!(self.picture.lamports(&seat.position), opened.lamports);
        let units = self.vault_model(number).units(&holder);
        assert_eq!(BigInt::from(position.units.get()), units);
    }

    /// Totals, I2, I3 and I4 of one currency of a vault.
    fn audit_books(&self, number: usize, vault: &Vault, coin: usize, currency: Currency) {
        let model = self.vault_model(number);
        let index = index(vault, &self.coins[coin].address);
        let slot = &vault.currencies[index];
        let books = slot.ledger();
        for (found, expected) in [
            (books.gross, model.gross(currency)),
            (books.royalties, model.royalties(currency)),
            (books.reserved, model.reserved(currency)),
            (books.paid_upstream, model.paid_upstream(currency)),
            (books.paid_holders, model.paid_holders(currency)),
            (books.stream.pending, model.pending(currency)),
        ] {
            assert_eq!(BigInt::from(found), expected);
        }
        assert!(books.is_consistent());
        let held = self.picture.tokens(&slot.treasury);
        let expected = books.booked + self.vaults[number].unbooked[coin];
        assert_eq!(held, Some(expected), "the treasury");

        let mut sum =
            u128::from(books.accumulator.carry) + (u128::from(books.stream.pending) << 64);
        for holder in 0..HOLDERS {
            let seat = &self.vaults[number].seats[holder];
            let Some(position) = self.picture.state::<Position>(&seat.position) else {
                continue;
            };
            let mut earned = position.currencies[index].entitlement();
            must(earned.accrue(position.units.get(), books.accumulator.index));
            assert!(
                model.admits(&holder, currency, &from_q64(earned.accrued)),
                "holder {holder} of vault {number} has {}/2^64 of coin {coin}, and is owed {}",
                earned.accrued,
                model.owed(&holder, currency)
            );
            assert_eq!(BigInt::from(earned.claimed), model.paid(&holder, currency));
            sum += earned.accrued;
        }
        let net = books.gross - books.reserved - books.paid_holders;
        assert_eq!(sum, u128::from(net) << 64, "I3");
    }

    /// I6.
    fn audit_edges(&self) {
        for (edge, address) in self.edges.iter().zip(&self.places.edges) {
            let found: Upstream = self.picture.state(address).expect("an edge stays");
            let child: Vault = self
                .picture
                .state(&self.vaults[edge.0].address)
                .expect("a vault stays");
            let mut edges = must(self.model.edges(&edge.0));
            let expected = edges.find(|(parent, _)| **parent == edge.1);
            let (_, expected) = expected.expect("the model has all edges");
            for coin in 0..COINS {
                if let Some(currency) = self.currency(edge.0, coin) {
                    let index = index(&child, &self.coins[coin].address);
                    let paid = BigInt::from(found.paid[index].get());
                    assert_eq!(paid, expected.paid(currency));
                }
            }
        }
    }

    /// What everybody has of each currency.
    fn audit_purses(&self) {
        let fans = self.fans_purse.map(Some);
        let expected = self.purses.iter().chain([&fans]);
        for (person, (expected, places)) in expected.zip(&self.places.purses).enumerate() {
            let found = places.each_ref().map(|place| self.picture.tokens(place));
            assert_eq!(found, *expected, "person {person} has");
        }
    }
}

/// Where a vault has the books of a currency that it takes.
fn index(vault: &Vault, mint: &Address) -> usize {
    let place = vault
        .currencies()
        .iter()
        .position(|slot| slot.mint == *mint);
    place.expect("the vault takes the currency")
}
