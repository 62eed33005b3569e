//! Pays a position's owner what it earned in one currency.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use super::payout::Payee;
use crate::{
    events::Claimed,
    share_account::{belongs, Holding},
    state::{Position, Vault},
    token_transfer::TokenTransfer,
    VaultError,
};

/// Pays all whole base units that a position earned in one currency to the associated token account
/// of its owner, or of whom the owner named for it. Anyone may call it: the money can go nowhere else.
///
/// Errors: [`VaultError::UnknownCurrency`], [`VaultError::WrongTreasury`],
/// [`VaultError::WrongPosition`], [`VaultError::Held`], [`VaultError::WrongPayee`], [`VaultError::PayeeMissing`],
/// [`VaultError::PayeeFrozen`], [`VaultError::PayeeWantsMemo`], [`VaultError::NothingToClaim`].
#[derive(Accounts)]
pub struct Claim {
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The position.
    #[account(
        mut,
        constraint = position.version == Position::VERSION @ VaultError::UnknownVersion,
        constraint = belongs(&position, vault.address(), token_account.address())
            @ VaultError::WrongPosition
    )]
    pub position: Account<Position>,
    /// The share token account it follows, which may be closed by now.
    pub token_account: UncheckedAccount,
    /// The currency.
    pub mint: InterfaceAccount<Mint>,
    /// The vault's token account for it.
    #[account(mut)]
    pub treasury: InterfaceAccount<TokenAccount>,
    /// The associated token account of who is paid.
    #[account(mut)]
    pub payee: UncheckedAccount,
    /// The currency's token program.
    pub token_program: Interface<'static, TokenInterface>,
}

impl Claim {
    pub(crate) fn claim(&mut self, payee_bump: u8) -> Result<()> {
        let index = self.vault.currency_index(self.mint.address())?;
        require!(
            self.vault.currencies[index].treasury == *self.treasury.address(),
            VaultError::WrongTreasury
        );
        self.vault.check_not_held()?;
        let (owner, payee_owner) = (self.position.owner, *self.position.payee());
        let payee = Payee {
            owner: &payee_owner,
            mint: self.mint.address(),
            token_program: self.token_program.address(),
            bump: payee_bump,
        };
        payee.check(self.payee.account())?;

        let holding = Holding::read(
            self.token_account.account(),
            self.vault.address(),
            &self.vault,
        );
        self.vault.settle(&mut self.position, &holding)?;
        let amount = self.vault.take(&mut self.position, index)?;
        require!(amount > 0, VaultError::NothingToClaim);

        let (base, bump) = (self.vault.base, [self.vault.bump]);
        TokenTransfer {
            from: self.treasury.cpi_handle_mut(),
            mint: self.mint.cpi_handle(),
            to: self.payee.cpi_handle_mut(),
            authority: self.vault.cpi_handle(),
        }
        .invoke(
            self.token_program.address(),
            amount,
            self.mint.decimals(),
            &[&[Vault::SEED, base.as_ref(), &bump]],
        );

        let slot = &self.vault.currencies[index];
        emit!(Claimed {
            vault: *self.vault.address(),
            position: *self.position.address(),
            owner,
            payee: payee_owner,
            mint: slot.mint,
            amount,
            claimed: self.position.currencies[index].claimed.get(),
            paid_holders: slot.paid_holders.get(),
            booked: slot.booked.get(),
        });
        Ok(())
    }
}
