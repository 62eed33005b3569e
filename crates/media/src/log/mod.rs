//! Transparency logs: made here, verified by [`verify`](crate::verify).
//!
//! A log only ever grows. Who knows its size and root at one time (a [`LogHead`](crate::verify::LogHead)) can be
//! shown that a leaf is in it, with about log2(n) hashes, and that a later log still
//! begins with all that was in it, with about log2(n) hashes as well.
//!
//! * [`NodeStore`] is anything that knows the roots of complete subtrees; [`prove_inclusion`] and
//!   [`prove_consistency`] read O(log n) of them.
#![cfg_attr(
    feature = "std",
    doc = "* [`LogWriter`] keeps them in a file that survives a crash at any point, [`LogReader`] proves from it."
)]

mod prove;

#[cfg(feature = "std")]
mod error;
#[cfg(feature = "std")]
mod layout;
#[cfg(feature = "std")]
mod reader;
#[cfg(feature = "std")]
mod slot;
#[cfg(feature = "std")]
mod writer;

pub use prove::{NodeStore, ProveError, prove_consistency, prove_inclusion, root};

#[cfg(feature = "std")]
pub use error::LogFileError;
#[cfg(feature = "std")]
pub use reader::LogReader;
#[cfg(feature = "std")]
pub use writer::LogWriter;
