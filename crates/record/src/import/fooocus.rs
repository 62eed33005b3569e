//! Fooocus: an object of settings in `parameters`, when `fooocus_scheme` is `fooocus`.

use serde_json::Value;

use super::{
    builder::{model, set, some_text, take_seed, take_text},
    error::ImportError,
};
use crate::{
    json::lenient_object,
    record::{GenerationRecord, Tool},
};

pub(super) fn record(text: &str) -> Result<GenerationRecord, ImportError> {
    let mut members = lenient_object(text).map_err(|source| ImportError::Json {
        keyword: "parameters",
        source,
    })?;
    let mut record = GenerationRecord {
        prompt: take_text(&mut members, "prompt").and_then(some_text),
        negative_prompt: take_text(&mut members, "negative_prompt").and_then(some_text),
        seed: take_seed(&mut members, "seed"),
        tool: Some(Tool {
            name: "Fooocus".to_owned(),
            // It writes "Fooocus v2.5.5".
            version: take_text(&mut members, "version")
                .map(|version| version.trim_start_matches("Fooocus").trim().to_owned()),
        }),
        ..GenerationRecord::default()
    };
    for (member, role) in [
        ("base_model", "checkpoint"),
        ("refiner_model", "refiner"),
        ("vae", "vae"),
    ] {
        let Some(name) = take_text(&mut members, member) else {
            continue;
        };
        let hash = take_text(&mut members, &format!("{member}_hash"));
        // These are its words for a refiner and a VAE that were not used.
        if !matches!(name.as_str(), "None" | "Default (model)" | "") {
            record.models.push(model(role, name, hash));
        }
    }
    // [name, weight, hash]; weights are settings, so the list stays among the parameters.
    let loras = members.get("loras").and_then(Value::as_array);
    for lora in loras.into_iter().flatten() {
        if let Some(name) = lora.get(0).and_then(Value::as_str) {
            let hash = lora.get(2).and_then(Value::as_str).and_then(some_text);
            record.models.push(model("lora", name, hash));
        }
    }
    if let Some((width, height)) = members.get("resolution").and_then(size) {
        members.remove("resolution");
        set(&mut record, "width", width.into());
        set(&mut record, "height", height.into());
    }
    for (name, value) in members {
        set(&mut record, &name, value);
    }
    Ok(record)
}

/// It writes a pair as Python does: `"(1152, 896)"`.
fn size(value: &Value) -> Option<(u32, u32)> {
    let inner = value.as_str()?.strip_prefix('(')?.strip_suffix(')')?;
    let (width, height) = inner.split_once(',')?;
    Some((width.trim().parse().ok()?, height.trim().parse().ok()?))
}
