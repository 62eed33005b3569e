//! The record itself.

use std::collections::BTreeMap;

use provenue_media::ContentId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    error::RecordError,
    json::{Object, objects, present, present_object, strict_members, strict_texts},
    values::{Seed, Time, Version},
};

/// How a work was made, as far as its owner says: every field may be left out.
///
/// In JSON it is as [`SCHEMA`](crate::SCHEMA) says. Unknown fields are refused, so that a misspelled one is not
/// lost; what has no field of its own goes into `parameters`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GenerationRecord {
    /// The version of the schema.
    pub version: Version,
    /// What was asked for.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub prompt: Option<String>,
    /// What was asked to be avoided.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub negative_prompt: Option<String>,
    /// What the random generator was started with.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub seed: Option<Seed>,
    /// Everything else that was set, by name: steps, sampler, guidance and the like.
    #[serde(
        default,
        deserialize_with = "strict_members",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub parameters: BTreeMap<String, Value>,
    /// The models that made it, in the order in which they matter.
    #[serde(
        default,
        deserialize_with = "objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub models: Vec<Model>,
    /// The works it was made from.
    #[serde(
        default,
        deserialize_with = "objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub inputs: Vec<Input>,
    /// The program that ran the models.
    #[serde(
        default,
        deserialize_with = "present_object",
        skip_serializing_if = "Option::is_none"
    )]
    pub tool: Option<Tool>,
    /// When it was made.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub created: Option<Time>,
    /// What the record was read from, word for word.
    #[serde(
        default,
        deserialize_with = "present_object",
        skip_serializing_if = "Option::is_none"
    )]
    pub source: Option<Source>,
}

/// A model that took part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Its name, as the tool knows it.
    pub name: String,
    /// What it did: `checkpoint`, `lora`, `vae`, `embedding`, `controlnet` or another word.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub role: Option<String>,
    /// The hash that the tool states, whatever it is of.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub hash: Option<String>,
    /// The content id of its file or directory.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub content_id: Option<ContentId>,
    /// The address of its asset.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub asset: Option<String>,
}

/// A work that another was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// What it was used as: `image`, `mask`, `voice`, `dataset` or another word.
    pub role: String,
    /// What it is called.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub name: Option<String>,
    /// Its content id.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub content_id: Option<ContentId>,
    /// The address of its asset.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub asset: Option<String>,
}

/// A program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version, as it states it.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub version: Option<String>,
}

/// What a record was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The form it has: `automatic1111`, `comfyui`, `fooocus`, `invokeai`, `novelai` or another word.
    pub format: String,
    /// The texts by the names that they have in the file.
    #[serde(deserialize_with = "strict_texts")]
    pub texts: BTreeMap<String, String>,
}

impl GenerationRecord {
    /// Reads a record.
    ///
    /// # Errors
    /// When the text is no JSON, or not what the schema says.
    pub fn from_json(text: &str) -> Result<Self, RecordError> {
        let Object(record) = serde_json::from_str(text)?;
        Ok(record)
    }

    /// The record as JSON for people, indented.
    ///
    /// # Errors
    /// Never for a record that was read; a parameter may hold what is no JSON.
    pub fn to_json(&self) -> Result<String, RecordError> {
        Ok(serde_json::to_string_pretty(self)?)
    }
}
