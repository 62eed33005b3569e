//! The laws that `tests/exhaustive` proves for all small numbers, at the width that runs on chain: on all
//! combinations of edge values, and on random ones.
//!
//! `PROPTEST_CASES=1000000 cargo test -p provenue-accounting --test full_width` tries more.
#![allow(dead_code, reason = "the files of src/ are taken as they are")]

#[path = "../../src/width.rs"]
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

/// Holds every sum and product of 64 and 128 bits.
type Exact = ethnum::I256;

#[path = "../laws/mod.rs"]
mod laws;

mod domain;
mod edges;
mod lives;
mod random;
