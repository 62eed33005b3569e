//! `credentials`: C2PA manifests of files.

pub mod show;
pub mod sign;
