//! NovelAI: its settings as JSON in `Comment`, the prompt in `Description`, the model in `Source`.

use super::{
    builder::{model, set, some_text, take_seed, take_text},
    error::ImportError,
};
use crate::{
    json::lenient_object,
    record::{GenerationRecord, Tool},
};

pub(super) fn record(
    comment: &str,
    description: Option<&str>,
    source: Option<&str>,
) -> Result<GenerationRecord, ImportError> {
    let mut members = lenient_object(comment).map_err(|source| ImportError::Json {
        keyword: "Comment",
        source,
    })?;
    let prompt = take_text(&mut members, "prompt").and_then(some_text);
    let mut record = GenerationRecord {
        prompt: prompt.or_else(|| description.and_then(some_text)),
        negative_prompt: take_text(&mut members, "uc").and_then(some_text),
        seed: take_seed(&mut members, "seed"),
        models: source
            .map(|name| model("checkpoint", name, None))
            .into_iter()
            .collect(),
        tool: Some(Tool {
            name: "NovelAI".to_owned(),
            version: None,
        }),
        ..GenerationRecord::default()
    };
    for (name, value) in members {
        set(&mut record, &name, value);
    }
    Ok(record)
}
