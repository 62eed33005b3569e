//! 128-bit by 32-bit arithmetic in 64-bit steps.
//!
//! The SBF machine has 64-bit registers: a general 128-bit division is a library call of hundreds
//! of instructions, while these are four hardware operations each.

use crate::{
    AccountingError,
    width::{Amount, Fixed, HALF, PLACES},
};

/// The largest divisor and factor: 2^32 − 1.
pub(crate) const LOW: Amount = Amount::MAX >> HALF;

/// `(high · 2^64 + low) div divisor`, and the remainder, rounding down.
///
/// `divisor` must be in 1..2^32: each partial dividend `remainder · 2^32 + digit` then fits 64 bits.
pub(crate) fn div_rem(high: Amount, low: Amount, divisor: Amount) -> (Fixed, Amount) {
    debug_assert!(divisor != 0 && divisor <= LOW);
    let mut remainder = 0;
    let mut digit = |digit: Amount| {
        let dividend = (remainder << HALF) | digit;
        remainder = dividend % divisor;
        dividend / divisor
    };
    let q3 = digit(high >> HALF);
    let q2 = digit(high & LOW);
    let q1 = digit(low >> HALF);
    let q0 = digit(low & LOW);
    // q3 and q1 may not fill their 32 bits, and none exceeds them: remainder < divisor.
    let quotient = join((q3 << HALF) | q2, (q1 << HALF) | q0);
    (quotient, remainder)
}

/// `units · value`, exactly.
///
/// `units` must be below 2^32: each partial product plus its carry then fits 64 bits.
///
/// # Errors
/// [`AccountingError::Overflow`] when the product does not fit 128 bits.
pub(crate) fn mul(units: Amount, value: Fixed) -> Result<Fixed, AccountingError> {
    debug_assert!(units <= LOW);
    let (high, low) = ((value >> PLACES) as Amount, value as Amount);
    let p0 = units * (low & LOW);
    let p1 = units * (low >> HALF) + (p0 >> HALF);
    let p2 = units * (high & LOW) + (p1 >> HALF);
    let p3 = units * (high >> HALF) + (p2 >> HALF);
    if p3 > LOW {
        return Err(AccountingError::Overflow);
    }
    Ok(join((p3 << HALF) | (p2 & LOW), (p1 << HALF) | (p0 & LOW)))
}

fn join(high: Amount, low: Amount) -> Fixed {
    (Fixed::from(high) << PLACES) | Fixed::from(low)
}
