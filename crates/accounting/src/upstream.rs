//! What a vault owes the works it was made from.

/// Basis points in a whole: 10 000 bps is 100 %.
pub const BPS: u16 = 10_000;

/// `floor(gross · bps / 10 000)`: the running total owed at `bps` on a running total `gross`.
///
/// Taken of totals, so that any sequence of small bookings owes the same as one large one. Both are
/// in base units; `bps` must be at most [`BPS`], and then the result is at most `gross`.
#[must_use]
pub fn upstream_share(gross: u64, bps: u16) -> u64 {
    debug_assert!(bps <= BPS);
    let (whole, rest) = (gross / u64::from(BPS), gross % u64::from(BPS));
    // gross · bps = whole · bps · 10 000 + rest · bps: the first part divides without a remainder,
    // and both products fit 64 bits.
    whole * u64::from(bps) + rest * u64::from(bps) / u64::from(BPS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_wide_arithmetic(gross: u64, bps in 0..=BPS) {
            let exact = u128::from(gross) * u128::from(bps) / u128::from(BPS);
            prop_assert_eq!(u128::from(upstream_share(gross, bps)), exact);
        }

        #[test]
        fn a_booking_never_owes_more_than_it_brought(gross: u64, received: u64, bps in 0..=BPS) {
            let after = gross.saturating_add(received);
            let owed = upstream_share(after, bps) - upstream_share(gross, bps);
            prop_assert!(owed <= after - gross);
        }
    }
}
