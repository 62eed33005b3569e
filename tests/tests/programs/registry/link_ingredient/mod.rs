//! Saying what a work was made from.

mod rights;
pub mod scene;
mod story;
mod works;
