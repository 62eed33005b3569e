//! All dividends by all divisors, all factors by all numbers.

use crate::{
    domain::{amounts, fixed_points},
    laws::division,
    wide::LOW,
};

#[test]
fn every_division_is_exact() {
    for divisor in 1..=LOW {
        for high in amounts() {
            for low in amounts() {
                division::quotient_and_remainder_are_exact(high, low, divisor);
            }
        }
    }
}

#[test]
fn every_product_is_exact_or_refused() {
    for units in 0..=LOW {
        for value in fixed_points() {
            division::product_is_exact_or_refused(units, value);
        }
    }
}
