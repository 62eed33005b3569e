//! Holders are paid, or those whom they named.

use provenue_client::{
    events::{Event, events},
    instructions::{control, vault},
};
use provenue_oracle::{BigInt, Currency};
use provenue_tests::{assert_refused, must};
use provenue_vault::VaultError;

use super::{Family, refused};
use crate::operation::HOLDERS;

impl Family {
    pub async fn claim(&mut self, number: usize, holder: usize, coin: usize) {
        let (vault, payee) = (self.vaults[number].address, self.payee(number, holder));
        let claim = vault::claim(&vault, &self.coins[coin], &self.holder(number, holder));
        let certain = if self.vaults[number].seats[holder].opened.is_none() {
            Some(refused("AccountDataTooSmall"))
        } else if self.currency(number, coin).is_none() {
            Some(refused("UnknownCurrency"))
        } else if self.is_held(number) {
            Some(refused("Held"))
        } else if self.purses[payee][coin].is_none() {
            Some(refused("PayeeMissing"))
        } else {
            None
        };
        let currency = match (certain, self.currency(number, coin)) {
            (None, Some(currency)) => currency,
            (verdict, _) => {
                self.send_expecting(verdict.unwrap_or(Err(None)), &[claim])
                    .await;
                return;
            }
        };
        // What was refused released nothing.
        let before = self.vault_model(number).clone();
        self.vault_model_mut(number).release();
        match self.send(&[claim]).await {
            Ok(receipt) => {
                let [Event::Claimed(event)] = events(&receipt.logs)[..] else {
                    panic!("one payment was expected");
                };
                assert_eq!(event.payee, self.key(payee));
                self.paid(number, holder, (coin, currency), event.amount);
                self.notice_if_seen(number, holder);
            }
            refused => {
                self.assert_nothing_due(number, holder, currency);
                assert_refused(refused, "NothingToClaim");
                *self.vault_model_mut(number) = before;
            }
        }
    }

    pub async fn distribute(&mut self, number: usize, coin: usize, holders: &[usize]) {
        let vault = self.vaults[number].address;
        let named: Vec<_> = holders
            .iter()
            .map(|holder| self.holder(number, *holder))
            .collect();
        let pay = vault::distribute(&vault, &self.coins[coin], &named);
        let Some(currency) = self.currency(number, coin) else {
            let verdict = refused("UnknownCurrency");
            self.send_expecting(verdict, &[pay]).await;
            return;
        };
        let verdict = if self.is_held(number) {
            refused("Held")
        } else {
            Ok(())
        };
        let Some(receipt) = self.send_expecting(verdict, &[pay]).await else {
            return;
        };
        self.vault_model_mut(number).release();
        let told = events(&receipt.logs);
        let mut told = told.iter().peekable();
        for holder in holders {
            let seat = self.vaults[number].seats[*holder];
            let Some(opened) = seat.opened else { continue };
            let purse = self.purses[opened.payee][coin];
            match told.peek() {
                Some(Event::Claimed(event)) if event.position == seat.position => {
                    assert!(purse.is_some(), "paid to nobody");
                    assert_eq!(event.payee, self.key(opened.payee));
                    self.paid(number, *holder, (coin, currency), event.amount);
                    told.next();
                }
                Some(Event::HolderSkipped(event)) if event.position == seat.position => {
                    let payable = self.vault_model(number).payable(holder, currency);
                    assert!(payable.contains(&BigInt::from(event.due)));
                    assert!(purse.is_none(), "skipped for nothing");
                    assert_eq!(event.reason, u64::from(VaultError::PayeeMissing.code()));
                    told.next();
                }
                _ => self.assert_nothing_due(number, *holder, currency),
            }
        }
        assert!(told.next().is_none(), "somebody else was paid");
        for holder in holders {
            if self.vaults[number].seats[*holder].opened.is_some() {
                self.notice_if_seen(number, *holder);
            }
        }
    }

    pub async fn delegate_revenue(&mut self, number: usize, holder: usize, to: usize) {
        let (vault, account) = (
            self.vaults[number].address,
            self.vaults[number].seats[holder].account,
        );
        let payout = self.holders.get(to).map_or(vault, |_| self.key(to));
        let owner = self.key(holder);
        let delegate = control::delegate_revenue(&owner, &vault, &account, &payout);
        let verdict = if self.vaults[number].seats[holder].opened.is_none() {
            refused("AccountDataTooSmall")
        } else if to == HOLDERS {
            refused("VaultAsHolder")
        } else {
            Ok(())
        };
        if self.send_expecting(verdict, &[delegate]).await.is_some() {
            self.vault_model_mut(number).release();
            self.notice_if_seen(number, holder);
            if let Some(opened) = &mut self.seat(number, holder).opened {
                opened.payee = to;
            }
        }
    }

    /// The vault has paid `amount` for a holder, of what was due.
    fn paid(&mut self, number: usize, holder: usize, money: (usize, Currency), amount: u64) {
        let (coin, currency) = money;
        let payee = self.payee(number, holder);
        let arrived = self.coins[coin].arriving(amount);
        let model = self.vault_model_mut(number);
        let payable = model.payable(&holder, currency);
        assert!(
            amount > 0 && payable.contains(&BigInt::from(amount)),
            "{amount} was paid, and {payable:?} was due"
        );
        must(model.pay(&holder, currency, amount));
        let purse = self.purses[payee][coin].as_mut();
        *purse.expect("the payee has an account") += arrived;
    }

    fn assert_nothing_due(&self, number: usize, holder: usize, currency: Currency) {
        let payable = self.vault_model(number).payable(&holder, currency);
        assert_eq!(
            *payable.start(),
            BigInt::ZERO,
            "holder {holder} of vault {number} was not paid"
        );
    }
}
