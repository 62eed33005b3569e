//! The building blocks against the compiler's own wide arithmetic.

use proptest::prelude::*;

use crate::{
    AccountingError, BPS, UpstreamRate,
    wide::{LOW, div_rem, mul},
};

fn rates() -> impl Strategy<Value = UpstreamRate> {
    (0..=BPS).prop_flat_map(|relative_bps| {
        (0..=BPS - relative_bps).prop_map(move |absolute_bps| UpstreamRate {
            relative_bps,
            absolute_bps,
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn division_agrees_with_the_compilers(high: u64, low: u64, divisor in 1..=LOW) {
        let dividend = (u128::from(high) << 64) | u128::from(low);
        let divisor_wide = u128::from(divisor);
        prop_assert_eq!(
            div_rem(high, low, divisor),
            (dividend / divisor_wide, (dividend % divisor_wide) as u64)
        );
    }

    #[test]
    fn multiplication_agrees_with_the_compilers(units in 0..=LOW, value: u128, shift in 0u32..128) {
        let value = value >> shift;
        prop_assert_eq!(mul(units, value).ok(), u128::from(units).checked_mul(value));
    }

    #[test]
    fn what_is_owed_agrees_with_the_compilers(gross: u64, royalties: u64, rate in rates()) {
        let outside = gross.saturating_sub(royalties);
        let exact = u128::from(gross) * u128::from(rate.relative_bps)
            + u128::from(outside) * u128::from(rate.absolute_bps);
        prop_assert_eq!(u128::from(rate.owed(gross, outside)), exact / u128::from(BPS));
    }
}

#[test]
fn the_largest_operands_fit() {
    assert_eq!(div_rem(u64::MAX, u64::MAX, 1), (u128::MAX, 0));
    assert_eq!(mul(1, u128::MAX), Ok(u128::MAX));
    assert_eq!(mul(2, u128::MAX), Err(AccountingError::Overflow));
    assert_eq!(mul(LOW, u128::MAX), Err(AccountingError::Overflow));
    assert_eq!(mul(0, u128::MAX), Ok(0));
    let all = UpstreamRate {
        relative_bps: BPS / 2,
        absolute_bps: BPS / 2,
    };
    assert_eq!(all.owed(u64::MAX, u64::MAX), u64::MAX);
}
