//! One law of many, and its numbers.

use arbitrary::Arbitrary;

use crate::{
    Accumulator, Entitlement, Ledger, Pace, Revenue, Stream, UpstreamRate,
    input::{Rates, Sized},
    laws::{accumulator, division, entitlement, ledger, payment, stream, upstream},
    width::SHARE_UNITS,
};

/// One law and its inputs.
#[derive(Arbitrary, Debug)]
pub enum LawInput {
    Division(Sized, Sized, Sized),
    Product(Sized, u128),
    Spread(u128, [Sized; 4]),
    Earnings {
        checkpoint: u128,
        index: u128,
        accrued: u128,
        claimed: Sized,
        units: Sized,
        carry: Sized,
    },
    Dues(Rates, [Sized; 4]),
    Stream([Sized; 4], [Sized; 4]),
    Ledger {
        rates: Rates,
        totals: [Sized; 6],
        stream: [Sized; 4],
        accumulator: (u128, Sized),
        live: Sized,
        received: Sized,
        royalties: Sized,
        now: Sized,
        seconds: Option<Sized>,
    },
}

impl LawInput {
    pub fn run(self) {
        match self {
            Self::Division(high, low, divisor) => {
                let divisor = divisor.half().max(1);
                division::quotient_and_remainder_are_exact(high.amount(), low.amount(), divisor);
            }
            Self::Product(units, value) => {
                division::product_is_exact_or_refused(units.half(), value);
            }
            Self::Spread(index, numbers) => {
                let [carry, net, fraction, live] = numbers.map(Sized::amount);
                let books = Accumulator { index, carry };
                accumulator::spreading_conserves(books, net, fraction, live);
                let live = live % (SHARE_UNITS + 2);
                accumulator::spreading_conserves(books, net, fraction, live);
            }
            Self::Earnings {
                checkpoint,
                index,
                accrued,
                claimed,
                units,
                carry,
            } => {
                let before = Entitlement {
                    checkpoint,
                    accrued,
                    claimed: claimed.amount(),
                };
                let carry = carry.amount();
                entitlement::accrual_is_exact_or_refused(before, units.amount(), index);
                entitlement::settling_conserves(
                    before,
                    units.units(),
                    Accumulator { index, carry },
                );
                entitlement::taking_leaves_the_part_below_one(before);
            }
            Self::Dues(rates, numbers) => {
                let [one, other] = rates.rates();
                let [gross, outside, received, from_outside] = numbers.map(Sized::amount);
                let outside = outside.min(gross);
                let received = received.min(u64::MAX - gross);
                let more = (received, from_outside.min(received));
                upstream::what_is_owed_is_the_floor(one, gross, outside);
                upstream::two_rates_owe_no_more_than_their_sum(one, other, gross, outside);
                upstream::a_booking_owes_at_most_what_it_brings(one, (gross, outside), more);
                let [rate, other] = [rates.0[0], rates.0[2]].map(|part| UpstreamRate {
                    relative_bps: part,
                    absolute_bps: rates.0[1],
                });
                upstream::rates_add_up_within_the_whole(rate, other);
            }
            Self::Stream(fields, numbers) => {
                let before = stream_of(fields);
                let [net, now, between, seconds] = numbers.map(Sized::amount);
                stream::releasing_conserves(before, now);
                stream::adding_ends_at_the_weighted_mean(before, net, Pace { now, seconds });
                if stream::is_possible(before) {
                    let times = (between.min(now), now);
                    stream::asking_more_often_changes_nothing(before, times);
                }
            }
            Self::Ledger {
                rates,
                totals,
                stream,
                accumulator: (index, carry),
                live,
                received,
                royalties,
                now,
                seconds,
            } => {
                let [gross, royal, reserved, paid_upstream, paid_holders, booked] =
                    totals.map(Sized::amount);
                let before = Ledger {
                    gross,
                    royalties: royal,
                    reserved,
                    paid_upstream,
                    paid_holders,
                    booked,
                    accumulator: Accumulator {
                        index,
                        carry: carry.amount(),
                    },
                    stream: stream_of(stream),
                };
                let [rate, _] = rates.rates();
                let revenue = Revenue {
                    received: received.amount(),
                    royalties: royalties.amount(),
                };
                let (now, live) = (now.amount(), live.units());
                let pace = seconds.map(|seconds| Pace {
                    now,
                    seconds: seconds.amount(),
                });
                ledger::booking_divides_what_was_received(before, revenue, rate, live, pace);
                ledger::releasing_spreads_what_is_due(before, now, live);
                payment::dues_are_what_is_owed_and_not_paid(before, rate, revenue.royalties);
                payment::totals_agree_or_are_found_not_to(before);
                payment::upstream_works_get_what_is_reserved(before, revenue.received);
                payment::a_payment_to_a_holder_is_whole_or_refused(before, revenue.received);
                let agreeing = made_to_agree(before, rate);
                payment::holders_get_what_is_neither_reserved_nor_pending(
                    agreeing,
                    revenue.received,
                );
            }
        }
    }
}

fn stream_of(fields: [Sized; 4]) -> Stream {
    let [pending, released, start, span] = fields.map(Sized::amount);
    Stream {
        pending,
        released,
        start,
        span,
    }
}

/// The ledger with what does not agree cut down to what does.
fn made_to_agree(ledger: Ledger, rate: UpstreamRate) -> Ledger {
    let gross = ledger.gross;
    let royalties = ledger.royalties.min(gross);
    let reserved = rate.owed(gross, gross - royalties);
    let paid_upstream = ledger.paid_upstream.min(reserved);
    let pending = ledger.stream.pending.min(gross - reserved);
    let paid_holders = ledger.paid_holders.min(gross - reserved - pending);
    Ledger {
        gross,
        royalties,
        reserved,
        paid_upstream,
        paid_holders,
        booked: gross - paid_upstream - paid_holders,
        stream: Stream {
            pending,
            ..ledger.stream
        },
        ..ledger
    }
}
