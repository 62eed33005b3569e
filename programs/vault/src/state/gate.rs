//! Rules that a vault's transfers of shares keep to.

use anchor_lang::prelude::*;

use super::Record;
use crate::VaultError;

/// What the hook asks of each transfer of a gated vault's shares. At `["gate", vault]`; it never
/// changes.
#[account]
pub struct Gate {
    /// [`Gate::VERSION`].
    pub version: u8,
    /// Of its address.
    pub bump: u8,
    /// Zeros.
    pub padding: [u8; 6],
    /// The vault.
    pub vault: Address,
    /// No share moves before this time, in seconds since 1970; 0 for no lock-up.
    pub lock_until: PodI64,
    /// Most share units that an account may hold after it received some.
    pub max_units: PodU64,
}

const _: () = assert!(size_of::<Gate>() == 56);

impl Record for Gate {
    const LAYOUT: u8 = Self::VERSION;
}

impl Gate {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this and the vault.
    pub const SEED: &'static [u8] = b"gate";

    /// Whether shares may move at `now`, in seconds since 1970, so that the receiver holds
    /// `receiver_units`.
    ///
    /// # Errors
    /// [`VaultError::LockedUp`], [`VaultError::HoldingTooLarge`].
    pub fn check(&self, now: i64, receiver_units: u64) -> core::result::Result<(), VaultError> {
        if now < self.lock_until.get() {
            return Err(VaultError::LockedUp);
        }
        if receiver_units > self.max_units.get() {
            return Err(VaultError::HoldingTooLarge);
        }
        Ok(())
    }
}
