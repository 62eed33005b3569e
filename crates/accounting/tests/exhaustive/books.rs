//! Bookings, releases and payments of all ledgers.

use crate::{
    Accumulator, Ledger, Pace, Revenue, Stream, UpstreamRate,
    domain::{amounts, rates, totals},
    laws::{ledger, payment},
    wide::LOW,
    width::{Amount, BPS, SHARE_UNITS},
};

/// Rates that differ in kind: none, one part, both, all.
fn some_rates() -> [UpstreamRate; 5] {
    [(0, 0), (4, 0), (0, 7), (4, 9), (0, BPS)].map(|(relative_bps, absolute_bps)| UpstreamRate {
        relative_bps,
        absolute_bps,
    })
}

/// A ledger that received so much, and paid nothing.
fn received(rate: UpstreamRate, gross: Amount, outside: Amount) -> Ledger {
    Ledger {
        gross,
        royalties: gross - outside,
        reserved: rate.owed(gross, outside),
        booked: gross,
        accumulator: Accumulator {
            index: 1_000,
            carry: 4,
        },
        ..Ledger::default()
    }
}

#[test]
fn every_booking_divides_what_was_received() {
    for rate in some_rates() {
        for (gross, outside) in totals() {
            let before = received(rate, gross, outside);
            for received in amounts() {
                for royalties in [0, received / 3, received, received.saturating_add(1)] {
                    let revenue = Revenue {
                        received,
                        royalties,
                    };
                    ledger::booking_divides_what_was_received(before, revenue, rate, 7, None);
                }
            }
        }
    }
}

#[test]
fn every_booking_into_a_stream_divides_what_was_received() {
    for rate in some_rates() {
        for (gross, outside) in totals().step_by(7) {
            let stream = Stream {
                pending: gross / 2,
                released: gross / 3,
                start: 20,
                span: 5,
            };
            let before = Ledger {
                stream,
                ..received(rate, gross, outside)
            };
            for received in amounts() {
                for now in [20, 24, Amount::MAX] {
                    let revenue = Revenue::outside(received);
                    let pace = Some(Pace { now, seconds: 9 });
                    ledger::booking_divides_what_was_received(before, revenue, rate, 7, pace);
                }
            }
        }
    }
}

#[test]
fn every_booking_that_cannot_be_is_refused() {
    let rates = rates().chain([(BPS, 1), (1, BPS), (u16::MAX, u16::MAX)].map(
        |(relative_bps, absolute_bps)| UpstreamRate {
            relative_bps,
            absolute_bps,
        },
    ));
    let before = received(some_rates()[3], 120, 70);
    // Books that never were: they are to be refused as well.
    let strange = Ledger {
        booked: 200,
        ..before
    };
    let stranger = Ledger {
        royalties: 200,
        ..before
    };
    for before in [before, strange, stranger] {
        for rate in rates.clone() {
            for live in [0, 1, 7, SHARE_UNITS, SHARE_UNITS + 1, Amount::MAX] {
                for received in amounts() {
                    let revenue = Revenue::outside(received);
                    ledger::booking_divides_what_was_received(before, revenue, rate, live, None);
                }
            }
        }
    }
}

#[test]
fn every_release_spreads_what_is_due() {
    for pending in amounts() {
        for span in 0..=LOW {
            for now in 0..=21 {
                for live in 0..=SHARE_UNITS + 1 {
                    let stream = Stream {
                        pending,
                        released: pending.min(Amount::MAX - pending),
                        start: 3,
                        span,
                    };
                    let before = Ledger {
                        stream,
                        ..received(some_rates()[0], pending, pending)
                    };
                    ledger::releasing_spreads_what_is_due(before, now, live);
                }
            }
        }
    }
}

/// All ledgers up to a gross: what was reserved and paid may be any part of it.
fn consistent() -> impl Iterator<Item = Ledger> {
    let parts = |whole: Amount| 0..=whole;
    [0, 1, 2, 11, Amount::MAX]
        .into_iter()
        .flat_map(move |gross| {
            let step = if gross == Amount::MAX { 17 } else { 1 };
            let within = move |whole| parts(whole).step_by(step);
            within(gross).flat_map(move |reserved| {
                within(reserved).flat_map(move |paid_upstream| {
                    within(gross - reserved).flat_map(move |paid_holders| {
                        within(gross - reserved - paid_holders).map(move |pending| Ledger {
                            gross,
                            royalties: gross / 2,
                            reserved,
                            paid_upstream,
                            paid_holders,
                            booked: gross - paid_upstream - paid_holders,
                            stream: Stream {
                                pending,
                                ..Stream::default()
                            },
                            ..Ledger::default()
                        })
                    })
                })
            })
        })
}

#[test]
fn every_payment_leaves_the_others_theirs() {
    for before in consistent() {
        payment::totals_agree_or_are_found_not_to(before);
        for amount in amounts() {
            payment::upstream_works_get_what_is_reserved(before, amount);
            payment::holders_get_what_is_neither_reserved_nor_pending(before, amount);
        }
    }
}

#[test]
fn books_that_do_not_agree_are_found_and_never_overdrawn() {
    const SOME: [Amount; 6] = [0, 1, 2, 3, Amount::MAX - 1, Amount::MAX];
    let mut digits = [0; 7];
    loop {
        let [
            gross,
            royalties,
            reserved,
            paid_upstream,
            paid_holders,
            booked,
            pending,
        ] = digits.map(|digit: usize| SOME[digit]);
        let books = Ledger {
            gross,
            royalties,
            reserved,
            paid_upstream,
            paid_holders,
            booked,
            stream: Stream {
                pending,
                ..Stream::default()
            },
            ..Ledger::default()
        };
        payment::totals_agree_or_are_found_not_to(books);
        for amount in SOME {
            payment::upstream_works_get_what_is_reserved(books, amount);
            payment::a_payment_to_a_holder_is_whole_or_refused(books, amount);
        }
        let Some(place) = digits.iter().position(|digit| *digit + 1 < SOME.len()) else {
            return;
        };
        digits[place] += 1;
        digits[..place].fill(0);
    }
}

#[test]
fn all_dues_are_what_is_owed_and_not_paid() {
    for rate in some_rates() {
        for gross in amounts() {
            for royalties in (0..=gross).step_by(3).chain([gross.saturating_add(1)]) {
                let books = Ledger {
                    gross,
                    royalties,
                    ..Ledger::default()
                };
                for paid in amounts() {
                    payment::dues_are_what_is_owed_and_not_paid(books, rate, paid);
                }
            }
        }
    }
}
