//! The registry program.
