//! Revenue-share vaults: the money kernel.
//!
//! A vault has 100 000 000 share units (100 shares of six decimals), minted once and then sealed.
//! Whatever reaches one of its treasuries, up to four currencies, is booked and spread over the
//! units exactly; holders are paid whole base units and keep the fraction. The shares are an
//! ordinary Token-2022 mint, and this program is its transfer hook: who sells a share keeps what it
//! earned until then.
//!
//! ```text
//! book     surplus of a treasury ─► upstream works first, the rest over all live units
//! settle   units · (index − checkpoint) ─► a position's accrued; units := token account's amount
//! claim    whole base units of accrued ─► the owner's associated token account
//! ```
//!
//! The arithmetic, and the invariants I1 to I5 that every instruction keeps, are in
//! [`provenue_accounting`]. This program knows nothing of media.
#![cfg_attr(not(test), no_std)]
#![allow(missing_docs, reason = "what Anchor's macros add has none")]

extern crate alloc;

#[warn(missing_docs)]
pub mod clock;
mod currency_risk;
#[warn(missing_docs)]
pub mod error;
#[warn(missing_docs)]
pub mod events;
pub mod instructions;
mod rent_reserve;
#[warn(missing_docs)]
pub mod share_account;
#[warn(missing_docs)]
pub mod state;
mod token_transfer;
mod upstream_payment;

use alloc::{string::String, vec::Vec};

use anchor_lang::prelude::*;
use provenue_accounting::UpstreamRate;

use state::VaultOptions;

pub use error::VaultError;
pub use instructions::*;

declare_id!("7nTYgK1X7s5mpuFpXXvikKPXA3Kn4Nepw7KiysBYQs87");

/// The instructions. Each is documented where its accounts are.
#[program]
pub mod provenue_vault {
    use super::*;

    /// Creates a vault and its share mint. See [`CreateVault`].
    #[discrim = 0]
    pub fn create_vault(
        ctx: &mut Context<CreateVault>,
        authority: Address,
        name: String,
        symbol: String,
        uri: String,
        options: VaultOptions,
    ) -> Result<()> {
        let bump = ctx.bumps.vault;
        ctx.accounts
            .create_vault(bump, authority, [name, symbol, uri], options)
    }

    /// Lets the vault take revenue in another currency. See [`AddCurrency`].
    #[discrim = 1]
    pub fn add_currency(ctx: &mut Context<AddCurrency>) -> Result<()> {
        ctx.accounts.add_currency()
    }

    /// Opens the position of a share token account. See [`OpenPosition`].
    #[discrim = 2]
    pub fn open_position(ctx: &mut Context<OpenPosition>) -> Result<()> {
        let bump = ctx.bumps.position;
        ctx.accounts.open_position(bump)
    }

    /// Mints share units before the vault is sealed. See [`IssueShares`].
    #[discrim = 3]
    pub fn issue_shares(ctx: &mut Context<IssueShares>, units: u64) -> Result<()> {
        ctx.accounts.issue_shares(units)
    }

    /// Gives up the power to mint, for ever. See [`Seal`].
    #[discrim = 4]
    pub fn seal(ctx: &mut Context<Seal>) -> Result<()> {
        ctx.accounts.seal()
    }

    /// Names another authority. See [`SetAuthority`].
    #[discrim = 5]
    pub fn set_authority(ctx: &mut Context<SetAuthority>, authority: Address) -> Result<()> {
        ctx.accounts.set_authority(authority)
    }

    /// Pays revenue in and books it. See [`Deposit`].
    #[discrim = 6]
    pub fn deposit(ctx: &mut Context<Deposit>, amount: u64) -> Result<()> {
        let hops = ctx.remaining_accounts()?;
        ctx.accounts.deposit(amount, &hops)
    }

    /// Books what reached a treasury by a plain transfer. See [`Book`].
    #[discrim = 7]
    pub fn book(ctx: &mut Context<Book>) -> Result<()> {
        ctx.accounts.book()
    }

