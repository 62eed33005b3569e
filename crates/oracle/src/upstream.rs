//! What is owed upstream.

use num_bigint::BigInt;

use crate::WHOLE_BPS;

/// Parts of a vault's revenue, in basis points: of one edge to an upstream work, or of all edges
/// together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Upstream {
    /// Of all that the vault books, royalties of its own descendants included: it compounds up the
    /// graph.
    pub relative_bps: u16,
    /// Of what the vault earns from outside: royalties that pass through are not charged again.
    pub absolute_bps: u16,
}

impl Upstream {
    /// A part of everything.
    #[must_use]
    pub fn relative(bps: u16) -> Self {
        Self {
            relative_bps: bps,
            absolute_bps: 0,
        }
    }

    /// A part of what comes from outside.
    #[must_use]
    pub fn absolute(bps: u16) -> Self {
        Self {
            relative_bps: 0,
            absolute_bps: bps,
        }
    }

    /// Both parts together, in basis points.
    #[must_use]
    pub fn total_bps(&self) -> u32 {
        u32::from(self.relative_bps) + u32::from(self.absolute_bps)
    }

    /// Both added up; `None` when they are more than `most_bps` together.
    #[must_use]
    pub fn plus(&self, other: Self, most_bps: u16) -> Option<Self> {
        let sum = Self {
            relative_bps: self.relative_bps.checked_add(other.relative_bps)?,
            absolute_bps: self.absolute_bps.checked_add(other.absolute_bps)?,
        };
        (sum.total_bps() <= u32::from(most_bps)).then_some(sum)
    }

    /// The running total owed on running totals, in base units:
    /// `floor((gross · relative + outside · absolute) / 10 000)`.
    #[must_use]
    pub fn owed(&self, gross: &BigInt, outside: &BigInt) -> BigInt {
        // Nothing here is negative, so rounding to zero is rounding down.
        (gross * self.relative_bps + outside * self.absolute_bps) / WHOLE_BPS
    }
}
