//! What a work was made from, as its manifest says.

use c2pa::{Reader, ValidationState};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    pointer::AssetPointer,
    text::{clean, optional_hex},
};

/// How a work was made from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relationship {
    /// The work is an edited version of it.
    Parent,
    /// It is a part of the work.
    Component,
    /// A tool, like a model, was fed with it.
    Input,
}

/// A work that another was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ingredient {
    /// What it is called.
    pub title: Option<String>,
    /// Its media type.
    pub format: Option<String>,
    /// How the work was made from it.
    pub relationship: Relationship,
    /// The name that its own metadata gave it.
    pub instance_id: Option<String>,
    /// The name of its manifest, where it had one.
    pub manifest: Option<String>,
    /// SHA-256 of its manifest store as far as it came along, where it had one.
    #[serde(serialize_with = "optional_hex")]
    pub manifest_hash: Option<[u8; 32]>,
    /// What checking its manifest gave when the work was signed: `None` where it had none, or nothing is said.
    pub was_valid: Option<bool>,
    /// Its own pointer to a claim, where it has one that is understood.
    pub pointer: Option<AssetPointer>,
}

impl Ingredient {
    pub(crate) fn new(reader: &Reader, ingredient: &c2pa::Ingredient) -> Self {
        let label = ingredient.active_manifest();
        let manifest = label.and_then(|label| reader.get_manifest(label));
        let instance_id = ingredient.instance_id();
        Self {
            title: ingredient.title().map(clean),
            format: ingredient.format().map(clean),
            relationship: match ingredient.relationship() {
                c2pa::Relationship::ParentOf => Relationship::Parent,
                c2pa::Relationship::ComponentOf => Relationship::Component,
                c2pa::Relationship::InputTo => Relationship::Input,
            },
            instance_id: (!instance_id.is_empty()).then(|| clean(instance_id)),
            manifest: label.map(clean),
            manifest_hash: ingredient
                .manifest_data()
                .map(|store| Sha256::digest(store.as_slice()).into()),
            was_valid: ingredient
                .validation_results()
                .map(|results| results.validation_state() != ValidationState::Invalid),
            pointer: manifest.and_then(AssetPointer::of).and_then(Result::ok),
        }
    }
}
