//! The program of the crate `spl-token-swap`, entrypoint and all, as a library that can be linked for
//! the chain: cargo links only a package of its own.
pub use spl_token_swap::*;
