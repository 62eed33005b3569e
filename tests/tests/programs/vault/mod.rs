//! The vault program.
