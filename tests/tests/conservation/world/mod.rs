//! The ledger, what the test expects of it, and the exact model, side by side.

mod accounts;
mod begin;
mod end;
mod money;
mod payout;
mod shares;

pub use shares::hook_call;

use provenue_client::{
    Receipt, Result, SignerRef,
    instructions::vault::Holder,
    preview::{Claimable, Preview},
};
use provenue_oracle::{BigInt, Currency, Model};
use provenue_tests::{assert_refused, must};
use solana_instruction::Instruction;

use crate::{
    facts::Facts,
    operation::{Coin, Operation, PERSONS, SEATS, VAULTS},
    picture::Picture,
    stage::Stage,
};

pub struct World<'a> {
    pub stage: &'a Stage,
    /// As it was after the last step.
    pub picture: Picture,
    /// As it should be.
    pub expected: Facts,
    pub models: [Model<usize>; VAULTS],
}

/// What the test knows before it sends a transaction.
pub type Verdict = std::result::Result<(), &'static str>;

impl World<'_> {
    pub async fn step(&mut self, operation: &Operation) {
        match *operation {
            Operation::Deposit {
                vault,
                by,
                coin,
                amount,
            } => self.deposit(vault, by, coin, amount).await,
            Operation::PlainTransfer {
                vault,
                by,
                coin,
                amount,
            } => self.plain_transfer(vault, by, coin, amount).await,
            Operation::GiveLamports {
                vault,
                by,
                lamports,
            } => self.give_lamports(vault, by, lamports).await,
            Operation::Book { vault, coin } => self.book(vault, coin).await,
            Operation::TransferShares {
                vault,
                from,
                to,
                part,
                delegate,
            } => self.transfer_shares(vault, from, to, part, delegate).await,
            Operation::BurnShares { vault, seat, part } => {
                self.burn_shares(vault, seat, part).await;
            }
            Operation::Settle { vault, seat } => self.settle(vault, seat).await,
            Operation::Claim { vault, seat, coin } => self.claim(vault, seat, coin).await,
            Operation::Distribute {
                vault,
                coin,
                ref named,
            } => self.distribute(vault, coin, named).await,
            Operation::OpenPosition { vault, seat, payer } => {
                self.open_position(vault, seat, payer).await;
            }
            Operation::ClosePosition { vault, seat } => self.close_position(vault, seat).await,
            Operation::Leave { vault, seat, heir } => self.leave(vault, seat, heir).await,
            Operation::OpenShares { vault, seat, owner } => {
                self.open_shares(vault, seat, owner).await;
            }
            Operation::CloseShares { vault, seat } => self.close_shares(vault, seat).await,
            Operation::GiveAway {
                vault,
                to,
                emptied_into,
            } => self.give_away(vault, to, emptied_into).await,
            Operation::BurnEverything { vault } => self.burn_everything(vault).await,
            Operation::OpenPurse { person, coin } => self.open_purse(person, coin).await,
            Operation::ClosePurse { person, coin } => self.close_purse(person, coin).await,
            Operation::SetAuthority { vault, to } => self.set_authority(vault, to).await,
            Operation::AddCurrency { vault, coin } => self.add_currency(vault, coin).await,
            Operation::Attack(ref attack) => self.attack(attack).await,
        }
    }

    /// Sends a transaction. What is refused has changed nothing; what went through has cost the
    /// stage's payer a fee, and the caller says what else.
    pub async fn send(
        &self,
        instructions: &[Instruction],
        signers: &[usize],
    ) -> Result<(Receipt, Picture)> {
        let signers: Vec<SignerRef<'_>> = signers
            .iter()
            .map(|person| &self.stage.persons[*person])
            .chain(self.stage.vaults.iter().map(|vault| &vault.spare))
            .map(|key| key as SignerRef<'_>)
            .collect();
        let result = self.stage.world.send(instructions, &signers).await;
        let after = Picture::take(self.stage).await;
        match result {
            Ok(receipt) => {
                let spent = self.picture.lamports() - after.lamports();
                assert_eq!(spent, u128::from(receipt.fee_lamports), "of SOL");
                Ok((receipt, after))
            }
            Err(refusal) => {
                assert!(
                    self.picture.accounts == after.accounts,
                    "what was refused has changed something: {refusal}"
                );
                Err(refusal)
            }
        }
    }

    /// Sends a transaction that ends as `verdict` says. Gives what it did, if it was not refused.
    pub async fn send_expecting(
        &self,
        verdict: Verdict,
        instructions: &[Instruction],
        signers: &[usize],
    ) -> Option<(Receipt, Picture)> {
        match (self.send(instructions, signers).await, verdict) {
            (Ok(done), Ok(())) => Some(done),
            (Err(refusal), Ok(())) => panic!("{refusal}\n{}", refusal.logs().join("\n")),
            (result, Err(name)) => {
                assert_refused(result.map(|(receipt, _)| receipt), name);
                None
            }
        }
    }

    /// Ends a step: the ledger is as expected, the books of `vault` close, and those of the other
    /// are what they were.
    pub fn conclude(&mut self, vault: usize, after: Picture) {
        after.facts.assert_as(&self.expected);
        let other = other(vault);
        assert!(
            self.picture.books(other) == after.books(other),
            "the books of vault {other} have changed"
        );
        self.picture = after;
        self.audit(vault);
    }

    /// The vault looks at a seat: it learns of burned units, and maybe of a new owner. `due` is
    /// whether it finds something to pay in the currency at hand.
    fn notice(&mut self, vault: usize, seat: usize, due: bool, after: &Picture) {
        let whole = after.positions[vault][seat].is_some_and(|found| found.has_whole_units());
        let owner = self.owner_when_settled(vault, seat, due || whole);
        let facts = &mut self.expected.vaults[vault];
        let units = facts.units(seat);
        if let Some(position) = &mut facts.positions[seat] {
            let burned = position.units - units;
            must_model(self.models[vault].burn(&seat, burned));
            position.units = units;
            position.owner = owner;
        }
    }

    /// Who is paid for a seat once its position is settled; `whole` is whether it has anything to
    /// pay then.
    pub fn owner_when_settled(&self, vault: usize, seat: usize, whole: bool) -> usize {
        let facts = &self.expected.vaults[vault];
        match (facts.positions[seat], facts.shares[seat]) {
            // What an account had earned that was empty since stays its former owner's.
            (Some(position), Some(shares))
                if whole && (position.units == 0 || shares.units == 0) =>
            {
                position.owner
            }
            (_, Some(shares)) => shares.owner,
            (Some(position), None) => position.owner,
            (None, None) => seat % PERSONS,
        }
    }

    /// Whether the vault would find whole base units of any currency, if it looked at a seat now.
    pub fn has_whole_units(&self, vault: usize, seat: usize) -> bool {
        self.claimable(vault, seat)
            .iter()
            .any(|claimable| claimable.whole > 0)
    }

    /// What a position could claim, in all of the vault's currencies.
    fn claimable(&self, vault: usize, seat: usize) -> Vec<Claimable> {
        let state = &self.picture.vaults[vault];
        let position = self.picture.positions[vault][seat];
        position.map_or_else(Vec::new, |position| {
            must(must(Preview::at(state, 0)).claimable(&position))
        })
    }

    /// The model's name of a currency, if the vault takes it.
    pub fn currency(&self, vault: usize, coin: Coin) -> Option<Currency> {
        let slot = self.expected.vaults[vault].slot(coin)?;
        self.models[vault].currencies().nth(slot)
    }

    /// Who is paid for a seat. For one without a position that is anybody.
    pub fn holder(&self, vault: usize, seat: usize) -> Holder {
        let position = self.expected.vaults[vault].positions[seat];
        let owner = position.map_or(seat % PERSONS, |position| position.owner);
        Holder {
            token_account: self.stage.vaults[vault].seats[seat],
            payee: self.stage.key(owner),
        }
    }

    /// Seats of a vault that have a position.
    pub fn open_seats(&self, vault: usize) -> impl Iterator<Item = usize> + use<> {
        let positions = self.expected.vaults[vault].positions;
        (0..SEATS).filter(move |seat| positions[*seat].is_some())
    }
}

/// What the model says to something that the program has done.
pub fn must_model<T>(result: std::result::Result<T, provenue_oracle::ModelError>) -> T {
    result.unwrap_or_else(|error| panic!("the model: {error}"))
}

/// A number of the model that fits the program's.
pub fn small(number: &BigInt) -> u64 {
    u64::try_from(number).unwrap_or_else(|_| panic!("{number} is out of range"))
}

/// The vault that is not this one.
pub fn other(vault: usize) -> usize {
    (vault + 1) % VAULTS
}
