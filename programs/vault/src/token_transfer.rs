//! Moving a currency.

use anchor_lang::{
    cpi::InstructionAccount, prelude::*, unchecked_invoke_signed_fixed, CpiHandle, CpiHandleMut,
};

/// `TransferChecked` of SPL Token and Token-2022.
const TRANSFER_CHECKED: u8 = 12;

/// The accounts of a transfer, in the token programs' order.
pub(crate) struct TokenTransfer<'a> {
    /// Where the money comes from.
    pub from: CpiHandleMut<'a>,
    /// The currency.
    pub mint: CpiHandle<'a>,
    /// Where it goes.
    pub to: CpiHandleMut<'a>,
    /// Owner or delegate of `from`.
    pub authority: CpiHandle<'a>,
}

impl<'a> TokenTransfer<'a> {
    /// Moves `amount` base units by the token program at `program`. `signer` are the seeds of the
    /// authority where it is an account of this program.
    ///
    /// Anchor's own `transfer_checked` looks for the handle of every account among all handles, at
    /// more than half of what a deposit costs. Here handles are in the order of the accounts; what
    /// must sign and may be written is checked by the runtime either way.
    pub(crate) fn invoke(
        self,
        program: &'a Address,
        amount: u64,
        decimals: u8,
        signer: &'a [&'a [&'a [u8]]],
    ) {
        let handles = [self.from.into(), self.mint, self.to.into(), self.authority];
        let [from, mint, to, authority]: [&Address; 4] = handles
            .each_ref()
            .map(|handle: &CpiHandle<'a>| handle.address());
        let accounts = [
            InstructionAccount::writable(from),
            InstructionAccount::readonly(mint),
            InstructionAccount::writable(to),
            InstructionAccount::readonly_signer(authority),
        ];
        let mut data = [0; 10];
        data[0] = TRANSFER_CHECKED;
        data[1..9].copy_from_slice(&amount.to_le_bytes());
        data[9] = decimals;
        unchecked_invoke_signed_fixed(program, &data, &accounts, &handles, signer);
    }
}
