//! Lets a vault take revenue in another currency.

use anchor_lang::prelude::*;
use anchor_spl::{
    associated_token::get_associated_token_address_with_program_id,
    token_interface::{Mint, TokenAccount},
};

use crate::{currency_risk::risks_of, events::CurrencyAdded, state::Vault, VaultError};

/// Lets a vault take revenue in another currency, up to four. The treasury, the vault's associated
/// token account, must exist. What the currency's issuer could do to it is written down for all to
/// see.
///
/// Errors: [`VaultError::NotTheAuthority`], [`VaultError::RefusedExtension`],
/// [`VaultError::WrongTreasury`], [`VaultError::TreasuryFrozen`], [`VaultError::CurrencyExists`],
/// [`VaultError::TooManyCurrencies`].
#[derive(Accounts)]
pub struct AddCurrency {
    /// The vault's authority.
    #[account(address = vault.authority @ VaultError::NotTheAuthority)]
    pub authority: Signer,
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The currency, of SPL Token or Token-2022.
    pub mint: InterfaceAccount<Mint>,
    /// The vault's associated token account for it.
    pub treasury: InterfaceAccount<TokenAccount>,
}

impl AddCurrency {
    pub(crate) fn add_currency(&mut self) -> Result<()> {
        let (mint, treasury) = (*self.mint.address(), *self.treasury.address());
        let vault = *self.vault.address();
        let risks = risks_of(self.mint.account())?;
        let program = *self.mint.account().owner();
        require!(
            treasury == get_associated_token_address_with_program_id(&vault, &mint, &program)
                && *self.treasury.owner() == vault,
            VaultError::WrongTreasury
        );
        require!(!self.treasury.is_frozen(), VaultError::TreasuryFrozen);

        self.vault.add_currency(mint, treasury, risks)?;

        emit!(CurrencyAdded {
            vault,
            mint,
            treasury,
            currency_count: self.vault.currency_count.into(),
            risks: risks.into(),
        });
        Ok(())
    }
}
