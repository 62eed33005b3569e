//! Takes a claim back.

use anchor_lang::prelude::*;
use provenue_vault::clock::now;

use crate::{events::AssetRevoked, state::Asset, RegistryError, RevocationReason};

/// Takes a claim back, for ever and for a reason that everybody sees. The asset stays where it is, so
/// its place among the claims on the content is not filled again.
///
/// Afterwards nothing is sold of it and nothing is made from it: no vault, terms, licences, renewals,
/// links, successors or metadata. Its terms can still be retired, it can still change hands, anyone may still
/// attest to it, and its vault goes on as before: holders' money is not the owner's.
///
/// Errors: those of [`Asset::check_owner`], [`RegistryError::UnknownRevocationReason`],
/// [`RegistryError::AssetRevoked`].
#[derive(Accounts)]
pub struct RevokeAsset {
    /// The asset's owner, or the holder of its NFT.
    pub owner: Signer,
    /// The asset.
    #[account(mut, constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
    /// The token account that holds the work's NFT. Needed while there is one.
    pub holding: Option<UncheckedAccount>,
}

impl RevokeAsset {
    pub(crate) fn revoke_asset(&mut self, reason: u16) -> Result<()> {
        let owner = *self.owner.address();
        self.asset.check_owner(&owner, self.holding.as_ref())?;
        let known = RevocationReason::from_code(reason);
        let known = known.ok_or(RegistryError::UnknownRevocationReason)?;

        let now = now()?;
        self.asset.revoke(known, now)?;

        emit!(AssetRevoked {
            asset: *self.asset.address(),
            owner,
            revoked_at: now,
            reason,
            padding: [0; 6],
        });
        Ok(())
    }
}
