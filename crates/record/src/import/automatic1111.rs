//! The lines of AUTOMATIC1111's web UI, which many others write too:
//!
//! ```text
//! the prompt, over any number of lines
//! Negative prompt: what to avoid, likewise
//! Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 512x768, Model hash: 6ce0161689, Model: v1-5, "and": "so, on"
//! ```
//!
//! The last line is a list of names and values; a value with a comma in it is a JSON string. A last line
//! with fewer than three is no such list but part of the prompt.

use std::collections::BTreeMap;

use serde_json::Value;

use super::builder::{common_name, model, set, some_text};
use crate::{
    json::safe_number,
    record::{GenerationRecord, Model, Tool},
    values::Seed,
};

const NEGATIVE: &str = "Negative prompt:";

/// Of these parameters the value is a number. Others may look like one and be a hash.
const NUMBERS: [&str; 8] = [
    "steps",
    "cfg_scale",
    "width",
    "height",
    "denoising_strength",
    "clip_skip",
    "Hires upscale",
    "Hires steps",
];

/// How many names and values make the last line a list of them.
const FEWEST_PAIRS: usize = 3;

pub(super) fn record(text: &str) -> GenerationRecord {
    let text = text.trim();
    let (lines, last) = text.rsplit_once('\n').unwrap_or(("", text));
    let pairs = pairs(last);
    let (lines, pairs) = if pairs.len() < FEWEST_PAIRS {
        (text, BTreeMap::new())
    } else {
        (lines, pairs)
    };
    let (prompt, negative_prompt) = prompts(lines);
    let mut record = GenerationRecord {
        prompt: some_text(prompt),
        negative_prompt: some_text(negative_prompt),
        ..GenerationRecord::default()
    };
    let value_of = |name: &str| pairs.get(name).cloned();
    for (name, value) in &pairs {
        match name.as_str() {
            "Seed" if Seed::from_digits(value).is_some() => record.seed = Seed::from_digits(value),
            "Model" => {
                let hash = value_of("Model hash");
                record.models.insert(0, model("checkpoint", value, hash));
            }
            "VAE" => record
                .models
                .push(model("vae", value, value_of("VAE hash"))),
            "Lora hashes" => record.models.extend(hashed_models("lora", value)),
            "TI hashes" => record.models.extend(hashed_models("embedding", value)),
            "Model hash" if value_of("Model").is_some() => {}
            "VAE hash" if value_of("VAE").is_some() => {}
            "Size" if size(value).is_some() => {
                let (width, height) = size(value).unwrap_or_default();
                set(&mut record, "width", width.into());
                set(&mut record, "height", height.into());
            }
            "Version" => {
                record.tool = Some(Tool {
                    name: "stable-diffusion-webui".to_owned(),
                    version: Some(value.clone()),
                });
            }
            _ => set(&mut record, name, parameter(name, value)),
        }
    }
    record
}

fn prompts(lines: &str) -> (String, String) {
    let mut prompt = Vec::new();
    let mut negative = Vec::new();
    let mut in_negative = false;
    for line in lines.lines().map(str::trim) {
        let line = match line.strip_prefix(NEGATIVE) {
            Some(rest) => {
                in_negative = true;
                rest.trim()
            }
            None => line,
        };
        let part = if in_negative {
            &mut negative
        } else {
            &mut prompt
        };
        part.push(line);
    }
    (prompt.join("\n"), negative.join("\n"))
}

/// The names and values of the last line. Of a name that is there twice the last counts, as for the
/// web UI.
fn pairs(line: &str) -> BTreeMap<String, String> {
    let mut pairs = BTreeMap::new();
    let mut rest = line;
    while let Some((name, after)) = rest.split_once(':') {
        // Whatever stands before the name, such as a value with a comma that is not in quotes, is
        // no part of it.
        let name = name.rsplit(',').next().unwrap_or(name).trim();
        let (value, after) = value(after.trim_start());
        if is_name(name) {
            pairs.insert(name.to_owned(), value);
        }
        rest = after;
    }
    pairs
}

fn is_name(name: &str) -> bool {
    let inner = |character: char| character.is_alphanumeric() || "_ -/".contains(character);
    name.starts_with(|first: char| first.is_alphanumeric() || first == '_')
        && name.chars().all(inner)
}

/// The value that the text begins with, and what comes after its comma.
fn value(text: &str) -> (String, &str) {
    if let Some((value, after)) = json_value(text)
        && let Some(after) = after
            .trim_start()
            .strip_prefix(',')
            .or(after.trim().is_empty().then_some(""))
    {
        return (value, after);
    }
    let (value, after) = text.split_once(',').unwrap_or((text, ""));
    (value.trim().to_owned(), after)
}

/// The JSON that the text begins with: a string, of which the content counts, or a list or an object.
fn json_value(text: &str) -> Option<(String, &str)> {
    if !text.starts_with(['"', '[', '{']) {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let value = values.next()?.ok()?;
    let (written, after) = text.split_at(values.byte_offset());
    match value {
        Value::String(content) => Some((content, after)),
        _ => Some((written.to_owned(), after)),
    }
}

/// `name: hash, name: hash`.
fn hashed_models(role: &str, list: &str) -> Vec<Model> {
    list.split(',')
        .filter_map(|item| item.rsplit_once(':'))
        .map(|(name, hash)| model(role, name.trim(), some_text(hash.trim())))
        .collect()
}

fn size(value: &str) -> Option<(u32, u32)> {
    let (width, height) = value.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

/// A number where one is asked for, and every reader keeps it; the text of it else.
fn parameter(name: &str, value: &str) -> Value {
    let number = NUMBERS
        .contains(&common_name(name))
        .then(|| safe_number(value))
        .flatten();
    number.unwrap_or_else(|| value.into())
}
