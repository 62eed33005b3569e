//! Takes an asset over.

use anchor_lang::prelude::*;
use provenue_vault::clock::now;

use crate::{events::OwnershipAccepted, state::Asset, vault_call, RegistryError};

/// Takes over an asset that its owner proposed, and with it the authority of its vault. Shares of
/// the vault, terms and licences stay whose they are.
///
/// Errors: [`RegistryError::OwnedByHolder`], [`RegistryError::NotThePendingOwner`], [`RegistryError::VaultMissing`],
/// [`RegistryError::WrongVault`].
#[derive(Accounts)]
pub struct AcceptOwnership {
    /// Whom the owner proposed. Nobody can sign for the zero address, so no proposal, no new owner.
    pub new_owner: Signer,
    /// The asset.
    #[account(mut, constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
    /// The asset's vault. Needed when it has one.
    #[account(mut)]
    pub vault: Option<UncheckedAccount>,
    /// The vault program.
    #[account(address = provenue_vault::ID @ RegistryError::WrongVaultProgram)]
    pub vault_program: UncheckedAccount,
}

impl AcceptOwnership {
    pub(crate) fn accept_ownership(&mut self) -> Result<()> {
        let owner = *self.new_owner.address();
        require!(!self.asset.is_wrapped(), RegistryError::OwnedByHolder);
        require!(
            self.asset.pending_owner == owner,
            RegistryError::NotThePendingOwner
        );
        let previous_owner = self.asset.accept_ownership(now()?);
        vault_call::hand_over(&self.asset, &mut self.vault, owner)?;

        emit!(OwnershipAccepted {
            asset: *self.asset.address(),
            previous_owner,
            owner,
            vault: self.asset.vault,
        });
        Ok(())
    }
}
