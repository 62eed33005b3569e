//! What the arithmetic promises, each law for one input, judged by exact arithmetic.
//!
//! A test crate that uses this has the files of `src/` as its modules, a `width` of its own, and an
//! `Exact`: an integer in which nothing here can overflow.

pub mod accumulator;
pub mod division;
pub mod entitlement;
pub mod ledger;
pub mod life;
pub mod payment;
pub mod stream;
pub mod upstream;

use crate::{
    Exact,
    width::{Amount, Fixed},
};

/// 2^64, or as many binary places as an amount has.
pub fn one_in_fixed() -> Exact {
    Exact::from(Amount::MAX) + Exact::from(1u8)
}

/// Whether an amount can hold it.
pub fn fits(value: Exact) -> bool {
    Exact::from(0u8) <= value && value <= Exact::from(Amount::MAX)
}

/// Whether a fixed-point number can hold it.
pub fn fits_fixed(value: Exact) -> bool {
    Exact::from(0u8) <= value && value <= Exact::from(Fixed::MAX)
}
