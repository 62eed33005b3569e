//! `batch`: any number of works, registered with one transaction.

pub mod add;
pub mod anchor;
mod folder;
pub mod materialise;
mod member;
pub mod proof;
pub mod show;
mod work;
