//! Books what reached a treasury by a plain transfer.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenAccount;

use crate::{events::Booked, state::Vault, VaultError};

/// Books what a treasury holds above what is booked, however it came: a wallet may pay a vault by a
/// plain transfer to its treasury. Anyone may call it; without a surplus it does nothing.
///
/// Errors: [`VaultError::WrongTreasury`], [`VaultError::NotSealed`], [`VaultError::TreasuryShort`],
/// [`VaultError::NoLiveUnits`].
#[derive(Accounts)]
pub struct Book {
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The vault's token account for a currency.
    pub treasury: InterfaceAccount<TokenAccount>,
}

impl Book {
    pub(crate) fn book(&mut self) -> Result<()> {
        let index = self.vault.treasury_index(self.treasury.address())?;

        let before = self.vault.currencies[index].gross;
        let booking = self.vault.book(index, self.treasury.amount(), 0)?;

        let slot = &self.vault.currencies[index];
        if slot.gross != before {
            emit!(Booked {
                vault: *self.vault.address(),
                mint: slot.mint,
                to_upstream: booking.to_upstream,
                to_holders: booking.to_holders,
                gross: slot.gross.get(),
                booked: slot.booked.get(),
            });
        }
        Ok(())
    }
}
