//! The arithmetic of a revenue-share vault, and nothing else.
//!
//! Programs, the client's previews and the command line call these same functions, so there is
//! one implementation of the money. No accounts, no clock, no Solana type, no allocation.
//!
//! A vault has [`SHARE_UNITS`] units. Revenue in a currency is booked into a [`Ledger`]: first
//! what is reserved for upstream works ([`upstream_share`]), then the rest is spread over the live
//! units by an [`Accumulator`] in Q64.64. A position's [`Entitlement`] remembers the accumulator it
//! has been settled to, and keeps what it earned in Q64.64, so the fraction below one base unit
//! stays the holder's and is paid later.
//!
//! # Invariants
//!
//! With `positions` all positions of a vault and every quantity of one currency:
//!
//! ```text
//! live_units = Σ position.units                                                     (I1)
//! booked     = gross − paid_upstream − paid_holders ≤ treasury.amount               (I2)
//! Σ accrued + carry + unsettled = (gross − reserved − paid_holders) · 2^64          (I3)
//! nobody's total exceeds their exact share by more than the carries they inherited  (I4)
//! after all claims, what remains is at most 1 base unit per position and edge       (I5)
//! ```
//!
//! where `unsettled` is Σ units · (index − checkpoint), the part of `accrued` not yet written down.
//! `tests/` checks them against a model in exact rationals that shares no code with this.
//!
//! # How exact
//!
//! A division of revenue over `L` live units leaves a carry below `L` / 2^64 base unit, which joins
//! the next division. So at any time
//!
//! * a position that has held the same part of the live units since the first booking has at most
//!   its exact share, and lacks less than `units` / 2^64 base unit of it;
//! * a position whose part grows inherits that part of the carry which others left behind: less
//!   than 10^8 / 2^64 (5.5 · 10^−12) base unit more than exact, each time its part grew by 100 % in
//!   all; one whose part shrinks leaves as much, and one that closes leaves its difference to all;
//! * over all positions the difference to the exact shares is −`carry` / 2^64: what is paid was
//!   received.
//!
//! The oracle's `Drift` has the derivation. One consequence shows: where the exact share is a whole
//! number, and `net` · 2^64 is not divisible by the live units, a position is a hair short of it. Its
//! last base unit is payable once later bookings fill the gap. With all shares live (10^8 = 2^8 · 5^8)
//! a booking divides without a carry when its net is a multiple of 5^8 = 390 625 base units.
//!
//! ```
//! use provenue_accounting::{Entitlement, Ledger, SHARE_UNITS};
//!
//! let mut ledger = Ledger::default();
//! let mut alice = Entitlement::default();
//! ledger.book(1_000, 500, SHARE_UNITS)?; // 5 % is owed upstream
//! alice.accrue(SHARE_UNITS / 4, ledger.accumulator.index)?; // she holds a quarter
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
mod entitlement;
mod error;
mod ledger;
mod upstream;
mod wide;

pub use accumulator::Accumulator;
pub use entitlement::Entitlement;
pub use error::AccountingError;
pub use ledger::{Booking, Ledger};
pub use upstream::{BPS, upstream_share};

/// Share units of every vault: 100.000000 shares of six decimals, so one share is 1 %.
///
/// Below 2^32, which keeps every division by live units in hardware.
pub const SHARE_UNITS: u64 = 100_000_000;

/// Decimals of the share mint: [`SHARE_UNITS`] is 100 whole shares.
pub const SHARE_DECIMALS: u8 = 6;

/// Currencies one vault can hold.
pub const MAX_CURRENCIES: usize = 4;

const _: () = assert!(SHARE_UNITS <= u32::MAX as u64);
