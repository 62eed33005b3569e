//! How a life ends.

use provenue_oracle::BigInt;

use super::Family;
use crate::operation::{COINS, HOLDERS, VAULTS};

/// Longer than any hold, lock-up or stream, in seconds.
const LONG: i64 = 20_000;

impl Family {
    /// All holds and streams end, all dues climb as far as they go, everybody makes an account for
    /// every currency and everybody is paid.
    pub async fn end(&mut self) {
        self.wait(LONG);
        for number in (0..VAULTS).rev() {
            for coin in 0..COINS {
                if !self.no_live_units(number) {
                    self.book(number, coin).await;
                }
                let edges = self.edges.iter().copied();
                let own: Vec<_> = edges.filter(|edge| edge.0 == number).collect();
                self.pull_over(number, coin, &own).await;
            }
        }
        self.audit();
        self.wait(LONG);
        for coin in 0..COINS {
            for person in 0..HOLDERS {
                self.open_purse(person, coin).await;
            }
            for number in 0..VAULTS {
                let everyone: Vec<_> = (0..HOLDERS).collect();
                self.distribute(number, coin, &everyone).await;
            }
        }
        self.audit();
        self.little_remains();
    }

    /// I5: after all claims less than one base unit a position remains, and less than one an edge,
    /// besides dues to those who cannot receive.
    fn little_remains(&self) {
        for (number, vault) in self.vaults.iter().enumerate() {
            if self.no_live_units(number) {
                continue;
            }
            let positions = vault
                .seats
                .iter()
                .filter(|seat| seat.opened.is_some())
                .count();
            for coin in 0..COINS {
                let Some(currency) = self.currency(number, coin) else {
                    continue;
                };
                let model = self.vault_model(number);
                let remains = model.owed_to_holders(currency);
                assert!(
                    remains <= BigInt::from(positions),
                    "{remains} for {positions} positions"
                );
                let own: Vec<_> = self.edges.iter().filter(|edge| edge.0 == number).collect();
                let dues: BigInt = own
                    .iter()
                    .map(|(child, parent)| self.model.dues(child, parent, &coin))
                    .sum();
                let reserved = model.reserved(currency) - model.paid_upstream(currency);
                let rest = reserved - dues;
                assert!(
                    rest >= BigInt::ZERO && rest <= BigInt::from(own.len()),
                    "{rest} for {} edges",
                    own.len()
                );
            }
        }
    }
}
