//! Whole jobs, each of as few transactions as it takes.
//!
//! A flow looks at what exists and does what is missing, so one that was interrupted is simply run
//! again. It returns what each transaction did.

pub mod attest;
pub mod derivation;
pub mod graph;
pub mod hold;
pub mod license;
pub mod lifecycle;
pub mod logs;
pub mod mint;
pub mod nft;
pub mod ownership;
pub mod payout;
pub mod plan;
pub mod revenue;
pub mod shares;
pub mod vault;
