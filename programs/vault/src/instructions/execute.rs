//! The transfer hook: settles both sides of a transfer of shares.

use anchor_lang::prelude::*;
use anchor_spl::{
    extensions::TransferHookAccount,
    token_interface::{Mint, TokenAccount, TokenInterfaceAccountExtensions},
};

use crate::{
    clock,
    events::{PositionOpened, SharesTransferred},
    rent_reserve::RentReserve,
    share_account::{belongs, Holding},
    state::{change, read, Gate, Position, Vault},
    VaultError,
};

/// `Execute` of the SPL transfer hook interface:
/// SHA-256("spl-transfer-hook-interface:execute"), the first 8 bytes.
pub const EXECUTE: [u8; 8] = [105, 37, 101, 197, 75, 251, 102, 26];

/// Settles both positions after Token-2022 has moved shares between their token accounts. A receiver
/// who has no position yet gets one, whose rent the vault's reserve pays.
///
/// It looks at what the accounts hold. The amount, which is Token-2022's word, tells only what they
/// held before. Nothing moves before the seal: whoever issues shares can count on where they are.
///
/// A gated vault's gate is the only remaining account.
///
/// Errors: [`VaultError::WrongShareMint`], [`VaultError::WrongTokenAccount`],
/// [`VaultError::WrongPosition`], [`VaultError::NotTransferring`], [`VaultError::NotSealed`],
/// [`VaultError::WrongReserve`], [`VaultError::ReserveEmpty`], [`VaultError::VaultAsHolder`],
/// [`VaultError::FormerOwnerUnpaid`], [`VaultError::WrongGate`], [`VaultError::LockedUp`],
/// [`VaultError::HoldingTooLarge`].
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
    /// The list by which wallets find the next five, and the gate.
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
    /// The position of the destination, which may not exist yet.
    #[account(mut)]
    pub destination_position: UncheckedAccount,
    /// The vault's rent reserve.
    #[account(mut)]
    pub rent_reserve: UncheckedAccount,
    /// The system program.
    pub system_program: Program<System>,
}

impl Execute {
    pub(crate) fn execute(&mut self, amount: u64, gate: Option<&AccountView>) -> Result<()> {
        let address = *self.vault.address();
        let destination_position = *self.destination_position.account();
        let is_new = destination_position.is_data_empty();
        if !is_new {
            let token_account = self.destination.address();
            change(&destination_position, |position: &mut Position| {
                require!(
                    belongs(position, &address, token_account),
                    VaultError::WrongPosition
                );
                Ok(())
            })?;
        }
        // Settling would be harmless; the event would not be true.
        let flag: &TransferHookAccount = self.source.get_extension()?;
        require!(flag.transferring != 0, VaultError::NotTransferring);
        require!(self.vault.is_sealed(), VaultError::NotSealed);
        let source = Holding::of(&self.source, &address).sent(amount);
        let destination = Holding::of(&self.destination, &address).received(amount);
        if self.vault.is_gated() {
            self.check_gate(gate, destination.units)?;
        }

        self.vault.settle(&mut self.source_position, &source)?;
        if is_new {
            self.open_destination(&destination)?;
        }
        let vault = &mut self.vault;
        change(&destination_position, |position: &mut Position| {
            vault.settle(position, &destination)?;
            // Else what the receiver's shares earn would be paid to somebody else.
            require!(
                destination
                    .owner
                    .is_none_or(|owner| owner == position.owner),
                VaultError::FormerOwnerUnpaid
            );
            Ok(())
        })?;

        emit!(SharesTransferred {
            vault: address,
            source: *self.source_position.address(),
            destination: *destination_position.address(),
            source_units: source.units,
            destination_units: destination.units,
            live_units: self.vault.live_units.get(),
        });
        Ok(())
    }

    fn check_gate(&self, gate: Option<&AccountView>, receiver_units: u64) -> Result<()> {
        let gate = gate
            .filter(|gate| *gate.address() == self.vault.gate)
            .ok_or(VaultError::WrongGate)?;
        let gate: Gate = read(gate)?;
        Ok(gate.check(clock::now()?, receiver_units)?)
    }

    /// Makes the receiver's position.
    fn open_destination(&self, holding: &Holding) -> Result<()> {
        require!(holding.owner.is_some(), VaultError::VaultAsHolder);
        let vault_address = *self.vault.address();
        let token_account = *self.destination.address();
        let position = *self.destination_position.account();
        let bump = RentReserve {
            vault: &vault_address,
            bump: self.vault.reserve_bump,
            account: self.rent_reserve.account(),
        }
        .create_position(&position, &token_account)?;

        let reserve = *self.rent_reserve.address();
        let owner = change(&position, |position: &mut Position| {
            position.begin(
                bump,
                (&vault_address, &self.vault),
                &token_account,
                holding,
                &reserve,
            )?;
            Ok(position.owner)
        })?;

        emit!(PositionOpened {
            vault: vault_address,
            position: *position.address(),
            token_account,
            owner,
            rent_payer: reserve,
        });
        Ok(())
    }
}
