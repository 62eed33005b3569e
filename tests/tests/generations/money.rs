//! Money comes in, and climbs.

use provenue_client::{
    events::{Event, events},
    instructions::{
        control,
        upstream::{pull, with_hops},
        vault,
    },
    solana::Signer,
    token,
};
use provenue_oracle::{BigInt, Revenue};
use provenue_tests::{assert_refused, must};

use crate::{family::Family, operation::COINS};

impl Family {
    pub async fn deposit(&mut self, number: usize, coin: usize, amount: u64, hops: usize) {
        let base = self.base.pubkey();
        let deposit = vault::deposit(&base, &self.vaults[number], &self.coins[coin], amount);
        let hops = self.climbing(number, &(0..hops).collect::<Vec<_>>());
        let edges: Vec<_> = hops.iter().map(|edge| self.hop(*edge)).collect();
        let deposit = with_hops(deposit, &self.coins[coin], &edges);
        let sent = self.send(&[deposit], &self.base).await;
        if self.currency(number, coin).is_none() {
            // There is no treasury either.
            assert!(sent.is_err());
            return;
        }
        let arrived = self.arriving(coin, amount);
        let found = arrived + self.unbooked[number][coin];
        if self.no_live_units(number) && found > 0 {
            assert_refused(sent, "NoLiveUnits");
            return;
        }
        let receipt = must(sent);
        must(self.model.book(&number, &coin, found));
        self.unbooked[number][coin] = 0;
        let happened = events(&receipt.logs).into_iter().skip(1).collect();
        self.climbed(coin, &hops, happened);
    }

    pub async fn send_plainly(&mut self, number: usize, coin: usize, amount: u64) {
        if self.currency(number, coin).is_none() {
            return;
        }
        let base = self.base.pubkey();
        let send = token::transfer(&base, &self.coins[coin], &self.vaults[number], amount);
        must(self.send(&[send], &self.base).await);
        self.unbooked[number][coin] += self.arriving(coin, amount);
    }

    pub async fn book(&mut self, number: usize, coin: usize) {
        if self.currency(number, coin).is_none() {
            return;
        }
        let book = vault::book(&self.vaults[number], &self.coins[coin]);
        let sent = self.send(&[book], &self.base).await;
        let found = self.unbooked[number][coin];
        if found > 0 && self.no_live_units(number) {
            assert_refused(sent, "NoLiveUnits");
            return;
        }
        must(sent);
        must(self.model.book(&number, &coin, found));
        self.unbooked[number][coin] = 0;
    }

    pub async fn pull(&mut self, number: usize, coin: usize, chosen: &[usize]) {
        let hops = self.climbing(number, chosen);
        if hops.is_empty() || self.currency(number, coin).is_none() {
            return;
        }
        let edges: Vec<_> = hops.iter().map(|edge| self.hop(*edge)).collect();
        let climb = pull(&self.vaults[number], &self.coins[coin], &edges);
        let receipt = must(self.send(&[climb], &self.base).await);
        self.climbed(coin, &hops, events(&receipt.logs));
    }

    /// All dues, as far up as they go.
    pub async fn everything_climbs(&mut self) {
        for number in (0..self.vaults.len()).rev() {
            self.release(number).await;
            for coin in 0..COINS {
                self.book_if_alive(number, coin).await;
                let own: Vec<_> = self.edges.iter().filter(|edge| edge.0 == number).collect();
                let all: Vec<_> = (0..own.len()).collect();
                self.pull(number, coin, &all).await;
            }
        }
    }

    async fn book_if_alive(&mut self, number: usize, coin: usize) {
        if !self.no_live_units(number) {
            self.book(number, coin).await;
        }
    }

    pub async fn hold(&mut self, number: usize, seconds: i64) {
        let (base, until) = (self.base_of(number), self.now + seconds);
        let hold = control::hold(&base.pubkey(), &self.vaults[number], 7, until);
        let sent = self.send(&[hold], base).await;
        if self.is_held(number) {
            assert_refused(sent, "Held");
        } else {
            must(sent);
            self.held_until[number] = until;
        }
    }

    pub async fn release(&mut self, number: usize) {
        let base = self.base_of(number);
        let release = control::release_hold(&base.pubkey(), &self.vaults[number]);
        let sent = self.send(&[release], base).await;
        if self.held_until[number] == 0 {
            assert_refused(sent, "NotHeld");
        } else {
            must(sent);
            self.held_until[number] = 0;
        }
    }

    fn no_live_units(&self, number: usize) -> bool {
        must(self.model.vault(&number)).live_units() == BigInt::ZERO
    }

    /// Edges that a payment may take, each beginning at `root` or where one before it ended: the ones
    /// that the numbers choose.
    fn climbing(&self, root: usize, chosen: &[usize]) -> Vec<(usize, usize)> {
        let mut reached = vec![root];
        let mut hops = Vec::new();
        for number in chosen {
            let open: Vec<_> = self
                .edges
                .iter()
                .filter(|edge| reached.contains(&edge.0))
                .collect();
            if open.is_empty() {
                break;
            }
            let edge = *open[number % open.len()];
            reached.push(edge.1);
            hops.push(edge);
        }
        hops
    }

    /// Does in the model what hops have done, and checks that nothing else has happened.
    fn climbed(&mut self, coin: usize, hops: &[(usize, usize)], happened: Vec<Event>) {
        let mut happened = happened.into_iter();
        for (child, parent) in hops {
            let due = self.model.dues(child, parent, &coin);
            let due = u64::try_from(due).expect("dues are small");
            if due == 0 {
                continue;
            }
            let takes = self.currency(*parent, coin).is_some();
            let open = takes && !self.no_live_units(*parent);
            if self.is_held(*child) || self.is_held(*parent) || !open {
                let Some(Event::DuesSkipped(event)) = happened.next() else {
                    panic!("dues were to be skipped");
                };
                assert_eq!((event.due, event.parent), (due, self.vaults[*parent]));
                continue;
            }
            let royalties = self.arriving(coin, due);
            let revenue = Revenue {
                outside: self.unbooked[*parent][coin],
                royalties,
            };
            must(self.model.pull(child, parent, &coin, revenue));
            self.unbooked[*parent][coin] = 0;
            let Some(Event::DuesPaid(event)) = happened.next() else {
                panic!("dues were to be paid");
            };
            assert_eq!((event.amount, event.received), (due, royalties));
        }
        assert!(happened.next().is_none());
    }
}
