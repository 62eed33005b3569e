//! Shares change hands.

use provenue_client::{VAULT_PROGRAM, address, instructions::vault, token::TOKEN_2022};
use provenue_tests::must;
use solana_instruction::{AccountMeta, Instruction};
use solana_sdk_ids::system_program;
use spl_token_2022_interface::instruction::{approve, burn, revoke};

use super::{Verdict, World, must_model};
use crate::{
    operation::{Part, SEATS},
    stage::Stage,
};

impl World<'_> {
    pub async fn transfer_shares(
        &mut self,
        vault: usize,
        from: usize,
        to: usize,
        part: Part,
        delegate: Option<usize>,
    ) {
        let facts = &self.expected.vaults[vault];
        let (Some(source), Some(_)) = (facts.shares[from], facts.shares[to]) else {
            return;
        };
        let units = part.of(source.units);
        let authority = delegate.unwrap_or(source.owner);
        let mut instructions = vec![self.share_transfer(vault, authority, from, to, units)];
        if let Some(delegate) = delegate {
            let account = &self.stage.vaults[vault].seats[from];
            let (delegate, owner) = (self.stage.key(delegate), self.stage.key(source.owner));
            let allow = approve(&TOKEN_2022, account, &delegate, &owner, &[], units);
            instructions.insert(0, must(allow));
            instructions.push(must(revoke(&TOKEN_2022, account, &owner, &[])));
        }
        let verdict = self.can_transfer(vault, from, to);
        let signers = [source.owner, authority];
        let sent = self.send_expecting(verdict, &instructions, &signers).await;
        let Some((_, after)) = sent else {
            return;
        };
        if from != to {
            self.notice(vault, from, false, &after);
            self.notice(vault, to, false, &after);
            must_model(self.models[vault].transfer(&from, &to, units));
            self.expect_units(vault, from, source.units - units);
            let had = self.expected.vaults[vault].units(to);
            self.expect_units(vault, to, had + units);
        }
        self.conclude(vault, after);
    }

    pub async fn burn_shares(&mut self, vault: usize, seat: usize, part: Part) {
        let Some(shares) = self.expected.vaults[vault].shares[seat] else {
            return;
        };
        let units = part.of(shares.units);
        let places = &self.stage.vaults[vault];
        let burn = must(burn(
            &TOKEN_2022,
            &places.seats[seat],
            &places.share_mint,
            &self.stage.key(shares.owner),
            &[],
            units,
        ));
        if let Some((_, after)) = self.send_expecting(Ok(()), &[burn], &[shares.owner]).await {
            let facts = &mut self.expected.vaults[vault];
            facts.share_supply -= units;
            if let Some(shares) = &mut facts.shares[seat] {
                shares.units -= units;
            }
            self.conclude(vault, after);
        }
    }

    pub async fn burn_everything(&mut self, vault: usize) {
        for seat in 0..SEATS {
            self.burn_shares(vault, seat, Part::All).await;
            self.settle(vault, seat).await;
        }
    }

    pub async fn settle(&mut self, vault: usize, seat: usize) {
        let places = &self.stage.vaults[vault];
        let settle = vault::settle(&places.address, &places.seats[seat]);
        let open = self.expected.vaults[vault].positions[seat].map(|_| ());
        let verdict = open.ok_or("AccountDataTooSmall");
        if let Some((_, after)) = self.send_expecting(verdict, &[settle], &[]).await {
            self.notice(vault, seat, false, &after);
            self.conclude(vault, after);
        }
    }

    /// A transfer of shares that `authority` signs.
    pub fn share_transfer(
        &self,
        vault: usize,
        authority: usize,
        from: usize,
        to: usize,
        units: u64,
    ) -> Instruction {
        let places = &self.stage.vaults[vault];
        vault::transfer_shares(
            &self.stage.key(authority),
            &places.address,
            &places.seats[from],
            &places.seats[to],
            units,
        )
    }

    fn can_transfer(&self, vault: usize, from: usize, to: usize) -> Verdict {
        // Token-2022 does not call the hook when nothing can change.
        if from == to {
            return Ok(());
        }
        let facts = &self.expected.vaults[vault];
        if facts.positions[from].is_none() {
            return Err("AccountDataTooSmall");
        }
        if facts.positions[to].is_none() {
            return Err("ReserveEmpty");
        }
        let whole = self.has_whole_units(vault, to);
        let paid = self.owner_when_settled(vault, to, whole);
        let owns = facts.shares[to].is_some_and(|shares| shares.owner == paid);
        owns.then_some(()).ok_or("FormerOwnerUnpaid")
    }

    /// A seat that was noticed has `units` now, and its position knows.
    fn expect_units(&mut self, vault: usize, seat: usize, units: u64) {
        let facts = &mut self.expected.vaults[vault];
        if let (Some(shares), Some(position)) =
            (&mut facts.shares[seat], &mut facts.positions[seat])
        {
            shares.units = units;
            position.units = units;
        }
    }
}

/// The hook, told the largest amount there is.
pub fn hook_call(stage: &Stage, vault: usize, from: usize, to: usize) -> Instruction {
    let places = &stage.vaults[vault];
    let read = [
        places.seats[from],
        places.share_mint,
        places.seats[to],
        stage.key(0),
        address::extra_account_metas(&places.share_mint),
    ];
    let changed = [
        places.address,
        places.positions[from],
        places.positions[to],
        address::rent_reserve(&places.address),
    ];
    let read = read.map(|key| AccountMeta::new_readonly(key, false));
    let changed = changed.map(|key| AccountMeta::new(key, false));
    let system = AccountMeta::new_readonly(system_program::ID, false);
    let data = [&provenue_vault::EXECUTE[..], &u64::MAX.to_le_bytes()].concat();
    Instruction::new_with_bytes(
        VAULT_PROGRAM,
        &data,
        [&read[..], &changed, &[system]].concat(),
    )
}
