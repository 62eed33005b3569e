//! `shares`: who gets what a work earns.

pub mod list;
pub mod transfer;
