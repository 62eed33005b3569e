//! Shares change hands, and are burned.

use provenue_client::{
    instructions::vault::{self, ShareMint},
    solana::Instruction,
    token::TOKEN_2022,
};
use provenue_tests::must;
use spl_token_2022_interface::instruction::{approve, revoke};

use super::{Family, Opened, Verdict, refused};

impl Family {
    /// From the first of `seats` to the second.
    pub async fn transfer(
        &mut self,
        number: usize,
        seats: [usize; 2],
        percent: u64,
        delegate: Option<usize>,
    ) {
        let [from, to] = seats;
        let source = self.vaults[number].seats[from];
        let units = source.tokens.unwrap_or_default() * percent / 100;
        let delegate = delegate.filter(|delegate| *delegate != from);
        let mut instructions = vec![self.sale(number, delegate.unwrap_or(from), seats, units)];
        if let Some(delegate) = delegate {
            let (delegate, owner) = (self.key(delegate), self.key(from));
            let account = &source.account;
            let allow = approve(&TOKEN_2022, account, &delegate, &owner, &[], units);
            instructions.insert(0, must(allow));
            instructions.push(must(revoke(&TOKEN_2022, account, &owner, &[])));
        }
        let verdict = self.can_transfer(number, seats, units);
        let sent = self.send_expecting(verdict, &instructions).await;
        if sent.is_none() || from == to {
            return;
        }
        self.notice(number, from);
        if self.vaults[number].seats[to].opened.is_none() {
            self.open_from_reserve(number, to);
        }
        self.notice(number, to);
        must(self.vault_model_mut(number).transfer(&from, &to, units));
        for (seat, change) in [(from, -(units as i64)), (to, units as i64)] {
            let tokens = &mut self.seat(number, seat).tokens;
            *tokens = tokens.and_then(|tokens| tokens.checked_add_signed(change));
        }
    }

    /// A transfer of shares that `authority`, a holder, signs.
    pub fn sale(
        &self,
        number: usize,
        authority: usize,
        seats: [usize; 2],
        units: u64,
    ) -> Instruction {
        let facts = &self.vaults[number];
        let [source, destination] = seats.map(|seat| facts.seats[seat].account);
        let shares = ShareMint {
            vault: facts.address,
            gated: facts.gate.is_some(),
        };
        vault::transfer_shares(&self.key(authority), shares, &source, &destination, units)
    }

    fn can_transfer(&self, number: usize, [from, to]: [usize; 2], units: u64) -> Verdict {
        let facts = &self.vaults[number];
        let [source, destination] = [from, to].map(|seat| facts.seats[seat]);
        let (Some(_), Some(had)) = (source.tokens, destination.tokens) else {
            // The token program says so, in its own words.
            return Err(None);
        };
        // Token-2022 does not call the hook when nothing can change.
        if from == to {
            return Ok(());
        }
        if source.opened.is_none() {
            return refused("AccountDataTooSmall");
        }
        if let Some((lock_until, max_units)) = facts.gate {
            if self.now < lock_until {
                return refused("LockedUp");
            }
            if had + units > max_units {
                return refused("HoldingTooLarge");
            }
        }
        if destination.opened.is_none() && facts.reserve < self.rents.position {
            return refused("ReserveEmpty");
        }
        Ok(())
    }

    /// The hook has made a receiver's position. A reserve that would be left with less than an account
    /// may have gives all it has.
    fn open_from_reserve(&mut self, number: usize, holder: usize) {
        let rents = self.rents;
        let facts = &mut self.vaults[number];
        let left = facts.reserve - rents.position;
        let lamports = if left > 0 && left < rents.empty {
            facts.reserve
        } else {
            rents.position
        };
        facts.reserve -= lamports;
        facts.seats[holder].opened = Some(Opened {
            payee: holder,
            by_reserve: true,
            lamports,
        });
    }

    pub async fn burn(&mut self, number: usize, holder: usize, percent: u64, settled: bool) {
        let facts = &self.vaults[number];
        let seat = facts.seats[holder];
        let units = seat.tokens.unwrap_or_default() * percent / 100;
        let burn = vault::burn_shares(&self.key(holder), &facts.address, &seat.account, units);
        let instructions = if settled { &burn[..] } else { &burn[..1] };
        let verdict = match (seat.tokens, seat.opened) {
            (None, _) => Err(None),
            (Some(_), None) if settled => refused("AccountDataTooSmall"),
            (Some(_), _) => Ok(()),
        };
        if self.send_expecting(verdict, instructions).await.is_some() {
            let tokens = &mut self.seat(number, holder).tokens;
            *tokens = tokens.map(|tokens| tokens - units);
            if settled {
                self.notice(number, holder);
            }
        }
    }

    pub async fn settle(&mut self, number: usize, holder: usize) {
        let facts = &self.vaults[number];
        let seat = facts.seats[holder];
        let settle = vault::settle(&facts.address, &seat.account);
        let verdict = match seat.opened {
            Some(_) => Ok(()),
            None => refused("AccountDataTooSmall"),
        };
        if self.send_expecting(verdict, &[settle]).await.is_some() {
            self.vault_model_mut(number).release();
            self.notice(number, holder);
        }
    }
}
