//! SOL as a token.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_program_error::ProgramError;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use super::{TOKEN, WRAPPED_SOL, ata};

/// Wraps `lamports` of `owner`, who pays and signs, into its associated account for wrapped SOL.
#[must_use]
pub fn wrap_sol(owner: &Address, lamports: u64) -> Vec<Instruction> {
    let account = ata(owner, &WRAPPED_SOL, &TOKEN);
    vec![
        create_associated_token_account_idempotent(owner, owner, &WRAPPED_SOL, &TOKEN),
        solana_system_interface::instruction::transfer(owner, &account, lamports),
        // Makes the account count the lamports that just came.
        built(spl_token_interface::instruction::sync_native(
            &TOKEN, &account,
        )),
    ]
}

/// Closes `owner`'s associated account for wrapped SOL: all of it becomes SOL again.
#[must_use]
pub fn unwrap_sol(owner: &Address) -> Instruction {
    let account = ata(owner, &WRAPPED_SOL, &TOKEN);
    built(spl_token_interface::instruction::close_account(
        &TOKEN,
        &account,
        owner,
        owner,
        &[],
    ))
}

/// The builders refuse only a program id that is not a token program's.
pub(crate) fn built(instruction: Result<Instruction, ProgramError>) -> Instruction {
    instruction.unwrap_or_else(|error| unreachable!("a token program's id was refused: {error}"))
}
