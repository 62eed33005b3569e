//! Makes the wrapper of a vault for a beneficiary.

use anchor_lang::prelude::*;
use anchor_spl::{
    associated_token::{self, AssociatedToken},
    mint,
    token_2022::Token2022,
    Mint,
};
use provenue_accounting::SHARE_DECIMALS;
use provenue_vault::{
    cpi::accounts::{DelegateRevenue, OpenPosition},
    state::Vault,
};

use crate::{events::WrapperCreated, state::Wrapper, WrapperError};

/// Makes the wrapper of a vault for a beneficiary: the mint of the wrapped shares, the escrow and its
/// position, whose revenue is paid to the beneficiary from then on.
///
/// Anyone may make it; whoever does, the same comes out. What somebody made before (the escrow, its
/// position) is used as it is, so nobody can keep a wrapper from being made.
///
/// Errors: [`WrapperError::NoBeneficiary`], [`WrapperError::WrongShareMint`],
/// [`WrapperError::WrongVaultProgram`]; the vault program's; the system program's when the wrapper
/// exists already.
#[derive(Accounts)]
pub struct CreateWrapper {
    /// Pays the rent. May be the beneficiary.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The vault. Its program checks the layout's version.
    #[account(mut)]
    pub vault: Account<Vault>,
    /// The mint of its shares.
    #[account(address = vault.share_mint @ WrapperError::WrongShareMint)]
    pub share_mint: UncheckedAccount,
    /// Whose associated token accounts the revenue goes to. It need not exist, nor agree.
    #[account(constraint = *beneficiary.address() != Address::default() @ WrapperError::NoBeneficiary)]
    pub beneficiary: UncheckedAccount,
    /// The wrapper.
    #[account(
        init,
        payer = payer,
        seeds = [Wrapper::SEED, vault.address().as_ref(), beneficiary.address().as_ref()],
        bump
    )]
    pub wrapper: Account<Wrapper>,
    /// The mint of the wrapped shares.
    #[account(
        init,
        payer = payer,
        mint::decimals = SHARE_DECIMALS,
        mint::authority = wrapper,
        seeds = [Wrapper::MINT_SEED, wrapper.address().as_ref()],
        bump
    )]
    pub mint: Account<Mint>,
    /// The wrapper's associated token account for shares. Its program checks the address.
    #[account(mut)]
    pub escrow: UncheckedAccount,
    /// The position of the escrow. The vault program checks the address.
    #[account(mut)]
    pub position: UncheckedAccount,
    /// The vault program.
    #[account(address = provenue_vault::ID @ WrapperError::WrongVaultProgram)]
    pub vault_program: UncheckedAccount,
    /// Token-2022, to which the shares belong.
    pub share_program: Program<Token2022>,
    /// SPL Token, to which the wrapped shares belong.
    pub token_program: Program<Token>,
    /// The associated token program.
    pub associated_token_program: Program<AssociatedToken>,
    /// The system program.
    pub system_program: Program<System>,
}

impl CreateWrapper {
    pub(crate) fn create_wrapper(&mut self, bump: u8) -> Result<()> {
        let (vault, beneficiary) = (*self.vault.address(), *self.beneficiary.address());
        let (mint, escrow) = (*self.mint.address(), *self.escrow.address());
        let wrapper = &mut self.wrapper;
        wrapper.version = Wrapper::VERSION;
        wrapper.bump = bump;
        wrapper.vault = vault;
        wrapper.beneficiary = beneficiary;
        wrapper.share_mint = *self.share_mint.address();
        wrapper.escrow = escrow;
        wrapper.mint = mint;

        self.create_escrow()?;
        self.open_position()?;
        self.delegate_revenue(beneficiary)?;

        emit!(WrapperCreated {
            wrapper: *self.wrapper.address(),
            vault,
            beneficiary,
            mint,
            escrow,
        });
        Ok(())
    }

    /// Anyone can have made it before: it belongs to the wrapper all the same, and such an account
    /// cannot be given away.
    fn create_escrow(&mut self) -> Result<()> {
        associated_token::create_idempotent(CpiContext::new(
            self.associated_token_program.address(),
            associated_token::CreateIdempotent {
                payer: self.payer.cpi_handle_mut(),
                associated_token: self.escrow.cpi_handle_mut(),
                authority: self.wrapper.cpi_handle(),
                mint: self.share_mint.cpi_handle(),
                system_program: self.system_program.cpi_handle(),
                token_program: self.share_program.cpi_handle(),
            },
        ))
    }

    /// Anyone can have opened it before. Only the wrapper could close it, and never does.
    fn open_position(&mut self) -> Result<()> {
        if !self.position.account().is_data_empty() {
            return Ok(());
        }
        provenue_vault::cpi::open_position(CpiContext::new(
            self.vault_program.address(),
            OpenPosition {
                payer: self.payer.cpi_handle_mut(),
                vault: self.vault.cpi_handle(),
                token_account: self.escrow.cpi_handle(),
                position: self.position.cpi_handle_mut(),
                system_program: self.system_program.cpi_handle(),
            },
        ))
    }

    /// The wrapper signs this once and never again, so it is for ever.
    fn delegate_revenue(&mut self, beneficiary: Address) -> Result<()> {
        let signer = self.wrapper.signer();
        provenue_vault::cpi::delegate_revenue(
            CpiContext::new_with_signer(
                self.vault_program.address(),
                DelegateRevenue {
                    owner: self.wrapper.cpi_handle(),
                    vault: self.vault.cpi_handle_mut(),
                    position: self.position.cpi_handle_mut(),
                    token_account: self.escrow.cpi_handle(),
                },
                &[&signer.seeds()],
            ),
            beneficiary,
        )
    }
}
