//! Works as NFTs.

mod collection;
mod former_owner;
mod holding;
mod scene;
mod story;
mod sync;
mod unwrap;
mod wrap;
mod wrap_attacks;
