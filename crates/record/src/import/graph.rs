//! ComfyUI's graph of nodes, and how texts are found in it.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// Inputs of nodes that hold a prompt, or a part of one.
const TEXT_INPUTS: [&str; 9] = [
    "text", "text_g", "text_l", "clip_l", "clip_g", "t5xxl", "prompt", "string", "value",
];

/// Inputs that lead from one conditioning, or text, to what it was made of.
const WAYS: [&str; 12] = [
    "conditioning",
    "conditioning_1",
    "conditioning_2",
    "conditioning_to",
    "conditioning_from",
    "cond1",
    "cond2",
    "text",
    "text_g",
    "text_l",
    "prompt",
    "string",
];

/// The nodes by their ids.
pub(super) struct Graph(pub Map<String, Value>);

impl Graph {
    /// The nodes' inputs, in the order of their ids: numbers as numbers.
    pub fn nodes(&self) -> Vec<(&str, &Map<String, Value>)> {
        let mut ids: Vec<&String> = self.0.keys().collect();
        ids.sort_by_key(|id| (id.parse::<u64>().unwrap_or(u64::MAX), (*id).clone()));
        let node = |id: &String| {
            let class = self.0[id].get("class_type")?.as_str()?;
            Some((class, self.inputs(id)?))
        };
        ids.into_iter().filter_map(node).collect()
    }

    fn inputs(&self, id: &str) -> Option<&Map<String, Value>> {
        self.0.get(id)?.get("inputs")?.as_object()
    }

    /// All different texts that the conditioning at this input was made of, in their order.
    pub fn texts(&self, input: &Value) -> Vec<String> {
        let mut texts = Vec::new();
        let mut known = BTreeSet::new();
        let mut visited = BTreeSet::new();
        // Not by recursion: a graph may be as deep as it has nodes, and have loops.
        let mut steps = vec![Step::Way(input)];
        while let Some(step) = steps.pop() {
            let input = match step {
                Step::Text(text) => {
                    if known.insert(text) {
                        texts.push(text.to_owned());
                    }
                    continue;
                }
                Step::Way(input) => input,
            };
            if let Some((id, output)) = link(input)
                && let Some(inputs) = self.inputs(id)
                && visited.insert((id, output))
            {
                steps.extend(steps_from(inputs, output).into_iter().rev());
            }
        }
        texts
    }
}

enum Step<'a> {
    Text(&'a str),
    Way(&'a Value),
}

/// What an output of a node was made of, as far as it is text or leads to some.
fn steps_from(inputs: &Map<String, Value>, output: u64) -> Vec<Step<'_>> {
    // A node that takes both gives both on, in this order.
    if let (Some(positive), Some(negative)) = (inputs.get("positive"), inputs.get("negative")) {
        return vec![Step::Way(if output == 0 { positive } else { negative })];
    }
    let mut names: Vec<&String> = inputs.keys().collect();
    names.sort_unstable();
    names
        .into_iter()
        .filter_map(|name| match &inputs[name] {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) if TEXT_INPUTS.contains(&name.as_str()) => Some(Step::Text(text)),
            Value::String(_) => None,
            way if WAYS.contains(&name.as_str()) => Some(Step::Way(way)),
            _ => None,
        })
        .collect()
}

/// A link is a list of a node's id and the place of its output.
fn link(input: &Value) -> Option<(&str, u64)> {
    match input.as_array()?.as_slice() {
        [Value::String(id), output] => Some((id, output.as_u64()?)),
        _ => None,
    }
}
