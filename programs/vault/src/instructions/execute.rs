//! The transfer hook: settles both sides of a transfer of shares.

use anchor_lang::prelude::*;
use anchor_spl::{
    extensions::TransferHookAccount,
    token_interface::{Mint, TokenAccount, TokenInterfaceAccountExtensions},
};

use crate::{
    events::SharesTransferred,
    share_account::{belongs, Holding},
    state::{Position, Vault},
    VaultError,
};

/// `Execute` of the SPL transfer hook interface:
/// SHA-256("spl-transfer-hook-interface:execute"), the first 8 bytes.
pub const EXECUTE: [u8; 8] = [105, 37, 101, 197, 75, 251, 102, 26];

/// Settles both positions after Token-2022 has moved shares between their token accounts.
///
/// It looks at what the accounts hold. The amount, which is Token-2022's word, tells only what they
/// held before. Nothing moves before the seal:
/// whoever issues shares can count on where they are.
///
/// Errors: [`VaultError::WrongShareMint`], [`VaultError::WrongTokenAccount`],
/// [`VaultError::WrongPosition`], [`VaultError::NotTransferring`], [`VaultError::NotSealed`],
/// [`VaultError::FormerOwnerUnpaid`]; the runtime's when a position does not exist: open it first.
#[derive(Accounts)]
pub struct Execute {
    /// Where the shares came from.
    #[account(constraint = *source.mint() == vault.share_mint @ VaultError::WrongTokenAccount)]
    pub source: InterfaceAccount<TokenAccount>,
    /// The mint of the shares.
    #[account(address = vault.share_mint @ VaultError::WrongShareMint)]
    pub share_mint: InterfaceAccount<Mint>,
    /// Where they went.
    #[account(constraint = *destination.mint() == vault.share_mint @ VaultError::WrongTokenAccount)]
    pub destination: InterfaceAccount<TokenAccount>,
    /// Owner or delegate of the source.
    pub authority: UncheckedAccount,
    /// The list by which wallets find the next three.
    pub extra_account_metas: UncheckedAccount,
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The position of the source.
    #[account(
        mut,
        constraint = source_position.version == Position::VERSION @ VaultError::UnknownVersion,
        constraint = belongs(&source_position, vault.address(), source.address())
            @ VaultError::WrongPosition
    )]
    pub source_position: Account<Position>,
    /// The position of the destination.
    #[account(
        mut,
        constraint = destination_position.version == Position::VERSION @ VaultError::UnknownVersion,
        constraint = belongs(&destination_position, vault.address(), destination.address())
            @ VaultError::WrongPosition
    )]
    pub destination_position: Account<Position>,
}

impl Execute {
    pub(crate) fn execute(&mut self, amount: u64) -> Result<()> {
        // Settling would be harmless; the event would not be true.
        let flag: &TransferHookAccount = self.source.get_extension()?;
        require!(flag.transferring != 0, VaultError::NotTransferring);
        require!(self.vault.is_sealed(), VaultError::NotSealed);

        let vault = *self.vault.address();
        let source = Holding::of(&self.source, &vault).sent(amount);
        let destination = Holding::of(&self.destination, &vault).received(amount);

        self.vault.settle(&mut self.source_position, &source)?;
        self.vault
            .settle(&mut self.destination_position, &destination)?;
        // Else what the receiver's shares earn would be paid to somebody else.
        require!(
            destination
                .owner
                .is_none_or(|owner| owner == self.destination_position.owner),
            VaultError::FormerOwnerUnpaid
        );

        emit!(SharesTransferred {
            vault,
            source: *self.source_position.address(),
            destination: *self.destination_position.address(),
            source_units: source.units,
            destination_units: destination.units,
            live_units: self.vault.live_units.get(),
        });
        Ok(())
    }
}
