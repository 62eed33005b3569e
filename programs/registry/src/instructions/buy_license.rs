//! Buys or renews a licence.

use anchor_lang::prelude::*;
use provenue_vault::{clock::now, cpi::accounts::Deposit, instruction};

use crate::{
    events::LicenseBought,
    state::{Asset, License, Terms},
    vault_call::call_vault,
    RegistryError,
};

/// Buys a licence for `licensee`, or makes the one that they hold last a period longer. The price
/// goes from the source to the asset's vault, where it is booked for the holders of its shares.
///
/// Anyone may buy for anyone. That the treasury is the vault's and that the source is the buyer's is
/// checked by the vault program and the token program. Under free terms nothing is paid, and `vault`,
/// `mint`, `source` and `treasury` are not looked at: they need not exist.
///
/// Errors: [`RegistryError::WrongAsset`], [`RegistryError::AssetRevoked`],
/// [`RegistryError::TermsRetired`],
/// [`RegistryError::PriceAboveMaximum`], [`RegistryError::VaultMissing`],
/// [`RegistryError::WrongVault`], [`RegistryError::WrongCurrency`], [`RegistryError::SoldOut`],
/// [`RegistryError::AlreadyLicensed`], [`RegistryError::Overflow`]; the vault program's and the
/// token program's.
#[derive(Accounts)]
pub struct BuyLicense {
    /// Pays the licence's rent. May be the buyer.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Owner or delegate of the source.
    pub buyer: Signer,
    /// Who may use the asset.
    pub licensee: UncheckedAccount,
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
    /// The licence.
    #[account(
        init_if_needed,
        payer = payer,
        seeds = [License::SEED, terms, licensee],
        bump = license.bump
    )]
    pub license: Account<License>,
    /// The asset's vault. May be absent under free terms.
    #[account(mut)]
    pub vault: UncheckedAccount,
    /// The currency of the terms.
    pub mint: UncheckedAccount,
    /// Where the money comes from.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// The vault's token account for the currency.
    #[account(mut)]
    pub treasury: UncheckedAccount,
    /// The vault program.
    #[account(address = provenue_vault::ID @ RegistryError::WrongVaultProgram)]
    pub vault_program: UncheckedAccount,
    /// The currency's token program. The vault program checks it.
    pub token_program: UncheckedAccount,
    /// The system program.
    pub system_program: Program<System>,
}

impl BuyLicense {
    fn validate(&self, max_price: u64) -> Result<()> {
        self.asset.check_active()?;
        let price = self.terms.price.get();
        if price > 0 {
            self.validate_payment()?;
        }
        require!(self.terms.is_active(), RegistryError::TermsRetired);
        require!(price <= max_price, RegistryError::PriceAboveMaximum);
        Ok(())
    }

    fn validate_payment(&self) -> Result<()> {
        require!(self.asset.has_vault(), RegistryError::VaultMissing);
        require!(
            self.asset.is_vault(self.vault.address()),
            RegistryError::WrongVault
        );
        require!(
            self.terms.currency == *self.mint.address(),
            RegistryError::WrongCurrency
        );
        Ok(())
    }

    pub(crate) fn buy_license(&mut self, bump: u8, max_price: u64) -> Result<()> {
        self.validate(max_price)?;

        let now = now()?;
        let (terms, asset) = (*self.terms.address(), *self.asset.address());
        let licensee = *self.licensee.address();
        if self.license.is_fresh() {
            self.license.record(terms, asset, licensee, now, bump);
        }
        require!(
            self.license.version == License::VERSION,
            RegistryError::UnknownVersion
        );
        self.license.extend(&self.terms, now)?;
        self.terms.sell()?;
        self.pay()?;

        emit!(LicenseBought {
            license: *self.license.address(),
            terms,
            asset,
            licensee,
            buyer: *self.buyer.address(),
            currency: self.terms.currency,
            price: self.terms.price.get(),
            paid_total: self.license.paid_total.get(),
            sold: self.terms.sold.get(),
            expires_at: self.license.expires_at.get(),
            purchases: self.license.purchases.get(),
            padding: [0; 4],
        });
        Ok(())
    }

    /// Pays the price into the vault. The vault refuses a deposit of nothing, so nothing is sent when
    /// the licence is free.
    fn pay(&mut self) -> Result<()> {
        let price = self.terms.price.get();
        if price == 0 {
            return Ok(());
        }
        call_vault::<6>(
            &Deposit {
                depositor: self.buyer.cpi_handle(),
                vault: self.vault.cpi_handle_mut(),
                mint: self.mint.cpi_handle(),
                source: self.source.cpi_handle_mut(),
                treasury: self.treasury.cpi_handle_mut(),
                token_program: self.token_program.cpi_handle(),
            },
            &instruction::Deposit { amount: price },
            &[],
        )
    }
}
