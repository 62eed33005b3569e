//! Mints and token accounts as the token programs write them.

use solana_address::Address;

/// Decimals of the cast's currencies.
pub const DECIMALS: u8 = 6;

/// The mint of a currency, whose `authority` may mint and freeze.
#[must_use]
pub fn mint(authority: &Address, supply: u64, decimals: u8) -> Vec<u8> {
    let mut data = Vec::with_capacity(82);
    data.extend([1, 0, 0, 0]);
    data.extend(authority.to_bytes());
    data.extend(supply.to_le_bytes());
    data.extend([decimals, 1]);
    data.extend([1, 0, 0, 0]);
    data.extend(authority.to_bytes());
    data
}

/// An account of either token program.
#[must_use]
pub fn account(mint: &Address, owner: &Address, amount: u64) -> Vec<u8> {
    const INITIALIZED: u8 = 1;
    let mut data = vec![0; 165];
    data[..32].copy_from_slice(mint.as_ref());
    data[32..64].copy_from_slice(owner.as_ref());
    data[64..72].copy_from_slice(&amount.to_le_bytes());
    data[108] = INITIALIZED;
    data
}

/// A share token account in the middle of a transfer.
#[must_use]
pub fn share_account(mint: &Address, owner: &Address, amount: u64) -> Vec<u8> {
    const ACCOUNT: u8 = 2;
    const TRANSFER_HOOK_ACCOUNT: u16 = 15;
    let mut data = account(mint, owner, amount);
    data.push(ACCOUNT);
    data.extend(TRANSFER_HOOK_ACCOUNT.to_le_bytes());
    data.extend(1u16.to_le_bytes());
    data.push(1);
    data
}
