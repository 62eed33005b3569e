//! Claims a work.
#![allow(
    unused_variables,
    reason = "the derive macro unpacks the arguments once more than it needs"
)]

use anchor_lang::prelude::*;
use provenue_vault::clock::now;

use crate::{events::AssetRegistered, state::Asset, AssetDetails};

/// Claims a work: records who owns it, what it is and how it came to be.
///
/// Anyone may claim any content id, so a claim proves a time and a signature, not authorship. The
/// first claim has index 0, each rival takes the next, and none can be left out: a reader who walks
/// the indexes sees every claim. `content_id` is the head of the argument that follows the index.
///
/// Errors: [`RegistryError::PreviousClaimMissing`](crate::RegistryError::PreviousClaimMissing),
/// [`RegistryError::PreviousClaimMismatch`](crate::RegistryError::PreviousClaimMismatch) and
/// those of [`AssetDetails::validate`]; the system program's when the index is taken.
#[derive(Accounts)]
#[instruction(claim_index: u16, content_id: [u8; 32])]
pub struct RegisterAsset {
    /// Pays the rent. May be the owner.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Who will own the asset. Signs, so that nobody is made to own what they did not claim.
    pub owner: Signer,
    /// The asset.
    // `as_slice` keeps the derivation out of the IDL, which could not name a part of an argument.
    #[account(
        init,
        payer = payer,
        seeds = [Asset::SEED, content_id.as_slice(), claim_index.to_le_bytes()],
        bump
    )]
    pub asset: Account<Asset>,
    /// The claim just before on the same content id. Needed above index 0, refused at it.
    pub previous: Option<Account<Asset>>,
    /// The system program.
    pub system_program: Program<System>,
}

impl RegisterAsset {
    pub(crate) fn register_asset(
        &mut self,
        bump: u8,
        claim_index: u16,
        details: &AssetDetails,
    ) -> Result<()> {
        Asset::check_order(self.previous.as_deref(), &details.content_id, claim_index)?;
        details.validate()?;

        let (owner, now) = (*self.owner.address(), now()?);
        self.asset.record(claim_index, details, owner, now, bump);

        emit!(AssetRegistered {
            asset: *self.asset.address(),
            content_id: details.content_id,
            owner,
            byte_length: details.byte_length,
            registered_at: now,
            claim_index,
            disclosure: details.disclosure,
            training_allowed: u8::from(details.training_allowed),
            padding: [0; 4],
        });
        Ok(())
    }
}
