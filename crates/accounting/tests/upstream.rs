//! What upstream works are owed depends on the totals alone.

use proptest::{collection::vec, prelude::*};
use provenue_accounting::{AccountingError, BPS, Ledger, SHARE_UNITS, upstream_share};
use provenue_oracle::{BigInt, Model};

/// Books `amounts` one by one.
fn booked(amounts: &[u64], bps: u16) -> Result<Ledger, AccountingError> {
    let mut ledger = Ledger::default();
    for amount in amounts {
        ledger.book(*amount, bps, SHARE_UNITS)?;
    }
    Ok(ledger)
}

#[test]
fn crumbs_do_not_escape_upstream() -> Result<(), AccountingError> {
    // One by one, 1 bps of each base unit rounds to nothing. Of ten thousand it is one.
    let crumbs = booked(&[1; 9_999], 1)?;
    assert_eq!(crumbs.reserved, 0);
    let crumbs = booked(&[1; 10_000], 1)?;
    assert_eq!((crumbs.reserved, crumbs.booked), (1, 10_000));
    Ok(())
}

#[test]
fn all_or_nothing_may_be_owed_upstream() -> Result<(), AccountingError> {
    let all = booked(&[u64::MAX - 1, 1], BPS)?;
    assert_eq!((all.reserved, all.accumulator.index), (u64::MAX, 0));
    let nothing = booked(&[u64::MAX - 1, 1], 0)?;
    assert_eq!(nothing.reserved, 0);
    Ok(())
}

#[test]
fn the_largest_totals_do_not_overflow() {
    assert_eq!(upstream_share(u64::MAX, BPS), u64::MAX);
    assert_eq!(
        upstream_share(u64::MAX, BPS - 1),
        18_444_899_399_302_180_659
    );
    assert_eq!(upstream_share(u64::MAX, 1), u64::MAX / 10_000);
}

proptest! {
    #[test]
    fn many_small_bookings_owe_what_one_large_one_does(
        amounts in vec(prop_oneof![0..3u64, 0..100_000u64, 0..u64::MAX / 64], 1..64),
        bps in 0..=BPS,
    ) {
        let many = booked(&amounts, bps)?;
        let one = booked(&[amounts.iter().sum()], bps)?;
        prop_assert_eq!(many, one); // index and carry too: the holders get the same

        let mut model = Model::new(bps)?;
        let money = model.add_currency()?;
        model.issue(&"all", SHARE_UNITS);
        for amount in &amounts {
            model.book(money, *amount)?;
        }
        prop_assert_eq!(model.reserved(money), BigInt::from(many.reserved));
    }
}
