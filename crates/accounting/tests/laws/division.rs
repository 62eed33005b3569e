//! Division and multiplication in halves are those of whole numbers.

use super::{fits_fixed, one_in_fixed};
use crate::{
    AccountingError, Exact,
    wide::{div_rem, mul},
    width::{Amount, Fixed},
};

pub fn quotient_and_remainder_are_exact(high: Amount, low: Amount, divisor: Amount) {
    let dividend = Exact::from(high) * one_in_fixed() + Exact::from(low);
    let (quotient, remainder) = div_rem(high, low, divisor);
    let divisor = Exact::from(divisor);
    assert_eq!(Exact::from(quotient), dividend / divisor);
    assert_eq!(Exact::from(remainder), dividend % divisor);
}

pub fn product_is_exact_or_refused(units: Amount, value: Fixed) {
    let product = Exact::from(units) * Exact::from(value);
    match mul(units, value) {
        Ok(found) => assert_eq!(Exact::from(found), product),
        Err(error) => {
            assert_eq!(error, AccountingError::Overflow);
            assert!(!fits_fixed(product));
        }
    }
}
