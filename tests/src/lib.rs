//! A small world for tests: a ledger, people with money, currencies, vaults and works.
//!
//! Tests build one valid situation with it, break one thing, and see what the programs say.
#![allow(clippy::missing_panics_doc, reason = "a test that cannot go on panics")]

mod attack;
mod forge;
mod sparse_log;
mod world;

pub use attack::{Attack, assert_refused, assert_refused_unchanged};
pub use forge::{clone_at, existing, forge, look_alike};
pub use sparse_log::SparseLog;
pub use world::{SOL, World, details, share_name};

/// What a result holds; the error's text when it failed.
#[track_caller]
pub fn must<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("{error}"),
    }
}
