//! Names who may take an asset over.

use anchor_lang::prelude::*;
use provenue_vault::clock::now;

use crate::{events::OwnerProposed, state::Asset, RegistryError};

/// Names who may take the asset over. Nothing changes hands before they accept; until then another
/// proposal replaces this one, and the zero address takes it back.
///
/// A work of which there is an NFT is handed on with the NFT instead.
///
/// Errors: [`RegistryError::OwnedByHolder`], [`RegistryError::NotTheOwner`].
#[derive(Accounts)]
pub struct ProposeOwner {
    /// The asset's owner.
    pub owner: Signer,
    /// The asset.
    #[account(mut, constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
}

impl ProposeOwner {
    pub(crate) fn propose_owner(&mut self, new_owner: Address) -> Result<()> {
        require!(!self.asset.is_wrapped(), RegistryError::OwnedByHolder);
        self.asset.check_owner(self.owner.address(), None)?;
        self.asset.propose_owner(new_owner, now()?);

        emit!(OwnerProposed {
            asset: *self.asset.address(),
            owner: *self.owner.address(),
            pending_owner: new_owner,
        });
        Ok(())
    }
}
