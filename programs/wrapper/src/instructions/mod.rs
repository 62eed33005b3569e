//! One file an instruction: its accounts, checks, effect and event.
#![allow(
    missing_docs,
    reason = "the derive macros' items have none; our own are documented"
)]

mod create_wrapper;
mod unwrap;
mod wrap;

pub use create_wrapper::*;
pub use unwrap::*;
pub use wrap::*;
