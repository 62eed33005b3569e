//! Saying what a work was made from.

mod rights;
mod scene;
mod works;
