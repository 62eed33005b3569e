//! Changes an asset's metadata.

use anchor_lang::prelude::*;
use provenue_vault::clock::now;

use crate::{events::MetadataUpdated, state::Asset, RegistryError};

/// Changes what an asset records of its metadata. It is the only part of what was registered that can
/// change; each change leaves an event with both hashes and its number, so a reader knows whether all of
/// the history was seen.
///
/// Errors: those of [`Asset::check_owner`], [`RegistryError::AssetRevoked`],
/// [`RegistryError::MetadataFrozen`], [`RegistryError::ZeroMetadata`],
/// [`RegistryError::MetadataUnchanged`], [`RegistryError::Overflow`] after 65,535 changes.
#[derive(Accounts)]
pub struct UpdateMetadata {
    /// The asset's owner, or the holder of its NFT.
    pub owner: Signer,
    /// The asset.
    #[account(mut, constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
    /// The token account that holds the work's NFT. Needed while there is one.
    pub holding: Option<UncheckedAccount>,
}

impl UpdateMetadata {
    pub(crate) fn update_metadata(&mut self, metadata_uri_hash: [u8; 32]) -> Result<()> {
        self.asset
            .check_owner(self.owner.address(), self.holding.as_ref())?;

        let now = now()?;
        let previous = self.asset.update_metadata(metadata_uri_hash, now)?;

        emit!(MetadataUpdated {
            asset: *self.asset.address(),
            previous,
            metadata_uri_hash,
            updated_at: now,
            number: self.asset.metadata_updates.get(),
            padding: [0; 6],
        });
        Ok(())
    }
}
