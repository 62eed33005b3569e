//! What upstream works are owed depends on the totals alone.

use proptest::{collection::vec, prelude::*};
use provenue_accounting::{AccountingError, BPS, Ledger, Revenue, SHARE_UNITS, UpstreamRate};
use provenue_oracle::{self as oracle, BigInt, Model, Upstream};

/// A part of everything.
fn relative(bps: u16) -> UpstreamRate {
    UpstreamRate {
        relative_bps: bps,
        absolute_bps: 0,
    }
}

/// Books `amounts`, of people and of descendants' vaults, one by one.
fn booked(amounts: &[(u64, u64)], rate: UpstreamRate) -> Result<Ledger, AccountingError> {
    let mut ledger = Ledger::default();
    for (outside, royalties) in amounts {
        let revenue = Revenue {
            received: outside + royalties,
            royalties: *royalties,
        };
        ledger.book(revenue, rate, SHARE_UNITS, None)?;
    }
    Ok(ledger)
}

#[test]
fn crumbs_do_not_escape_upstream() -> Result<(), AccountingError> {
    // One by one, 1 bps of each base unit rounds to nothing. Of ten thousand it is one.
    let crumbs = booked(&[(1, 0); 9_999], relative(1))?;
    assert_eq!(crumbs.reserved, 0);
    let crumbs = booked(&[(1, 0); 10_000], relative(1))?;
    assert_eq!((crumbs.reserved, crumbs.booked), (1, 10_000));
    Ok(())
}

#[test]
fn all_or_nothing_may_be_owed_upstream() -> Result<(), AccountingError> {
    let amounts = [(u64::MAX - 1, 0), (1, 0)];
    let all = booked(&amounts, relative(BPS))?;
    assert_eq!((all.reserved, all.accumulator.index), (u64::MAX, 0));
    let nothing = booked(&amounts, relative(0))?;
    assert_eq!(nothing.reserved, 0);
    Ok(())
}

#[test]
fn the_largest_totals_do_not_overflow() {
    let owed = |bps| relative(bps).owed(u64::MAX, u64::MAX);
    assert_eq!(owed(BPS), u64::MAX);
    assert_eq!(owed(BPS - 1), 18_444_899_399_302_180_659);
    assert_eq!(owed(1), u64::MAX / 10_000);
}

#[test]
fn royalties_that_pass_through_are_not_charged_flat_parts() -> Result<(), AccountingError> {
    let rate = UpstreamRate {
        relative_bps: 1_000,
        absolute_bps: 2_500,
    };
    // 10 % of 300, and 25 % of the 100 that people paid.
    let ledger = booked(&[(100, 200)], rate)?;
    assert_eq!((ledger.reserved, ledger.royalties), (55, 200));
    assert_eq!(ledger.dues(relative(1_000), 7)?, 23);
    Ok(())
}

proptest! {
    #[test]
    fn many_small_bookings_owe_what_one_large_one_does(
        amounts in vec(
            prop_oneof![
                (0..3u64, 0..3u64),
                (0..100_000u64, 0..100_000u64),
                (0..u64::MAX / 128, 0..u64::MAX / 128),
            ],
            1..64,
        ),
        (relative_bps, absolute_bps) in (0..=BPS)
            .prop_flat_map(|total| (0..=total).prop_map(move |part| (part, total - part))),
    ) {
        let rate = UpstreamRate { relative_bps, absolute_bps };
        let many = booked(&amounts, rate)?;
        let outside = amounts.iter().map(|(outside, _)| outside).sum();
        let royalties = amounts.iter().map(|(_, royalties)| royalties).sum();
        let one = booked(&[(outside, royalties)], rate)?;
        prop_assert_eq!(many, one); // index and carry too: the holders get the same

        let mut model = Model::with_upstream(Upstream { relative_bps, absolute_bps })?;
        let money = model.add_currency()?;
        model.issue(&"all", SHARE_UNITS);
        for (outside, royalties) in amounts {
            model.book_revenue(money, oracle::Revenue { outside, royalties })?;
        }
        prop_assert_eq!(model.reserved(money), BigInt::from(many.reserved));
    }
}
