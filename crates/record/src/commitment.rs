//! From fields to 32 bytes.

use std::{fmt, str::FromStr};

use provenue_media::{ContentId, ContentIdError, Hash, Sha256, SoftwareSha256, mark};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{error::RecordError, json::canonical, salt::Salt};

/// The version of what a commitment is the hash of.
const COMMITMENT_VERSION: u8 = 1;

/// What stands on chain for a record. It tells nothing about it, not even how many fields it has.
///
/// Written as 64 lowercase hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RecordCommitment(
    /// The 32 bytes.
    #[serde(with = "hex::serde")]
    pub Hash,
);

impl fmt::Display for RecordCommitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for RecordCommitment {
    type Err = ContentIdError;

    fn from_str(text: &str) -> Result<Self, ContentIdError> {
        // Both are written alike.
        text.parse().map(|ContentId(hash)| Self(hash))
    }
}

/// `SHA-256(0x00 ‖ JCS([salt, name, value]))`, the salt in hexadecimal.
pub(crate) fn leaf(salt: Salt, name: &str, value: &Value) -> Result<Hash, RecordError> {
    let field = json!([salt.to_hex(), name, value]);
    Ok(SoftwareSha256::leaf(&canonical(&field)?))
}

/// `SHA-256(0x03 ‖ 0x01 ‖ number of fields (u64, little endian) ‖ root)`.
pub(crate) fn seal(fields: u64, root: &Hash) -> RecordCommitment {
    RecordCommitment(SoftwareSha256::hash(&[
        &[mark::RECORD, COMMITMENT_VERSION],
        &fields.to_le_bytes(),
        root,
    ]))
}
