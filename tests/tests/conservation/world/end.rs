//! How a life ends.

use super::World;
use crate::operation::{Coin, Named, PERSONS, SEATS, VAULTS};

impl World<'_> {
    /// Everybody makes an account for every currency, and everybody is paid.
    pub async fn everyone_claims(&mut self) {
        for person in 0..PERSONS {
            for coin in Coin::ALL {
                self.open_purse(person, coin).await;
            }
        }
        let everyone: Vec<_> = (0..SEATS).map(Named::Own).collect();
        for vault in 0..VAULTS {
            for coin in self.expected.vaults[vault].coins.clone() {
                self.book(vault, coin).await;
                self.distribute(vault, coin, &everyone).await;
            }
        }
    }

    /// I5: after all claims at most one base unit a position remains, besides what is owed upstream.
    pub fn little_remains(&self) {
        for vault in 0..VAULTS {
            let positions = self.open_seats(vault).count() as u64;
            let coins = &self.expected.vaults[vault].coins;
            for (slot, coin) in self.picture.vaults[vault].currencies().iter().zip(coins) {
                let ledger = slot.ledger();
                let remains = ledger.booked - (ledger.reserved - ledger.paid_upstream);
                assert!(
                    remains <= positions,
                    "{remains} of {coin:?} for {positions} positions"
                );
            }
        }
    }
}
