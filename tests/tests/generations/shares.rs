//! Shares change hands, and holders are paid.

use provenue_client::{
    address,
    events::{Event, events},
    instructions::vault::{self, Holder},
    solana::Signer,
};
use provenue_oracle::BigInt;
use provenue_tests::{assert_refused, must};

use crate::family::Family;

impl Family {
    pub async fn transfer(&mut self, number: usize, from: usize, to: usize, percent: u64) {
        let vault = self.vaults[number];
        let [source, destination] =
            [from, to].map(|holder| address::share_account(&vault, &self.holders[holder].pubkey()));
        let units = self.world.token_amount(&source).await * percent / 100;
        let owner = &self.holders[from];
        let opened = self.position(number, from).await.is_some();
        let sale = vault::transfer_shares(&owner.pubkey(), &vault, &source, &destination, units);
        let sent = self.send(&[sale], owner).await;
        // Token-2022 does not call the hook when nothing can change.
        if from == to {
            must(sent);
        } else if opened {
            must(sent);
            let model = must(self.model.vault_mut(&number));
            must(model.transfer(&from, &to, units));
        } else {
            assert_refused(sent, "AccountDataTooSmall");
        }
    }

    pub async fn burn(&mut self, number: usize, holder: usize, percent: u64) {
        let vault = self.vaults[number];
        let owner = &self.holders[holder];
        if self.position(number, holder).await.is_none() {
            return;
        }
        let account = address::share_account(&vault, &owner.pubkey());
        let units = self.world.token_amount(&account).await * percent / 100;
        let burn = vault::burn_shares(&owner.pubkey(), &vault, &account, units);
        must(self.send(&burn, owner).await);
        let model = must(self.model.vault_mut(&number));
        must(model.burn(&holder, units));
    }

    pub async fn claim(&mut self, number: usize, holder: usize, coin: usize) {
        let vault = self.vaults[number];
        let owner = &self.holders[holder];
        let claimant = Holder::of(&vault, &owner.pubkey());
        let claim = vault::claim(&vault, &self.coins[coin], &claimant);
        let opened = self.position(number, holder).await.is_some();
        let sent = self.send(&[claim], owner).await;
        let Some(currency) = self.currency(number, coin) else {
            assert!(sent.is_err());
            return;
        };
        if !opened {
            assert_refused(sent, "AccountDataTooSmall");
            return;
        }
        if self.is_held(number) {
            assert_refused(sent, "Held");
            return;
        }
        // What was refused released nothing.
        let before = must(self.model.vault(&number)).clone();
        let model = must(self.model.vault_mut(&number));
        model.release();
        let payable = model.payable(&holder, currency);
        match sent {
            Ok(receipt) => {
                let [Event::Claimed(event)] = events(&receipt.logs)[..] else {
                    panic!("one payment was expected");
                };
                assert!(payable.contains(&BigInt::from(event.amount)));
                must(model.pay(&holder, currency, event.amount));
            }
            refused => {
                assert_eq!(*payable.start(), BigInt::ZERO);
                assert_refused(refused, "NothingToClaim");
                *model = before;
            }
        }
    }
}
