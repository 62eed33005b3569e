//! Writes the list of accounts that a transfer of shares needs besides the usual ones.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::Mint;

use super::EXECUTE;
use crate::{
    state::{Position, Vault},
    VaultError,
};

/// `InitializeExtraAccountMetaList` of the SPL transfer hook interface:
/// SHA-256("spl-transfer-hook-interface:initialize-extra-account-metas"), the first 8 bytes.
pub const INITIALIZE_EXTRA_ACCOUNT_METAS: [u8; 8] = [43, 34, 13, 49, 167, 88, 235, 235];

/// The list's address is derived from this and the share mint, as the interface says.
pub const EXTRA_ACCOUNT_METAS_SEED: &[u8] = b"extra-account-metas";

/// Bytes of one entry.
const ENTRY: usize = 35;
/// The vault, both positions, the rent reserve, the system program; and the gate of a gated vault.
const ENTRIES: usize = 6;
/// Discriminator, length of what follows, number of entries, entries. Without a gate the last one
/// stays empty.
const SPACE: usize = 8 + 4 + 4 + ENTRIES * ENTRY;

/// Where the destination stands among the accounts of a transfer.
const DESTINATION: u8 = 2;

/// Writes the list of extra accounts of a share mint's transfers: the vault, the source's position,
/// the destination's position, the rent reserve, the system program, and where there is one the
/// gate. Wallets resolve it by themselves.
///
/// Anyone may call it, once; the list leaves no choice. Errors: [`VaultError::WrongShareMint`]; the
/// system program's when the list exists already.
#[derive(Accounts)]
pub struct InitializeExtraAccountMetas {
    /// The list.
    #[account(
        init,
        payer = payer,
        space = SPACE,
        owner = crate::ID,
        seeds = [EXTRA_ACCOUNT_METAS_SEED, share_mint.address().as_ref()],
        bump
    )]
    pub extra_account_metas: UncheckedAccount,
    /// The mint of the vault's shares.
    #[account(address = vault.share_mint @ VaultError::WrongShareMint)]
    pub share_mint: InterfaceAccount<Mint>,
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer,
    /// The system program.
    pub system_program: Program<System>,
    /// The vault.
    #[account(constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
}

impl InitializeExtraAccountMetas {
    pub(crate) fn initialize_extra_account_metas(&mut self) -> Result<()> {
        let vault = self.vault.address();
        let reserve = anchor_lang::create_program_address(
            &[
                Vault::RESERVE_SEED,
                vault.as_ref(),
                &[self.vault.reserve_bump],
            ],
            &crate::ID,
        )?;
        let entries: [[u8; ENTRY]; ENTRIES] = [
            fixed(vault, true),
            position_of(0),
            position_of(DESTINATION),
            fixed(&reserve, true),
            fixed(&system_program::ID, false),
            fixed(&self.vault.gate, false),
        ];
        let count = if self.vault.is_gated() {
            ENTRIES
        } else {
            ENTRIES - 1
        };
        let mut account = *self.extra_account_metas.account();
        let mut data = account.try_borrow_mut()?;
        let (head, body) = data.split_at_mut(SPACE - ENTRIES * ENTRY);
        head[..8].copy_from_slice(&EXECUTE);
        head[8..12].copy_from_slice(&((4 + count * ENTRY) as u32).to_le_bytes());
        head[12..].copy_from_slice(&(count as u32).to_le_bytes());
        for (place, entry) in body.chunks_exact_mut(ENTRY).zip(&entries[..count]) {
            place.copy_from_slice(entry);
        }
        Ok(())
    }
}

/// An account at a fixed address: kind 0.
fn fixed(address: &Address, writable: bool) -> [u8; ENTRY] {
    let mut entry = [0; ENTRY];
    entry[1..33].copy_from_slice(address.as_ref());
    entry[34] = writable.into();
    entry
}

/// The writable position of the token account at `index` of the transfer: kind 1, an address derived
/// by this program from a literal (1, length, bytes) and an account's address (3, index).
fn position_of(index: u8) -> [u8; ENTRY] {
    const LENGTH: usize = Position::SEED.len();
    let mut entry = [0; ENTRY];
    entry[0] = 1;
    entry[1] = 1;
    entry[2] = LENGTH as u8;
    entry[3..3 + LENGTH].copy_from_slice(Position::SEED);
    entry[3 + LENGTH] = 3;
    entry[4 + LENGTH] = index;
    entry[34] = 1;
    entry
}
