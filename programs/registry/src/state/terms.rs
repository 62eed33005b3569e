//! What a licence costs and what it gives.

use anchor_lang::prelude::*;

use crate::{offer::TermsOffer, sale, DerivativeRate, RegistryError};

/// An offer of licences to an asset. At `["terms", asset, index (little endian)]`.
///
/// Terms never change, so a buyer gets what they read; they can only be retired.
#[account]
#[derive(Debug)]
pub struct Terms {
    /// [`Terms::VERSION`].
    pub version: u8,
    /// Canonical bump of its address.
    pub bump: u8,
    /// 1 while licences can be bought, 0 once retired.
    pub active: u8,
    /// 1 when licensees may make derivatives, else 0.
    pub derivatives_allowed: u8,
    /// Position among the asset's terms, contiguous from 0.
    pub index: PodU16,
    /// What a derivative owes of all that its vault books, in basis points.
    pub derivative_relative_bps: PodU16,
    /// The asset that is licensed.
    pub asset: Address,
    /// Mint that the price is paid in.
    pub currency: Address,
    /// Base units of the currency for one purchase; 0 = free.
    pub price: PodU64,
    /// Most purchases there can be, renewals included; 0 = no cap.
    pub supply_cap: PodU64,
    /// Purchases so far.
    pub sold: PodU64,
    /// How long one purchase lasts in seconds; 0 = for ever.
    pub period_seconds: PodU64,
    /// Hash of the licence document.
    pub document_hash: [u8; 32],
    /// Seconds since 1970.
    pub created_at: PodI64,
    /// What a derivative, and what is made from it, owes of what it earns from outside, in basis points.
    pub derivative_absolute_bps: PodU16,
    /// Zeros.
    pub padding_0: [u8; 6],
}

const _: () = assert!(size_of::<Terms>() == 152);

impl Terms {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this, the asset and the index.
    pub const SEED: &'static [u8] = b"terms";

    /// Writes new terms. `offer` must be valid; the account must be fresh.
    pub(crate) fn record(
        &mut self,
        asset: Address,
        index: u16,
        offer: &TermsOffer,
        now: i64,
        bump: u8,
    ) {
        self.version = Self::VERSION;
        self.bump = bump;
        self.active = 1;
        self.index = index.into();
        self.asset = asset;
        self.currency = offer.currency;
        self.price = offer.price.into();
        self.supply_cap = offer.supply_cap.into();
        self.period_seconds = offer.period_seconds.into();
        self.document_hash = offer.document_hash;
        self.created_at = now.into();
        self.derivatives_allowed = u8::from(offer.derivatives.is_some());
        let rate = offer.derivative_rate();
        self.derivative_relative_bps = rate.relative_bps.into();
        self.derivative_absolute_bps = rate.absolute_bps.into();
    }

    /// What a licensee's derivative owes; none when derivatives are not allowed.
    #[must_use]
    pub fn derivatives(&self) -> Option<DerivativeRate> {
        (self.derivatives_allowed != 0).then(|| DerivativeRate {
            relative_bps: self.derivative_relative_bps.get(),
            absolute_bps: self.derivative_absolute_bps.get(),
        })
    }

    /// Whether licences can be bought.
    pub fn is_active(&self) -> bool {
        self.active != 0
    }

    /// Counts one more purchase. Refuses one above the cap.
    pub(crate) fn sell(&mut self) -> core::result::Result<(), RegistryError> {
        self.sold = sale::sold_after(self.sold.get(), self.supply_cap.get())?.into();
        Ok(())
    }

    /// Ends the sale. Licences already bought stay as they are.
    pub(crate) fn retire(&mut self) -> core::result::Result<(), RegistryError> {
        if !self.is_active() {
            return Err(RegistryError::TermsRetired);
        }
        self.active = 0;
        Ok(())
    }
}
