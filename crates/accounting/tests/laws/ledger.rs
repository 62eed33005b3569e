//! A booking divides what was received between upstream works and holders, or changes nothing.

use super::{fits, one_in_fixed, upstream::owed};
use crate::{
    AccountingError as Error, Booking, Exact, Ledger, Pace, Revenue, UpstreamRate,
    width::{Amount, BPS},
};

/// What a booking has to reserve and to leave, in base units.
struct Division {
    reserved: Exact,
    to_upstream: Exact,
    to_holders: Exact,
}

fn division(
    before: &Ledger,
    revenue: Revenue,
    rate: UpstreamRate,
    live: Amount,
) -> Result<Division, Error> {
    if rate.total_bps() > u32::from(BPS) {
        return Err(Error::TooManyBps);
    }
    if live == 0 {
        return Err(Error::NoLiveUnits);
    }
    let gross = Exact::from(before.gross) + Exact::from(revenue.received);
    let booked = Exact::from(before.booked) + Exact::from(revenue.received);
    let royalties = Exact::from(before.royalties) + Exact::from(revenue.royalties);
    if revenue.royalties > revenue.received || royalties > gross || !fits(gross) || !fits(booked) {
        return Err(Error::Overflow);
    }
    let (gross, royalties) = (
        before.gross + revenue.received,
        before.royalties + revenue.royalties,
    );
    let reserved = owed(rate, gross, gross - royalties);
    let to_upstream = reserved - Exact::from(before.reserved);
    let to_holders = Exact::from(revenue.received) - to_upstream;
    if !fits(to_upstream) || !fits(to_holders) {
        return Err(Error::Overflow);
    }
    Ok(Division {
        reserved,
        to_upstream,
        to_holders,
    })
}

pub fn booking_divides_what_was_received(
    before: Ledger,
    revenue: Revenue,
    rate: UpstreamRate,
    live: Amount,
    pace: Option<Pace>,
) {
    let mut after = before;
    let done = after.book(revenue, rate, live, pace);
    let due = division(&before, revenue, rate, live).and_then(|division| {
        // The parts are checked by themselves; here, that the right one gets the right amount.
        let net = as_amount(division.to_holders);
        let mut wanted = before;
        match pace {
            Some(pace) => wanted.stream.add(net, pace)?,
            None if net == 0 => {}
            None => wanted.accumulator.spread(net, 0, live)?,
        }
        Ok((division, wanted))
    });
    let (division, wanted) = match due {
        Ok(due) => due,
        Err(error) => {
            assert_eq!(done, Err(error));
            assert_eq!(after, before);
            return;
        }
    };
    assert_eq!(
        done,
        Ok(Booking {
            to_upstream: as_amount(division.to_upstream),
            to_holders: as_amount(division.to_holders),
        })
    );
    let wanted = Ledger {
        gross: before.gross + revenue.received,
        booked: before.booked + revenue.received,
        royalties: before.royalties + revenue.royalties,
        reserved: as_amount(division.reserved),
        ..wanted
    };
    assert_eq!(after, wanted);
}

/// What a stream gives is spread, to the last part of a base unit.
pub fn releasing_spreads_what_is_due(before: Ledger, now: Amount, live: Amount) {
    let mut after = before;
    let done = after.release(now, live);
    let mut stream = before.stream;
    let mut accumulator = before.accumulator;
    let due = match stream.release(now) {
        _ if live == 0 => {
            assert_eq!(done, Ok(()));
            assert_eq!(after, before);
            return;
        }
        Ok(0) => Ok(()),
        Ok(released) => accumulator.spread(released, 0, live),
        Err(error) => Err(error),
    };
    assert_eq!(done, due);
    if due.is_err() {
        assert_eq!(after, before);
        return;
    }
    let wanted = Ledger {
        stream,
        accumulator,
        ..before
    };
    assert_eq!(after, wanted);
    let rise = after
        .accumulator
        .index
        .wrapping_sub(before.accumulator.index);
    let spread = Exact::from(rise) * Exact::from(live) + Exact::from(after.accumulator.carry)
        - Exact::from(before.accumulator.carry);
    let released = Exact::from(before.stream.pending) - Exact::from(after.stream.pending);
    assert_eq!(spread, released * one_in_fixed());
}

/// The amount that is equal to `value`.
fn as_amount(value: Exact) -> Amount {
    Amount::try_from(value).expect("an amount")
}
