//! The wrapper program's instructions.

use provenue_wrapper::{accounts, instruction};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::system_program;
use spl_associated_token_account_interface::{
    instruction::create_associated_token_account_idempotent, program as associated_token,
};

use super::{
    built,
    vault::{ShareMint, transfer_shares},
};
use crate::{
    VAULT_PROGRAM, WRAPPER_PROGRAM, address,
    token::{TOKEN, TOKEN_2022},
};

/// Accounts of a transfer of shares that every token has: source, mint, destination, authority.
const TRANSFER_ACCOUNTS: usize = 4;

/// Makes the wrapper of a vault for `beneficiary`, whose associated token accounts get what wrapped
/// shares earn; `payer` signs and pays its rent.
#[must_use]
pub fn create_wrapper(payer: &Address, vault: &Address, beneficiary: &Address) -> Instruction {
    let wrapper = address::wrapper(vault, beneficiary);
    let escrow = address::share_account(vault, &wrapper);
    built(
        WRAPPER_PROGRAM,
        &accounts::CreateWrapper {
            payer: *payer,
            vault: *vault,
            share_mint: address::share_mint(vault),
            beneficiary: *beneficiary,
            wrapper,
            mint: address::wrapped_mint(&wrapper),
            escrow,
            position: address::position(&escrow),
            vault_program: VAULT_PROGRAM,
            share_program: TOKEN_2022,
            token_program: TOKEN,
            associated_token_program: associated_token::ID,
            system_program: system_program::ID,
        },
        &instruction::CreateWrapper {},
    )
}

/// Creates the associated token account of `owner` for wrapped shares where it is missing; `payer` signs
/// and pays.
#[must_use]
pub fn create_wrapped_account(
    payer: &Address,
    vault: &Address,
    beneficiary: &Address,
    owner: &Address,
) -> Instruction {
    let mint = address::wrapped_mint(&address::wrapper(vault, beneficiary));
    create_associated_token_account_idempotent(payer, owner, &mint, &TOKEN)
}

/// Wraps `units` share units of the share token account `source` for a beneficiary; `authority`, its
/// owner or delegate, signs. `destination`, a token account of the wrapped shares' mint, gets them.
#[must_use]
pub fn wrap(
    authority: &Address,
    shares: impl Into<ShareMint>,
    beneficiary: &Address,
    source: &Address,
    destination: &Address,
    units: u64,
) -> Instruction {
    let shares = shares.into();
    let wrapper = address::wrapper(&shares.vault, beneficiary);
    let escrow = address::share_account(&shares.vault, &wrapper);
    let instruction = built(
        WRAPPER_PROGRAM,
        &accounts::Wrap {
            authority: *authority,
            wrapper,
            share_mint: address::share_mint(&shares.vault),
            source: *source,
            escrow,
            mint: address::wrapped_mint(&wrapper),
            destination: *destination,
            share_program: TOKEN_2022,
            token_program: TOKEN,
        },
        &instruction::Wrap { units },
    );
    moving_shares(
        instruction,
        transfer_shares(authority, shares, source, &escrow, units),
    )
}

/// Unwraps `units` wrapped share units of the token account `source`; `authority`, its owner or
/// delegate, signs. `destination`, a share token account, gets the shares, and a position from the
/// vault's rent reserve where it has none.
#[must_use]
pub fn unwrap(
    authority: &Address,
    shares: impl Into<ShareMint>,
    beneficiary: &Address,
    source: &Address,
    destination: &Address,
    units: u64,
) -> Instruction {
    let shares = shares.into();
    let wrapper = address::wrapper(&shares.vault, beneficiary);
    let escrow = address::share_account(&shares.vault, &wrapper);
    let instruction = built(
        WRAPPER_PROGRAM,
        &accounts::Unwrap {
            authority: *authority,
            wrapper,
            share_mint: address::share_mint(&shares.vault),
            escrow,
            destination: *destination,
            mint: address::wrapped_mint(&wrapper),
            source: *source,
            share_program: TOKEN_2022,
            token_program: TOKEN,
        },
        &instruction::Unwrap { units },
    );
    moving_shares(
        instruction,
        transfer_shares(&wrapper, shares, &escrow, destination, units),
    )
}

/// Adds the accounts that the vault's hook needs for the transfer of shares inside `instruction`.
fn moving_shares(mut instruction: Instruction, transfer: Instruction) -> Instruction {
    let hook_accounts = transfer.accounts.into_iter().skip(TRANSFER_ACCOUNTS);
    instruction.accounts.extend(hook_accounts);
    instruction
}
