//! Money comes in, and climbs.

use provenue_client::{
    events::{Event, events},
    instructions::{
        upstream::{pull, with_hops},
        vault,
    },
    solana::Signer,
    token,
};
use provenue_oracle::Revenue;
use provenue_tests::must;

use super::{Family, refused};

impl Family {
    pub async fn deposit(&mut self, number: usize, coin: usize, amount: u64, hops: usize) {
        let fan = self.fan.pubkey();
        let deposit = vault::deposit(
            &fan,
            &self.vaults[number].address,
            &self.coins[coin],
            amount,
        );
        let hops = self.climbing(number, &(0..hops).collect::<Vec<_>>());
        let edges: Vec<_> = hops.iter().map(|edge| self.hop(*edge)).collect();
        let deposit = with_hops(deposit, &self.coins[coin], &edges);
        let found = self.coins[coin].arriving(amount) + self.vaults[number].unbooked[coin];
        let verdict = if self.currency(number, coin).is_none() {
            refused("UnknownCurrency")
        } else if self.no_live_units(number) && found > 0 {
            refused("NoLiveUnits")
        } else {
            Ok(())
        };
        let Some(receipt) = self.send_expecting(verdict, &[deposit]).await else {
            return;
        };
        self.fans_purse[coin] -= amount;
        must(self.model.book(&number, &coin, found));
        self.vaults[number].unbooked[coin] = 0;
        let happened = events(&receipt.logs).into_iter().skip(1).collect();
        self.climbed(coin, &hops, happened);
    }

    pub async fn send_plainly(&mut self, number: usize, coin: usize, amount: u64) {
        let (fan, to) = (self.fan.pubkey(), self.vaults[number].address);
        let send = token::transfer(&fan, &self.coins[coin], &to, amount);
        self.send_expecting(Ok(()), &[send]).await;
        self.fans_purse[coin] -= amount;
        self.vaults[number].unbooked[coin] += self.coins[coin].arriving(amount);
    }

    pub async fn book(&mut self, number: usize, coin: usize) {
        let book = vault::book(&self.vaults[number].address, &self.coins[coin]);
        let found = self.vaults[number].unbooked[coin];
        let verdict = if self.currency(number, coin).is_none() {
            refused("WrongTreasury")
        } else if found > 0 && self.no_live_units(number) {
            refused("NoLiveUnits")
        } else {
            Ok(())
        };
        if self.send_expecting(verdict, &[book]).await.is_some() {
            must(self.model.book(&number, &coin, found));
            self.vaults[number].unbooked[coin] = 0;
        }
    }

    pub async fn pull(&mut self, number: usize, coin: usize, chosen: &[usize]) {
        let hops = self.climbing(number, chosen);
        self.pull_over(number, coin, &hops).await;
    }

    /// Pays the dues of these edges, in order.
    pub async fn pull_over(&mut self, number: usize, coin: usize, hops: &[(usize, usize)]) {
        let verdict = if self.currency(number, coin).is_none() {
            refused("UnknownCurrency")
        } else if hops.is_empty() {
            refused("HopAccounts")
        } else {
            Ok(())
        };
        let edges: Vec<_> = hops.iter().map(|edge| self.hop(*edge)).collect();
        let climb = pull(&self.vaults[number].address, &self.coins[coin], &edges);
        if let Some(receipt) = self.send_expecting(verdict, &[climb]).await {
            self.climbed(coin, hops, events(&receipt.logs));
        }
    }

    /// Edges that a payment may take, each beginning at `root` or where one before it ended: the ones
    /// that the numbers choose.
    pub fn climbing(&self, root: usize, chosen: &[usize]) -> Vec<(usize, usize)> {
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
                let address = self.vaults[*parent].address;
                assert_eq!((event.due, event.parent), (due, address));
                continue;
            }
            let royalties = self.coins[coin].arriving(due);
            let revenue = Revenue {
                outside: self.vaults[*parent].unbooked[coin],
                royalties,
            };
            must(self.model.pull(child, parent, &coin, revenue));
            self.vaults[*parent].unbooked[coin] = 0;
            let Some(Event::DuesPaid(event)) = happened.next() else {
                panic!("dues were to be paid");
            };
            assert_eq!((event.amount, event.received), (due, royalties));
        }
        assert!(happened.next().is_none());
    }
}
