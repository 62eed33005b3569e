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

/// Marks what tells a field's slot.
const SLOT: u8 = 3;

/// The fewest slots: a record of few fields does not show by its size how few.
const FEWEST_SLOTS: u64 = 256;

/// The most slots: room for 2048 fields.
const MOST_SLOTS: u64 = 1 << 22;

/// So many ways that do not place all fields apart there never are: each does with a chance of a half.
const MOST_TRIES: u64 = 1000;

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

/// Where a record's fields are: in how many slots, and by which of the ways to place them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placing {
    /// How many slots there are: a power of two.
    pub slots: u64,
    /// Hashed with each name: the first number by which no two fields have the same slot.
    pub nonce: u64,
}

impl Placing {
    /// The way to place fields of these names, and the names by their slots.
    ///
    /// With as many slots as the square of the names, three of five ways place them all apart.
    pub fn of<'a>(
        names: impl ExactSizeIterator<Item = &'a str> + Clone,
    ) -> Result<(Self, BTreeMap<u64, &'a str>), RecordError> {
        let fields = names.len();
        let too_many = || RecordError::TooManyFields { fields };
        let square = (fields as u64).saturating_mul(fields as u64);
        let slots = square.max(FEWEST_SLOTS).checked_next_power_of_two();
        let slots = slots
            .filter(|slots| *slots <= MOST_SLOTS)
            .ok_or_else(too_many)?;
        for nonce in 0..MOST_TRIES {
            let placing = Self { slots, nonce };
            let placed = |name| placing.slot_of(name).map(|slot| (slot, name));
            let by_slot: BTreeMap<u64, &str> = names.clone().filter_map(placed).collect();
            if by_slot.len() == fields {
                return Ok((placing, by_slot));
            }
        }
        Err(too_many())
    }

    /// The slot of a field: the first 8 bytes of `SHA-256(0x03 ‖ 0x03 ‖ nonce (u64, little endian) ‖
    /// name)` as a big endian number, modulo the number of slots. `None` when that is no power of two.
    ///
    /// Since it follows from the name and from what the commitment binds, a record has one field of a name
    /// at most: its owner cannot keep several values ready and show the one that suits.
    pub fn slot_of(&self, name: &str) -> Option<u64> {
        let [a, b, c, d, e, f, g, h, ..] = SoftwareSha256::hash(&[
            &[mark::RECORD, SLOT],
            &self.nonce.to_le_bytes(),
            name.as_bytes(),
        ]);
        let number = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
        self.slots
            .is_power_of_two()
            .then(|| number & (self.slots - 1))
    }

    /// `SHA-256(0x03 ‖ 0x01 ‖ number of slots (u64, little endian) ‖ nonce (likewise) ‖ root)`.
    pub fn seal(&self, root: &Hash) -> RecordCommitment {
        RecordCommitment(SoftwareSha256::hash(&[
            &[mark::RECORD, COMMITMENT_VERSION],
            &self.slots.to_le_bytes(),
            &self.nonce.to_le_bytes(),
            root,
        ]))
    }
}
