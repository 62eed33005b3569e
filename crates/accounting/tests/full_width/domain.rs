//! What to try: edges, and numbers of every size.

use proptest::{collection::vec, prelude::*, sample::select};

use crate::{
    Ledger, Stream, UpstreamRate,
    laws::life::{EDGES, HOLDERS, Life, Step},
    wide::LOW,
    width::{Amount, BPS, Fixed, HALF, PLACES, SHARE_UNITS},
};

/// Where something changes: the ends, the halves, basis points, units.
pub const AMOUNTS: [Amount; 18] = [
    0,
    1,
    2,
    BPS as Amount - 1,
    BPS as Amount,
    BPS as Amount + 1,
    SHARE_UNITS - 1,
    SHARE_UNITS,
    SHARE_UNITS + 1,
    LOW - 1,
    LOW,
    LOW + 1,
    1 << (PLACES - 1),
    LOW << HALF,
    (LOW << HALF) + 1,
    Amount::MAX - SHARE_UNITS,
    Amount::MAX - 1,
    Amount::MAX,
];

/// All numbers that are made of two edges.
pub fn fixed_points() -> impl Iterator<Item = Fixed> + Clone {
    AMOUNTS.into_iter().flat_map(|high| {
        let low = AMOUNTS.into_iter();
        low.map(move |low| (Fixed::from(high) << PLACES) | Fixed::from(low))
    })
}

/// Rates at the ends and between them.
pub fn rates() -> impl Iterator<Item = UpstreamRate> + Clone {
    let parts = [0, 1, 4_999, 5_000, BPS - 1, BPS];
    parts.into_iter().flat_map(move |relative_bps| {
        let absolute = parts.into_iter();
        absolute
            .map(move |absolute_bps| UpstreamRate {
                relative_bps,
                absolute_bps,
            })
            .filter(|rate| rate.total_bps() <= u32::from(BPS))
    })
}

/// Of any size, each as likely.
pub fn any_amount() -> impl Strategy<Value = Amount> + Clone {
    let sized = (any::<Amount>(), 0..PLACES).prop_map(|(amount, places)| amount >> places);
    prop_oneof![3 => sized, 1 => select(&AMOUNTS[..])]
}

pub fn any_fixed() -> impl Strategy<Value = Fixed> + Clone {
    let sized = (any::<Fixed>(), 0..2 * PLACES).prop_map(|(value, places)| value >> places);
    prop_oneof![3 => sized, 1 => (any_amount(), any_amount())
        .prop_map(|(high, low)| (Fixed::from(high) << PLACES) | Fixed::from(low))]
}

/// What fits a half.
pub fn any_half() -> impl Strategy<Value = Amount> + Clone {
    any_amount().prop_map(|amount| amount.min(LOW))
}

pub fn any_units() -> impl Strategy<Value = Amount> + Clone {
    any_amount().prop_map(|amount| amount % (SHARE_UNITS + 2))
}

pub fn rate_within(most: u16) -> impl Strategy<Value = UpstreamRate> + Clone {
    (0..=most).prop_flat_map(move |relative_bps| {
        (0..=most - relative_bps).prop_map(move |absolute_bps| UpstreamRate {
            relative_bps,
            absolute_bps,
        })
    })
}

/// As bookings leave one.
pub fn any_stream() -> impl Strategy<Value = Stream> {
    let amounts = (any_amount(), any_amount());
    (amounts, any_amount(), any_half()).prop_map(|((pending, released), start, span)| Stream {
        pending,
        released: released.min(Amount::MAX - pending),
        start: start.min(Amount::MAX - span),
        span,
    })
}

/// A ledger of one rate, whose reserves and holders were paid a part of theirs.
pub fn any_ledger() -> impl Strategy<Value = (Ledger, UpstreamRate)> {
    let amounts = (any_amount(), any_amount(), any_amount(), any_amount());
    (rate_within(BPS), amounts, any_stream()).prop_map(|(rate, amounts, stream)| {
        let (gross, outside, upstream, holders) = amounts;
        let outside = outside.min(gross);
        let reserved = rate.owed(gross, outside);
        let (paid_upstream, left) = (upstream.min(reserved), gross - reserved);
        let pending = stream.pending.min(left);
        let paid_holders = holders.min(left - pending);
        let ledger = Ledger {
            gross,
            royalties: gross - outside,
            reserved,
            paid_upstream,
            paid_holders,
            booked: gross - paid_upstream - paid_holders,
            stream: Stream { pending, ..stream },
            ..Ledger::default()
        };
        (ledger, rate)
    })
}

pub fn any_life() -> impl Strategy<Value = Life> {
    let seconds = prop_oneof![Just(0), Just(1), 2..100_000 as Amount, Just(LOW)];
    let units = prop_oneof![Just(SHARE_UNITS), 1..20 as Amount, 1..=SHARE_UNITS];
    let rates = rate_within(BPS / 2);
    (units, 0..=100u8, seconds, rates.clone(), rates).prop_map(
        |(all, percent, seconds, one, other)| {
            let part = (Fixed::from(all) * Fixed::from(percent) / 100) as Amount;
            Life::begin([all - part, part, 0], [one, other], seconds)
        },
    )
}

pub fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    let holder = || 0..HOLDERS;
    let edge = || 0..EDGES;
    vec(
        prop_oneof![
            4 => any_amount().prop_map(Step::Receive),
            4 => any_amount().prop_map(Step::Book),
            2 => holder().prop_map(Step::Settle),
            3 => (holder(), holder(), any_units()).prop_map(|(from, to, units)| Step::Move(from, to, units)),
            1 => (holder(), any_units()).prop_map(|(holder, units)| Step::Burn(holder, units)),
            3 => holder().prop_map(Step::Claim),
            2 => holder().prop_map(Step::Close),
            2 => (edge(), any_amount()).prop_map(|(edge, amount)| Step::Pay(edge, amount)),
            3 => any_half().prop_map(Step::Wait),
        ],
        0..60,
    )
}
