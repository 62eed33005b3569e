//! Makes a work's record follow its NFT.

use anchor_lang::prelude::*;
use provenue_vault::clock::now;

use crate::{events::OwnershipSynced, state::Asset, vault_call, RegistryError};

/// Records who holds a work's NFT as its owner, and makes them the authority of its vault. Anyone may
/// ask for it, as often as they like.
///
/// The holder is the owner without it: for this program's instructions they bring the token account. But
/// the vault knows nothing of the NFT: until then its authority is who was recorded last, who could
/// issue the shares of a vault that is not sealed. Whoever takes such a work's NFT does this in the same
/// transaction.
///
/// Errors: [`RegistryError::NotWrapped`], [`RegistryError::NotTheHolding`],
/// [`RegistryError::VaultMissing`], [`RegistryError::WrongVault`].
#[derive(Accounts)]
pub struct SyncHolder {
    /// The asset.
    #[account(mut, constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
    /// The token account that holds the NFT.
    pub holding: UncheckedAccount,
    /// The asset's vault. Needed when it has one.
    #[account(mut)]
    pub vault: Option<UncheckedAccount>,
    /// The vault program.
    #[account(address = provenue_vault::ID @ RegistryError::WrongVaultProgram)]
    pub vault_program: UncheckedAccount,
}

impl SyncHolder {
    pub(crate) fn sync_holder(&mut self) -> Result<()> {
        let owner = self.asset.holder(&self.holding)?;
        let previous_owner = self.asset.hand_to(owner, now()?);
        vault_call::hand_over(&self.asset, &mut self.vault, owner)?;

        emit!(OwnershipSynced {
            asset: *self.asset.address(),
            mint: self.asset.mint,
            previous_owner,
            owner,
            vault: self.asset.vault,
        });
        Ok(())
    }
}
