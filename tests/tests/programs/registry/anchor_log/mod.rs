//! Anchoring a log that has grown.

mod accounts;
mod forgeries;
mod growth;
mod scene;
