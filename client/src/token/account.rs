//! Token accounts, foremost the associated one of an owner and a mint.

use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;
use spl_associated_token_account_interface::{
    address::get_associated_token_address_with_program_id,
    instruction::create_associated_token_account_idempotent,
};
use spl_token_2022_interface::{
    extension::StateWithExtensions,
    instruction::{close_account, transfer_checked},
    state::{Account as TokenState, AccountState},
};

use super::{MintInfo, built, is_token_program};
use crate::{
    error::{AccountError, Result},
    ledger::{Filter, Ledger},
    state::present,
};

/// What a token account holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenAccount {
    /// Where it is.
    pub address: Address,
    /// Of what.
    pub mint: Address,
    /// Whose.
    pub owner: Address,
    /// Base units.
    pub amount: u64,
    /// Whether the mint's freeze authority has frozen it.
    pub frozen: bool,
}

impl TokenAccount {
    /// Reads a token account of either program.
    ///
    /// # Errors
    /// [`AccountError::NotAToken`] when it is none.
    pub fn decode(address: Address, account: &Account) -> Result<Self, AccountError> {
        let not_a_token = || AccountError::NotAToken {
            kind: "token account",
            address,
        };
        if !is_token_program(&account.owner) {
            return Err(not_a_token());
        }
        let state = StateWithExtensions::<TokenState>::unpack(&account.data);
        let state = state.map_err(|_| not_a_token())?.base;
        Ok(Self {
            address,
            mint: state.mint,
            owner: state.owner,
            amount: state.amount,
            frozen: state.state == AccountState::Frozen,
        })
    }

    /// Reads the token account at `address`; `None` when there is no account.
    ///
    /// # Errors
    /// [`AccountError::NotAToken`] when it is something else.
    pub async fn fetch<L: Ledger>(ledger: &L, address: &Address) -> Result<Option<Self>> {
        let account = present(ledger.account(address).await?);
        let decoded = account.map(|account| Self::decode(*address, &account));
        Ok(decoded.transpose()?)
    }
}

/// The associated token account of `owner` for `mint`, which belongs to `token_program`.
#[must_use]
pub fn ata(owner: &Address, mint: &Address, token_program: &Address) -> Address {
    get_associated_token_address_with_program_id(owner, mint, token_program)
}

/// Creates the associated token account of `owner` where it is missing; `payer` pays its rent.
#[must_use]
pub fn create_ata(payer: &Address, owner: &Address, mint: &MintInfo) -> Instruction {
    create_associated_token_account_idempotent(payer, owner, &mint.address, &mint.program)
}

/// Closes an empty token account of `owner`, who signs and gets its rent.
#[must_use]
pub fn close(owner: &Address, account: &Address, token_program: &Address) -> Instruction {
    built(close_account(token_program, account, owner, owner, &[]))
}

/// Moves `units` base units between the associated token accounts of two owners, the first of whom
/// signs. The receiver's account must exist. It is the token program's own transfer, for mints
/// without a transfer hook.
#[must_use]
pub fn transfer(owner: &Address, mint: &MintInfo, to: &Address, units: u64) -> Instruction {
    built(transfer_checked(
        &mint.program,
        &mint.ata(owner),
        &mint.address,
        &mint.ata(to),
        owner,
        &[],
        units,
        mint.decimals,
    ))
}

/// Moves `units` base units from a token account, whose owner signs, to another, as [`transfer`] does.
#[must_use]
pub fn transfer_from(
    from: &TokenAccount,
    mint: &MintInfo,
    to: &Address,
    units: u64,
) -> Instruction {
    built(transfer_checked(
        &mint.program,
        &from.address,
        &mint.address,
        to,
        &from.owner,
        &[],
        units,
        mint.decimals,
    ))
}

/// All token accounts of `mint`, whoever owns them, ordered by address. Empty ones are included.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn token_accounts<L: Ledger>(ledger: &L, mint: &MintInfo) -> Result<Vec<TokenAccount>> {
    let filters = [Filter::memcmp(0, mint.address.to_bytes())];
    let found = ledger.program_accounts(&mint.program, &filters).await?;
    // A mint's own account may begin with the same bytes; it is no token account.
    let decoded = found
        .iter()
        .filter_map(|(address, account)| TokenAccount::decode(*address, account).ok());
    Ok(decoded.collect())
}
