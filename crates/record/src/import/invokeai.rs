//! InvokeAI's metadata: an object of settings.

use serde_json::{Map, Value};

use super::{
    builder::{model, set, some_text, take_seed, take_text},
    error::ImportError,
};
use crate::{
    json::lenient_object,
    record::{GenerationRecord, Model, Tool},
};

pub(super) fn record(text: &str) -> Result<GenerationRecord, ImportError> {
    let mut members = lenient_object(text).map_err(|source| ImportError::Json {
        keyword: "invokeai_metadata",
        source,
    })?;
    let mut record = GenerationRecord {
        prompt: take_text(&mut members, "positive_prompt").and_then(some_text),
        negative_prompt: take_text(&mut members, "negative_prompt").and_then(some_text),
        seed: take_seed(&mut members, "seed"),
        tool: Some(Tool {
            name: "InvokeAI".to_owned(),
            version: take_text(&mut members, "app_version"),
        }),
        ..GenerationRecord::default()
    };
    for (member, role) in [
        ("model", "checkpoint"),
        ("vae", "vae"),
        ("refiner_model", "refiner"),
    ] {
        if let Some(found) = members
            .get(member)
            .and_then(|value| named_model(role, value))
        {
            record.models.push(found);
            members.remove(member);
        }
    }
    // Their weights are settings, so these lists stay among the parameters as well.
    for (member, inner, role) in [
        ("loras", "model", "lora"),
        ("controlnets", "control_model", "controlnet"),
    ] {
        let items = members.get(member).and_then(Value::as_array);
        for item in items.into_iter().flatten() {
            let found = [inner, "model", "lora"]
                .into_iter()
                .find_map(|name| item.get(name));
            record
                .models
                .extend(found.and_then(|value| named_model(role, value)));
        }
    }
    for (name, value) in members {
        set(&mut record, &name, value);
    }
    Ok(record)
}

/// Models are `{ "name": …, "hash": … }`, and `model_name` before version 4.
fn named_model(role: &str, value: &Value) -> Option<Model> {
    let text =
        |members: &Map<String, Value>, name: &str| members.get(name)?.as_str().and_then(some_text);
    let members = value.as_object()?;
    let name = text(members, "name").or_else(|| text(members, "model_name"))?;
    Some(model(role, name, text(members, "hash")))
}
