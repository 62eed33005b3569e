//! What the books refuse, and that a refusal changes nothing.

use proptest::prelude::*;
use provenue_accounting::{
    AccountingError as Error, Accumulator, BPS, Booking, Entitlement, Ledger, Pace, Revenue,
    SHARE_UNITS, Stream, UpstreamRate,
};

/// Books revenue from outside at once, of which `bps` are owed upstream.
fn book(books: &mut Ledger, received: u64, bps: u16, live_units: u64) -> Result<Booking, Error> {
    let rate = UpstreamRate {
        relative_bps: bps,
        absolute_bps: 0,
    };
    books.book(Revenue::outside(received), rate, live_units, None)
}

/// A ledger in the middle of its life.
fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    book(&mut ledger, 1_000, 2_500, SHARE_UNITS).unwrap();
    ledger.pay_holder(700).unwrap();
    ledger
}

#[test]
fn revenue_needs_someone_to_get_it() {
    let mut books = ledger();
    assert_eq!(book(&mut books, 1, 2_500, 0), Err(Error::NoLiveUnits));
    assert_eq!(book(&mut books, 0, 2_500, 0), Err(Error::NoLiveUnits));
    assert_eq!(books, ledger());

    let mut accumulator = books.accumulator;
    assert_eq!(accumulator.spread(0, 1, 0), Err(Error::NoLiveUnits));
    assert_eq!(accumulator, books.accumulator);
}

#[test]
fn a_vault_has_no_more_units_than_all_shares() {
    let mut books = ledger();
    for units in [SHARE_UNITS + 1, u64::from(u32::MAX) + 1, u64::MAX] {
        assert_eq!(book(&mut books, 1, 2_500, units), Err(Error::TooManyUnits));
        assert_eq!(books, ledger());

        let mut entitlement = Entitlement::default();
        assert_eq!(entitlement.accrue(units, 1), Err(Error::TooManyUnits));
        assert_eq!(entitlement, Entitlement::default());
    }
    assert!(book(&mut books, 1, 2_500, SHARE_UNITS).is_ok());
}

#[test]
fn no_more_than_everything_is_owed_upstream() {
    let mut books = ledger();
    for bps in [BPS + 1, u16::MAX] {
        assert_eq!(
            book(&mut books, 1, bps, SHARE_UNITS),
            Err(Error::TooManyBps)
        );
        assert_eq!(books, ledger());
    }
}

#[test]
fn both_parts_together_are_no_more_than_everything() {
    let mut books = ledger();
    let rate = UpstreamRate {
        relative_bps: 2_500,
        absolute_bps: BPS - 2_499,
    };
    let refused = books.book(Revenue::outside(1), rate, SHARE_UNITS, None);
    assert_eq!(refused, Err(Error::TooManyBps));
    assert_eq!(books, ledger());
}

#[test]
fn royalties_are_part_of_what_was_received() {
    let mut books = ledger();
    let revenue = Revenue {
        received: 4,
        royalties: 5,
    };
    let rate = UpstreamRate {
        relative_bps: 2_500,
        absolute_bps: 0,
    };
    let refused = books.book(revenue, rate, SHARE_UNITS, None);
    assert_eq!(refused, Err(Error::Overflow));
    assert_eq!(books, ledger());
}

#[test]
fn what_is_owed_upstream_does_not_change_after_the_first_booking() {
    // Less would take back what is reserved; more would reserve what is spread already.
    let mut books = ledger();
    assert_eq!(
        book(&mut books, 1, 2_400, SHARE_UNITS),
        Err(Error::Overflow)
    );
    assert_eq!(book(&mut books, 1, BPS, SHARE_UNITS), Err(Error::Overflow));
    assert_eq!(books, ledger());
}

