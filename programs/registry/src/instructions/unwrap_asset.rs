//! Takes a work's NFT away.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use provenue_vault::clock::now;

use crate::{
    events::AssetUnwrapped,
    nft::{burn_one, call, close},
    state::Asset,
    vault_call, RegistryError,
};

/// Burns a work's NFT and closes its mint, of which then nobody can hold a token. Who held it is the
/// work's owner as before it was wrapped, and the authority of its vault, and gets the mint's rent. It
/// can be wrapped again.
///
/// The token account stays, empty: its owner closes it with the token program. One whose CPI guard is
/// set burns nothing here, as the guard promises.
///
/// Errors: [`RegistryError::NotWrapped`], [`RegistryError::NotTheHolding`],
/// [`RegistryError::NotTheHolder`], [`RegistryError::WrongNft`], [`RegistryError::VaultMissing`],
/// [`RegistryError::WrongVault`]; Token-2022's.
#[derive(Accounts)]
pub struct UnwrapAsset {
    /// Who holds the NFT.
    #[account(mut)]
    pub holder: Signer,
    /// The asset.
    #[account(
        mut,
        constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion,
        constraint = asset.is_wrapped() @ RegistryError::NotWrapped
    )]
    pub asset: Account<Asset>,
    /// The NFT's mint.
    #[account(mut, address = asset.mint @ RegistryError::WrongNft)]
    pub mint: UncheckedAccount,
    /// The token account that holds the NFT.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// The asset's vault. Needed when it has one.
    #[account(mut)]
    pub vault: Option<UncheckedAccount>,
    /// The vault program.
    #[account(address = provenue_vault::ID @ RegistryError::WrongVaultProgram)]
    pub vault_program: UncheckedAccount,
    /// Token-2022.
    pub token_program: Program<Token2022>,
}

impl UnwrapAsset {
    pub(crate) fn unwrap_asset(&mut self) -> Result<()> {
        let owner = self.asset.holder(&self.holding)?;
        require!(owner == *self.holder.address(), RegistryError::NotTheHolder);
        let mint = *self.mint.address();
        let now = now()?;
        let previous_owner = self.asset.hand_to(owner, now);
        self.asset.unwrap(now);
        self.burn();
        vault_call::hand_over(&self.asset, &mut self.vault, owner)?;

        emit!(AssetUnwrapped {
            asset: *self.asset.address(),
            mint,
            previous_owner,
            owner,
            vault: self.asset.vault,
        });
        Ok(())
    }

    /// Burns the token, and closes the mint. The asset signs as the mint's close authority.
    fn burn(&mut self) {
        call(
            &burn_one(),
            [
                (self.holding.cpi_handle_mut().into(), false),
                (self.mint.cpi_handle_mut().into(), false),
                (self.holder.cpi_handle(), true),
            ],
            &[],
        );
        let signer = self.asset.signer();
        call(
            &close(),
            [
                (self.mint.cpi_handle_mut().into(), false),
                (self.holder.cpi_handle_mut().into(), false),
                (self.asset.cpi_handle(), true),
            ],
            &[&signer.seeds()],
        );
    }
}
