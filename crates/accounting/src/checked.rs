//! Sums of amounts that stop where they would wrap.

use crate::{AccountingError, width::Amount};

/// `one + other`.
///
/// # Errors
/// [`AccountingError::Overflow`] past 2^64 base units.
pub(crate) fn add(one: Amount, other: Amount) -> Result<Amount, AccountingError> {
    one.checked_add(other).ok_or(AccountingError::Overflow)
}

/// `one - other`.
///
/// # Errors
/// [`AccountingError::Overflow`] below zero.
pub(crate) fn sub(one: Amount, other: Amount) -> Result<Amount, AccountingError> {
    one.checked_sub(other).ok_or(AccountingError::Overflow)
}