#[test]
fn a_vault_receives_less_than_two_to_the_64th_in_its_life() {
    let mut books = ledger();
    let room = u64::MAX - 1_000;
    assert_eq!(
        book(&mut books, room + 1, 2_500, SHARE_UNITS),
        Err(Error::Overflow)
    );
    assert_eq!(
        book(&mut books, u64::MAX, 2_500, SHARE_UNITS),
        Err(Error::Overflow)
    );
    assert_eq!(books, ledger());
    assert!(book(&mut books, room, 2_500, SHARE_UNITS).is_ok());
    assert_eq!(
        book(&mut books, 1, 2_500, SHARE_UNITS),
        Err(Error::Overflow)
    );
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
fn upstream_works_are_not_paid_what_is_the_holders() {
    let mut books = ledger(); // 250 of 300 are reserved
    for amount in [251, 300, 301] {
        assert_eq!(books.pay_upstream(amount), Err(Error::Overdrawn));
        assert_eq!(books, ledger());
    }
    assert!(books.pay_upstream(249).is_ok());
    assert_eq!(books.pay_upstream(2), Err(Error::Overdrawn));
    assert_eq!(books.pay_upstream(u64::MAX), Err(Error::Overflow));
    assert!(books.pay_upstream(1).is_ok());
    assert_eq!(books.booked, 50);
}

#[test]
fn an_edge_is_not_owed_less_than_it_was_paid() {
    let tenth = UpstreamRate {
        relative_bps: 1_000,
        absolute_bps: 0,
    };
    assert_eq!(ledger().dues(tenth, 100), Ok(0));
    assert_eq!(ledger().dues(tenth, 99), Ok(1));
    assert_eq!(ledger().dues(tenth, 101), Err(Error::Overflow));
}

#[test]
fn holders_are_not_paid_what_still_streams() -> Result<(), Error> {
    let mut books = ledger();
    let rate = UpstreamRate {
        relative_bps: 2_500,
        absolute_bps: 0,
    };
    let pace = Pace {
        now: 100,
        seconds: 10,
    };
    books.book(Revenue::outside(1_000), rate, SHARE_UNITS, Some(pace))?;
    assert_eq!(books.pay_holder(51), Err(Error::Overdrawn));
    books.release(101, SHARE_UNITS)?; // 75 of 750
    assert_eq!(books.pay_holder(126), Err(Error::Overdrawn));
    books.pay_holder(125)
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
    let wrong: [fn(&mut Ledger); 8] = [
        |books| books.booked += 1,
        |books| books.gross += 1,
        |books| books.paid_holders += 1,
        |books| {
            books.paid_upstream = 251; // of 250
            books.booked = 49;
        },
        |books| books.reserved = 301, // of 300 that holders left
        |books| books.reserved = u64::MAX,
        |books| books.royalties = 1_001,   // of 1 000 received
        |books| books.stream.pending = 51, // of 50 that neither got
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
        totals: [u64; 6],
        stream: [u64; 4],
        index: u128,
        carry: u64,
        accrued: u128,
        arguments in (any::<u64>(), 0..=SHARE_UNITS + 1),
        bps in (0..=BPS + 1, prop_oneof![Just(0), 0..=BPS]),
        streams: bool,
    ) {
        let [gross, royalties, reserved, paid_upstream, paid_holders, booked] = totals;
        let [pending, released, start, span] = stream;
        let stream = Stream { pending, released, start, span };
        let accumulator = Accumulator { index, carry };
        let forged = Ledger {
            gross, royalties, reserved, paid_upstream, paid_holders, booked, accumulator, stream,
        };
        let (amount, units) = arguments;
        let rate = UpstreamRate { relative_bps: bps.0, absolute_bps: bps.1 };
        let revenue = Revenue { received: amount, royalties: gross };
        let pace = streams.then_some(Pace { now: amount, seconds: 1 + u64::from(bps.0) });

        let mut books = forged;
        if books.book(revenue, rate, units, pace).is_err() {
            prop_assert_eq!(books, forged);
        }
        let mut books = forged;
        if books.pay_holder(amount).is_err() {
            prop_assert_eq!(books, forged);
        }
        let mut books = forged;
        if books.pay_upstream(amount).is_err() {
            prop_assert_eq!(books, forged);
        }
        let mut books = forged;
        if books.release(amount, units).is_err() {
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
