//! ComfyUI's `prompt`: the graph of nodes that was run.
//!
//! A graph may have any number of samplers, with settings of their own. A setting is told where all
//! nodes that have it agree, and left out where they do not: the graph itself is kept word for word, and
//! nothing is guessed.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{
    builder::{model, seed_of, set, some_text},
    error::ImportError,
    graph::Graph,
};
use crate::{
    json::lenient_object,
    record::{GenerationRecord, Input, Tool},
};

/// Settings that are told, by the names of nodes' inputs.
const SETTINGS: [&str; 8] = [
    "steps",
    "cfg",
    "sampler_name",
    "scheduler",
    "denoise",
    "width",
    "height",
    "guidance",
];

const SEEDS: [&str; 2] = ["seed", "noise_seed"];

/// Inputs that name a model's file, and what it does.
const MODELS: [(&str, &str); 10] = [
    ("ckpt_name", "checkpoint"),
    ("unet_name", "checkpoint"),
    ("lora_name", "lora"),
    ("vae_name", "vae"),
    ("clip_name", "text_encoder"),
    ("clip_name1", "text_encoder"),
    ("clip_name2", "text_encoder"),
    ("clip_name3", "text_encoder"),
    ("control_net_name", "controlnet"),
    ("style_model_name", "style"),
];

pub(super) fn record(text: &str) -> Result<GenerationRecord, ImportError> {
    let nodes = lenient_object(text).map_err(|source| ImportError::Json {
        keyword: "prompt",
        source,
    })?;
    let graph = Graph(nodes);
    let nodes = graph.nodes();
    let mut record = GenerationRecord {
        prompt: prompt(&graph, &nodes, true),
        negative_prompt: prompt(&graph, &nodes, false),
        tool: Some(Tool {
            name: "ComfyUI".to_owned(),
            version: None,
        }),
        ..GenerationRecord::default()
    };
    let inputs = |name: &'static str| {
        let found = nodes.iter().filter_map(move |(_, inputs)| inputs.get(name));
        // Links are not settings.
        found.filter(|value| !value.is_array() && !value.is_object())
    };
    record.seed = agreed(SEEDS.into_iter().flat_map(inputs)).and_then(seed_of);
    for name in SETTINGS {
        if let Some(value) = agreed(inputs(name)) {
            set(&mut record, name, value.clone());
        }
    }
    let mut known = BTreeSet::new();
    for (_, inputs) in &nodes {
        for (name, role) in MODELS {
            if let Some(file) = inputs.get(name).and_then(Value::as_str)
                && known.insert((role, file))
            {
                record.models.push(model(role, file, None));
            }
        }
    }
    // A picture that was loaded is what the new one was made from.
    for (class, inputs) in &nodes {
        let name = inputs.get("image").and_then(Value::as_str);
        if let (true, Some(name)) = (class.starts_with("LoadImage"), name) {
            let role = if class.ends_with("Mask") {
                "mask"
            } else {
                "image"
            };
            record.inputs.push(Input {
                role: role.to_owned(),
                name: Some(name.to_owned()),
                ..Input::default()
            });
        }
    }
    Ok(record)
}

/// The texts that samplers and guiders were given, if all were given the same.
fn prompt(graph: &Graph, nodes: &[(&str, &Map<String, Value>)], positive: bool) -> Option<String> {
    let given = nodes.iter().filter_map(|(_, inputs)| {
        // What steers a model is a sampler or a guider; others only pass conditionings on.
        inputs.get("model")?;
        match positive {
            true => inputs
                .get("positive")
                .or_else(|| inputs.get("conditioning")),
            false => inputs.get("negative"),
        }
    });
    let texts: Vec<String> = given.map(|input| graph.texts(input).join("\n")).collect();
    agreed(texts.iter()).cloned().and_then(some_text)
}

/// The value that all are, if there is one.
fn agreed<'a, T: PartialEq>(mut values: impl Iterator<Item = &'a T>) -> Option<&'a T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}
