//! What the model refuses.

use thiserror::Error;

/// Why the model refuses an operation. A refused operation has changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ModelError {
    /// A vault has no more slots for currencies.
    #[error("a vault holds at most 4 currencies")]
    TooManyCurrencies,
    /// More than all of the revenue would be owed upstream.
    #[error("upstream basis points must total at most 10 000")]
    TooManyBps,
    /// A holder moves or burns more units than it has.
    #[error("the holder has fewer units than that")]
    NotEnoughUnits,
    /// There is nobody to divide revenue, or a leftover, among.
    #[error("no live share units to divide among")]
    NoLiveUnits,
    /// A position is closed while it has units.
    #[error("a position with units cannot be closed")]
    StillHolds,
    /// A position is closed while it is owed a whole base unit.
    #[error("a position owed a whole base unit cannot be closed")]
    StillOwed,
    /// A payment exceeds the holder's share, beyond what rounding in 1/2^64 explains, or what is
    /// reserved for upstream works.
    #[error("the payment exceeds the exact share of whom it is for")]
    Overpaid,
}
