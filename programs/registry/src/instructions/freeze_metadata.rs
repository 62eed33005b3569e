//! Lets an asset's metadata stay as it is.

use anchor_lang::prelude::*;
use provenue_vault::clock::now;

use crate::{events::MetadataFrozen, state::Asset, RegistryError};

/// Lets an asset's metadata stay as it is, for ever and whoever owns the asset later. All else goes on.
///
/// Errors: those of [`Asset::check_owner`], [`RegistryError::AssetRevoked`],
/// [`RegistryError::MetadataFrozen`].
#[derive(Accounts)]
pub struct FreezeMetadata {
    /// The asset's owner, or the holder of its NFT.
    pub owner: Signer,
    /// The asset.
    #[account(mut, constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
    /// The token account that holds the work's NFT. Needed while there is one.
    pub holding: Option<UncheckedAccount>,
}

impl FreezeMetadata {
    pub(crate) fn freeze_metadata(&mut self) -> Result<()> {
        self.asset
            .check_owner(self.owner.address(), self.holding.as_ref())?;

        let now = now()?;
        self.asset.freeze_metadata(now)?;

        emit!(MetadataFrozen {
            asset: *self.asset.address(),
            metadata_uri_hash: self.asset.metadata_uri_hash,
            frozen_at: now,
            metadata_updates: self.asset.metadata_updates.get(),
            padding: [0; 6],
        });
        Ok(())
    }
}
