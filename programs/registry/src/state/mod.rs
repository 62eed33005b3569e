//! The accounts that this program owns.
//!
//! All are zero-copy, little endian, without padding of the compiler's, and begin (after Anchor's
//! discriminator of eight bytes) with a version, so that a later layout can be told from this one.

mod asset;
mod attestation;
mod ingredient;
mod license;
mod log;
mod log_anchor;
mod member;
mod terms;

pub use asset::{Asset, AssetSigner};
pub use attestation::Attestation;
pub use ingredient::Ingredient;
pub use license::License;
pub use log::Log;
pub use log_anchor::LogAnchor;
pub use member::Member;
pub use terms::Terms;
