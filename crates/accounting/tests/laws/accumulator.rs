//! Spreading revenue over units neither makes nor loses a part of a base unit.

use super::{fits_fixed, one_in_fixed};
use crate::{
    AccountingError, Accumulator, Exact,
    width::{Amount, SHARE_UNITS},
};

pub fn spreading_conserves(before: Accumulator, net: Amount, fraction: Amount, live: Amount) {
    let revenue =
        Exact::from(net) * one_in_fixed() + Exact::from(fraction) + Exact::from(before.carry);
    let due = if live == 0 {
        Err(AccountingError::NoLiveUnits)
    } else if live > SHARE_UNITS {
        Err(AccountingError::TooManyUnits)
    } else if !fits_fixed(revenue) {
        Err(AccountingError::Overflow)
    } else {
        Ok(())
    };
    let mut after = before;
    assert_eq!(after.spread(net, fraction, live), due);
    if due.is_err() {
        assert_eq!(after, before);
        return;
    }
    // The index is a running total modulo its range: what counts is by how much it rose.
    let rise = after.index.wrapping_sub(before.index);
    assert_eq!(
        Exact::from(rise) * Exact::from(live) + Exact::from(after.carry),
        revenue
    );
    assert!(after.carry < live);
}
