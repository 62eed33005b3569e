//! One file an instruction: its accounts, checks, effect and event.
#![allow(
    missing_docs,
    reason = "the derive macros' items have none; our own are documented"
)]

mod accept_ownership;
mod attest;
mod buy_license;
mod link_ingredient;
mod offer_terms;
mod open_vault;
mod propose_owner;
mod register_asset;
mod retire_terms;
mod revoke_attestation;

pub use accept_ownership::*;
pub use attest::*;
pub use buy_license::*;
pub use link_ingredient::*;
pub use offer_terms::*;
pub use open_vault::*;
pub use propose_owner::*;
pub use register_asset::*;
pub use retire_terms::*;
pub use revoke_attestation::*;
