//! What is owed upstream is one floor, so no booking owes more than it brings, and edges owe no more
//! than is reserved for all of them.

use crate::{
    Exact, UpstreamRate,
    width::{Amount, BPS},
};

/// `floor((gross · relative + outside · absolute) / 10 000)` in exact numbers.
pub fn owed(rate: UpstreamRate, gross: Amount, outside: Amount) -> Exact {
    let relative = Exact::from(gross) * Exact::from(rate.relative_bps);
    let absolute = Exact::from(outside) * Exact::from(rate.absolute_bps);
    (relative + absolute) / Exact::from(BPS)
}

pub fn what_is_owed_is_the_floor(rate: UpstreamRate, gross: Amount, outside: Amount) {
    let found = rate.owed(gross, outside);
    assert_eq!(Exact::from(found), owed(rate, gross, outside));
    assert!(found <= gross);
}

/// Totals after a booking of `received`, of which `from_outside` came from outside: the rise of what
/// is owed is within what was received.
pub fn a_booking_owes_at_most_what_it_brings(
    rate: UpstreamRate,
    (gross, outside): (Amount, Amount),
    (received, from_outside): (Amount, Amount),
) {
    let before = rate.owed(gross, outside);
    let after = rate.owed(gross + received, outside + from_outside);
    assert!(before <= after && after - before <= received);
}

/// Two rates owe what their sum owes, or one base unit less. So, by adding one edge after another,
/// `n` edges owe at most what is reserved for all, and less than `n` base units below it.
pub fn two_rates_owe_no_more_than_their_sum(
    one: UpstreamRate,
    other: UpstreamRate,
    gross: Amount,
    outside: Amount,
) {
    let sum = one.plus(other).expect("rates within the whole");
    let apart = one.owed(gross, outside) + other.owed(gross, outside);
    let together = sum.owed(gross, outside);
    assert!(apart <= together && together - apart <= 1);
}

pub fn rates_add_up_within_the_whole(one: UpstreamRate, other: UpstreamRate) {
    let relative = u32::from(one.relative_bps) + u32::from(other.relative_bps);
    let absolute = u32::from(one.absolute_bps) + u32::from(other.absolute_bps);
    let found = one.plus(other);
    assert_eq!(found.is_some(), relative + absolute <= u32::from(BPS));
    if let Some(sum) = found {
        assert_eq!(u32::from(sum.relative_bps), relative);
        assert_eq!(u32::from(sum.absolute_bps), absolute);
        assert_eq!(sum.total_bps(), relative + absolute);
    }
}
