//! NFTs of works, and collections of them.

pub mod collection;
pub mod send;
pub mod sync;
pub mod unwrap;
pub mod wrap;
