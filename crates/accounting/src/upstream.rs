//! What a vault owes the works it was made from.

use crate::width::{Amount, BPS};

/// Parts of a vault's revenue, in basis points: of one edge to an upstream work, or of all together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UpstreamRate {
    /// Of all that the vault books, royalties from its own descendants included: it compounds up
    /// the graph.
    pub relative_bps: u16,
    /// Of what the vault earns from outside: a flat part, of which royalties that pass through are
    /// not charged again.
    pub absolute_bps: u16,
}

impl UpstreamRate {
    /// Both parts together, in basis points.
    #[must_use]
    pub fn total_bps(&self) -> u32 {
        u32::from(self.relative_bps) + u32::from(self.absolute_bps)
    }

    /// The two rates added up; `None` above 10 000 bps together.
    #[must_use]
    pub fn plus(&self, other: Self) -> Option<Self> {
        let sum = Self {
            relative_bps: self.relative_bps.checked_add(other.relative_bps)?,
            absolute_bps: self.absolute_bps.checked_add(other.absolute_bps)?,
        };
        (sum.total_bps() <= u32::from(BPS)).then_some(sum)
    }

    /// `floor((gross · relative + outside · absolute) / 10 000)`: the running total owed, in base
    /// units.
    ///
    /// Taken of totals, so that any sequence of small bookings owes the same as one large one; and
    /// rounded once for both parts, so that no booking owes more than it brought. `outside` must be
    /// at most `gross`, the two parts together at most [`BPS`]; the result is at most `gross` then.
    #[must_use]
    pub fn owed(&self, gross: Amount, outside: Amount) -> Amount {
        debug_assert!(outside <= gross && self.total_bps() <= u32::from(BPS));
        let whole = BPS as Amount;
        let (relative, absolute) = (self.relative_bps as Amount, self.absolute_bps as Amount);
        // total · bps = (total div 10 000) · bps · 10 000 + (total mod 10 000) · bps: the first part
        // divides without a remainder, and all products and sums fit 64 bits.
        let whole_parts = gross / whole * relative + outside / whole * absolute;
        let rest = gross % whole * relative + outside % whole * absolute;
        whole_parts + rest / whole
    }
}
