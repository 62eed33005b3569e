//! `token`: test currencies and token balances.

pub mod balance;
pub mod create;
pub mod mint;

use provenue_client::{
    solana::Address,
    token::{TOKEN_2022, WRAPPED_SOL},
};

/// What people call the program of a mint.
fn program_name(program: &Address) -> &'static str {
    if *program == TOKEN_2022 {
        "Token-2022"
    } else {
        "SPL Token"
    }
}

/// What people call a mint: SOL, or its address.
fn mint_name(mint: &Address) -> String {
    if *mint == WRAPPED_SOL {
        "SOL".to_owned()
    } else {
        mint.to_string()
    }
}
