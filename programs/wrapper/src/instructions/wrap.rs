//! Turns shares into wrapped shares.

use anchor_lang::prelude::*;
use anchor_spl::{
    token_2022::Token2022,
    token_interface::{self, TokenAccount, TransferChecked},
    Mint,
};

use crate::{events::SharesWrapped, share_transfer::transfer_shares, state::Wrapper, WrapperError};

/// Moves share units into the escrow and mints as many wrapped ones. What the shares earned until
/// then stays their holder's, as in any transfer.
///
/// The remaining accounts are those that a transfer of the shares needs besides its own four. That
/// the source is the authority's and the destination takes wrapped shares is checked by the token
/// programs.
///
/// Errors: [`WrapperError::ZeroUnits`], [`WrapperError::WrongShareMint`],
/// [`WrapperError::WrongEscrow`], [`WrapperError::WrongWrappedMint`],
/// [`WrapperError::UnknownVersion`]; the token programs' and the vault's.
#[derive(Accounts)]
pub struct Wrap {
    /// Owner or delegate of the source.
    pub authority: Signer,
    /// The wrapper.
    #[account(constraint = wrapper.version == Wrapper::VERSION @ WrapperError::UnknownVersion)]
    pub wrapper: Account<Wrapper>,
    /// The mint of the shares.
    #[account(address = wrapper.share_mint @ WrapperError::WrongShareMint)]
    pub share_mint: UncheckedAccount,
    /// Where the shares come from.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// Where they lie then.
    #[account(mut, address = wrapper.escrow @ WrapperError::WrongEscrow)]
    pub escrow: InterfaceAccount<TokenAccount>,
    /// The mint of the wrapped shares.
    #[account(mut, address = wrapper.mint @ WrapperError::WrongWrappedMint)]
    pub mint: Account<Mint>,
    /// Gets the wrapped shares.
    #[account(mut)]
    pub destination: UncheckedAccount,
    /// Token-2022, to which the shares belong.
    pub share_program: Program<Token2022>,
    /// SPL Token, to which the wrapped shares belong.
    pub token_program: Program<Token>,
}

impl Wrap {
    pub(crate) fn wrap(&mut self, units: u64, hook_accounts: &mut [AccountView]) -> Result<()> {
        require!(units > 0, WrapperError::ZeroUnits);

        // The share mint keeps no fee, so all of it arrives.
        transfer_shares(
            self.share_program.address(),
            TransferChecked {
                from: self.source.cpi_handle_mut(),
                mint: self.share_mint.cpi_handle(),
                to: self.escrow.cpi_handle_mut(),
                authority: self.authority.cpi_handle(),
            },
            units,
            hook_accounts,
            &[],
        )?;
        let signer = self.wrapper.signer();
        token_interface::mint_to(
            CpiContext::new_with_signer(
                self.token_program.address(),
                token_interface::MintTo {
                    mint: self.mint.cpi_handle_mut(),
                    to: self.destination.cpi_handle_mut(),
                    authority: self.wrapper.cpi_handle(),
                },
                &[&signer.seeds()],
            ),
            units,
        )?;

        emit!(SharesWrapped {
            wrapper: *self.wrapper.address(),
            authority: *self.authority.address(),
            source: *self.source.address(),
            destination: *self.destination.address(),
            units,
            supply: self.mint.supply(),
            escrow_units: self.escrow.amount(),
        });
        Ok(())
    }
}
