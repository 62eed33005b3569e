//! Offers licences.
#![allow(
    unused_variables,
    reason = "the derive macro unpacks the arguments once more than it needs"
)]

use anchor_lang::prelude::*;
use provenue_vault::{clock::now, state::Vault};

use crate::{
    events::TermsOffered,
    state::{Asset, Terms},
    RegistryError, TermsOffer,
};

/// Offers licences to an asset. The terms can be retired, but never changed.
///
/// A price needs the asset's vault, and the vault must take the currency; it need not be sealed yet,
/// but nothing can be bought before it is. What derivatives owe needs the vault too, and they owe it in
/// every currency that both vaults take. A free offer needs no vault.
///
/// Errors: those of [`Asset::check_owner`], [`RegistryError::AssetRevoked`],
/// [`RegistryError::AssetSuperseded`], [`RegistryError::VaultMissing`],
/// [`RegistryError::WrongVault`], [`RegistryError::CurrencyNotTaken`],
/// [`RegistryError::TermsIndexTaken`], [`RegistryError::TooManyTerms`],
/// [`RegistryError::PeriodTooLong`], [`RegistryError::DerivativeRateTooHigh`].
#[derive(Accounts)]
#[instruction(index: u16)]
pub struct OfferTerms {
    /// Pays the rent. May be the owner.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The asset's owner, or the holder of its NFT.
    pub owner: Signer,
    /// The asset.
    #[account(mut, constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
    /// The terms.
    #[account(
        init,
        payer = payer,
        seeds = [Terms::SEED, asset, index.to_le_bytes()],
        bump
    )]
    pub terms: Account<Terms>,
    /// The asset's vault. Needed for a price, and for what derivatives owe.
    pub vault: Option<Account<Vault>>,
    /// The system program.
    pub system_program: Program<System>,
    /// The token account that holds the work's NFT. Needed while there is one.
    pub holding: Option<UncheckedAccount>,
}

impl OfferTerms {
    fn validate(&self, index: u16, offer: &TermsOffer) -> Result<()> {
        self.asset
            .check_owner(self.owner.address(), self.holding.as_ref())?;
        self.asset.check_current()?;
        if let Some(vault) = &self.vault {
            require!(
                self.asset.is_vault(vault.address()),
                RegistryError::WrongVault
            );
        }
        require!(
            index == self.asset.terms_count.get(),
            RegistryError::TermsIndexTaken
        );
        offer.validate()?;
        if offer.needs_vault() {
            let vault = self.vault.as_ref().ok_or(RegistryError::VaultMissing)?;
            require!(
                vault.version == Vault::VERSION,
                RegistryError::UnknownVersion
            );
            require!(
                offer.price == 0 || vault.currency_index(&offer.currency).is_ok(),
                RegistryError::CurrencyNotTaken
            );
        }
        Ok(())
    }

    pub(crate) fn offer_terms(&mut self, bump: u8, index: u16, offer: &TermsOffer) -> Result<()> {
        self.validate(index, offer)?;

        let (asset, now) = (*self.asset.address(), now()?);
        self.asset.add_terms(now)?;
        self.terms.record(asset, index, offer, now, bump);

        emit!(TermsOffered {
            asset,
            terms: *self.terms.address(),
            currency: offer.currency,
            document_hash: offer.document_hash,
            price: offer.price,
            supply_cap: offer.supply_cap,
            period_seconds: offer.period_seconds,
            index,
            terms_count: self.asset.terms_count.get(),
            derivative_relative_bps: self.terms.derivative_relative_bps.get(),
            derivative_absolute_bps: self.terms.derivative_absolute_bps.get(),
            derivatives_allowed: self.terms.derivatives_allowed,
            padding: [0; 7],
        });
        Ok(())
    }
}
