//! What a vault's base decides.

use provenue_client::{
    instructions::{control, vault},
    solana::Signer,
};
use provenue_tests::must;

use super::{Family, refused};

impl Family {
    pub async fn hold(&mut self, number: usize, seconds: i64) {
        let until = self.now + seconds;
        let facts = &self.vaults[number];
        let hold = control::hold(&facts.base.pubkey(), &facts.address, 7, until);
        let verdict = if !facts.holdable {
            refused("NotHoldable")
        } else if self.is_held(number) {
            refused("Held")
        } else {
            Ok(())
        };
        if self.send_expecting(verdict, &[hold]).await.is_some() {
            self.vaults[number].held_until = until;
        }
    }

    pub async fn release(&mut self, number: usize, stranger: bool) {
        let facts = &self.vaults[number];
        let releaser = if stranger { &self.fan } else { &facts.base };
        let release = control::release_hold(&releaser.pubkey(), &facts.address);
        let verdict = if facts.held_until == 0 {
            refused("NotHeld")
        } else if stranger && self.is_held(number) {
            refused("NotTheBase")
        } else {
            Ok(())
        };
        if self.send_expecting(verdict, &[release]).await.is_some() {
            self.vaults[number].held_until = 0;
        }
    }

    pub async fn add_currency(&mut self, number: usize, coin: usize) {
        let facts = &self.vaults[number];
        let (base, mint) = (facts.base.pubkey(), &self.coins[coin]);
        let add = vault::add_currency(&base, &facts.address, mint);
        let verdict = match self.currency(number, coin) {
            Some(_) => refused("CurrencyExists"),
            None => Ok(()),
        };
        if self.send_expecting(verdict, &[add]).await.is_some() {
            must(self.model.add_currency(&number, coin));
        }
    }
}
