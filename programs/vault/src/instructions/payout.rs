//! Paying a holder out of a treasury: what `claim` and `distribute` share.

use anchor_lang::{hash::sha256, prelude::*, AnchorAccount};
use anchor_spl::{
    token_2022::spl_token_2022::{
        extension::{
            memo_transfer::MemoTransfer, BaseStateWithExtensions, ExtensionType,
            PodStateWithExtensions,
        },
        pod::PodAccount,
    },
    token_interface::TokenAccount,
};

use crate::VaultError;

/// Bytes of a token account without extensions.
const BASE_SPACE: usize = 165;

/// The associated token program.
const ASSOCIATED_TOKEN: Address =
    anchor_lang::address!("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");

/// Whose money goes where.
pub(crate) struct Payee<'a> {
    /// The position's owner.
    pub owner: &'a Address,
    /// The currency.
    pub mint: &'a Address,
    /// Its token program.
    pub token_program: &'a Address,
    /// Of the address of the owner's associated token account.
    pub bump: u8,
}

impl Payee<'_> {
    /// Whether the transfer to `account` will go through: it must be the owner's associated token
    /// account, and able to receive. Looked at beforehand, because a transfer that fails takes all
    /// others of its transaction with it.
    ///
    /// The bump is the caller's word. A wrong one gives an address at which there is no token
    /// account: either only the associated token program could make one there, or nobody, for nobody
    /// knows a key to an address that is a hash.
    pub(crate) fn check(&self, account: &AccountView) -> core::result::Result<(), VaultError> {
        if self.address() != *account.address().as_array() {
            return Err(VaultError::WrongPayee);
        }
        if !account.owned_by(self.token_program) {
            return Err(VaultError::PayeeMissing);
        }
        let token = InterfaceAccount::<TokenAccount>::load(*account)
            .map_err(|_| VaultError::PayeeMissing)?;
        // An associated token account of SPL Token can be given away.
        if token.owner() != self.owner || token.mint() != self.mint {
            return Err(VaultError::WrongPayee);
        }
        if token.is_frozen() {
            return Err(VaultError::PayeeFrozen);
        }
        if wants_memo(account) {
            return Err(VaultError::PayeeWantsMemo);
        }
        Ok(())
    }

    /// Where the associated token account is, if the bump is right: the hash that program addresses
    /// are made of. That it is no point of the curve costs more to check than all of this.
    fn address(&self) -> [u8; 32] {
        const MARKER: &[u8; 21] = b"ProgramDerivedAddress";
        let mut seeds = [0; 4 * 32 + 1 + MARKER.len()];
        seeds[..32].copy_from_slice(self.owner.as_ref());
        seeds[32..64].copy_from_slice(self.token_program.as_ref());
        seeds[64..96].copy_from_slice(self.mint.as_ref());
        seeds[96] = self.bump;
        seeds[97..129].copy_from_slice(ASSOCIATED_TOKEN.as_ref());
        seeds[129..].copy_from_slice(MARKER);
        sha256(&seeds)
    }
}

/// Whether a token account takes only transfers that follow a memo. One whose extensions cannot be
/// read counts as such.
fn wants_memo(account: &AccountView) -> bool {
    // Most have none.
    if account.data_len() == BASE_SPACE {
        return false;
    }
    let Ok(data) = account.try_borrow() else {
        return true;
    };
    let Ok(token) = PodStateWithExtensions::<PodAccount>::unpack(&data) else {
        return true;
    };
    let Ok(extensions) = token.get_extension_types() else {
        return true;
    };
    extensions.contains(&ExtensionType::MemoTransfer)
        && token
            .get_extension::<MemoTransfer>()
            .map_or(true, |memo| memo.require_incoming_transfer_memos.into())
}
