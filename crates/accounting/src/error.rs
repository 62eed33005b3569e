//! What can be wrong with an operation on a vault's books.

use core::fmt;

/// Why the books refuse an operation. A refused operation has changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountingError {
    /// Revenue cannot be spread: every share is burned, or none was issued yet.
    NoLiveUnits,
    /// More than [`crate::SHARE_UNITS`] units, which no vault has.
    TooManyUnits,
    /// Upstream basis points must total at most 10 000.
    TooManyBps,
    /// A payment exceeds what is booked.
    Overdrawn,
    /// A running total would pass 2^64 base units (or 2^128 in Q64.64).
    Overflow,
}

impl fmt::Display for AccountingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoLiveUnits => "no live share units to spread revenue over",
            Self::TooManyUnits => "a vault has at most 100 000 000 share units",
            Self::TooManyBps => "upstream basis points must total at most 10 000",
            Self::Overdrawn => "the payment exceeds what is booked",
            Self::Overflow => "a running total would exceed its range",
        })
    }
}

impl core::error::Error for AccountingError {}
