//! Gives up the power to mint shares, for ever.

use anchor_lang::prelude::*;
use anchor_spl::{
    token_2022::{self, spl_token_2022::instruction::AuthorityType, Token2022},
    token_interface::Mint,
};
use provenue_accounting::SHARE_UNITS;

use crate::{
    events::VaultSealed,
    state::{State, Vault},
    VaultError,
};

/// Seals a vault of which all shares are issued: nobody can mint more, and revenue can be booked.
///
/// Errors: [`VaultError::NotTheAuthority`], [`VaultError::AlreadySealed`],
/// [`VaultError::SharesMissing`], [`VaultError::NotInherited`], [`VaultError::NoGate`],
/// [`VaultError::WrongShareMint`].
#[derive(Accounts)]
pub struct Seal {
    /// The vault's authority.
    #[account(address = vault.authority @ VaultError::NotTheAuthority)]
    pub authority: Signer,
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The mint of its shares.
    #[account(mut, address = vault.share_mint @ VaultError::WrongShareMint)]
    pub share_mint: InterfaceAccount<Mint>,
    /// Token-2022.
    pub token_program: Program<Token2022>,
}

impl Seal {
    pub(crate) fn seal(&mut self) -> Result<()> {
        require!(!self.vault.is_sealed(), VaultError::AlreadySealed);
        require!(
            self.vault.issued_units.get() == SHARE_UNITS,
            VaultError::SharesMissing
        );
        require!(self.vault.uninherited.get() == 0, VaultError::NotInherited);
        require!(
            self.vault.has_gate.get() || !self.vault.is_gated(),
            VaultError::NoGate
        );

        self.vault.state = State::Sealed as u8;
        let (base, bump) = (self.vault.base, [self.vault.bump]);
        token_2022::set_authority(
            CpiContext::new_with_signer(
                self.token_program.address(),
                token_2022::SetAuthority {
                    account_or_mint: self.share_mint.cpi_handle_mut(),
                    current_authority: self.vault.cpi_handle(),
                },
                &[&[Vault::SEED, base.as_ref(), &bump]],
            ),
            AuthorityType::MintTokens,
            None,
        )?;

        emit!(VaultSealed {
            vault: *self.vault.address(),
            live_units: self.vault.live_units.get(),
        });
        Ok(())
    }
}
