//! `token`: test currencies and token balances.

pub mod balance;
pub mod create;
pub mod mint;

use provenue_client::{solana::Address, token::TOKEN_2022};

/// What people call the program of a mint.
fn program_name(program: &Address) -> &'static str {
    if *program == TOKEN_2022 {
        "Token-2022"
    } else {
        "SPL Token"
    }
}
