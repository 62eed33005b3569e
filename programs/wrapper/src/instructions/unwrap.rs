//! Turns wrapped shares into shares again.

use anchor_lang::prelude::*;
use anchor_spl::{
    token_2022::Token2022,
    token_interface::{self, TokenAccount, TransferChecked},
    Mint,
};

use crate::{
    events::SharesUnwrapped, share_transfer::transfer_shares, state::Wrapper, WrapperError,
};

/// Burns wrapped share units and gives as many share units out of the escrow, on which the receiver
/// earns from then on.
///
/// The remaining accounts are those that a transfer of the shares needs besides its own four. That
/// the source is the authority's and holds wrapped shares, and that the destination takes shares, is
/// checked by the token programs.
///
/// Errors: [`WrapperError::ZeroUnits`], [`WrapperError::WrongShareMint`],
/// [`WrapperError::WrongEscrow`], [`WrapperError::WrongWrappedMint`],
/// [`WrapperError::UnknownVersion`]; the token programs' and the vault's.
#[derive(Accounts)]
pub struct Unwrap {
    /// Owner or delegate of the source.
    pub authority: Signer,
    /// The wrapper.
    #[account(constraint = wrapper.version == Wrapper::VERSION @ WrapperError::UnknownVersion)]
    pub wrapper: Account<Wrapper>,
    /// The mint of the shares.
    #[account(address = wrapper.share_mint @ WrapperError::WrongShareMint)]
    pub share_mint: UncheckedAccount,
    /// Where the shares lie.
    #[account(mut, address = wrapper.escrow @ WrapperError::WrongEscrow)]
    pub escrow: InterfaceAccount<TokenAccount>,
    /// Gets the shares.
    #[account(mut)]
    pub destination: UncheckedAccount,
    /// The mint of the wrapped shares.
    #[account(mut, address = wrapper.mint @ WrapperError::WrongWrappedMint)]
    pub mint: Account<Mint>,
    /// Where the wrapped shares are burned.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// Token-2022, to which the shares belong.
    pub share_program: Program<Token2022>,
    /// SPL Token, to which the wrapped shares belong.
    pub token_program: Program<Token>,
}

impl Unwrap {
    pub(crate) fn unwrap(&mut self, units: u64, hook_accounts: &mut [AccountView]) -> Result<()> {
        require!(units > 0, WrapperError::ZeroUnits);

        token_interface::burn(
            CpiContext::new(
                self.token_program.address(),
                token_interface::Burn {
                    from: self.source.cpi_handle_mut(),
                    mint: self.mint.cpi_handle_mut(),
                    authority: self.authority.cpi_handle(),
                },
            ),
            units,
        )?;
        let signer = self.wrapper.signer();
        transfer_shares(
            self.share_program.address(),
            TransferChecked {
                from: self.escrow.cpi_handle_mut(),
                mint: self.share_mint.cpi_handle(),
                to: self.destination.cpi_handle_mut(),
                authority: self.wrapper.cpi_handle(),
            },
            units,
            hook_accounts,
            &[&signer.seeds()],
        )?;

        emit!(SharesUnwrapped {
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
