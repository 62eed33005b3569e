//! Closes an empty position and returns its rent.

use anchor_lang::prelude::*;

use crate::{
    events::PositionClosed,
    share_account::{belongs, Holding},
    state::{Position, Vault},
    VaultError,
};

/// Closes a position that holds no shares and has no whole base unit to claim. Its fractions below
/// one base unit go back to all holders. Only its owner can: whoever else did would keep the owner
/// from receiving shares.
///
/// Errors: [`VaultError::NotTheOwner`], [`VaultError::WrongPosition`],
/// [`VaultError::WrongRentPayer`], [`VaultError::PositionInUse`], [`VaultError::NoLiveUnits`].
#[derive(Accounts)]
pub struct ClosePosition {
    /// The position's owner, also one whom settling is the first to find.
    pub owner: Signer,
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The position.
    #[account(
        mut,
        close = rent_payer,
        constraint = position.version == Position::VERSION @ VaultError::UnknownVersion,
        constraint = belongs(&position, vault.address(), token_account.address())
            @ VaultError::WrongPosition
    )]
    pub position: Account<Position>,
    /// The share token account it follows, which may be closed by now.
    pub token_account: UncheckedAccount,
    /// Gets the rent back: who paid it. May be the owner.
    #[account(mut, unsafe(dup), address = position.rent_payer @ VaultError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl ClosePosition {
    pub(crate) fn close_position(&mut self) -> Result<()> {
        let holding = Holding::read(
            self.token_account.account(),
            self.vault.address(),
            &self.vault,
        );
        self.vault.settle(&mut self.position, &holding)?;
        require!(
            self.position.owner == *self.owner.address(),
            VaultError::NotTheOwner
        );
        require!(
            self.position.units.get() == 0 && !self.position.has_whole_units(),
            VaultError::PositionInUse
        );

        self.vault.return_fractions(&self.position)?;

        emit!(PositionClosed {
            vault: *self.vault.address(),
            position: *self.position.address(),
            token_account: *self.token_account.address(),
            rent_payer: *self.rent_payer.address(),
        });
        Ok(())
    }
}
