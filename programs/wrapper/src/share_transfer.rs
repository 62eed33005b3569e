//! Moving shares.

use alloc::vec::Vec;

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TransferChecked;
use provenue_accounting::SHARE_DECIMALS;

/// `TransferChecked` of Token-2022.
const TRANSFER_CHECKED: u8 = 12;

/// Moves `units` share units by Token-2022, whose program is at `program`. `signer` are the seeds of
/// the authority where it is the wrapper.
///
/// `hook_accounts` are handed on as they come, behind the transfer's own: Token-2022 takes those that
/// the share mint's list names and fails when one is missing, so the caller cannot bend anything by
/// them, and this program need not know what a vault's hook asks for.
pub(crate) fn transfer_shares<'a>(
    program: &'a Address,
    accounts: TransferChecked<'a>,
    units: u64,
    hook_accounts: &'a mut [AccountView],
    signer: &'a [&'a [&'a [u8]]],
) -> Result<()> {
    let hook_handles: Vec<CpiHandle<'a>> = hook_accounts
        .iter_mut()
        .map(|account| {
            if account.is_writable() {
                CpiHandleMut::writable(account).into()
            } else {
                CpiHandle::readonly(account)
            }
        })
        .collect();
    let mut data = [0; 10];
    data[0] = TRANSFER_CHECKED;
    data[1..9].copy_from_slice(&units.to_le_bytes());
    data[9] = SHARE_DECIMALS;
    // Anchor's own `transfer_checked` takes further accounts for the signers of a multisig.
    CpiContext::new_with_signer(program, accounts, signer)
        .with_remaining_accounts(hook_handles)
        .invoke(&data)
}
