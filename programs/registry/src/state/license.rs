//! The right to use an asset that somebody bought.

use anchor_lang::prelude::*;

use crate::{
    sale::{self, NEVER},
    state::Terms,
    RegistryError,
};

/// A licence. At `["license", terms, licensee]`, so there is one for each pair, and buying
/// again makes it last longer.
#[account]
#[derive(Debug)]
pub struct License {
    /// [`License::VERSION`].
    pub version: u8,
    /// Canonical bump of its address.
    pub bump: u8,
    /// Zeros.
    pub padding_0: [u8; 6],
    /// The terms it was bought under.
    pub terms: Address,
    /// The asset that may be used.
    pub asset: Address,
    /// Who may use it.
    pub licensee: Address,
    /// How often it was bought: 1, and 1 for each renewal.
    pub purchases: PodU32,
    /// Zeros.
    pub padding_1: [u8; 4],
    /// Base units of the terms' currency paid for it in all.
    pub paid_total: PodU64,
    /// Seconds since 1970 of the first purchase.
    pub bought_at: PodI64,
    /// Seconds since 1970 when it ends, or [`NEVER`].
    pub expires_at: PodI64,
}

const _: () = assert!(size_of::<License>() == 136);

impl License {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this, the terms and the licensee.
    pub const SEED: &'static [u8] = b"license";

    /// Whether anything was bought yet.
    pub fn is_fresh(&self) -> bool {
        self.purchases.get() == 0
    }

    /// Whether the licence is good at `now` (seconds since 1970).
    pub fn is_valid_at(&self, now: i64) -> bool {
        let expires_at = self.expires_at.get();
        !self.is_fresh() && (expires_at == NEVER || now < expires_at)
    }

    /// Names the pair on a fresh account.
    pub(crate) fn record(
        &mut self,
        terms: Address,
        asset: Address,
        licensee: Address,
        now: i64,
        bump: u8,
    ) {
        self.version = Self::VERSION;
        self.bump = bump;
        self.terms = terms;
        self.asset = asset;
        self.licensee = licensee;
        self.bought_at = now.into();
    }

    /// Adds one purchase under `terms`.
    pub(crate) fn extend(
        &mut self,
        terms: &Terms,
        now: i64,
    ) -> core::result::Result<(), RegistryError> {
        let held_until = (!self.is_fresh()).then_some(self.expires_at.get());
        let expires_at = sale::expiry_after(held_until, terms.period_seconds.get(), now)?;
        let purchases = self
            .purchases
            .get()
            .checked_add(1)
            .ok_or(RegistryError::Overflow)?;
        let paid_total = self
            .paid_total
            .get()
            .checked_add(terms.price.get())
            .ok_or(RegistryError::Overflow)?;

        self.expires_at = expires_at.into();
        self.purchases = purchases.into();
        self.paid_total = paid_total.into();
        Ok(())
    }
}
