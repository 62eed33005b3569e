//! Token accounts are closed, and made again at the same addresses.

use provenue_client::{
    instructions::vault,
    solana::Signer,
    token::{self, TOKEN_2022},
};
use provenue_tests::must;
use spl_token_2022_interface::{
    extension::transfer_fee::instruction::harvest_withheld_tokens_to_mint,
    instruction::close_account,
};

use super::{Family, refused};

impl Family {
    pub async fn open_shares(&mut self, number: usize, holder: usize) {
        let (payer, owner) = (self.world.payer.pubkey(), self.key(holder));
        let create = vault::create_share_account(&payer, &self.vaults[number].address, &owner);
        self.send_expecting(Ok(()), &[create]).await;
        self.seat(number, holder).tokens.get_or_insert(0);
    }

    pub async fn close_shares(&mut self, number: usize, holder: usize) {
        let (seat, owner) = (self.vaults[number].seats[holder], self.key(holder));
        let Some(tokens) = seat.tokens else { return };
        let close = must(close_account(
            &TOKEN_2022,
            &seat.account,
            &owner,
            &owner,
            &[],
        ));
        let verdict = match tokens {
            0 => Ok(()),
            _ => refused("NonNativeHasBalance"),
        };
        if self.send_expecting(verdict, &[close]).await.is_some() {
            self.seat(number, holder).tokens = None;
        }
    }

    pub async fn open_purse(&mut self, person: usize, coin: usize) {
        let (payer, owner) = (self.world.payer.pubkey(), self.key(person));
        let create = token::create_ata(&payer, &owner, &self.coins[coin]);
        self.send_expecting(Ok(()), &[create]).await;
        self.purses[person][coin].get_or_insert(0);
    }

    pub async fn close_purse(&mut self, person: usize, coin: usize) {
        let Some(amount) = self.purses[person][coin] else {
            return;
        };
        let (owner, mint) = (self.key(person), &self.coins[coin]);
        let purse = mint.ata(&owner);
        let mut instructions = Vec::new();
        if mint.transfer_fee.is_some() {
            let harvest = harvest_withheld_tokens_to_mint(&mint.program, &mint.address, &[&purse]);
            instructions.push(must(harvest));
        }
        if amount > 0 {
            let fan = self.fan.pubkey();
            instructions.push(token::transfer(&owner, mint, &fan, amount));
        }
        let close = close_account(&mint.program, &purse, &owner, &owner, &[]);
        instructions.push(must(close));
        let arrived = mint.arriving(amount);
        self.send_expecting(Ok(()), &instructions).await;
        self.purses[person][coin] = None;
        self.fans_purse[coin] += arrived;
    }
}
