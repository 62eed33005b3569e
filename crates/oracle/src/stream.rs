//! When booked revenue becomes the holders'.
//!
//! Whole base units are released, at the times the vault looks, and that decides among whom they are
//! divided. So unlike all else here the vault's rounding is part of the rule, and these formulas are
//! its specification.

use num_bigint::BigInt;
use num_rational::BigRational;

/// What is booked for holders and still to be released, linearly from `start` until `end`.
///
/// While anything is pending, `start < end`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stream {
    /// Base units.
    pub pending: BigInt,
    /// What was pending at `start`, in base units.
    amount: BigInt,
    /// When something was last booked, in seconds.
    start: BigInt,
    /// When all is released, in seconds.
    pub end: BigInt,
}

impl Stream {
    /// Takes out what is due at `now`: all but the part of `amount` that is due later, which is
    /// `ceil(amount · (end − now) / (end − start))`; all of it from `end` on, nothing while the clock
    /// has gone back.
    pub fn release(&mut self, now: &BigInt) -> BigInt {
        if self.pending == BigInt::ZERO {
            return BigInt::ZERO;
        }
        let later = if *now >= self.end {
            BigInt::ZERO
        } else {
            let part = BigRational::new(&self.end - now, &self.end - &self.start);
            (part * &self.amount).ceil().to_integer()
        };
        let pending = self.pending.clone().min(later);
        let released = &self.pending - &pending;
        self.pending = pending;
        released
    }

    /// Adds `net` base units that alone would take `seconds`; what was due at `now` is released.
    ///
    /// All that is pending then ends at one time: the mean of the times left, weighted by amount,
    /// half a second rounded up.
    pub fn add(&mut self, net: &BigInt, now: &BigInt, seconds: u32) {
        if *net == BigInt::ZERO {
            return;
        }
        let left = (&self.end - now).max(BigInt::ZERO);
        let weighted = &self.pending * left + net * seconds;
        self.pending += net;
        let mean = BigRational::new(weighted, self.pending.clone());
        let half = BigRational::new(1.into(), 2.into());
        self.end = now + (mean + half).floor().to_integer();
        self.start = now.clone();
        self.amount = self.pending.clone();
    }
}
