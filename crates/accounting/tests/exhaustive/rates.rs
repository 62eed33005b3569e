//! All rates of all totals, and all pairs of rates.

use crate::{
    UpstreamRate,
    domain::{rates, rates_within, totals},
    laws::upstream,
    width::{Amount, BPS},
};

#[test]
fn every_rate_owes_the_floor() {
    for rate in rates() {
        for (gross, outside) in totals() {
            upstream::what_is_owed_is_the_floor(rate, gross, outside);
        }
    }
}

/// A booking of many base units is as many of one, so by induction this holds for each.
#[test]
fn every_base_unit_owes_at_most_itself() {
    for rate in rates() {
        for (gross, outside) in totals().filter(|(gross, _)| *gross < Amount::MAX) {
            for from_outside in 0..=1 {
                let more = (1, from_outside);
                upstream::a_booking_owes_at_most_what_it_brings(rate, (gross, outside), more);
            }
        }
    }
}

/// Edges are added one after another, so by induction this holds for any number of them.
#[test]
fn every_two_rates_owe_no_more_than_their_sum() {
    for one in rates() {
        for other in rates_within(BPS - one.relative_bps - one.absolute_bps) {
            for (gross, outside) in totals() {
                upstream::two_rates_owe_no_more_than_their_sum(one, other, gross, outside);
            }
        }
    }
}

#[test]
fn rates_add_up_within_the_whole() {
    let parts = || (0..=BPS + 1).chain([u16::MAX - BPS, u16::MAX - 1, u16::MAX]);
    let any = || {
        parts().flat_map(|relative_bps| {
            let absolute = parts();
            absolute.map(move |absolute_bps| UpstreamRate {
                relative_bps,
                absolute_bps,
            })
        })
    };
    for one in any() {
        for other in any() {
            upstream::rates_add_up_within_the_whole(one, other);
        }
    }
}
