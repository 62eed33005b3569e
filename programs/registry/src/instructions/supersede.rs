//! Replaces an asset by a newer one.

use anchor_lang::prelude::*;
use provenue_vault::clock::now;

use crate::{events::AssetSuperseded, state::Asset, RegistryError};

/// Says that an asset is replaced by another of the same owner: a new version, a corrected
/// registration. Each asset is replaced once and replaces one, so whoever has any version finds the
/// newest by following `superseded_by`, and the oldest by following `supersedes`.
///
/// Terms of the old asset go on selling until they are retired, and its licences stay good; new terms are
/// offered of the new one.
///
/// Errors: those of [`Asset::check_owner`], [`RegistryError::AssetRevoked`] and
/// [`RegistryError::AssetSuperseded`] of either, [`RegistryError::SupersedesAlready`]; the framework's
/// when both are the same account.
#[derive(Accounts)]
pub struct Supersede {
    /// The owner of both, or the holder of their NFTs.
    pub owner: Signer,
    /// The asset that is replaced.
    #[account(mut, constraint = old.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub old: Account<Asset>,
    /// The asset that takes its place.
    #[account(mut, constraint = new.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub new: Account<Asset>,
    /// The token account that holds the old work's NFT. Needed while there is one.
    pub old_holding: Option<UncheckedAccount>,
    /// The token account that holds the new work's NFT. Needed while there is one.
    pub new_holding: Option<UncheckedAccount>,
}

impl Supersede {
    pub(crate) fn supersede(&mut self) -> Result<()> {
        let owner = *self.owner.address();
        self.old.check_owner(&owner, self.old_holding.as_ref())?;
        self.new.check_owner(&owner, self.new_holding.as_ref())?;

        let (old, new, now) = (*self.old.address(), *self.new.address(), now()?);
        self.old.supersede(old, &mut self.new, new, now)?;

        emit!(AssetSuperseded {
            asset: old,
            superseded_by: new,
            owner,
            superseded_at: now,
        });
        Ok(())
    }
}
