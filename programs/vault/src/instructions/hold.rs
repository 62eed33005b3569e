//! Lets a vault's base hold payouts for a time.

use anchor_lang::prelude::*;

use crate::{clock, events::PayoutsHeld, state::Vault, VaultError};

/// Makes payouts wait until a time: claims, distributions, and what is owed to and by other vaults.
/// Money goes on being booked and nobody loses any. Only the base of a vault that was created
/// holdable can, for at most 180 days, and not again before the hold is over.
///
/// Errors: [`VaultError::NotTheBase`], [`VaultError::NotHoldable`], [`VaultError::HoldReason`],
/// [`VaultError::HoldTime`], [`VaultError::Held`].
#[derive(Accounts)]
pub struct Hold {
    /// The key that signed the vault's creation.
    #[account(address = vault.base @ VaultError::NotTheBase)]
    pub base: Signer,
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
}

impl Hold {
    pub(crate) fn hold(&mut self, reason: u16, until: i64) -> Result<()> {
        require!(self.vault.holdable.get(), VaultError::NotHoldable);
        require!(reason != 0, VaultError::HoldReason);
        let now = clock::now()?;
        require!(!self.vault.is_held_at(now), VaultError::Held);
        let latest = now.saturating_add(Vault::MAX_HOLD_SECONDS);
        require!(now < until && until <= latest, VaultError::HoldTime);

        self.vault.held_until = until.into();
        self.vault.hold_reason = reason.into();

        emit!(PayoutsHeld {
            vault: *self.vault.address(),
            reason: reason.into(),
            until,
        });
        Ok(())
    }
}
