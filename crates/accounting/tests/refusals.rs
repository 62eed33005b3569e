//! What the books refuse, and that a refusal changes nothing.

use proptest::prelude::*;
use provenue_accounting::{
    AccountingError as Error, Accumulator, BPS, Entitlement, Ledger, SHARE_UNITS,
};

/// A ledger in the middle of its life.
fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.book(1_000, 2_500, SHARE_UNITS).unwrap();
    ledger.pay_holder(700).unwrap();
    ledger
}

#[test]
fn revenue_needs_someone_to_get_it() {
    let mut books = ledger();
    assert_eq!(books.book(1, 2_500, 0), Err(Error::NoLiveUnits));
    assert_eq!(books.book(0, 2_500, 0), Err(Error::NoLiveUnits));
    assert_eq!(books, ledger());

    let mut accumulator = books.accumulator;
    assert_eq!(accumulator.spread(0, 1, 0), Err(Error::NoLiveUnits));
    assert_eq!(accumulator, books.accumulator);
}

#[test]
fn a_vault_has_no_more_units_than_all_shares() {
    let mut books = ledger();
    for units in [SHARE_UNITS + 1, u64::from(u32::MAX) + 1, u64::MAX] {
        assert_eq!(books.book(1, 2_500, units), Err(Error::TooManyUnits));
        assert_eq!(books, ledger());

        let mut entitlement = Entitlement::default();
        assert_eq!(entitlement.accrue(units, 1), Err(Error::TooManyUnits));
        assert_eq!(entitlement, Entitlement::default());
    }
    assert!(books.book(1, 2_500, SHARE_UNITS).is_ok());
}

#[test]
fn no_more_than_everything_is_owed_upstream() {
    let mut books = ledger();
    for bps in [BPS + 1, u16::MAX] {
        assert_eq!(books.book(1, bps, SHARE_UNITS), Err(Error::TooManyBps));
        assert_eq!(books, ledger());
    }
}

#[test]
fn what_is_owed_upstream_does_not_change_after_the_first_booking() {
    // Less would take back what is reserved; more would reserve what is spread already.
    let mut books = ledger();
    assert_eq!(books.book(1, 2_400, SHARE_UNITS), Err(Error::Overflow));
    assert_eq!(books.book(1, BPS, SHARE_UNITS), Err(Error::Overflow));
    assert_eq!(books, ledger());
}

#[test]
fn a_vault_receives_less_than_two_to_the_64th_in_its_life() {
    let mut books = ledger();
    let room = u64::MAX - 1_000;
    assert_eq!(
        books.book(room + 1, 2_500, SHARE_UNITS),
        Err(Error::Overflow)
    );
    assert_eq!(
        books.book(u64::MAX, 2_500, SHARE_UNITS),
        Err(Error::Overflow)
    );
    assert_eq!(books, ledger());
    assert!(books.book(room, 2_500, SHARE_UNITS).is_ok());
    assert_eq!(books.book(1, 2_500, SHARE_UNITS), Err(Error::Overflow));
    assert!(books.is_consistent());
}

#[test]
fn a_carry_counts_towards_the_limit() {
    let mut accumulator = Accumulator { index: 7, carry: 1 };
    let before = accumulator;
    assert_eq!(
        accumulator.spread(u64::MAX, u64::MAX, 1),
        Err(Error::Overflow)
    );
    assert_eq!(accumulator, before);
    assert!(accumulator.spread(u64::MAX, u64::MAX - 1, 1).is_ok());
}

#[test]
fn holders_are_not_paid_what_is_owed_upstream() {
    let mut books = ledger(); // 300 are booked, 250 of them for upstream works
    for amount in [51, 300, 301, u64::MAX] {
        assert_eq!(books.pay_holder(amount), Err(Error::Overdrawn));
        assert_eq!(books, ledger());
    }
    assert!(books.pay_holder(50).is_ok());
    assert_eq!(books.pay_holder(1), Err(Error::Overdrawn));
    assert!(books.pay_holder(0).is_ok());
}

#[test]
fn earnings_stay_within_their_range() {
    let full = Entitlement {
        checkpoint: 3,
        accrued: u128::MAX,
        claimed: 1,
    };
    let mut entitlement = full;
    assert_eq!(entitlement.accrue(1, 4), Err(Error::Overflow));
    assert_eq!(entitlement.accrue(2, 2), Err(Error::Overflow)); // 2 · (2^128 − 1)
    assert_eq!(entitlement.take_whole(), Err(Error::Overflow));
    assert_eq!(entitlement, full);
    assert_eq!(entitlement.accrue(0, 2), Ok(()));
    assert_eq!(
        entitlement,
        Entitlement {
            checkpoint: 2,
            ..full
        }
    );
}

#[test]
fn books_that_contradict_themselves_are_told() {
    assert!(ledger().is_consistent());
    let wrong: [fn(&mut Ledger); 6] = [
        |books| books.booked += 1,
        |books| books.gross += 1,
        |books| books.paid_holders += 1,
        |books| {
            books.paid_upstream = 251; // of 250
            books.booked = 49;
        },
        |books| books.reserved = 301, // of 300 that holders left
        |books| books.reserved = u64::MAX,
    ];
    for change in wrong {
        let mut books = ledger();
        change(&mut books);
        assert!(!books.is_consistent(), "{books:?}");
    }
}

#[test]
fn every_error_says_what_is_wrong() {
    let messages = [
        Error::NoLiveUnits,
        Error::TooManyUnits,
        Error::TooManyBps,
        Error::Overdrawn,
        Error::Overflow,
    ]
    .map(|error| error.to_string());
    for (at, message) in messages.iter().enumerate() {
        assert!(message.len() > 20);
        assert!(!messages[..at].contains(message));
    }
}

proptest! {
    /// Whatever the books hold, true or forged, an operation either works or changes nothing, and
    /// none panics.
    #[test]
    fn no_state_whatever_makes_an_operation_panic_or_stop_half_way(
        totals: [u64; 5],
        index: u128,
        carry: u64,
        accrued: u128,
        arguments in (any::<u64>(), 0..=BPS + 1, 0..=SHARE_UNITS + 1),
    ) {
        let [gross, reserved, paid_upstream, paid_holders, booked] = totals;
        let accumulator = Accumulator { index, carry };
        let forged =
            Ledger { gross, reserved, paid_upstream, paid_holders, booked, accumulator };
        let (amount, bps, units) = arguments;

        let mut books = forged;
        if books.book(amount, bps, units).is_err() {
            prop_assert_eq!(books, forged);
        }
        let mut books = forged;
        if books.pay_holder(amount).is_err() {
            prop_assert_eq!(books, forged);
        }
        let forged = Entitlement { checkpoint: accrued, accrued, claimed: gross };
        let mut entitlement = forged;
        if entitlement.accrue(units, index).is_err() {
            prop_assert_eq!(entitlement, forged);
        }
        let mut entitlement = forged;
        if entitlement.take_whole().is_err() {
            prop_assert_eq!(entitlement, forged);
        }
    }
}
