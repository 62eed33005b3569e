//! What the interfaces' records have in common.

use serde_json::{Map, Value};

use crate::{
    record::{GenerationRecord, Model},
    values::Seed,
};

/// Names that interfaces use for the same thing, and the name that records use.
const COMMON_NAMES: [(&str, &str); 17] = [
    ("steps", "steps"),
    ("cfg scale", "cfg_scale"),
    ("cfg_scale", "cfg_scale"),
    ("cfg", "cfg_scale"),
    ("guidance_scale", "cfg_scale"),
    ("scale", "cfg_scale"),
    ("sampler", "sampler"),
    ("sampler_name", "sampler"),
    ("schedule type", "scheduler"),
    ("scheduler", "scheduler"),
    ("noise_schedule", "scheduler"),
    ("width", "width"),
    ("height", "height"),
    ("denoising strength", "denoising_strength"),
    ("denoise", "denoising_strength"),
    ("clip skip", "clip_skip"),
    ("clip_skip", "clip_skip"),
];

/// The name that records use for a parameter: a common one, or the interface's own.
pub(super) fn common_name(name: &str) -> &str {
    let lower = name.to_lowercase();
    COMMON_NAMES
        .iter()
        .find_map(|(theirs, ours)| (*theirs == lower).then_some(*ours))
        .unwrap_or(name)
}

/// Sets a parameter, unless there is nothing to set.
pub(super) fn set(record: &mut GenerationRecord, name: &str, value: Value) {
    if !name.is_empty() && !value.is_null() {
        record
            .parameters
            .insert(common_name(name).to_owned(), value);
    }
}

/// Takes a text out of an object that another program wrote.
pub(super) fn take_text(members: &mut Map<String, Value>, name: &str) -> Option<String> {
    match members.remove(name) {
        Some(Value::String(text)) => Some(text),
        // What is of another kind is kept where the rest is.
        Some(other) => {
            members.insert(name.to_owned(), other);
            None
        }
        None => None,
    }
}

/// Takes a seed, which is a number or a string of digits.
pub(super) fn take_seed(members: &mut Map<String, Value>, name: &str) -> Option<Seed> {
    let seed = members.get(name).and_then(seed_of)?;
    members.remove(name);
    Some(seed)
}

/// The seed that a value is, if it is one.
pub(super) fn seed_of(value: &Value) -> Option<Seed> {
    match value {
        Value::String(digits) => Seed::from_digits(digits),
        value => value.as_u64().map(Seed),
    }
}

/// A model that an interface names.
pub(super) fn model(role: &str, name: impl Into<String>, hash: Option<String>) -> Model {
    Model {
        name: name.into(),
        role: Some(role.to_owned()),
        hash,
        ..Model::default()
    }
}

/// A text that is there: interfaces write empty ones where nothing was asked for.
pub(super) fn some_text(text: impl Into<String>) -> Option<String> {
    Some(text.into()).filter(|text| !text.is_empty())
}
