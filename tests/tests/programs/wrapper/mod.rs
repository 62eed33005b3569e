//! The wrapper program.
