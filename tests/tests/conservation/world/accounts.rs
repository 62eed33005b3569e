//! Accounts are made, closed and given away.

use provenue_client::{instructions::vault, token::TOKEN_2022};
use provenue_oracle::BigInt;
use provenue_tests::must;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;
use spl_token_2022_interface::instruction::{AuthorityType, close_account, set_authority};

use super::{Verdict, World, must_model};
use crate::{
    facts::{Opened, Purse, Shares},
    operation::{Coin, Part, SPARE},
    stage::open_purse,
};

impl World<'_> {
    pub async fn open_position(&mut self, vault: usize, seat: usize, payer: usize) {
        let facts = &self.expected.vaults[vault];
        let Some(shares) = facts.shares[seat] else {
            return;
        };
        let verdict = match facts.positions[seat] {
            Some(_) => Err("AccountAlreadyInUse"),
            None => Ok(()),
        };
        let places = &self.stage.vaults[vault];
        let key = self.stage.key(payer);
        let open = vault::open_position(&key, &places.address, &places.seats[seat]);
        if let Some((_, after)) = self.send_expecting(verdict, &[open], &[payer]).await {
            self.expected.persons[payer].lamports -= self.stage.position_rent;
            self.expected.vaults[vault].positions[seat] = Some(Opened {
                owner: shares.owner,
                rent_payer: Some(payer),
                units: 0,
            });
            self.models[vault].issue(&seat, 0);
            self.conclude(vault, after);
        }
    }

    pub async fn close_position(&mut self, vault: usize, seat: usize) {
        let Some(verdict) = self.can_close(vault, seat) else {
            return;
        };
        let whole = self.has_whole_units(vault, seat);
        let owner = self.owner_when_settled(vault, seat, whole);
        let opened = self.expected.vaults[vault].positions[seat];
        let rent_payer = opened.and_then(|opened| opened.rent_payer);
        let payer = self.stage.world.payer.pubkey();
        let rent_to = rent_payer.map_or(payer, |person| self.stage.key(person));
        let places = &self.stage.vaults[vault];
        let key = self.stage.key(owner);
        let close = vault::close_position(&key, &places.address, &places.seats[seat], &rent_to);
        if let Some((_, after)) = self.send_expecting(verdict, &[close], &[owner]).await {
            self.notice(vault, seat, false, &after);
            must_model(self.models[vault].close(&seat));
            self.expected.vaults[vault].positions[seat] = None;
            if let Some(person) = rent_payer {
                self.expected.persons[person].lamports += self.stage.position_rent;
            }
            self.conclude(vault, after);
        }
    }

    pub async fn leave(&mut self, vault: usize, seat: usize, heir: usize) {
        self.transfer_shares(vault, seat, heir, Part::All, None)
            .await;
        for coin in Coin::ALL {
            self.claim(vault, seat, coin).await;
        }
        self.close_position(vault, seat).await;
    }

    /// How closing a position will end; `None` when the model cannot follow.
    fn can_close(&self, vault: usize, seat: usize) -> Option<Verdict> {
        let facts = &self.expected.vaults[vault];
        let Some(opened) = facts.positions[seat] else {
            return Some(Err("AccountDataTooSmall"));
        };
        if facts.units(seat) > 0 || self.has_whole_units(vault, seat) {
            return Some(Err("PositionInUse"));
        }
        let model = &self.models[vault];
        if model.live_units() > BigInt::from(opened.units) {
            return Some(Ok(()));
        }
        let left = self.claimable(vault, seat);
        if left.iter().any(|left| left.fraction_q64 > 0) {
            return Some(Err("NoLiveUnits"));
        }
        // What the vault owes is nothing; what is owed exactly may be a hair that nobody can take.
        let nothing = BigInt::ZERO.into();
        let mut currencies = model.currencies();
        let owes_nothing = currencies.all(|currency| model.owed(&seat, currency) == nothing);
        owes_nothing.then_some(Ok(()))
    }

    pub async fn open_shares(&mut self, vault: usize, seat: usize, owner: usize) {
        if self.expected.vaults[vault].shares[seat].is_some() {
            return;
        }
        let payer = self.stage.world.payer.pubkey();
        let (owner, create) = match seat {
            SPARE => (
                owner,
                self.stage.vaults[vault].make_spare(&payer, &self.stage.key(owner)),
            ),
            seat => {
                let place = &self.stage.vaults[vault].address;
                let create = vault::create_share_account(&payer, place, &self.stage.key(seat));
                (seat, vec![create])
            }
        };
        if let Some((_, after)) = self.send_expecting(Ok(()), &create, &[]).await {
            self.expected.vaults[vault].shares[seat] = Some(Shares { owner, units: 0 });
            self.conclude(vault, after);
        }
    }

    pub async fn close_shares(&mut self, vault: usize, seat: usize) {
        let Some(shares) = self.expected.vaults[vault].shares[seat] else {
            return;
        };
        let account = self.stage.vaults[vault].seats[seat];
        let close = self.close(&account, &TOKEN_2022, shares.owner);
        let verdict = match shares.units {
            0 => Ok(()),
            _ => Err("NonNativeHasBalance"),
        };
        let rent = self.picture.lamports_at(self.stage, &account);
        if let Some((_, after)) = self
            .send_expecting(verdict, &[close], &[shares.owner])
            .await
        {
            self.expected.vaults[vault].shares[seat] = None;
            self.expected.persons[shares.owner].lamports += rent;
            self.conclude(vault, after);
        }
    }

    pub async fn give_away(&mut self, vault: usize, to: usize, emptied_into: Option<usize>) {
        if let Some(seat) = emptied_into {
            self.transfer_shares(vault, SPARE, seat, Part::All, None)
                .await;
        }
        let Some(shares) = self.expected.vaults[vault].shares[SPARE] else {
            return;
        };
        let give = must(set_authority(
            &TOKEN_2022,
            &self.stage.vaults[vault].seats[SPARE],
            Some(&self.stage.key(to)),
            AuthorityType::AccountOwner,
            &self.stage.key(shares.owner),
            &[],
        ));
        if let Some((_, after)) = self.send_expecting(Ok(()), &[give], &[shares.owner]).await {
            self.expected.vaults[vault].shares[SPARE] = Some(Shares {
                owner: to,
                ..shares
            });
            self.conclude(vault, after);
        }
    }

    pub async fn open_purse(&mut self, person: usize, coin: Coin) {
        if self.expected.persons[person].purses[coin as usize].is_some() {
            return;
        }
        let create = open_purse(self.stage, person, coin);
        if let Some((_, after)) = self.send_expecting(Ok(()), &[create], &[]).await {
            self.expected.persons[person].purses[coin as usize] = Some(Purse::default());
            self.conclude(0, after);
        }
    }

    pub async fn close_purse(&mut self, person: usize, coin: Coin) {
        let Some(purse) = self.expected.persons[person].purses[coin as usize] else {
            return;
        };
        let account = self.stage.purse(person, coin);
        let close = self.close(&account, &self.stage.mint(coin).program, person);
        let verdict = if coin != Coin::Sol && purse.amount > 0 {
            Err("NonNativeHasBalance")
        } else if purse.withheld > 0 {
            Err("AccountHasWithheldTransferFees")
        } else {
            Ok(())
        };
        let lamports = self.picture.lamports_at(self.stage, &account);
        if let Some((_, after)) = self.send_expecting(verdict, &[close], &[person]).await {
            let person = &mut self.expected.persons[person];
            person.purses[coin as usize] = None;
            person.lamports += lamports;
            self.conclude(0, after);
        }
    }

    pub async fn set_authority(&mut self, vault: usize, to: usize) {
        let set = vault::set_authority(&self.stage.key(vault), &self.stage.key(to));
        if let Some((_, after)) = self.send_expecting(Ok(()), &[set], &[vault]).await {
            self.expected.vaults[vault].authority = to;
            self.conclude(vault, after);
        }
    }

    pub async fn add_currency(&mut self, vault: usize, coin: Coin) {
        let facts = &self.expected.vaults[vault];
        let authority = facts.authority;
        let verdict = match facts.slot(coin) {
            Some(_) => Err("CurrencyExists"),
            None => Ok(()),
        };
        let place = &self.stage.vaults[vault].address;
        let add = vault::add_currency(&self.stage.key(authority), place, self.stage.mint(coin));
        if let Some((_, after)) = self.send_expecting(verdict, &[add], &[authority]).await {
            self.expected.vaults[vault].coins.push(coin);
            must_model(self.models[vault].add_currency());
            self.conclude(vault, after);
        }
    }

    /// The owner closes a token account and gets its lamports.
    fn close(&self, account: &Address, program: &Address, owner: usize) -> Instruction {
        let owner = self.stage.key(owner);
        must(close_account(program, account, &owner, &owner, &[]))
    }
}
