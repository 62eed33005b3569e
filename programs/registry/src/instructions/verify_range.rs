//! Checks that a chunk belongs to a work.

use anchor_lang::prelude::*;

use crate::{merkle::ProvenChunk, state::Asset, RegistryError};

/// Checks that a chunk belongs to a registered work, at its place, and returns what was proved.
///
/// Other programs call it to be shown a part of a work of any length, and read what it returns with the
/// registry's address beside it. A wider range is proved chunk by chunk.
///
/// Errors: [`RegistryError::ChunkOutOfRange`], [`RegistryError::ProofLength`],
/// [`RegistryError::NotOfThisWork`].
#[derive(Accounts)]
pub struct VerifyRange {
    /// The work.
    #[account(constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
}

impl VerifyRange {
    pub(crate) fn verify_range(
        &self,
        chunk: u64,
        leaf: [u8; 32],
        proof: &[[u8; 32]],
    ) -> Result<ProvenChunk> {
        let address = *self.asset.address();
        Ok(ProvenChunk::check(
            address,
            &self.asset,
            chunk,
            leaf,
            proof,
        )?)
    }
}
