//! The registry program.

mod accept_ownership;
mod anchor_log;
mod attest;
mod buy_license;
mod create_log;
mod dispatch;
mod lifecycle;
mod link_ingredient;
mod materialise;
mod nft;
mod offer_terms;
mod open_vault;
mod propose_owner;
mod register_asset;
mod retire_terms;
mod shop;
mod verify_range;
