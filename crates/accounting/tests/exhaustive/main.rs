//! The arithmetic, for all inputs.
//!
//! `src/` is written in two types, `Amount` and `Fixed`, and in constants; it takes them from
//! `width.rs` and nothing else in it depends on how wide they are. Here the same files are compiled with
//! a `width.rs` of 8 and 16 bits in place of 64 and 128, and every law is checked for every input
//! there is: all dividends by all divisors, all streams at all times, all sequences of steps.
//!
//! # Why that says something of 64 bits
//!
//! * It is the same text, not a copy: a change to `src/` is a change to what is checked.
//! * Nothing in it branches on the width. Every constant is derived from `PLACES`, the halves are
//!   halves at both widths, and all values that must fit a half (units, divisors, basis points, times
//!   left) may be as large here as a half can hold, which on chain they are not.
//! * So an intermediate result that could overflow at 64 bits has its counterpart here, and would: the
//!   tests are compiled with overflow checks, and every bound (a digit below the divisor, a product of
//!   two halves, a sum of rests) is reached.
//! * The laws that are proved by induction (a booking of many base units, many edges) are checked for
//!   their step.
//!
//! # Where it ends
//!
//! * It is an argument about the text, not a proof about 64 bits: a mistake that shows only at 64 bits
//!   would have to come from a constant or a cast whose width is not derived. There are two: basis
//!   points are `u16` at any width, and seconds are an `Amount`. `tests/full_width` therefore checks
//!   the same laws at full width, on all combinations of edge values and on random ones.
//! * Where a number only enters the language's own `checked_add`, `wrapping_add` or `wrapping_sub`
//!   (what had accrued, where the index stood) its edges are tried, not all its values.
//! * Lives are those of a vault of three holders and two edges: all sequences of eight steps out of a
//!   dozen, and all states that steps lead to, however many, before 15 base units have arrived.
//! * A model checker for 64 bits, Kani, was looked at: its compiler comes from no package registry, so
//!   whoever builds this from registries alone could not run the proofs.
//! * What LLVM makes of it for the chain is not checked here but by the tests that run the programs.
#![allow(dead_code, reason = "the files of src/ are taken as they are")]

mod width;

#[path = "../../src/accumulator.rs"]
mod accumulator;
#[path = "../../src/checked.rs"]
mod checked;
#[path = "../../src/entitlement.rs"]
mod entitlement;
#[path = "../../src/error.rs"]
mod error;
#[path = "../../src/ledger.rs"]
mod ledger;
#[path = "../../src/stream.rs"]
mod stream;
#[path = "../../src/upstream.rs"]
mod upstream;
#[path = "../../src/wide.rs"]
mod wide;

use accumulator::Accumulator;
use entitlement::Entitlement;
use error::AccountingError;
use ledger::{Booking, Ledger, Revenue};
use stream::{Pace, Stream};
use upstream::UpstreamRate;

/// Holds every sum and product of these widths.
type Exact = i64;

#[path = "../laws/mod.rs"]
mod laws;

mod books;
mod domain;
mod earnings;
mod lives;
mod numbers;
mod rates;
mod streams;
