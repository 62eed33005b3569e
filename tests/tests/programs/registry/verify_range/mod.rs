//! Chunks of registered works, shown on chain.

mod calls;
mod forgeries;
mod places;
mod scene;
