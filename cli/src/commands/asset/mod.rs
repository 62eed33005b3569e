//! `asset`: registered works.

pub mod accept;
pub mod list;
pub mod offer_ownership;
pub mod show;
