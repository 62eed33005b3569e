//! Pays what a vault owes to the works it was made from, and climbs on from there.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use crate::{state::Vault, upstream_payment::Root, VaultError};

/// Moves dues of one currency from vault to vault. Remaining accounts hold three for each hop: the
/// edge (writable), the parent vault (writable), and the parent's treasury (writable). A hop starts
/// at `vault` or at the parent of an earlier hop. Anyone may call it.
///
/// A hop whose parent cannot receive is skipped with an event, and its dues stay due.
///
/// Errors: [`VaultError::UnknownCurrency`], [`VaultError::WrongTreasury`],
/// [`VaultError::HopAccounts`], [`VaultError::HopOutOfOrder`], [`VaultError::WrongEdge`].
#[derive(Accounts)]
pub struct Pull {
    /// The vault that the first hop starts from.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The currency.
    pub mint: InterfaceAccount<Mint>,
    /// The vault's token account for it.
    #[account(mut)]
    pub treasury: InterfaceAccount<TokenAccount>,
    /// The currency's token program.
    pub token_program: Interface<'static, TokenInterface>,
}

impl Pull {
    pub(crate) fn pull(&mut self, hops: &[AccountView]) -> Result<()> {
        let index = self.vault.currency_index(self.mint.address())?;
        require!(
            self.vault.currencies[index].treasury == *self.treasury.address(),
            VaultError::WrongTreasury
        );
        require!(!hops.is_empty(), VaultError::HopAccounts);

        Root {
            vault: &mut self.vault,
            treasury: &self.treasury,
            mint: &self.mint,
            token_program: self.token_program.address(),
        }
        .climb(hops)
    }
}
