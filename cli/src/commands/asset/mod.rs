//! `asset`: registered works.

pub mod accept;
pub mod link;
pub mod list;
pub mod offer_ownership;
pub mod show;
pub mod tree;
