//! A stream pays out what came in, not before its time.

use super::{fits, one_in_fixed};
use crate::{
    AccountingError, Exact, Pace, Stream,
    wide::LOW,
    width::{Amount, HALF},
};

/// A stream as bookings leave it: no longer than any can be.
pub fn is_possible(stream: Stream) -> bool {
    stream.end >= stream.last && stream.end - stream.last <= LOW
}

/// What is due of a stream at `now`, in exact numbers.
fn due(stream: Stream, now: Amount) -> Exact {
    if now <= stream.last {
        return Exact::from(0u8);
    }
    if now >= stream.end {
        return Exact::from(stream.pending);
    }
    let elapsed = Exact::from(now) - Exact::from(stream.last);
    let left = Exact::from(stream.end) - Exact::from(stream.last);
    Exact::from(stream.pending) * elapsed / left
}

pub fn releasing_conserves(before: Stream, now: Amount) {
    let mut after = before;
    match after.release(now) {
        Ok(released) => {
            assert_eq!(Exact::from(released), due(before, now));
            assert_eq!(after.pending, before.pending - released);
            assert_eq!(after.end, before.end);
            let moves = before.pending > 0 && now > before.last;
            assert_eq!(after.last, if moves { now } else { before.last });
        }
        Err(error) => {
            assert_eq!(error, AccountingError::Overflow);
            assert!(!is_possible(before));
            assert_eq!(after, before);
        }
    }
}

/// Asking twice gives no more than asking once, and at most one base unit less for the time being. So,
/// asking `n` times leaves it less than `n` base units behind, and all is there at the end.
pub fn asking_more_often_gives_no_more(before: Stream, (between, now): (Amount, Amount)) {
    let (mut once, mut twice) = (before, before);
    let at_once = once.release(now).expect("a possible stream");
    let first = twice.release(between).expect("a possible stream");
    let second = twice.release(now).expect("a possible stream");
    let in_two = first + second;
    assert!(in_two <= at_once && at_once - in_two <= 1);
    let ends = now > before.last && now >= before.end;
    assert!(!ends || (once.pending, twice.pending) == (0, 0));
}

pub fn adding_ends_at_the_weighted_mean(before: Stream, net: Amount, pace: Pace) {
    let mut after = before;
    let done = after.add(net, pace);
    if net == 0 {
        assert_eq!(done, Ok(()));
        assert_eq!(after, before);
        return;
    }
    let seconds = pace.seconds.min(LOW);
    let left = before.end.saturating_sub(pace.now).min(LOW);
    let (two, pending) = (
        Exact::from(2u8),
        Exact::from(before.pending) + Exact::from(net),
    );
    let weighted =
        Exact::from(before.pending) * Exact::from(left) + Exact::from(net) * Exact::from(seconds);
    // Half a second rounds up.
    let mean = (two * weighted + pending) / (two * pending);
    let end = Exact::from(pace.now) + mean;
    if !fits(pending) || !fits(end) {
        assert_eq!(done, Err(AccountingError::Overflow));
        assert_eq!(after, before);
        return;
    }
    assert_eq!(done, Ok(()));
    assert_eq!(Exact::from(after.pending), pending);
    assert_eq!(after.last, pace.now);
    assert_eq!(Exact::from(after.end), end);
    assert!(is_possible(after));
    let longest = if before.pending == 0 {
        seconds
    } else {
        left.max(seconds)
    };
    assert!(mean <= Exact::from(longest) && Exact::from(longest) < one_in_fixed() >> HALF);
}
