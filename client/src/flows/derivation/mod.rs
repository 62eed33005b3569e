//! What works are made from: linking them, and drawing where they come from and what became of them.

mod lineage;
mod link;

pub use lineage::Lineage;
pub use link::{NewIngredient, Right, link};

pub(super) use link::{LinkKeys, link_actions};
