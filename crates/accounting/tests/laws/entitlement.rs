//! A position earns exactly what its units did, and what completes it comes out of the carry.

use super::{fits, fits_fixed, one_in_fixed};
use crate::{
    AccountingError, Accumulator, Entitlement, Exact,
    width::{Amount, Fixed, SHARE_UNITS},
};

/// What `accrue` is to find: the old total and `units` times the rise of the index.
fn earned(before: Entitlement, units: Amount, index: Fixed) -> Result<Exact, AccountingError> {
    if units > SHARE_UNITS {
        return Err(AccountingError::TooManyUnits);
    }
    let rise = Exact::from(index.wrapping_sub(before.checkpoint));
    let accrued = Exact::from(before.accrued) + Exact::from(units) * rise;
    if fits_fixed(accrued) {
        Ok(accrued)
    } else {
        Err(AccountingError::Overflow)
    }
}

pub fn accrual_is_exact_or_refused(before: Entitlement, units: Amount, index: Fixed) {
    let mut after = before;
    let done = after.accrue(units, index);
    match earned(before, units, index) {
        Ok(accrued) => {
            assert_eq!(done, Ok(()));
            assert_eq!(Exact::from(after.accrued), accrued);
            assert_eq!(after.checkpoint, index);
            assert_eq!(after.claimed, before.claimed);
        }
        Err(error) => {
            assert_eq!(done, Err(error));
            assert_eq!(after, before);
        }
    }
}

pub fn settling_conserves(before: Entitlement, units: Amount, books: Accumulator) {
    let (mut after, mut accumulator) = (before, books);
    let done = after.settle(units, &mut accumulator);
    let accrued = match earned(before, units, books.index) {
        Ok(accrued) => accrued,
        Err(error) => {
            assert_eq!(done, Err(error));
            assert_eq!((after, accumulator), (before, books));
            return;
        }
    };
    assert_eq!(done, Ok(()));
    assert_eq!(accumulator.index, books.index);
    assert_eq!(after.checkpoint, books.index);
    assert_eq!(after.claimed, before.claimed);

    let part = accrued % one_in_fixed();
    let missing = one_in_fixed() - part;
    let nothing = Exact::from(0u8);
    let completes =
        part != nothing && missing <= Exact::from(books.carry) && fits_fixed(accrued + missing);
    let taken = if completes { missing } else { nothing };
    assert_eq!(Exact::from(after.accrued), accrued + taken);
    assert_eq!(
        Exact::from(accumulator.carry),
        Exact::from(books.carry) - taken
    );
}

pub fn taking_leaves_the_part_below_one(before: Entitlement) {
    let accrued = Exact::from(before.accrued);
    let (whole, part) = (accrued / one_in_fixed(), accrued % one_in_fixed());
    assert_eq!(Exact::from(before.whole()), whole);
    assert_eq!(Exact::from(before.fraction()), part);

    let mut after = before;
    let taken = after.take_whole();
    let claimed = Exact::from(before.claimed) + whole;
    if !fits(claimed) {
        assert_eq!(taken, Err(AccountingError::Overflow));
        assert_eq!(after, before);
        return;
    }
    assert_eq!(taken.map(Exact::from), Ok(whole));
    assert_eq!(Exact::from(after.claimed), claimed);
    assert_eq!(Exact::from(after.accrued), part);
    assert_eq!(after.checkpoint, before.checkpoint);
}
