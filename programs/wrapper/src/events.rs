//! What happened: one event a change, with the totals after it.
//!
//! Each is a log line `Program data: <base64>` of an 8-byte discriminator and the fields in order,
//! little endian. Amounts are in share units.

use anchor_lang::prelude::*;

/// A wrapper exists.
#[event(bytemuck)]
pub struct WrapperCreated {
    /// The wrapper.
    pub wrapper: Address,
    /// The vault whose shares it wraps.
    pub vault: Address,
    /// Whose associated token accounts its revenue goes to.
    pub beneficiary: Address,
    /// The mint of the wrapped shares.
    pub mint: Address,
    /// Where the shares lie.
    pub escrow: Address,
}

/// Shares were wrapped.
#[event(bytemuck)]
pub struct SharesWrapped {
    /// The wrapper.
    pub wrapper: Address,
    /// Owner or delegate of the shares.
    pub authority: Address,
    /// The share token account they came from.
    pub source: Address,
    /// The token account that got the wrapped shares.
    pub destination: Address,
    /// Wrapped now.
    pub units: u64,
    /// Wrapped shares there are.
    pub supply: u64,
    /// Shares in the escrow.
    pub escrow_units: u64,
}

/// Wrapped shares became shares again.
#[event(bytemuck)]
pub struct SharesUnwrapped {
    /// The wrapper.
    pub wrapper: Address,
    /// Owner or delegate of the wrapped shares.
    pub authority: Address,
    /// The token account that the wrapped shares were burned from.
    pub source: Address,
    /// The share token account that got the shares.
    pub destination: Address,
    /// Unwrapped now.
    pub units: u64,
    /// Wrapped shares there are.
    pub supply: u64,
    /// Shares in the escrow.
    pub escrow_units: u64,
}
