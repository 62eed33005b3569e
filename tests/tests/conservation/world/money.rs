//! Money comes in.

use provenue_client::{
    instructions::vault,
    token::{self, TOKEN},
};
use provenue_oracle::BigInt;
use provenue_tests::must;
use solana_system_interface::instruction::transfer;
use spl_token_interface::instruction::sync_native;

use super::{Verdict, World, must_model, small};
use crate::operation::{Amount, Coin};

impl World<'_> {
    pub async fn deposit(&mut self, vault: usize, by: usize, coin: Coin, amount: Amount) {
        let Some(purse) = self.expected.persons[by].purses[coin as usize] else {
            return;
        };
        let amount = amount.of(purse.amount);
        let places = &self.stage.vaults[vault];
        let deposit = vault::deposit(
            &self.stage.key(by),
            &places.address,
            self.stage.mint(coin),
            amount,
        );
        let delivered = amount - coin.fee(amount);
        let verdict = if amount == 0 {
            Err("ZeroAmount")
        } else {
            let known = self.currency(vault, coin).ok_or("UnknownCurrency");
            known.and_then(|_| self.can_book(vault, coin, delivered))
        };
        if let Some((_, after)) = self.send_expecting(verdict, &[deposit], &[by]).await {
            self.expect_payment(vault, by, coin, amount);
            self.expect_booking(vault, coin);
            self.conclude(vault, after);
        }
    }

    pub async fn plain_transfer(&mut self, vault: usize, by: usize, coin: Coin, amount: Amount) {
        let Some(purse) = self.expected.persons[by].purses[coin as usize] else {
            return;
        };
        let amount = amount.of(purse.amount);
        let to = &self.stage.vaults[vault].address;
        let send = token::transfer(&self.stage.key(by), self.stage.mint(coin), to, amount);
        if let Some((_, after)) = self.send_expecting(Ok(()), &[send], &[by]).await {
            self.expect_payment(vault, by, coin, amount);
            self.conclude(vault, after);
        }
    }

    pub async fn give_lamports(&mut self, vault: usize, by: usize, lamports: u64) {
        let treasury = self.stage.vaults[vault].treasuries[Coin::Sol as usize];
        let gift = [
            transfer(&self.stage.key(by), &treasury, lamports),
            must(sync_native(&TOKEN, &treasury)),
        ];
        if let Some((_, after)) = self.send_expecting(Ok(()), &gift, &[by]).await {
            self.expected.persons[by].lamports -= lamports;
            self.expected.vaults[vault].treasuries[Coin::Sol as usize].amount += lamports;
            self.conclude(vault, after);
        }
    }

    pub async fn book(&mut self, vault: usize, coin: Coin) {
        let book = vault::book(&self.stage.vaults[vault].address, self.stage.mint(coin));
        let known = self.currency(vault, coin).ok_or("WrongTreasury");
        let verdict = known.and_then(|_| self.can_book(vault, coin, 0));
        if let Some((_, after)) = self.send_expecting(verdict, &[book], &[]).await {
            self.expect_booking(vault, coin);
            self.conclude(vault, after);
        }
    }

    /// Whether the vault can book what its treasury has when it gets `more`.
    fn can_book(&self, vault: usize, coin: Coin, more: u64) -> Verdict {
        let Some(currency) = self.currency(vault, coin) else {
            return Ok(());
        };
        let model = &self.models[vault];
        let received = self.surplus(vault, coin) + more;
        if received == 0 {
            Ok(())
        } else if model.gross(currency) + received > BigInt::from(u64::MAX) {
            Err("Overflow")
        } else if model.live_units() == BigInt::ZERO {
            Err("NoLiveUnits")
        } else {
            Ok(())
        }
    }

    fn expect_payment(&mut self, vault: usize, by: usize, coin: Coin, amount: u64) {
        if let Some(purse) = &mut self.expected.persons[by].purses[coin as usize] {
            purse.amount -= amount;
        }
        self.expected.vaults[vault].treasuries[coin as usize].receive(coin, amount);
    }

    fn expect_booking(&mut self, vault: usize, coin: Coin) {
        let received = self.surplus(vault, coin);
        if let Some(currency) = self.currency(vault, coin)
            && received > 0
        {
            must_model(self.models[vault].book(currency, received));
        }
    }

    /// What a treasury holds above what is booked.
    fn surplus(&self, vault: usize, coin: Coin) -> u64 {
        let held = self.expected.vaults[vault].treasuries[coin as usize].amount;
        let model = &self.models[vault];
        self.currency(vault, coin).map_or(0, |currency| {
            small(&(model.paid_holders(currency) + held - model.gross(currency)))
        })
    }
}
