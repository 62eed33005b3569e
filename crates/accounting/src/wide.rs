//! 128-bit by 32-bit arithmetic in 64-bit steps.
//!
//! The SBF machine has 64-bit registers: a general 128-bit division is a library call of hundreds
//! of instructions, while these are four hardware operations each.

use crate::AccountingError;

const LOW: u64 = u32::MAX as u64;

/// `(high · 2^64 + low) div divisor`, and the remainder, rounding down.
///
/// `divisor` must be in 1..2^32: each partial dividend `remainder · 2^32 + digit` then fits 64 bits.
pub(crate) fn div_rem(high: u64, low: u64, divisor: u64) -> (u128, u64) {
    debug_assert!(divisor != 0 && divisor <= LOW);
    let mut remainder = 0;
    let mut digit = |digit: u64| {
        let dividend = (remainder << 32) | digit;
        remainder = dividend % divisor;
        dividend / divisor
    };
    let q3 = digit(high >> 32);
    let q2 = digit(high & LOW);
    let q1 = digit(low >> 32);
    let q0 = digit(low & LOW);
    // q3 and q1 may not fill their 32 bits, and none exceeds them: remainder < divisor.
    let quotient = (u128::from((q3 << 32) | q2) << 64) | u128::from((q1 << 32) | q0);
    (quotient, remainder)
}

/// `units · value`, exactly.
///
/// `units` must be below 2^32: each partial product plus its carry then fits 64 bits.
///
/// # Errors
/// [`AccountingError::Overflow`] when the product does not fit 128 bits.
pub(crate) fn mul(units: u64, value: u128) -> Result<u128, AccountingError> {
    debug_assert!(units <= LOW);
    let (high, low) = ((value >> 64) as u64, value as u64);
    let p0 = units * (low & LOW);
    let p1 = units * (low >> 32) + (p0 >> 32);
    let p2 = units * (high & LOW) + (p1 >> 32);
    let p3 = units * (high >> 32) + (p2 >> 32);
    if p3 > LOW {
        return Err(AccountingError::Overflow);
    }
    let low = (p1 << 32) | (p0 & LOW);
    let high = (p3 << 32) | (p2 & LOW);
    Ok((u128::from(high) << 64) | u128::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
    }

    #[test]
    fn the_largest_operands_fit() {
        assert_eq!(div_rem(u64::MAX, u64::MAX, 1), (u128::MAX, 0));
        assert_eq!(mul(1, u128::MAX), Ok(u128::MAX));
        assert_eq!(mul(2, u128::MAX), Err(AccountingError::Overflow));
        assert_eq!(mul(LOW, u128::MAX), Err(AccountingError::Overflow));
        assert_eq!(mul(0, u128::MAX), Ok(0));
    }
}
