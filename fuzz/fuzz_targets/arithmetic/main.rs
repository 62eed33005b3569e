//! The arithmetic at full width: the laws of `crates/accounting/tests/laws`, and the invariants I1 to I3,
//! I5 and I6 after every step of a vault's life, judged in 256-bit integers.
#![no_main]
#![allow(dead_code, reason = "the files of the crate are taken as they are")]

#[path = "../../../crates/accounting/src/width.rs"]
mod width;

#[path = "../../../crates/accounting/src/accumulator.rs"]
mod accumulator;
#[path = "../../../crates/accounting/src/checked.rs"]
mod checked;
#[path = "../../../crates/accounting/src/entitlement.rs"]
mod entitlement;
#[path = "../../../crates/accounting/src/error.rs"]
mod error;
#[path = "../../../crates/accounting/src/ledger.rs"]
mod ledger;
#[path = "../../../crates/accounting/src/stream.rs"]
mod stream;
#[path = "../../../crates/accounting/src/upstream.rs"]
mod upstream;
#[path = "../../../crates/accounting/src/wide.rs"]
mod wide;

use accumulator::Accumulator;
use entitlement::Entitlement;
use error::AccountingError;
use ledger::{Booking, Ledger, Revenue};
use stream::{Pace, Stream};
use upstream::UpstreamRate;

/// Holds every sum and product of 64 and 128 bits.
type Exact = ethnum::I256;

#[path = "../../../crates/accounting/tests/laws/mod.rs"]
mod laws;

mod input;
mod law;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;

use input::LifeInput;
use law::LawInput;

#[derive(Arbitrary, Debug)]
pub enum Input {
    Life(LifeInput),
    Law(Box<LawInput>),
}

fuzz_target!(|input: Input| {
    match input {
        Input::Life(life) => life.run(),
        Input::Law(law) => law.run(),
    }
});
