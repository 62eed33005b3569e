//! What would happen, computed with the programs' own arithmetic.

use provenue_accounting::AccountingError;

use crate::state::{Position, Vault};

/// What a position could claim now in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Claimable {
    /// Whole base units.
    pub whole: u64,
    /// The part below one base unit, in 1/2^64 base unit; it stays the holder's.
    pub fraction_q64: u64,
}

/// What `position` could claim of the currency at `index` of `vault`, without anything being written
/// on the chain first.
///
/// # Errors
/// [`AccountingError`] when the accounts contradict each other: they were read at different times.
pub fn claimable(
    vault: &Vault,
    position: &Position,
    index: usize,
) -> Result<Claimable, AccountingError> {
    let (Some(slot), Some(earned)) = (
        vault.currencies().get(index),
        position.currencies.get(index),
    ) else {
        return Ok(Claimable::default());
    };
    let mut entitlement = earned.entitlement();
    entitlement.accrue(position.units.get(), slot.index.get())?;
    Ok(Claimable {
        whole: entitlement.whole(),
        fraction_q64: entitlement.fraction(),
    })
}
