//! Ends the sale under some terms.

use anchor_lang::prelude::*;

use crate::{
    events::TermsWithdrawn,
    state::{Asset, Terms},
    RegistryError,
};

/// Ends the sale of licences under some terms, for ever. What was bought stays good.
///
/// Errors: those of [`Asset::check_owner`], [`RegistryError::WrongAsset`],
/// [`RegistryError::TermsRetired`].
#[derive(Accounts)]
pub struct RetireTerms {
    /// The asset's owner, or the holder of its NFT.
    pub owner: Signer,
    /// The asset.
    #[account(constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
    /// The terms.
    #[account(
        mut,
        constraint = terms.version == Terms::VERSION @ RegistryError::UnknownVersion,
        constraint = terms.asset == *asset.address() @ RegistryError::WrongAsset
    )]
    pub terms: Account<Terms>,
    /// The token account that holds the work's NFT. Needed while there is one.
    pub holding: Option<UncheckedAccount>,
}

impl RetireTerms {
    pub(crate) fn retire_terms(&mut self) -> Result<()> {
        self.asset
            .check_owner(self.owner.address(), self.holding.as_ref())?;
        self.terms.retire()?;

        emit!(TermsWithdrawn {
            asset: *self.asset.address(),
            terms: *self.terms.address(),
            sold: self.terms.sold.get(),
        });
        Ok(())
    }
}
