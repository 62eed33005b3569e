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
//! live_units = Σ position.units                                                       (I1)
//! booked     = gross − paid_upstream − paid_holders ≤ treasury.amount                 (I2)
//! Σ accrued + carry + unsettled = (gross − reserved − paid_holders) · 2^64            (I3)
//! no sequence of operations makes anyone's total exceed their exact share             (I4)
//! after all claims, what remains is < 1 base unit per position + 1 per upstream edge  (I5)
//! ```
//!
//! where `unsettled` is Σ units · (accumulator − checkpoint), the part of `accrued` not yet written
//! down. `tests/` checks them against a model in exact rationals that shares no code with this.
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
//! assert_eq!((ledger.reserved, paid), (50, 237)); // 237.5, the half stays hers
//! assert_eq!(alice.accrued, 1 << 63);
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
