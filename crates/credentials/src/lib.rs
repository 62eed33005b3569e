//! Content Credentials: the C2PA manifest of a media file, read, judged and signed. The one place that
//! knows the [`c2pa`] crate.
//!
//! * [`read()`] tells what a file's manifest says, who signed it and whether it fits the file's bytes.
//! * [`Trust`] is the list of authorities whose certificates are believed. Without one a manifest can be
//!   valid, never trusted.
//! * [`sign()`] writes a manifest into a copy of a file.
//! * [`AssetPointer`] is Provenue's assertion: which claim on which ledger the file is meant for.
//!
//! Nothing is ever fetched: no manifest from elsewhere, no revocation list, no time-stamp.
//!
//! ```no_run
//! # fn main() -> Result<(), provenue_credentials::CredentialsError> {
//! use std::path::Path;
//!
//! use provenue_credentials::{Trust, read};
//!
//! match read(Path::new("photo.jpg"), &Trust::default())? {
//!     None => println!("no credentials"),
//!     Some(credentials) => println!("{}: {}", credentials.validity, credentials.signer()),
//! }
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]

mod certificate;
mod container;
mod credentials;
mod error;
mod ingredient;
mod pointer;
mod read;
mod sign;
mod signer;
mod source_type;
mod text;
mod training;
mod trust;
mod validity;

pub use certificate::Certificate;
pub use container::Container;
pub use credentials::{Credentials, Generator, Location, Signature};
pub use error::CredentialsError;
pub use ingredient::{Ingredient, Relationship};
pub use pointer::{AssetPointer, POINTER_LABEL, PointerError};
pub use read::{MAX_SIDECAR_BYTES, MAX_WHOLE_FILE_BYTES, read};
pub use sign::{Request, sign};
pub use signer::{Algorithm, Signer};
pub use source_type::{
    COMPOSITE_SYNTHETIC, COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA, TRAINED_ALGORITHMIC_DATA,
    TRAINED_ALGORITHMIC_MEDIA, is_generated,
};
pub use training::{Permission, TrainingEntry, training_allowed};
pub use trust::Trust;
pub use validity::{Reason, Validity};
