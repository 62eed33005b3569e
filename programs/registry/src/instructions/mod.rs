//! One file an instruction: its accounts, checks, effect and event.
#![allow(
    missing_docs,
    reason = "the derive macros' items have none; our own are documented"
)]

mod accept_ownership;
mod anchor_log;
mod attest;
mod buy_license;
mod create_collection;
mod create_log;
mod freeze_metadata;
mod link_ingredient;
mod materialise;
mod offer_terms;
mod open_vault;
mod propose_owner;
mod prove_member;
mod register_asset;
mod retire_terms;
mod revoke_asset;
mod revoke_attestation;
mod supersede;
mod sync_holder;
mod unwrap_asset;
mod update_metadata;
mod verify_range;
mod wrap_asset;

pub use accept_ownership::*;
pub use anchor_log::*;
pub use attest::*;
pub use buy_license::*;
pub use create_collection::*;
pub use create_log::*;
pub use freeze_metadata::*;
pub use link_ingredient::*;
pub use materialise::*;
pub use offer_terms::*;
pub use open_vault::*;
pub use propose_owner::*;
pub use prove_member::*;
pub use register_asset::*;
pub use retire_terms::*;
pub use revoke_asset::*;
pub use revoke_attestation::*;
pub use supersede::*;
pub use sync_holder::*;
pub use unwrap_asset::*;
pub use update_metadata::*;
pub use verify_range::*;
pub use wrap_asset::*;
