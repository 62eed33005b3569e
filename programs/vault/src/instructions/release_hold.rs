//! Ends a hold.

use anchor_lang::prelude::*;

use crate::{clock, events::PayoutsReleased, state::Vault, VaultError};

/// Ends a hold: the base at any time, anyone once its time is over. Payouts go on from that time
/// whether or not somebody calls this.
///
/// Errors: [`VaultError::NotHeld`], [`VaultError::NotTheBase`].
#[derive(Accounts)]
pub struct ReleaseHold {
    /// The key that signed the vault's creation; once the time is over, anyone's.
    pub releaser: Signer,
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
}

impl ReleaseHold {
    pub(crate) fn release_hold(&mut self) -> Result<()> {
        require!(self.vault.held_until.get() != 0, VaultError::NotHeld);
        require!(
            *self.releaser.address() == self.vault.base || !self.vault.is_held_at(clock::now()?),
            VaultError::NotTheBase
        );

        self.vault.held_until = 0.into();
        self.vault.hold_reason = 0.into();

        emit!(PayoutsReleased {
            vault: *self.vault.address(),
        });
        Ok(())
    }
}
