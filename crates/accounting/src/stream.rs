//! Revenue that becomes the holders' bit by bit.

use crate::{
    AccountingError,
    wide::LOW,
    width::{Amount, Fixed},
};

/// What is booked for holders and still to be released, linearly until `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stream {
    /// Base units.
    pub pending: Amount,
    /// When something was last released, in seconds.
    pub last: Amount,
    /// When all will be released, in seconds.
    pub end: Amount,
}

/// How a vault streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The time, in seconds.
    pub now: Amount,
    /// How long what is booked now takes to be released, in seconds; below 2^32, at least 1.
    pub seconds: Amount,
}

impl Stream {
    /// Takes out what is due at `now`: `pending · (now − last) div (end − last)`, and from `end` on
    /// all. What a division rounds down stays pending, so it does not matter how often this is asked.
    ///
    /// # Errors
    /// [`AccountingError::Overflow`] when the stream is longer than any can be.
    pub fn release(&mut self, now: Amount) -> Result<Amount, AccountingError> {
        if self.pending == 0 || now <= self.last {
            return Ok(0);
        }
        let released = if now >= self.end {
            self.pending
        } else {
            let (elapsed, left) = (now - self.last, self.end - self.last);
            // Both are below 2^32, so the product of the rest fits 64 bits.
            let rest = (self.pending % left)
                .checked_mul(elapsed)
                .ok_or(AccountingError::Overflow)?;
            self.pending / left * elapsed + rest / left
        };
        self.pending -= released;
        self.last = now;
        Ok(released)
    }

    /// Adds `net` base units; what was due has been released.
    ///
    /// All that is pending ends at one time, the mean of the times left, weighted by amount and
    /// rounded to the nearest second: a base unit can neither delay nor speed what waits.
    ///
    /// # Errors
    /// [`AccountingError::Overflow`] when 2^64 base units or the end of time are passed.
    pub fn add(&mut self, net: Amount, pace: Pace) -> Result<(), AccountingError> {
        if net == 0 {
            return Ok(());
        }
        let pending = self
            .pending
            .checked_add(net)
            .ok_or(AccountingError::Overflow)?;
        let left = self.end.saturating_sub(pace.now).min(LOW);
        let weighted = Fixed::from(self.pending) * Fixed::from(left)
            + Fixed::from(net) * Fixed::from(pace.seconds.min(LOW));
        let mean = (weighted + Fixed::from(pending / 2)) / Fixed::from(pending);
        self.end = pace
            .now
            .checked_add(mean as Amount)
            .ok_or(AccountingError::Overflow)?;
        self.pending = pending;
        self.last = pace.now;
        Ok(())
    }
}
