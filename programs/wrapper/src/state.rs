//! The account that this program owns.

use anchor_lang::prelude::*;

/// What wraps shares of one vault for one beneficiary. At `["wrapper", vault, beneficiary]`.
///
/// It owns the escrow and is the authority of the mint, and never changes.
#[account]
#[derive(Debug)]
pub struct Wrapper {
    /// [`Wrapper::VERSION`].
    pub version: u8,
    /// Canonical bump of its address.
    pub bump: u8,
    /// Zeros.
    pub padding: [u8; 6],
    /// The vault.
    pub vault: Address,
    /// Whose associated token accounts the escrow's revenue goes to.
    pub beneficiary: Address,
    /// The mint of the vault's shares.
    pub share_mint: Address,
    /// The wrapper's associated token account for shares.
    pub escrow: Address,
    /// The mint of the wrapped shares.
    pub mint: Address,
}

const _: () = assert!(size_of::<Wrapper>() == 168);

impl Wrapper {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this, the vault and the beneficiary.
    pub const SEED: &'static [u8] = b"wrapper";

    /// The mint's address is derived from this and the wrapper.
    pub const MINT_SEED: &'static [u8] = b"wrapped";

    /// What the wrapper signs with; it borrows nothing, so that accounts can be changed meanwhile.
    #[must_use]
    pub fn signer(&self) -> WrapperSigner {
        WrapperSigner {
            vault: self.vault,
            beneficiary: self.beneficiary,
            bump: [self.bump],
        }
    }
}

/// What a wrapper's address is derived from.
#[derive(Clone, Copy, Debug)]
pub struct WrapperSigner {
    vault: Address,
    beneficiary: Address,
    bump: [u8; 1],
}

impl WrapperSigner {
    /// The seeds.
    #[must_use]
    pub fn seeds(&self) -> [&[u8]; 4] {
        [
            Wrapper::SEED,
            self.vault.as_ref(),
            self.beneficiary.as_ref(),
            &self.bump,
        ]
    }
}
