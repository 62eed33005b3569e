//! Where the embedded ledger's time comes from.

use std::time::{SystemTime, UNIX_EPOCH};

/// What the clock of the next transaction follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClockSource {
    /// The machine's clock, so many seconds ahead.
    Wall { ahead: i64 },
    /// A time set by hand.
    Fixed(i64),
}

impl ClockSource {
    /// Seconds since 1970, never before `last`.
    pub(super) fn now(self, last: i64) -> i64 {
        let now = match self {
            Self::Wall { ahead } => wall().saturating_add(ahead),
            Self::Fixed(time) => time,
        };
        now.max(last)
    }

    /// The same source, `seconds` later.
    pub(super) fn ahead(self, seconds: u32) -> Self {
        let seconds = i64::from(seconds);
        match self {
            Self::Wall { ahead } => Self::Wall {
                ahead: ahead.saturating_add(seconds),
            },
            Self::Fixed(time) => Self::Fixed(time.saturating_add(seconds)),
        }
    }
}

/// The machine's clock; 0 when it is set before 1970.
fn wall() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_never_goes_back() {
        assert_eq!(ClockSource::Fixed(5).now(9), 9);
        assert_eq!(ClockSource::Fixed(5).ahead(7).now(9), 12);
        assert!(ClockSource::Wall { ahead: -1_000 }.now(i64::MAX) == i64::MAX);
    }
}
