//! Takes an asset over.

use anchor_lang::prelude::*;
use provenue_vault::{clock::now, cpi::accounts::SetAuthority, instruction};

use crate::{events::OwnershipAccepted, state::Asset, vault_call::call_vault, RegistryError};

/// Takes over an asset that its owner proposed, and with it the authority of its vault. Shares of
/// the vault, terms and licences stay whose they are.
///
/// Errors: [`RegistryError::NotThePendingOwner`], [`RegistryError::VaultMissing`],
/// [`RegistryError::WrongVault`].
#[derive(Accounts)]
pub struct AcceptOwnership {
    /// Whom the owner proposed. Nobody can sign for the zero address, so no proposal, no new owner.
    #[account(address = asset.pending_owner @ RegistryError::NotThePendingOwner)]
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
    fn validate(&self) -> Result<()> {
        match &self.vault {
            None => {
                require!(!self.asset.has_vault(), RegistryError::VaultMissing);
            }
            Some(vault) => {
                require!(
                    self.asset.is_vault(vault.address()),
                    RegistryError::WrongVault
                );
            }
        }
        Ok(())
    }

    pub(crate) fn accept_ownership(&mut self) -> Result<()> {
        self.validate()?;

        let owner = *self.new_owner.address();
        let previous_owner = self.asset.accept_ownership(now()?);
        self.move_authority(owner)?;

        emit!(OwnershipAccepted {
            asset: *self.asset.address(),
            previous_owner,
            owner,
            vault: self.asset.vault,
        });
        Ok(())
    }

    /// Makes `owner` the vault's authority, when there is a vault. The asset signs as its base.
    fn move_authority(&mut self, owner: Address) -> Result<()> {
        let Some(vault) = &mut self.vault else {
            return Ok(());
        };
        let signer = self.asset.signer();
        call_vault::<2>(
            &SetAuthority {
                base: self.asset.cpi_handle(),
                vault: vault.cpi_handle_mut(),
            },
            &instruction::SetAuthority { authority: owner },
            &[&signer.seeds()],
        )
    }
}
