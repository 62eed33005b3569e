//! `asset`: registered works.

pub mod accept;
pub mod freeze;
pub mod link;
pub mod list;
pub mod offer_ownership;
pub mod permitted;
pub mod revoke;
pub mod show;
pub mod supersede;
pub mod tree;
pub mod update;
