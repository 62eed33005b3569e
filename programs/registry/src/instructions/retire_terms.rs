//! Ends the sale under some terms.

use anchor_lang::prelude::*;

use crate::{
    events::TermsWithdrawn,
    state::{Asset, Terms},
    RegistryError,
};

/// Ends the sale of licences under some terms, for ever. What was bought stays good.
///
/// Errors: [`RegistryError::NotTheOwner`], [`RegistryError::WrongAsset`],
/// [`RegistryError::TermsRetired`].
#[derive(Accounts)]
pub struct RetireTerms {
    /// The asset's owner.
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
}

impl RetireTerms {
    pub(crate) fn retire_terms(&mut self) -> Result<()> {
        self.asset.check_owner(self.owner.address())?;
        self.terms.retire()?;

        emit!(TermsWithdrawn {
            asset: *self.asset.address(),
            terms: *self.terms.address(),
            sold: self.terms.sold.get(),
        });
        Ok(())
    }
}
