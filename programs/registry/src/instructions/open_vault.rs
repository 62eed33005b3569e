//! Gives an asset a vault.

use alloc::string::String;

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use provenue_vault::{clock::now, cpi::accounts::CreateVault, instruction, state::VaultOptions};

use crate::{events::VaultOpened, state::Asset, vault_call::call_vault, RegistryError};

/// Gives an asset a vault, into which its licences are paid from then on.
///
/// The asset is the vault's base and signs its creation, so the vault's address follows from the
/// asset's. The owner becomes the vault's authority: adding currencies, issuing the shares and
/// sealing are the owner's, with the vault's own instructions.
///
/// What the options say of the vault is so for its whole life.
///
/// Errors: those of [`Asset::check_owner`], [`RegistryError::AssetRevoked`],
/// [`RegistryError::VaultExists`]; the vault program's on what the share mint is called.
#[derive(Accounts)]
pub struct OpenVault {
    /// Pays the rent. May be the owner.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The asset's owner, or the holder of its NFT.
    pub owner: Signer,
    /// The asset.
    #[account(mut, constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
    /// The vault, which does not exist yet. Its program checks the address.
    #[account(mut)]
    pub vault: UncheckedAccount,
    /// The mint of its shares, which does not exist yet. Its program checks the address.
    #[account(mut)]
    pub share_mint: UncheckedAccount,
    /// The vault program.
    #[account(address = provenue_vault::ID @ RegistryError::WrongVaultProgram)]
    pub vault_program: UncheckedAccount,
    /// Token-2022.
    pub token_program: Program<Token2022>,
    /// The system program.
    pub system_program: Program<System>,
    /// The token account that holds the work's NFT. Needed while there is one.
    pub holding: Option<UncheckedAccount>,
}

impl OpenVault {
    pub(crate) fn open_vault(&mut self, texts: [String; 3], options: VaultOptions) -> Result<()> {
        let [name, symbol, uri] = texts;
        let (vault, owner) = (*self.vault.address(), *self.owner.address());
        self.asset.check_owner(&owner, self.holding.as_ref())?;
        self.asset.check_active()?;
        let now = now()?;
        self.asset.open_vault(vault, now)?;
        // Who is recorded as the owner is the vault's authority.
        self.asset.hand_to(owner, now);

        let signer = self.asset.signer();
        call_vault::<6>(
            &CreateVault {
                payer: self.payer.cpi_handle_mut(),
                base: self.asset.cpi_handle(),
                vault: self.vault.cpi_handle_mut(),
                share_mint: self.share_mint.cpi_handle_mut(),
                token_program: self.token_program.cpi_handle(),
                system_program: self.system_program.cpi_handle(),
            },
            &instruction::CreateVault {
                authority: owner,
                name,
                symbol,
                uri,
                options,
            },
            &[&signer.seeds()],
        )?;

        emit!(VaultOpened {
            asset: *self.asset.address(),
            vault,
            share_mint: *self.share_mint.address(),
            owner,
        });
        Ok(())
    }
}
