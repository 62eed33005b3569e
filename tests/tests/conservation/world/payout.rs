//! Holders are paid.

use provenue_client::{
    events::{Event, events},
    instructions::vault::{self, Holder},
};
use provenue_oracle::BigInt;
use provenue_tests::assert_refused;
use provenue_vault::VaultError;
use solana_address::Address;

use super::{World, must_model, other};
use crate::operation::{Coin, Named};

impl World<'_> {
    pub async fn claim(&mut self, vault: usize, seat: usize, coin: Coin) {
        let places = &self.stage.vaults[vault];
        let holder = self.holder(vault, seat);
        let claim = vault::claim(&places.address, self.stage.mint(coin), &holder);
        let certain = if self.expected.vaults[vault].positions[seat].is_none() {
            Some("AccountDataTooSmall")
        } else if self.currency(vault, coin).is_none() {
            Some("UnknownCurrency")
        } else if !self.can_be_paid(vault, seat, coin) {
            Some("PayeeMissing")
        } else {
            None
        };
        if let Some(name) = certain {
            self.send_expecting(Err(name), &[claim], &[]).await;
            return;
        }
        match self.send(&[claim], &[]).await {
            Ok((receipt, after)) => {
                let [Event::Claimed(event)] = events(&receipt.logs)[..] else {
                    panic!("one payment was expected");
                };
                self.expect_payout(vault, seat, coin, event.amount);
                self.notice(vault, seat, true, &after);
                self.conclude(vault, after);
            }
            refused => {
                // Where the exact amount is a whole number the vault may be a hair short of it.
                assert_refused(refused.map(|(receipt, _)| receipt), "NothingToClaim");
                self.expect_nothing_due(vault, seat, coin);
            }
        }
    }

    pub async fn distribute(&mut self, vault: usize, coin: Coin, named: &[Named]) {
        let places = &self.stage.vaults[vault];
        let named: Vec<(Option<usize>, Holder)> = named
            .iter()
            .map(|named| match *named {
                Named::Own(seat) => (Some(seat), self.holder(vault, seat)),
                Named::Stranger(seat) => (None, self.holder(other(vault), seat)),
            })
            .collect();
        let holders: Vec<_> = named.iter().map(|(_, holder)| *holder).collect();
        let pay = vault::distribute(&places.address, self.stage.mint(coin), &holders);
        let known = self.currency(vault, coin).map(|_| ());
        let verdict = known.ok_or("UnknownCurrency");
        let Some((receipt, after)) = self.send_expecting(verdict, &[pay], &[]).await else {
            return;
        };
        let told = events(&receipt.logs);
        let mut told = told.iter().peekable();
        for (seat, holder) in named {
            let Some(seat) = seat else { continue };
            let Some(opened) = self.expected.vaults[vault].positions[seat] else {
                continue;
            };
            let right = self.stage.key(opened.owner) == holder.payee;
            let payable = right && self.can_be_paid(vault, seat, coin);
            let position = places.positions[seat];
            match told.next_if(|event| concerns(event, &position)) {
                Some(Event::Claimed(event)) => {
                    assert!(payable, "paid to the wrong account");
                    self.expect_payout(vault, seat, coin, event.amount);
                }
                Some(Event::HolderSkipped(event)) => {
                    let reason = match right {
                        true => VaultError::PayeeMissing,
                        false => VaultError::WrongPayee,
                    };
                    assert!(!payable, "skipped for nothing");
                    assert_eq!(event.reason, u64::from(reason.code()));
                    assert_eq!(event.payee, self.stage.mint(coin).ata(&holder.payee));
                    self.expect_due(vault, seat, coin, event.due);
                }
                _ => self.expect_nothing_due(vault, seat, coin),
            }
        }
        assert!(told.next().is_none(), "somebody else was paid");
        self.conclude(vault, after);
    }

    /// Whether the owner of a position has an account for the currency.
    fn can_be_paid(&self, vault: usize, seat: usize, coin: Coin) -> bool {
        let position = self.expected.vaults[vault].positions[seat];
        position.is_some_and(|position| {
            self.expected.persons[position.owner].purses[coin as usize].is_some()
        })
    }

    /// The vault pays `amount` to whom it knows as the owner of a seat.
    fn expect_payout(&mut self, vault: usize, seat: usize, coin: Coin, amount: u64) {
        self.expect_due(vault, seat, coin, amount);
        let owner = self.expected.vaults[vault].positions[seat].map(|position| position.owner);
        if let Some(currency) = self.currency(vault, coin) {
            must_model(self.models[vault].pay(&seat, currency, amount));
        }
        self.expected.vaults[vault].treasuries[coin as usize].amount -= amount;
        let purse = owner
            .and_then(|owner| self.expected.persons[owner].purses[coin as usize].as_mut())
            .unwrap_or_else(|| panic!("paid to an account that does not exist"));
        purse.receive(coin, amount);
    }

    fn expect_due(&self, vault: usize, seat: usize, coin: Coin, amount: u64) {
        let currency = self.currency(vault, coin);
        let payable = currency.map(|currency| self.models[vault].payable(&seat, currency));
        assert!(
            amount > 0
                && payable
                    .as_ref()
                    .is_some_and(|due| due.contains(&amount.into())),
            "{amount} of {coin:?}, and {payable:?} is due"
        );
    }

    fn expect_nothing_due(&self, vault: usize, seat: usize, coin: Coin) {
        let currency = self.currency(vault, coin);
        let payable = currency.map(|currency| self.models[vault].payable(&seat, currency));
        assert!(
            payable
                .as_ref()
                .is_some_and(|due| *due.start() == BigInt::ZERO),
            "{payable:?} of {coin:?} is due to seat {seat} of vault {vault}"
        );
    }
}

fn concerns(event: &Event, position: &Address) -> bool {
    match event {
        Event::Claimed(event) => event.position == *position,
        Event::HolderSkipped(event) => event.position == *position,
        _ => false,
    }
}
