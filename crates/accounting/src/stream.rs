//! Revenue that becomes the holders' bit by bit.

use crate::{
    AccountingError,
    checked::add,
    wide::LOW,
    width::{Amount, Fixed},
};

/// What is booked for holders and still to be released, linearly since `start`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stream {
    /// Base units.
    pub pending: Amount,
    /// Released since `start`, in base units.
    pub released: Amount,
    /// When something was last added, in seconds.
    pub start: Amount,
    /// How long after `start` all will be released, in seconds; below 2^32.
    pub span: Amount,
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
    /// When all will be released, in seconds.
    #[must_use]
    pub fn end(&self) -> Amount {
        self.start.saturating_add(self.span)
    }

    /// Takes out what is due at `now`: of what was there at `start`,
    /// `amount · (now − start) div span` less what was released since; at the end, all.
    ///
    /// Counted from `start`, not from the last release: however often somebody asks, the same is out
    /// at the same time.
    ///
    /// # Errors
    /// [`AccountingError::Overflow`] when the stream is longer or larger than any can be.
    pub fn release(&mut self, now: Amount) -> Result<Amount, AccountingError> {
        let elapsed = now.saturating_sub(self.start);
        let due = if elapsed >= self.span {
            self.pending
        } else {
            let amount = add(self.pending, self.released)?;
            // Both factors are below 2^32, so the product of the rest fits 64 bits.
            let rest = (amount % self.span)
                .checked_mul(elapsed)
                .ok_or(AccountingError::Overflow)?;
            let by_now = amount / self.span * elapsed + rest / self.span;
            // The clock may have gone back.
            by_now.saturating_sub(self.released)
        };
        let released = add(self.released, due)?;
        self.pending -= due;
        self.released = released;
        Ok(due)
    }

    /// Adds `net` base units; what was due has been released.
    ///
    /// All that is pending ends at one time, the mean of the times left, weighted by amount and
    /// rounded to the nearest second: a base unit can neither delay nor speed what waits. The fraction
    /// below one base unit that was due waits too, so holding back that much costs a base unit.
    ///
    /// # Errors
    /// [`AccountingError::Overflow`] when 2^64 base units or the end of time are passed.
    pub fn add(&mut self, net: Amount, pace: Pace) -> Result<(), AccountingError> {
        if net == 0 {
            return Ok(());
        }
        let pending = add(self.pending, net)?;
        let left = self.end().saturating_sub(pace.now).min(LOW);
        let weighted = Fixed::from(self.pending) * Fixed::from(left)
            + Fixed::from(net) * Fixed::from(pace.seconds.min(LOW));
        let mean = (weighted + Fixed::from(pending / 2)) / Fixed::from(pending);
        let span = mean as Amount;
        add(pace.now, span)?;
        *self = Self {
            pending,
            released: 0,
            start: pace.now,
            span,
        };
        Ok(())
    }
}
