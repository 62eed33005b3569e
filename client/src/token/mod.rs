//! Mints and token accounts of SPL Token and Token-2022.

mod account;
mod create;
mod mint;
mod wrapped_sol;

pub use account::{TokenAccount, ata, close, create_ata, token_accounts, transfer, transfer_from};
pub use create::{NewMint, create_mint, mint_to};
pub use mint::{MintInfo, TransferFee};
pub use spl_token_2022_interface::ID as TOKEN_2022;
pub use spl_token_interface::{ID as TOKEN, native_mint::ID as WRAPPED_SOL};
pub(crate) use wrapped_sol::built;
pub use wrapped_sol::{unwrap_sol, wrap_sol};

use solana_address::Address;

/// Whether `program` is one of the two token programs.
#[must_use]
pub fn is_token_program(program: &Address) -> bool {
    *program == TOKEN || *program == TOKEN_2022
}
