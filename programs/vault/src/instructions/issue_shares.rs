//! Mints share units before a vault is sealed.

use anchor_lang::prelude::*;
use anchor_spl::{
    token_2022::{self, Token2022},
    token_interface::{Mint, TokenAccount},
};

use crate::{
    events::SharesIssued,
    share_account::{belongs, Holding},
    state::{Position, Vault},
    VaultError,
};

/// Mints share units to a token account that has a position.
///
/// Errors: [`VaultError::NotTheAuthority`], [`VaultError::AlreadySealed`],
/// [`VaultError::ZeroAmount`], [`VaultError::TooManyShares`], [`VaultError::WrongShareMint`],
/// [`VaultError::WrongPosition`].
#[derive(Accounts)]
pub struct IssueShares {
    /// The vault's authority.
    #[account(address = vault.authority @ VaultError::NotTheAuthority)]
    pub authority: Signer,
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The mint of its shares.
    #[account(mut, address = vault.share_mint @ VaultError::WrongShareMint)]
    pub share_mint: InterfaceAccount<Mint>,
    /// Gets the shares.
    #[account(mut)]
    pub token_account: InterfaceAccount<TokenAccount>,
    /// The position of the token account.
    #[account(
        mut,
        constraint = position.version == Position::VERSION @ VaultError::UnknownVersion,
        constraint = belongs(&position, vault.address(), token_account.address())
            @ VaultError::WrongPosition
    )]
    pub position: Account<Position>,
    /// Token-2022.
    pub token_program: Program<Token2022>,
}

impl IssueShares {
    pub(crate) fn issue_shares(&mut self, units: u64) -> Result<()> {
        require!(!self.vault.is_sealed(), VaultError::AlreadySealed);
        require!(units > 0, VaultError::ZeroAmount);

        self.vault.issue(units)?;
        let (base, bump) = (self.vault.base, [self.vault.bump]);
        token_2022::mint_to(
            CpiContext::new_with_signer(
                self.token_program.address(),
                token_2022::MintTo {
                    mint: self.share_mint.cpi_handle_mut(),
                    to: self.token_account.cpi_handle_mut(),
                    authority: self.vault.cpi_handle(),
                },
                &[&[Vault::SEED, base.as_ref(), &bump]],
            ),
            units,
        )?;
        let holding = Holding::of(&self.token_account, self.vault.address());
        self.vault.settle(&mut self.position, &holding)?;

        emit!(SharesIssued {
            vault: *self.vault.address(),
            position: *self.position.address(),
            units,
            issued_units: self.vault.issued_units.get(),
            live_units: self.vault.live_units.get(),
        });
        Ok(())
    }
}
