//! What one vault owes another.

use anchor_lang::prelude::*;
use provenue_accounting::{UpstreamRate, MAX_CURRENCIES};

use super::Record;

/// An edge from a vault to one that it owes part of its revenue. At `["upstream", child, parent]`.
/// Its rates are fixed when the child is sealed.
#[account]
pub struct Upstream {
    /// [`Upstream::VERSION`].
    pub version: u8,
    /// Of its address.
    pub bump: u8,
    /// Whether the child is linked to the parent itself; else the edge is inherited only.
    pub linked: PodBool,
    /// Zero.
    pub padding: u8,
    /// Part of all that the child books, in basis points.
    pub relative_bps: PodU16,
    /// Part of what the child earns from outside, in basis points: the parent's own, and what the
    /// child inherited towards it.
    pub absolute_bps: PodU16,
    /// Which of the child's edges with an absolute part this is, from 0, in the order they got one.
    pub absolute_index: PodU16,
    /// Of a linked parent's edges with an absolute part, how many the child has inherited.
    pub inherited: PodU16,
    /// Zeros.
    pub padding2: [u8; 4],
    /// The vault that owes.
    pub child: Address,
    /// The vault that is owed.
    pub parent: Address,
    /// Paid in all, in base units of the child's currencies, in the child's order.
    pub paid: [PodU64; MAX_CURRENCIES],
}

const _: () = assert!(size_of::<Upstream>() == 112);

impl Record for Upstream {
    const LAYOUT: u8 = Self::VERSION;
}

impl Upstream {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this, the child and the parent.
    pub const SEED: &'static [u8] = b"upstream";

    /// Both parts.
    #[must_use]
    pub fn rate(&self) -> UpstreamRate {
        UpstreamRate {
            relative_bps: self.relative_bps.get(),
            absolute_bps: self.absolute_bps.get(),
        }
    }

    /// Fills in an edge that was just made.
    pub fn begin(&mut self, bump: u8, child: Address, parent: Address) {
        self.version = Self::VERSION;
        self.bump = bump;
        self.child = child;
        self.parent = parent;
    }
}
