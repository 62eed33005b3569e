//! The arithmetic of a sale: how many are left, and how long a licence lasts. No accounts, no clock.

use crate::RegistryError;

/// The expiry of a licence that lasts for ever.
pub const NEVER: i64 = 0;

/// How many purchases there are after one more, when there are `sold` and may be `supply_cap`
/// (0 = any number).
///
/// # Errors
/// [`RegistryError::SoldOut`] at the cap, [`RegistryError::Overflow`] past 2^64.
pub fn sold_after(sold: u64, supply_cap: u64) -> Result<u64, RegistryError> {
    if supply_cap != 0 && sold >= supply_cap {
        return Err(RegistryError::SoldOut);
    }
    sold.checked_add(1).ok_or(RegistryError::Overflow)
}

/// When a licence ends that is bought at `now` for `period_seconds` (0 = for ever), in seconds since
/// 1970 or [`NEVER`]. `held_until` is the end of the licence that the buyer holds already.
///
/// The new period begins where the old one ends, or now if that is past.
///
/// # Errors
/// [`RegistryError::AlreadyLicensed`] when what is held lasts for ever,
/// [`RegistryError::Overflow`] when the end is past 2^63.
pub fn expiry_after(
    held_until: Option<i64>,
    period_seconds: u64,
    now: i64,
) -> Result<i64, RegistryError> {
    if held_until == Some(NEVER) {
        return Err(RegistryError::AlreadyLicensed);
    }
    if period_seconds == 0 {
        return Ok(NEVER);
    }
    // At least 0, so that no sum with a period above 0 can be taken for NEVER.
    let start = held_until.unwrap_or(now).max(now).max(0);
    start
        .checked_add_unsigned(period_seconds)
        .ok_or(RegistryError::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn supply_ends_exactly_at_the_cap() {
        assert_eq!(sold_after(0, 1), Ok(1));
        assert_eq!(sold_after(1, 1), Err(RegistryError::SoldOut));
        assert_eq!(sold_after(2, 1), Err(RegistryError::SoldOut));
        assert_eq!(sold_after(9, 10), Ok(10));
        assert_eq!(sold_after(u64::MAX, u64::MAX), Err(RegistryError::SoldOut));
    }

    #[test]
    fn without_a_cap_only_the_counter_ends() {
        assert_eq!(sold_after(0, 0), Ok(1));
        assert_eq!(sold_after(u64::MAX - 1, 0), Ok(u64::MAX));
        assert_eq!(sold_after(u64::MAX, 0), Err(RegistryError::Overflow));
    }

    #[test]
    fn a_first_purchase_lasts_one_period_from_now() {
        assert_eq!(expiry_after(None, 60, 1_000), Ok(1_060));
        assert_eq!(expiry_after(None, 0, 1_000), Ok(NEVER));
    }

    #[test]
    fn a_renewal_begins_where_the_licence_ends() {
        assert_eq!(expiry_after(Some(1_060), 60, 1_000), Ok(1_120));
        assert_eq!(expiry_after(Some(1_060), 60, 1_060), Ok(1_120));
    }

    #[test]
    fn a_lapsed_licence_is_renewed_from_now() {
        assert_eq!(expiry_after(Some(1_060), 60, 1_061), Ok(1_121));
    }

    #[test]
    fn what_lasts_for_ever_cannot_be_bought_again() {
        assert_eq!(
            expiry_after(Some(NEVER), 0, 1_000),
            Err(RegistryError::AlreadyLicensed)
        );
        assert_eq!(
            expiry_after(Some(NEVER), 60, 1_000),
            Err(RegistryError::AlreadyLicensed)
        );
    }

    #[test]
    fn an_expiry_out_of_range_is_refused() {
        let most = i64::MAX as u64;
        assert_eq!(expiry_after(None, most, 0), Ok(i64::MAX));
        assert_eq!(expiry_after(None, most, 1), Err(RegistryError::Overflow));
        assert_eq!(
            expiry_after(Some(i64::MAX), 1, 0),
            Err(RegistryError::Overflow)
        );
        assert_eq!(
            expiry_after(None, u64::MAX, 0),
            Err(RegistryError::Overflow)
        );
    }

    #[test]
    fn a_clock_before_1970_never_makes_a_licence_last_for_ever() {
        assert_eq!(expiry_after(None, 60, -60), Ok(60));
    }
}
