//! Random numbers of every size.

use proptest::prelude::*;

use crate::{
    Accumulator, Entitlement, Ledger, Pace, Revenue,
    domain::{any_amount, any_fixed, any_half, any_ledger, any_stream, any_units, rate_within},
    laws::{accumulator, division, entitlement, ledger, payment, stream, upstream},
    width::BPS,
};

pub fn at_least(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig {
        cases: default.cases.max(cases),
        ..default
    }
}

proptest! {
    #![proptest_config(at_least(20_000))]

    #[test]
    fn divisions(high in any_amount(), low in any_amount(), divisor in any_half()) {
        division::quotient_and_remainder_are_exact(high, low, divisor.max(1));
    }

    #[test]
    fn products(units in any_half(), value in any_fixed()) {
        division::product_is_exact_or_refused(units, value);
    }

    #[test]
    fn spreads(
        index in any_fixed(), carry in any_amount(),
        net in any_amount(), fraction in any_amount(), live in any_units(),
    ) {
        accumulator::spreading_conserves(Accumulator { index, carry }, net, fraction, live);
    }

    #[test]
    fn settlements(
        checkpoint in any_fixed(), rise in any_fixed(), accrued in any_fixed(),
        claimed in any_amount(), units in any_units(), carry in any_amount(),
    ) {
        let before = Entitlement { checkpoint, accrued, claimed };
        let index = checkpoint.wrapping_add(rise);
        entitlement::accrual_is_exact_or_refused(before, units, index);
        entitlement::settling_conserves(before, units, Accumulator { index, carry });
        entitlement::taking_leaves_the_part_below_one(before);
    }

    #[test]
    fn dues(
        one in rate_within(BPS / 2), other in rate_within(BPS / 2),
        gross in any_amount(), outside in any_amount(),
        received in any_amount(), from_outside in any_amount(),
    ) {
        let outside = outside.min(gross);
        upstream::what_is_owed_is_the_floor(one, gross, outside);
        upstream::two_rates_owe_no_more_than_their_sum(one, other, gross, outside);
        let received = received.min(u64::MAX - gross);
        let more = (received, from_outside.min(received));
        upstream::a_booking_owes_at_most_what_it_brings(one, (gross, outside), more);
    }

    #[test]
    fn streams(
        before in any_stream(), waits in any_half(), waits_again in any_half(),
        net in any_amount(), seconds in any_half(),
    ) {
        let between = before.start.saturating_add(waits);
        let now = between.saturating_add(waits_again);
        stream::releasing_conserves(before, now);
        stream::asking_more_often_changes_nothing(before, (between, now));
        stream::adding_ends_at_the_weighted_mean(before, net, Pace { now: between, seconds });
    }

    #[test]
    fn ledgers(
        (before, rate) in any_ledger(), live in any_units(),
        carry in any_units(), index in any_fixed(),
        received in any_amount(), royalties in any_amount(), seconds in any_half(),
    ) {
        let before = Ledger { accumulator: Accumulator { index, carry }, ..before };
        let now = before.stream.start.saturating_add(seconds / 2);
        let revenue = Revenue { received, royalties };
        for pace in [None, Some(Pace { now, seconds })] {
            ledger::booking_divides_what_was_received(before, revenue, rate, live, pace);
        }
        ledger::releasing_spreads_what_is_due(before, now, live);
        payment::dues_are_what_is_owed_and_not_paid(before, rate, royalties);
        payment::totals_agree_or_are_found_not_to(before);
        payment::upstream_works_get_what_is_reserved(before, received);
        payment::holders_get_what_is_neither_reserved_nor_pending(before, received);
    }
}
