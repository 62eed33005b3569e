//! Lets a vault take revenue in another currency.

use anchor_lang::prelude::*;
use anchor_spl::{
    associated_token::get_associated_token_address_with_program_id,
    token_2022::spl_token_2022::{
        extension::{BaseStateWithExtensions, ExtensionType, PodStateWithExtensions},
        pod::PodMint,
    },
    token_interface::{Mint, TokenAccount},
};

use crate::{events::CurrencyAdded, state::Vault, VaultError};

/// Extensions of a currency's mint that leave the vault's money where the books say it is. All
/// others are refused: a hook or a pause could lock a treasury, a permanent delegate could empty it,
/// confidential balances cannot be booked, a mint that can be closed can come back as another.
const ACCEPTED: [ExtensionType; 9] = [
    ExtensionType::TransferFeeConfig,
    ExtensionType::DefaultAccountState,
    ExtensionType::InterestBearingConfig,
    ExtensionType::ScaledUiAmount,
    ExtensionType::MetadataPointer,
    ExtensionType::TokenMetadata,
    ExtensionType::GroupPointer,
    ExtensionType::GroupMemberPointer,
    ExtensionType::TokenGroupMember,
];

/// Lets a vault take revenue in another currency, up to four. The treasury, the vault's associated
/// token account, must exist.
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
        require!(
            only_accepted_extensions(self.mint.account())?,
            VaultError::RefusedExtension
        );
        let program = *self.mint.account().owner();
        require!(
            treasury == get_associated_token_address_with_program_id(&vault, &mint, &program)
                && *self.treasury.owner() == vault,
            VaultError::WrongTreasury
        );
        require!(!self.treasury.is_frozen(), VaultError::TreasuryFrozen);

        self.vault.add_currency(mint, treasury)?;

        emit!(CurrencyAdded {
            vault,
            mint,
            treasury,
            currency_count: self.vault.currency_count.into(),
        });
        Ok(())
    }
}

fn only_accepted_extensions(mint: &AccountView) -> Result<bool> {
    let data = mint.try_borrow()?;
    let mint = PodStateWithExtensions::<PodMint>::unpack(&data)?;
    let extensions = mint.get_extension_types()?;
    Ok(extensions
        .iter()
        .all(|extension| ACCEPTED.contains(extension)))
}
