//! The arithmetic of a revenue-share vault, and nothing else.
//!
//! Programs, the client's previews and the command line call these same functions, so there is
//! one implementation of the money. No accounts, no clock, no Solana type, no allocation.
//!
//! A vault has [`SHARE_UNITS`] units. Revenue in a currency is booked into a [`Ledger`]: first
//! what is reserved for upstream works ([`UpstreamRate`]), then the rest is spread over the live
//! units by an [`Accumulator`] in Q64.64, at once or bit by bit ([`Stream`]). A position's
//! [`Entitlement`] remembers the accumulator it has been settled to, and keeps what it earned in
//! Q64.64, so the fraction below one base unit stays the holder's and is paid later.
//!
//! # Invariants
//!
//! With `positions` all positions of a vault, `edges` all its edges to upstream works, and every
//! quantity of one currency:
//!
//! ```text
//! live_units = Σ position.units                                                     (I1)
//! booked     = gross − paid_upstream − paid_holders ≤ treasury.amount               (I2)
//! Σ accrued + unsettled + carry + pending · 2^64
//!                          = (gross − reserved − paid_holders) · 2^64               (I3)
//! nobody's total exceeds their exact share by more than carries they got            (I4)
//! after all claims, what remains is at most 1 base unit per position and edge       (I5)
//! paid_upstream = Σ edge.paid,  paid_upstream + Σ edge dues ≤ reserved              (I6)
//! ```
//!
//! where `unsettled` is Σ units · (index − checkpoint), the part of `accrued` not yet written down.
//! `tests/` checks them against a model in exact rationals that shares no code with this.
//!
//! # How exact
//!
//! A division of revenue over `L` live units leaves a carry below `L` / 2^64 base unit, which joins
//! the next division, or completes a position that only lacks a part of it to a whole base unit:
//! 10 dollars split 60 to 40 pay 6 and 4. So at any time
//!
//! * a position has at most its exact share and what it got of carries: less than 10^8 / 2^64
//!   (5.5 · 10^−12) base unit for each division of revenue, and it lacks as little;
//! * over all positions the difference to the exact shares is −`carry` / 2^64: what is paid was
//!   received.
//!
//! The oracle's `Drift` has the derivation. With all shares live (10^8 = 2^8 · 5^8) a booking divides
//! without a carry when its net is a multiple of 5^8 = 390 625 base units.
//!
//! ```
//! use provenue_accounting::{Entitlement, Ledger, Revenue, SHARE_UNITS, UpstreamRate};
//!
//! let mut ledger = Ledger::default();
//! let mut alice = Entitlement::default();
//! let rate = UpstreamRate { relative_bps: 500, absolute_bps: 0 }; // 5 % is owed upstream
//! ledger.book(Revenue::outside(1_000), rate, SHARE_UNITS, None)?;
//! alice.settle(SHARE_UNITS / 4, &mut ledger.accumulator)?; // she holds a quarter
//! let paid = alice.take_whole()?;
//! ledger.pay_holder(paid)?;
//! assert_eq!((ledger.reserved, paid), (50, 237)); // of 237.5: the half stays hers
//! let missing = (1 << 63) - alice.accrued; // to one half, in 1/2^64
//! assert!(missing < u128::from(SHARE_UNITS / 4));
//! # Ok::<(), provenue_accounting::AccountingError>(())
//! ```
#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod accumulator;
mod checked;
mod entitlement;
mod error;
mod ledger;
mod stream;
mod upstream;
mod wide;
mod width;

#[cfg(test)]
mod tests;

pub use accumulator::Accumulator;
pub use entitlement::Entitlement;
pub use error::AccountingError;
pub use ledger::{Booking, Ledger, Revenue};
pub use stream::{Pace, Stream};
pub use upstream::UpstreamRate;
pub use width::{BPS, SHARE_UNITS};

/// Decimals of the share mint: [`SHARE_UNITS`] is 100 whole shares.
pub const SHARE_DECIMALS: u8 = 6;

/// Currencies one vault can hold.
pub const MAX_CURRENCIES: usize = 4;
