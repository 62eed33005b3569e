//! The vault program: one module an instruction, attacks apart where there are many.

mod add_currency;
mod book;
mod claim;
mod claim_attacks;
mod close_position;
mod create_vault;
mod currency_extensions;
mod deposit;
mod deposit_attacks;
mod dispatch;
mod distribute;
mod distribute_attacks;
mod execute;
mod execute_attacks;
mod extra_account_metas;
mod issue_shares;
mod open_position;
mod owners;
mod payee_attacks;
pub mod scene;
mod seal;
mod set_authority;
mod settle;
pub mod tokens;
