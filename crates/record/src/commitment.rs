//! From fields to 32 bytes.

use std::{collections::BTreeMap, fmt, str::FromStr};

use provenue_media::{ContentId, ContentIdError, Hash, Sha256, SoftwareSha256, mark};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{error::RecordError, json::canonical, salt::Salt};

/// The version of what a commitment is the hash of.
const COMMITMENT_VERSION: u8 = 1;

/// Marks what fills an empty slot.
const FILLER: u8 = 2;

/// The fewest slots: a record of few fields does not show by its size how few.
const FEWEST_SLOTS: u64 = 256;

/// The most slots. Two of a thousand fields rarely meet in so many.
const MOST_SLOTS: u64 = 1 << 22;

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

/// What fills a slot that no field is in: `SHA-256(0x03 ‖ 0x02 ‖ secret ‖ slot (u64, little endian))`.
pub(crate) fn filler(secret: Salt, slot: u64) -> Hash {
    SoftwareSha256::hash(&[&[mark::RECORD, FILLER], secret.bytes(), &slot.to_le_bytes()])
}

/// `SHA-256(0x03 ‖ 0x01 ‖ number of slots (u64, little endian) ‖ root)`.
pub(crate) fn seal(slots: u64, root: &Hash) -> RecordCommitment {
    RecordCommitment(SoftwareSha256::hash(&[
        &[mark::RECORD, COMMITMENT_VERSION],
        &slots.to_le_bytes(),
        root,
    ]))
}

/// The slot of a field: the first 8 bytes of its name's SHA-256, as a big endian number, modulo the
/// number of slots, which is a power of two.
///
/// Since the name alone tells the slot, a record has one field of a name at most: its owner cannot keep
/// several values ready and show the one that suits.
pub(crate) fn slot_of(name: &str, slots: u64) -> Option<u64> {
    let [a, b, c, d, e, f, g, h, ..] = SoftwareSha256::hash(&[name.as_bytes()]);
    let number = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
    slots.is_power_of_two().then(|| number & (slots - 1))
}

/// The smallest number of slots in which no two fields meet, and the names by their slots.
pub(crate) fn slots_of<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
) -> Result<(u64, BTreeMap<u64, &'a str>), RecordError> {
    let mut slots = FEWEST_SLOTS;
    while slots <= MOST_SLOTS {
        let placed = |name| slot_of(name, slots).map(|slot| (slot, name));
        let by_slot: BTreeMap<u64, &str> = names.clone().filter_map(placed).collect();
        if by_slot.len() == names.clone().count() {
            return Ok((slots, by_slot));
        }
        slots *= 2;
    }
    Err(RecordError::TooManyFields {
        fields: names.count(),
    })
}