    /// Writes down what a position earned until now. See [`Settle`].
    #[discrim = 8]
    pub fn settle(ctx: &mut Context<Settle>) -> Result<()> {
        ctx.accounts.settle()
    }

    /// Pays a position's owner. See [`Claim`].
    #[discrim = 9]
    pub fn claim(ctx: &mut Context<Claim>, payee_bump: u8) -> Result<()> {
        ctx.accounts.claim(payee_bump)
    }

    /// Pays many owners. See [`Distribute`].
    #[discrim = 10]
    pub fn distribute(ctx: &mut Context<Distribute>, payee_bumps: Vec<u8>) -> Result<()> {
        let holders = ctx.remaining_accounts()?;
        ctx.accounts.distribute(&holders, &payee_bumps)
    }

    /// Closes an empty position and returns its rent. See [`ClosePosition`].
    #[discrim = 11]
    pub fn close_position(ctx: &mut Context<ClosePosition>) -> Result<()> {
        ctx.accounts.close_position()
    }

    /// Makes a vault owe another. See [`LinkUpstream`].
    #[discrim = 12]
    pub fn link_upstream(
        ctx: &mut Context<LinkUpstream>,
        relative_bps: u16,
        absolute_bps: u16,
    ) -> Result<()> {
        let bump = ctx.bumps.edge;
        let rate = UpstreamRate {
            relative_bps,
            absolute_bps,
        };
        ctx.accounts.link_upstream(bump, rate)
    }

    /// Makes a vault owe what its parent owes by absolute parts. See [`InheritUpstream`].
    #[discrim = 13]
    pub fn inherit_upstream(ctx: &mut Context<InheritUpstream>) -> Result<()> {
        let bump = ctx.bumps.edge;
        ctx.accounts.inherit_upstream(bump)
    }

    /// Moves dues up the graph. See [`Pull`].
    #[discrim = 14]
    pub fn pull(ctx: &mut Context<Pull>) -> Result<()> {
        let hops = ctx.remaining_accounts()?;
        ctx.accounts.pull(&hops)
    }

    /// Makes payouts wait. See [`Hold`].
    #[discrim = 15]
    pub fn hold(ctx: &mut Context<Hold>, reason: u16, until: i64) -> Result<()> {
        ctx.accounts.hold(reason, until)
    }

    /// Lets payouts go on. See [`ReleaseHold`].
    #[discrim = 16]
    pub fn release_hold(ctx: &mut Context<ReleaseHold>) -> Result<()> {
        ctx.accounts.release_hold()
    }

    /// Makes the rules for transfers of shares. See [`CreateGate`].
    #[discrim = 17]
    pub fn create_gate(
        ctx: &mut Context<CreateGate>,
        lock_until: i64,
        max_units: u64,
    ) -> Result<()> {
        let bump = ctx.bumps.gate;
        ctx.accounts.create_gate(bump, lock_until, max_units)
    }

    /// Has somebody else paid in an owner's place. See [`DelegateRevenue`].
    #[discrim = 18]
    pub fn delegate_revenue(ctx: &mut Context<DelegateRevenue>, payout: Address) -> Result<()> {
        ctx.accounts.delegate_revenue(payout)
    }

    /// Writes the list of accounts that share transfers need. See
    /// [`InitializeExtraAccountMetas`].
    #[discrim = 43]
    pub fn initialize_extra_account_metas(
        ctx: &mut Context<InitializeExtraAccountMetas>,
        discriminator: [u8; 7],
    ) -> Result<()> {
        require!(
            discriminator == INITIALIZE_EXTRA_ACCOUNT_METAS[1..],
            ErrorCode::InstructionFallbackNotFound
        );
        ctx.accounts.initialize_extra_account_metas()
    }

    /// The transfer hook. See [`Execute`].
    #[discrim = 105]
    pub fn execute(ctx: &mut Context<Execute>, discriminator: [u8; 7], amount: u64) -> Result<()> {
        require!(
            discriminator == EXECUTE[1..],
            ErrorCode::InstructionFallbackNotFound
        );
        let gate = ctx.remaining_accounts()?;
        ctx.accounts.execute(amount, gate.first())
    }
}
