//! A width at which there are few enough numbers to try them all.

/// As `u64` on chain.
pub type Amount = u8;

/// As `u128` on chain.
pub type Fixed = u16;

pub const PLACES: u32 = Amount::BITS;

pub const HALF: u32 = PLACES / 2;

/// The most that [`HALF`] bits hold. On chain it is less than that, so this is the harder case.
pub const SHARE_UNITS: Amount = 15;

/// As many: the rests of a division by it are as large as they can be.
pub const BPS: u16 = 15;
