//! Names another authority of a vault.

use anchor_lang::prelude::*;

use crate::{events::AuthoritySet, state::Vault, VaultError};

/// Names another authority. Only the base can: for an asset's vault the registry does it when the
/// asset changes hands.
///
/// Errors: [`VaultError::NotTheBase`], [`VaultError::NoAuthority`].
#[derive(Accounts)]
pub struct SetAuthority {
    /// The key that signed the vault's creation.
    #[account(address = vault.base @ VaultError::NotTheBase)]
    pub base: Signer,
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
}

impl SetAuthority {
    pub(crate) fn set_authority(&mut self, authority: Address) -> Result<()> {
        require!(authority != Address::default(), VaultError::NoAuthority);

        self.vault.authority = authority;

        emit!(AuthoritySet {
            vault: *self.vault.address(),
            authority,
        });
        Ok(())
    }
}
