//! Breaking one thing of a valid instruction, and the proof that it was noticed.

use provenue_client::{ClientError, Ledger, Receipt, Result, SignerRef};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;

use crate::{World, must};

/// Small changes to an instruction, each of which should make it fail.
pub trait Attack: Sized {
    /// Gives another account in the place of `old`.
    #[must_use]
    fn swapping(self, old: &Address, new: &Address) -> Self;

    /// Says that `key` need not sign.
    #[must_use]
    fn unsigned(self, key: &Address) -> Self;

    /// Says that `key` is only read.
    #[must_use]
    fn read_only(self, key: &Address) -> Self;
}

impl Attack for Instruction {
    fn swapping(mut self, old: &Address, new: &Address) -> Self {
        change(&mut self, old, |meta| meta.pubkey = *new);
        self
    }

    fn unsigned(mut self, key: &Address) -> Self {
        change(&mut self, key, |meta| meta.is_signer = false);
        self
    }

    fn read_only(mut self, key: &Address) -> Self {
        change(&mut self, key, |meta| meta.is_writable = false);
        self
    }
}

fn change(
    instruction: &mut Instruction,
    key: &Address,
    change: impl Fn(&mut solana_instruction::AccountMeta),
) {
    let mut found = false;
    for meta in instruction
        .accounts
        .iter_mut()
        .filter(|meta| meta.pubkey == *key)
    {
        change(meta);
        found = true;
    }
    assert!(found, "the instruction does not name {key}");
}

/// Asserts that a request failed with the error called `name` in its program's source, or in the
/// runtime's (`MissingRequiredSignature`, `InvalidSeeds`, …).
#[track_caller]
pub fn assert_refused<T>(result: Result<T>, name: &str) {
    match result {
        Ok(_) => panic!("it went through; {name} was expected"),
        Err(error) => assert_eq!(
            name_of(&error),
            name,
            "{error}\n{}",
            error.logs().join("\n")
        ),
    }
}

/// The name of an error.
fn name_of(error: &ClientError) -> String {
    match error {
        ClientError::Program(failure) => failure.name.clone(),
        ClientError::Transaction { error, .. } => format!("{error:?}"),
        other => other.to_string(),
    }
}

/// Sends one instruction, asserts that it is refused with the error called `name`, and that every
/// account it names but the payer is byte for byte what it was.
pub async fn assert_refused_unchanged(
    world: &World<impl Ledger>,
    instruction: Instruction,
    signers: &[SignerRef<'_>],
    name: &str,
) {
    let before = named_accounts(world, &instruction).await;
    let result: Result<Receipt> = world
        .send(std::slice::from_ref(&instruction), signers)
        .await;
    assert_refused(result, name);
    assert!(
        before == named_accounts(world, &instruction).await,
        "a refused instruction changed an account"
    );
}

async fn named_accounts(
    world: &World<impl Ledger>,
    instruction: &Instruction,
) -> Vec<Option<Account>> {
    let named: Vec<_> = instruction
        .accounts
        .iter()
        .map(|meta| meta.pubkey)
        .collect();
    must(world.ledger.accounts(&named).await)
}
