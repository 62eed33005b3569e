//! The vault program.

mod close_position;
mod create_vault;
mod extra_account_metas;
mod issue_shares;
mod open_position;
mod scene;
mod seal;
mod set_authority;
mod tokens;
