//! A record with its salts: what its owner keeps.

use std::{collections::BTreeMap, path::Path};

use provenue_media::{Hash, proof::RangeProver, tree::Frontier};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    commitment::{Placing, RecordCommitment, filler, leaf},
    disclosure::Disclosure,
    error::RecordError,
    fields::fields,
    json::object,
    private_file,
    record::GenerationRecord,
    salt::Salt,
    values::Version,
};

/// A record that is committed to. **It is a secret**: who has it can show everything, and if it is lost
/// nothing can be shown any more.
///
/// The fields' names and values are leaves of a tree as in RFC 9162, each in the slot that its name tells, and
/// all other slots are filled with what looks like leaves:
///
/// ```text
/// leaf       = SHA-256(0x00 ‖ JCS([salt, name, value]))
/// slot       = first 8 bytes of SHA-256(0x03 ‖ 0x03 ‖ nonce ‖ name), big endian, modulo slots
/// commitment = SHA-256(0x03 ‖ 0x01 ‖ slots ‖ nonce ‖ root of the tree)
/// ```
///
/// The nonce is the first number from 0 on by which no two fields have the same slot. Both numbers are
/// hashed as 8 bytes, little endian.
///
/// JCS is RFC 8785's canonical JSON; the salt is written in hexadecimal. The triple is that of the
/// disclosures of SD-JWT (RFC 9901), with a tree over them instead of a list, so that 32 bytes hold
/// any number of fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "Document", try_from = "Document")]
pub struct SealedRecord {
    record: GenerationRecord,
    salts: Salts,
    fields: BTreeMap<String, Value>,
    placing: Placing,
    leaves: Vec<Hash>,
    commitment: RecordCommitment,
}

/// All that is random about a sealed record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Salts {
    /// One a field, by its name.
    pub fields: BTreeMap<String, Salt>,
    /// What the slots without a field are filled from.
    pub filler: Salt,
}

impl SealedRecord {
    /// Commits to a record, with new salts.
    ///
    /// # Errors
    /// When the record is empty, or the system gives no random numbers.
    pub fn seal(record: GenerationRecord) -> Result<Self, RecordError> {
        let salted = |name: &String| Ok((name.clone(), Salt::random()?));
        let names = fields(&record)?;
        let salts = Salts {
            fields: names
                .keys()
                .map(salted)
                .collect::<Result<_, RecordError>>()?,
            filler: Salt::random()?,
        };
        Self::with_salts(record, salts)
    }

    /// Commits to a record with the salts it was committed to before.
    ///
    /// # Errors
    /// When the record is empty, a field has no salt or a salt no field.
    pub fn with_salts(record: GenerationRecord, salts: Salts) -> Result<Self, RecordError> {
        let fields = fields(&record)?;
        if let Some(name) = salts.fields.keys().find(|name| !fields.contains_key(*name)) {
            return Err(RecordError::Salts { name: name.clone() });
        }
        let (placing, by_slot) = Placing::of(fields.keys().map(String::as_str))?;
        let leaf_of = |slot| match by_slot.get(&slot) {
            Some(name) => {
                let salt = salts.fields.get(*name);
                let salt = *salt.ok_or_else(|| RecordError::Salts {
                    name: (*name).into(),
                })?;
                leaf(salt, name, &fields[*name])
            }
            None => Ok(filler(salts.filler, slot)),
        };
        let leaves = (0..placing.slots)
            .map(leaf_of)
            .collect::<Result<Vec<_>, RecordError>>()?;
        let tree: Frontier = leaves.iter().copied().collect();
        let commitment = placing.seal(&tree.root());
        Ok(Self {
            record,
            salts,
            fields,
            placing,
            leaves,
            commitment,
        })
    }

    /// What goes on chain.
    pub fn commitment(&self) -> RecordCommitment {
        self.commitment
    }

    /// The record.
    pub fn record(&self) -> &GenerationRecord {
        &self.record
    }

    /// The fields' names, sorted: JSON pointers such as `/parameters/steps`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.keys().map(String::as_str)
    }

    /// The proof of one field, for whoever may know it.
    ///
    /// # Errors
    /// [`RecordError::NoField`] when there is no field of this name.
    pub fn disclose(&self, name: &str) -> Result<Disclosure, RecordError> {
        let (Some(value), Some(salt), Some(slot)) = (
            self.fields.get(name),
            self.salts.fields.get(name),
            self.placing.slot_of(name),
        ) else {
            return Err(RecordError::NoField {
                name: name.into(),
                known: self.names().map(String::from).collect(),
            });
        };
        let unproved = |_| RecordError::NotCommitted;
        let mut prover = RangeProver::new(self.placing.slots, slot..slot + 1).map_err(unproved)?;
        self.leaves.iter().for_each(|leaf| prover.push(*leaf));
        let (_, hashes) = prover.finish().map_err(unproved)?;
        Ok(Disclosure::new(
            self.commitment,
            self.placing,
            *salt,
            name.to_owned(),
            value.clone(),
            hashes,
        ))
    }

    /// Keeps the sealed record in a new file that only its owner can read.
    ///
    /// # Errors
    /// When there is such a file already, or it cannot be written.
    pub fn write_new(&self, path: impl AsRef<Path>) -> Result<(), RecordError> {
        let text = serde_json::to_string_pretty(self)?;
        private_file::write_new(path.as_ref(), &text)
    }

    /// Reads a sealed record and checks that it makes its commitment.
    ///
    /// # Errors
    /// When it cannot be read, others can read it, or it was changed.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, RecordError> {
        let text = private_file::read(path.as_ref())?;
        Ok(serde_json::from_str(&text)?)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: Version,
    commitment: RecordCommitment,
    #[serde(deserialize_with = "object")]
    record: GenerationRecord,
    #[serde(deserialize_with = "object")]
    salts: Salts,
}

impl From<SealedRecord> for Document {
    fn from(sealed: SealedRecord) -> Self {
        Self {
            version: Version,
            commitment: sealed.commitment,
            record: sealed.record,
            salts: sealed.salts,
        }
    }
}

impl TryFrom<Document> for SealedRecord {
    type Error = RecordError;

    fn try_from(document: Document) -> Result<Self, RecordError> {
        let sealed = Self::with_salts(document.record, document.salts)?;
        if sealed.commitment == document.commitment {
            Ok(sealed)
        } else {
            Err(RecordError::Changed)
        }
    }
}
