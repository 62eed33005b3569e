//! Opens the position of a share token account.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenAccount;

use crate::{
    events::PositionOpened,
    share_account::Holding,
    state::{Position, Vault},
    VaultError,
};

/// Opens the position of a share token account, so that the account can receive shares. Anyone may
/// do it for anyone, and gets the rent back when it closes.
///
/// Errors: [`VaultError::WrongTokenAccount`], [`VaultError::VaultAsHolder`],
/// [`VaultError::UnpositionedShares`]; the system program's when the position exists already.
#[derive(Accounts)]
pub struct OpenPosition {
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer,
    /// The vault.
    #[account(constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// A token account of the share mint.
    #[account(constraint = *token_account.mint() == vault.share_mint @ VaultError::WrongTokenAccount)]
    pub token_account: InterfaceAccount<TokenAccount>,
    /// Its position.
    #[account(
        init,
        payer = payer,
        seeds = [Position::SEED, token_account.address().as_ref()],
        bump
    )]
    pub position: Account<Position>,
    /// The system program.
    pub system_program: Program<System>,
}

impl OpenPosition {
    pub(crate) fn open_position(&mut self, bump: u8) -> Result<()> {
        let vault = *self.vault.address();
        let token_account = *self.token_account.address();
        let holding = Holding::of(&self.token_account, &vault);

        self.position.begin(
            bump,
            (&vault, &self.vault),
            &token_account,
            &holding,
            self.payer.address(),
        )?;

        emit!(PositionOpened {
            vault,
            position: *self.position.address(),
            token_account,
            owner: self.position.owner,
            rent_payer: self.position.rent_payer,
        });
        Ok(())
    }
}
