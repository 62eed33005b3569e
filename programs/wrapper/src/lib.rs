//! Wrapped shares: shares of a vault as a plain SPL token.
//!
//! Shares are a Token-2022 mint with a transfer hook. Programs that pass no hook accounts, and those
//! that know SPL Token only, cannot hold them. They hold wrapped shares: the shares lie in the
//! wrapper's escrow, one for each wrapped token, and what the escrow earns is paid to the one
//! *beneficiary* that the wrapper was made for.
//!
//! ```text
//! holder ── shares ──► escrow ── revenue ──► associated token accounts of the beneficiary
//!        ◄─ wrapped ── mint
//! ```
//!
//! For a pool the beneficiary is the authority of its reserves: where these are its associated token
//! accounts, revenue goes into the pool. Whoever holds wrapped shares elsewhere earns nothing on
//! them: unwrap them first.
//!
//! There is a wrapper for each vault and beneficiary, which anyone may make, and no administrator.
//! Nothing of it ever changes.
//!
//! # Invariants
//!
//! * The supply of wrapped shares is what was wrapped less what was unwrapped or burned.
//! * The escrow holds the supply, and what was sent to it without being wrapped, or burned without
//!   being unwrapped. Only unwrapping takes anything out.
//! * The escrow's revenue goes to the beneficiary from the wrapper's making on.
#![cfg_attr(not(test), no_std)]
#![allow(missing_docs, reason = "what Anchor's macros add has none")]

extern crate alloc;

#[warn(missing_docs)]
pub mod error;
#[warn(missing_docs)]
pub mod events;
pub mod instructions;
mod share_transfer;
#[warn(missing_docs)]
pub mod state;

use anchor_lang::prelude::*;

pub use error::WrapperError;
pub use instructions::*;

declare_id!("GHd7Z1ECZ9mDvYuxNWgYBiUkErcWZMbayxdwi3M59ixZ");

/// The instructions. Each is documented where its accounts are.
#[program]
pub mod provenue_wrapper {
    use super::*;

    /// Makes the wrapper of a vault for a beneficiary. See [`CreateWrapper`].
    #[discrim = 0]
    pub fn create_wrapper(ctx: &mut Context<CreateWrapper>) -> Result<()> {
        let bump = ctx.bumps.wrapper;
        ctx.accounts.create_wrapper(bump)
    }

    /// Turns shares into wrapped shares. See [`Wrap`].
    #[discrim = 1]
    pub fn wrap(ctx: &mut Context<Wrap>, units: u64) -> Result<()> {
        let mut hook_accounts = ctx.remaining_accounts()?;
        ctx.accounts.wrap(units, &mut hook_accounts)
    }

    /// Turns wrapped shares into shares again. See [`Unwrap`].
    #[discrim = 2]
    pub fn unwrap(ctx: &mut Context<Unwrap>, units: u64) -> Result<()> {
        let mut hook_accounts = ctx.remaining_accounts()?;
        ctx.accounts.unwrap(units, &mut hook_accounts)
    }
}
