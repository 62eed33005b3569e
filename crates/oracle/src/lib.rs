//! What a revenue-share vault owes to whom, exactly.
//!
//! A vault on chain has 64-bit registers and rounds. This [`Model`] has rational numbers of any
//! size and does not: it replays what happened to a vault (shares issued, moved and burned, revenue
//! booked, holders paid, positions closed) and knows each holder's entitlement as a fraction. It
//! shares no code with the vault's arithmetic and works differently (there is no accumulator and no
//! checkpoint: every booking is divided among all holders, one by one), so where both agree, neither
//! has the other's mistake.
//!
//! Rules of the model:
//!
//! * reserved for upstream works is `floor(gross · bps / 10 000)`, of running totals;
//! * what a booking brings beyond that is divided pro rata over the live units, without rounding;
//! * a closed position's leftover is divided the same way over those who stay.
//!
//! The vault's own answer differs from that by a known, proven, tiny amount: see [`Drift`].
//!
//! ```
//! use provenue_oracle::{BigInt, Model, from_q64};
//!
//! let mut model = Model::new(500)?; // 5 % is owed upstream
//! let dollars = model.add_currency()?;
//! model.issue(&"alice", 25_000_000);
//! model.issue(&"bob", 75_000_000);
//! model.book(dollars, 1_000)?;
//! assert_eq!(model.reserved(dollars), BigInt::from(50));
//! assert_eq!(model.owed(&"alice", dollars).to_string(), "475/2"); // 237.5
//!
//! model.pay(&"alice", dollars, 237)?; // refused if it were more than her share
//! assert_eq!(model.owed(&"alice", dollars).to_string(), "1/2");
//!
//! // Her position on chain says 9223372036836267008 / 2^64, a little less than one half.
//! let on_chain = from_q64(9_223_372_036_836_267_008);
//! assert!(model.admits(&"alice", dollars, &on_chain));
//! # Ok::<(), provenue_oracle::ModelError>(())
//! ```
#![forbid(unsafe_code)]

mod account;
mod books;
mod drift;
mod error;
mod model;
mod questions;

pub use drift::{Drift, from_q64};
pub use error::ModelError;
pub use model::{Currency, Model};
pub use num_bigint::BigInt;
pub use num_rational::BigRational;

/// Currencies a vault can hold.
pub const MAX_CURRENCIES: usize = 4;

/// Basis points in a whole.
pub const WHOLE_BPS: u16 = 10_000;
