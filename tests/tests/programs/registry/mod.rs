//! The registry program.

mod accept_ownership;
mod attest;
mod buy_license;
mod dispatch;
mod link_ingredient;
mod offer_terms;
mod open_vault;
mod propose_owner;
mod register_asset;
mod retire_terms;
mod shop;
