//! What a work is made from.

use anchor_lang::prelude::*;

use crate::{DerivativeRate, Relation};

/// A link from a work to one that it was made from. At `["ingredient", child, parent]`, so there is
/// one for each pair. It never changes, and is never closed.
#[account]
#[derive(Debug)]
pub struct Ingredient {
    /// [`Ingredient::VERSION`].
    pub version: u8,
    /// Canonical bump of its address.
    pub bump: u8,
    /// A [`Relation`] code.
    pub relation: u8,
    /// Zeros.
    pub padding_0: [u8; 1],
    /// What the child's vault owes the parent's of all that it books, in basis points.
    pub relative_bps: PodU16,
    /// What it owes of what it earns from outside, in basis points.
    pub absolute_bps: PodU16,
    /// The asset that is made from the parent.
    pub child: Address,
    /// The asset that is the ingredient.
    pub parent: Address,
    /// The parent's terms that allowed it; zeros when the parent's owner agreed by signing.
    pub terms: Address,
    /// The licence under those terms; zeros when there are none.
    pub license: Address,
    /// Seconds since 1970.
    pub created_at: PodI64,
}

const _: () = assert!(size_of::<Ingredient>() == 144);

impl Ingredient {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this, the child and the parent.
    pub const SEED: &'static [u8] = b"ingredient";

    /// Writes a new link; the account must be fresh.
    pub(crate) fn record(
        &mut self,
        [child, parent]: [Address; 2],
        relation: Relation,
        rate: DerivativeRate,
        now: i64,
        bump: u8,
    ) {
        self.version = Self::VERSION;
        self.bump = bump;
        self.relation = relation as u8;
        self.relative_bps = rate.relative_bps.into();
        self.absolute_bps = rate.absolute_bps.into();
        self.child = child;
        self.parent = parent;
        self.created_at = now.into();
    }

    /// What the child owes the parent.
    #[must_use]
    pub fn rate(&self) -> DerivativeRate {
        DerivativeRate {
            relative_bps: self.relative_bps.get(),
            absolute_bps: self.absolute_bps.get(),
        }
    }

    /// Whether a licence allowed it, and not the parent's owner alone.
    #[must_use]
    pub fn is_licensed(&self) -> bool {
        self.license != Address::default()
    }
}
