//! A stream pays out what came in, not before its time.

use super::{fits, one_in_fixed};
use crate::{
    AccountingError, Exact, Pace, Stream,
    wide::LOW,
    width::{Amount, HALF},
};

/// A stream as bookings leave it: no longer and no larger than any can be.
pub fn is_possible(stream: Stream) -> bool {
    stream.span <= LOW && fits(amount(stream)) && fits(end(stream))
}

/// What was there when the stream began.
fn amount(stream: Stream) -> Exact {
    Exact::from(stream.pending) + Exact::from(stream.released)
}

fn end(stream: Stream) -> Exact {
    Exact::from(stream.start) + Exact::from(stream.span)
}

/// What should be out at `now`, in exact numbers; all that ever was, at the end.
fn out(stream: Stream, now: Amount) -> Exact {
    let elapsed = Exact::from(now.saturating_sub(stream.start));
    let span = Exact::from(stream.span);
    if elapsed >= span {
        return amount(stream);
    }
    let by_now = amount(stream) * elapsed / span;
    by_now.max(Exact::from(stream.released))
}

pub fn releasing_conserves(before: Stream, now: Amount) {
    let mut after = before;
    match after.release(now) {
        Ok(due) => {
            assert_eq!(Exact::from(after.released), out(before, now));
            assert_eq!(after.released, before.released + due);
            assert_eq!(amount(after), amount(before));
            assert_eq!((after.start, after.span), (before.start, before.span));
        }
        Err(error) => {
            assert_eq!(error, AccountingError::Overflow);
            assert!(!is_possible(before));
            assert_eq!(after, before);
        }
    }
}

/// However often somebody asks, the same is out at the same time.
pub fn asking_more_often_changes_nothing(before: Stream, (between, now): (Amount, Amount)) {
    let (mut once, mut twice) = (before, before);
    let at_once = once.release(now).expect("a possible stream");
    let first = twice.release(between).expect("a possible stream");
    let second = twice.release(now).expect("a possible stream");
    assert_eq!(first + second, at_once);
    assert_eq!(twice, once);
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
    let left = before.end().saturating_sub(pace.now).min(LOW);
    let (two, pending) = (
        Exact::from(2u8),
        Exact::from(before.pending) + Exact::from(net),
    );
    let weighted =
        Exact::from(before.pending) * Exact::from(left) + Exact::from(net) * Exact::from(seconds);
    // Half a second rounds up.
    let mean = (two * weighted + pending) / (two * pending);
    if !fits(pending) || !fits(Exact::from(pace.now) + mean) {
        assert_eq!(done, Err(AccountingError::Overflow));
        assert_eq!(after, before);
        return;
    }
    assert_eq!(done, Ok(()));
    assert_eq!(Exact::from(after.pending), pending);
    assert_eq!((after.released, after.start), (0, pace.now));
    assert_eq!(Exact::from(after.span), mean);
    assert!(is_possible(after));
    let longest = if before.pending == 0 {
        seconds
    } else {
        left.max(seconds)
    };
    assert!(mean <= Exact::from(longest) && Exact::from(longest) < one_in_fixed() >> HALF);
}
