//! The wrapper program: one module an instruction, attacks apart, and a real AMM that trades what it
//! makes.

mod amm;
mod create_wrapper;
mod create_wrapper_attacks;
mod dispatch;
mod escrow;
mod flash_unwrapping;
mod hooked_shares;
mod lives;
mod pool;
mod pool_scene;
mod pool_timing;
mod revenue_attacks;
mod same_account_twice;
mod scene;
mod unwrap;
mod unwrap_attacks;
mod vault_options;
mod wrap;
mod wrap_attacks;
