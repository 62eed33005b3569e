//! What an owner asks for a licence, and whether it can be asked.

use anchor_lang::prelude::*;

use crate::{DerivativeRate, RegistryError};

/// Longest period of a licence in seconds: the range of the chain's clock.
pub const MAX_PERIOD_SECONDS: u64 = i64::MAX as u64;

/// What `offer_terms` offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct TermsOffer {
    /// Mint that the price is paid in. A free offer may name any.
    pub currency: Address,
    /// Base units of the currency for one purchase; 0 = free.
    pub price: u64,
    /// Most purchases there can be, renewals included; 0 = no cap.
    pub supply_cap: u64,
    /// How long one purchase lasts in seconds; 0 = for ever.
    pub period_seconds: u64,
    /// Hash of the licence document.
    pub document_hash: [u8; 32],
    /// What a licensee's derivatives owe the asset's vault, for as long as they earn; none when
    /// licensees may make no derivatives.
    pub derivatives: Option<DerivativeRate>,
}

impl TermsOffer {
    /// Whether the offer can be made.
    ///
    /// # Errors
    /// [`RegistryError::PeriodTooLong`] when no licence could ever be sold for its period,
    /// [`RegistryError::DerivativeRateTooHigh`] when a derivative would owe more than it earns.
    pub fn validate(&self) -> core::result::Result<(), RegistryError> {
        if self.period_seconds > MAX_PERIOD_SECONDS {
            return Err(RegistryError::PeriodTooLong);
        }
        self.derivative_rate().validate()
    }

    /// What a derivative owes; nothing where none is allowed.
    #[must_use]
    pub fn derivative_rate(&self) -> DerivativeRate {
        self.derivatives.unwrap_or_default()
    }

    /// Whether the asset's vault is to be paid something, by buyers or by derivatives.
    #[must_use]
    pub fn needs_vault(&self) -> bool {
        self.price > 0 || !self.derivative_rate().is_zero()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_past_the_clock_s_range_is_refused() {
        let lasting = |period_seconds| TermsOffer {
            currency: Address::default(),
            price: 0,
            supply_cap: 0,
            period_seconds,
            document_hash: [0; 32],
            derivatives: None,
        };
        assert_eq!(lasting(0).validate(), Ok(()));
        assert_eq!(lasting(MAX_PERIOD_SECONDS).validate(), Ok(()));
        assert_eq!(
            lasting(MAX_PERIOD_SECONDS + 1).validate(),
            Err(RegistryError::PeriodTooLong)
        );
    }
}
