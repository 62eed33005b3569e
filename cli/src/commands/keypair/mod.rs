//! `keypair`: who can sign.

pub mod new;
