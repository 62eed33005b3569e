//! One field of a record, shown.

use provenue_media::{Hash, SoftwareSha256, verify::inclusion_root};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    commitment::{Placing, RecordCommitment, leaf},
    error::RecordError,
    json::strict,
    salt::Salt,
    values::Version,
};

/// The proof that a record has this field with this value, and none of the same name with another. It says
/// nothing of the other fields. As JSON:
///
/// ```json
/// {
///   "version": 1,
///   "commitment": "<64 hex digits>",
///   "slots": 256,
///   "nonce": 0,
///   "salt": "<64 hex digits>",
///   "name": "/parameters/steps",
///   "value": 20,
///   "hashes": ["<64 hex digits>", "..."]
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    version: Version,
    commitment: RecordCommitment,
    slots: u64,
    nonce: u64,
    salt: Salt,
    name: String,
    #[serde(deserialize_with = "strict")]
    value: Value,
    hashes: Vec<RecordHash>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct RecordHash(#[serde(with = "hex::serde")] Hash);

impl Disclosure {
    pub(crate) fn new(
        commitment: RecordCommitment,
        placing: Placing,
        salt: Salt,
        name: String,
        value: Value,
        hashes: Vec<Hash>,
    ) -> Self {
        Self {
            version: Version,
            commitment,
            slots: placing.slots,
            nonce: placing.nonce,
            salt,
            name,
            value,
            hashes: hashes.into_iter().map(RecordHash).collect(),
        }
    }

    /// Reads a disclosure.
    ///
    /// # Errors
    /// When the text is no JSON, or none of this form.
    pub fn from_json(text: &str) -> Result<Self, RecordError> {
        Ok(serde_json::from_str(text)?)
    }

    /// The record the disclosure says it is of. Compare it with what stands on chain.
    pub fn commitment(&self) -> RecordCommitment {
        self.commitment
    }

    /// Checks that the record that `trusted` commits to has this field, and returns its name and value.
    ///
    /// `trusted` must come from elsewhere, such as the asset's account.
    ///
    /// # Errors
    /// [`RecordError::NotCommitted`] when it has not, or the disclosure was changed.
    pub fn verify(&self, trusted: &RecordCommitment) -> Result<(&str, &Value), RecordError> {
        let leaf = leaf(self.salt, &self.name, &self.value)?;
        let placing = Placing {
            slots: self.slots,
            nonce: self.nonce,
        };
        let slot = placing
            .slot_of(&self.name)
            .ok_or(RecordError::NotCommitted)?;
        let hashes: Vec<Hash> = self.hashes.iter().map(|RecordHash(hash)| *hash).collect();
        let root = inclusion_root::<SoftwareSha256>(self.slots, slot, &leaf, &hashes)
            .map_err(|_| RecordError::NotCommitted)?;
        if self.commitment == *trusted && placing.seal(&root) == *trusted {
            Ok((&self.name, &self.value))
        } else {
            Err(RecordError::NotCommitted)
        }
    }
}
