//! Pays revenue into a vault and books it.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use crate::{
    events::Deposited, state::Vault, token_transfer::TokenTransfer, upstream_payment::Root,
    VaultError,
};

/// Transfers revenue to a treasury and books what arrived, with all else that arrived before. A mint
/// that keeps a fee delivers less than was sent: what is booked is what came.
///
/// Remaining accounts, if any, are hops as [`super::Pull`] takes them: what the vault owes upstream
/// climbs as far as they go, and the rest stays due.
///
/// Errors: [`VaultError::ZeroAmount`], [`VaultError::NotSealed`], [`VaultError::UnknownCurrency`],
/// [`VaultError::WrongTreasury`], [`VaultError::TreasuryShort`], [`VaultError::NoLiveUnits`]; the token program's.
#[derive(Accounts)]
pub struct Deposit {
    /// Owner or delegate of the source.
    pub depositor: Signer,
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The currency.
    pub mint: InterfaceAccount<Mint>,
    /// Where the money comes from.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// The vault's token account for the currency.
    #[account(mut)]
    pub treasury: InterfaceAccount<TokenAccount>,
    /// The currency's token program.
    pub token_program: Interface<'static, TokenInterface>,
}

impl Deposit {
    pub(crate) fn deposit(&mut self, amount: u64, hops: &[AccountView]) -> Result<()> {
        require!(amount > 0, VaultError::ZeroAmount);
        let index = self.vault.currency_index(self.mint.address())?;
        require!(
            self.vault.currencies[index].treasury == *self.treasury.address(),
            VaultError::WrongTreasury
        );

        let before = self.treasury.amount();
        // Else the deposit would fill what the issuer took.
        require!(
            before >= self.vault.currencies[index].booked.get(),
            VaultError::TreasuryShort
        );
        TokenTransfer {
            from: self.source.cpi_handle_mut(),
            mint: self.mint.cpi_handle(),
            to: self.treasury.cpi_handle_mut(),
            authority: self.depositor.cpi_handle(),
        }
        .invoke(
            self.token_program.address(),
            amount,
            self.mint.decimals(),
            &[],
        );
        let held = self.treasury.amount();
        let booking = self.vault.book(index, held, 0)?;

        let slot = &self.vault.currencies[index];
        emit!(Deposited {
            vault: *self.vault.address(),
            mint: slot.mint,
            depositor: *self.depositor.address(),
            sent: amount,
            received: held.saturating_sub(before),
            to_upstream: booking.to_upstream,
            to_holders: booking.to_holders,
            gross: slot.gross.get(),
            booked: slot.booked.get(),
        });

        Root {
            vault: &mut self.vault,
            treasury: &self.treasury,
            mint: &self.mint,
            token_program: self.token_program.address(),
        }
        .climb(hops)
    }
}
