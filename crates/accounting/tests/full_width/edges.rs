//! All combinations of edge values.

use crate::{
    Accumulator, Entitlement, Ledger, Pace, Revenue, Stream,
    domain::{AMOUNTS, fixed_points, rates},
    laws::{accumulator, division, entitlement, ledger, payment, stream, upstream},
    wide::LOW,
    width::{Amount, BPS},
};

#[test]
fn divisions_and_products() {
    for high in AMOUNTS {
        for low in AMOUNTS {
            for divisor in AMOUNTS
                .into_iter()
                .filter(|divisor| (1..=LOW).contains(divisor))
            {
                division::quotient_and_remainder_are_exact(high, low, divisor);
            }
        }
    }
    for value in fixed_points() {
        for units in AMOUNTS.into_iter().filter(|units| *units <= LOW) {
            division::product_is_exact_or_refused(units, value);
        }
    }
}

#[test]
fn spreads() {
    for net in AMOUNTS {
        for fraction in AMOUNTS {
            for carry in AMOUNTS {
                for live in AMOUNTS {
                    let index = u128::MAX - 7;
                    let books = Accumulator { index, carry };
                    accumulator::spreading_conserves(books, net, fraction, live);
                }
            }
        }
    }
}

#[test]
fn accruals_and_completions() {
    for accrued in fixed_points() {
        for rise in fixed_points() {
            for units in AMOUNTS {
                let before = Entitlement {
                    checkpoint: 1 << 127,
                    accrued,
                    claimed: 0,
                };
                let index = before.checkpoint.wrapping_add(rise);
                entitlement::accrual_is_exact_or_refused(before, units, index);
            }
        }
        for amount in AMOUNTS {
            let before = Entitlement {
                checkpoint: 0,
                accrued,
                claimed: amount,
            };
            entitlement::taking_leaves_the_part_below_one(before);
            let carry = amount;
            entitlement::settling_conserves(before, 1, Accumulator { index: 0, carry });
        }
    }
}

#[test]
fn dues() {
    for rate in rates() {
        for gross in AMOUNTS {
            for outside in AMOUNTS.into_iter().filter(|outside| *outside <= gross) {
                upstream::what_is_owed_is_the_floor(rate, gross, outside);
                let others =
                    rates().filter(|other| rate.total_bps() + other.total_bps() <= u32::from(BPS));
                for other in others {
                    upstream::two_rates_owe_no_more_than_their_sum(rate, other, gross, outside);
                }
                for received in AMOUNTS
                    .into_iter()
                    .filter(|more| *more <= Amount::MAX - gross)
                {
                    for royalties in [0, received / 2, received] {
                        let more = (received, received - royalties);
                        upstream::a_booking_owes_at_most_what_it_brings(
                            rate,
                            (gross, outside),
                            more,
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn sums_of_rates() {
    let parts = [
        0,
        1,
        BPS - 1,
        BPS,
        BPS + 1,
        u16::MAX - BPS,
        u16::MAX - 1,
        u16::MAX,
    ];
    for relative_bps in parts {
        for absolute_bps in parts {
            for other in rates() {
                let one = crate::UpstreamRate {
                    relative_bps,
                    absolute_bps,
                };
                upstream::rates_add_up_within_the_whole(one, other);
                upstream::rates_add_up_within_the_whole(other, one);
            }
        }
    }
}

#[test]
fn streams() {
    for pending in AMOUNTS {
        for (start, released) in AMOUNTS.into_iter().zip(AMOUNTS.into_iter().rev()) {
            for span in AMOUNTS {
                for now in AMOUNTS {
                    let before = Stream {
                        pending,
                        released,
                        start,
                        span,
                    };
                    stream::releasing_conserves(before, now);
                    for net in [1, 2, LOW, Amount::MAX] {
                        for seconds in [1, 86_400, LOW, Amount::MAX] {
                            let pace = Pace { now, seconds };
                            stream::adding_ends_at_the_weighted_mean(before, net, pace);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn bookings() {
    for rate in rates() {
        for gross in AMOUNTS {
            let before = Ledger {
                gross,
                reserved: rate.owed(gross, gross),
                booked: gross,
                ..Ledger::default()
            };
            for received in AMOUNTS {
                for royalties in [0, received / 2, received, received.saturating_add(1)] {
                    for live in AMOUNTS {
                        let revenue = Revenue {
                            received,
                            royalties,
                        };
                        ledger::booking_divides_what_was_received(
                            before, revenue, rate, live, None,
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn payments() {
    for gross in AMOUNTS {
        for reserved in AMOUNTS {
            for paid in AMOUNTS {
                for pending in AMOUNTS {
                    for booked in [gross, gross.saturating_sub(paid)] {
                        let books = Ledger {
                            gross,
                            reserved,
                            paid_upstream: paid,
                            booked,
                            stream: Stream {
                                pending,
                                ..Stream::default()
                            },
                            ..Ledger::default()
                        };
                        payment::totals_agree_or_are_found_not_to(books);
                        for amount in AMOUNTS {
                            payment::upstream_works_get_what_is_reserved(books, amount);
                            payment::a_payment_to_a_holder_is_whole_or_refused(books, amount);
                        }
                    }
                }
            }
        }
    }
}
