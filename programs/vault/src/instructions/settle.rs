//! Brings a position up to date.

use anchor_lang::prelude::*;

use crate::{
    events::PositionSettled,
    share_account::{belongs, Holding},
    state::{Position, Vault},
    VaultError,
};

/// Writes down what a position earned, then takes over what its token account holds now: this is how
/// burned shares are noticed. Anyone may call it, at any time.
///
/// Errors: [`VaultError::WrongPosition`].
#[derive(Accounts)]
pub struct Settle {
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
}

impl Settle {
    pub(crate) fn settle(&mut self) -> Result<()> {
        let holding = Holding::read(
            self.token_account.account(),
            self.vault.address(),
            &self.vault,
        );

        self.vault.settle(&mut self.position, &holding)?;

        emit!(PositionSettled {
            vault: *self.vault.address(),
            position: *self.position.address(),
            owner: self.position.owner,
            units: self.position.units.get(),
            live_units: self.vault.live_units.get(),
        });
        Ok(())
    }
}
