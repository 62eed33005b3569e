//! How a work was made: kept by its owner, committed to on chain, shown field by field.
//!
//! * A [`GenerationRecord`] is a JSON document: prompt, parameters, seed, models, inputs, tool and time. Its
//!   schema is [`SCHEMA`].
//! * A [`SealedRecord`] adds a random salt to every field. Its [`RecordCommitment`] is 32 bytes that tell
//!   nothing about the record.
//! * A [`Disclosure`] proves one field to somebody who knows the commitment, and says nothing of
//!   the others.
//! * [`import`] reads records out of the files that diffusion interfaces write.
//! * [`safetensors`] reads what a model's file says of itself, without its weights.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use provenue_record::{GenerationRecord, SealedRecord};
//!
//! let record = GenerationRecord::from_json(
//!     r#"{ "version": 1, "prompt": "a lighthouse at dusk", "seed": 42, "parameters": { "steps": 20 } }"#,
//! )?;
//! // The owner keeps this in a file of their own; the commitment goes on chain.
//! let sealed = SealedRecord::seal(record)?;
//! let commitment = sealed.commitment();
//!
//! // An auditor who is shown the steps learns nothing of the prompt.
//! let disclosure = sealed.disclose("/parameters/steps")?;
//! let (name, value) = disclosure.verify(&commitment)?;
//! assert_eq!((name, value.as_u64()), ("/parameters/steps", Some(20)));
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]

mod commitment;
mod disclosure;
mod error;
mod fields;
pub mod import;
mod json;
mod private_file;
mod record;
pub mod safetensors;
mod salt;
mod sealed;
mod values;

pub use commitment::RecordCommitment;
pub use disclosure::Disclosure;
pub use error::RecordError;
pub use json::canonical;
pub use record::{GenerationRecord, Input, Model, Source, Tool};
pub use salt::Salt;
pub use sealed::{Salts, SealedRecord};
pub use values::{Seed, Time, Version};

/// The JSON Schema of generation records, version 1.
pub const SCHEMA: &str = include_str!("../schema/generation-record-v1.schema.json");
