//! What becomes of a work after it is registered: replaced, revoked, its metadata changed or frozen.

mod chains;
mod metadata;
mod owners;
mod revoke;
mod scene;
mod supersede;
