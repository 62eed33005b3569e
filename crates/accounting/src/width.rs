//! How wide the numbers are.
//!
//! Every other file takes its types and constants from here and has no other number in it, so that the
//! same files can be checked for all inputs at a width where that is possible: `tests/exhaustive`.

/// Base units of a currency, share units, seconds.
pub type Amount = u64;

/// An [`Amount`] with as many binary places again.
pub type Fixed = u128;

/// Binary places of a [`Fixed`], and bits of an [`Amount`].
pub const PLACES: u32 = Amount::BITS;

/// Bits of the factors and divisors that [`crate::wide`] takes.
pub const HALF: u32 = PLACES / 2;

/// Share units of every vault: 100.000000 shares of six decimals, so one share is 1 %.
///
/// Below 2^32, which keeps every division by live units in hardware.
pub const SHARE_UNITS: Amount = 100_000_000;

/// Basis points in a whole: 10 000 bps is 100 %.
pub const BPS: u16 = 10_000;

const _: () = assert!(SHARE_UNITS >> HALF == 0 && (BPS as Amount) >> HALF == 0);
