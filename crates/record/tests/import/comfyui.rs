//! Graphs of nodes: what is told where nodes agree, and nothing where they do not.

use proptest::prelude::*;
use provenue_record::{
    GenerationRecord,
    import::{ImportError, TextChunk, from_texts},
};
use serde_json::{Value, json};

fn parsed(graph: &str) -> Result<GenerationRecord, ImportError> {
    from_texts(&[TextChunk {
        keyword: "prompt".to_owned(),
        text: graph.to_owned(),
    }])
}

fn read(graph: &Value) -> GenerationRecord {
    parsed(&graph.to_string()).unwrap()
}

fn sampler(seed: u64, positive: &str) -> Value {
    json!({
        "class_type": "KSampler",
        "inputs": { "seed": seed, "steps": 20, "cfg": 7, "model": ["1", 0], "positive": [positive, 0], "negative": ["21", 0] }
    })
}

fn text(text: &str) -> Value {
    json!({ "class_type": "CLIPTextEncode", "inputs": { "text": text, "clip": ["1", 1] } })
}

#[test]
fn settings_are_told_only_where_all_nodes_agree() {
    let graph = json!({
        "2": sampler(5, "20"), "3": sampler(6, "20"), "20": text("a cat"), "21": text("a dog")
    });
    let record = read(&graph);
    assert_eq!(record.seed, None, "two seeds");
    assert_eq!(record.prompt.as_deref(), Some("a cat"));
    assert_eq!(record.negative_prompt.as_deref(), Some("a dog"));
    assert_eq!(record.parameters["steps"], json!(20));

    let graph = json!({
        "2": sampler(5, "20"), "3": sampler(5, "22"), "20": text("a cat"), "21": text(""), "22": text("a bird")
    });
    let record = read(&graph);
    assert_eq!(record.seed.unwrap().0, 5);
    assert_eq!(
        (record.prompt, record.negative_prompt),
        (None, None),
        "two prompts, and an empty one"
    );
}

/// As the nodes of newer models are connected: noise, guider, sampler and sigmas apart.
#[test]
fn settings_in_nodes_of_their_own_are_found() {
    let graph = json!({
        "1": { "class_type": "UNETLoader", "inputs": { "unet_name": "flux1-dev.safetensors", "weight_dtype": "default" } },
        "2": { "class_type": "DualCLIPLoader", "inputs": { "clip_name1": "t5xxl.safetensors", "clip_name2": "clip_l.safetensors" } },
        "3": { "class_type": "VAELoader", "inputs": { "vae_name": "ae.safetensors" } },
        "4": { "class_type": "CLIPTextEncodeFlux", "inputs": { "clip": ["2", 0], "clip_l": "cat", "t5xxl": "a cat on a roof", "guidance": 3.5 } },
        "5": { "class_type": "FluxGuidance", "inputs": { "conditioning": ["4", 0], "guidance": 3.5 } },
        "6": { "class_type": "BasicGuider", "inputs": { "model": ["1", 0], "conditioning": ["5", 0] } },
        "7": { "class_type": "RandomNoise", "inputs": { "noise_seed": 219_670_278_747_233u64 } },
        "8": { "class_type": "KSamplerSelect", "inputs": { "sampler_name": "euler" } },
        "9": { "class_type": "BasicScheduler", "inputs": { "scheduler": "simple", "steps": 20, "denoise": 1, "model": ["1", 0] } },
        "10": { "class_type": "SamplerCustomAdvanced", "inputs": { "noise": ["7", 0], "guider": ["6", 0], "sampler": ["8", 0], "sigmas": ["9", 0] } }
    });
    let record = read(&graph);
    assert_eq!(record.prompt.as_deref(), Some("cat\na cat on a roof"));
    assert_eq!(record.negative_prompt, None);
    assert_eq!(record.seed.unwrap().0, 219_670_278_747_233);
    let parameters = json!(record.parameters);
    let expected = json!({
        "sampler": "euler", "scheduler": "simple", "steps": 20, "denoising_strength": 1, "guidance": 3.5
    });
    assert_eq!(parameters, expected);
    let models: Vec<_> = record
        .models
        .iter()
        .map(|model| (model.role.as_deref().unwrap(), model.name.as_str()))
        .collect();
    assert_eq!(
        models,
        [
            ("checkpoint", "flux1-dev.safetensors"),
            ("text_encoder", "t5xxl.safetensors"),
            ("text_encoder", "clip_l.safetensors"),
            ("vae", "ae.safetensors"),
        ]
    );
}

#[test]
fn loops_dead_ends_and_deep_graphs_come_to_an_end() {
    let loops = json!({
        "2": sampler(5, "3"),
        "3": { "class_type": "ConditioningCombine", "inputs": { "conditioning_1": ["4", 0], "conditioning_2": ["3", 0] } },
        "4": { "class_type": "ConditioningCombine", "inputs": { "conditioning_1": ["3", 0], "conditioning_2": ["99", 0] } },
        "5": { "class_type": "Broken" }, "6": 7, "7": { "inputs": {} }
    });
    assert_eq!(read(&loops).prompt, None);

    let mut deep = serde_json::Map::new();
    let depth = 100_000;
    deep.insert("s".to_owned(), sampler(5, "0"));
    for node in 0..depth {
        let next = (node + 1).to_string();
        let inputs = json!({ "conditioning": [next, 0] });
        deep.insert(
            node.to_string(),
            json!({ "class_type": "Pass", "inputs": inputs }),
        );
    }
    deep.insert(depth.to_string(), text("at the bottom"));
    assert_eq!(read(&deep.into()).prompt.as_deref(), Some("at the bottom"));
}

#[test]
fn numbers_that_python_writes_and_json_has_not_are_read_outside_texts_alone() {
    let record = parsed(
        r#"{"1":{"class_type":"KSampler","inputs":{"steps":NaN,"cfg":-Infinity,"sampler_name":"Infinity \" NaN","seed":4}}}"#,
    )
    .unwrap();
    assert_eq!(
        json!(record.parameters),
        json!({ "sampler": "Infinity \" NaN" })
    );
    assert_eq!(record.seed.unwrap().0, 4);
    for bad in [
        "{",
        "{\"a\":Nan}",
        "{\"a\":\"NaN}",
        "{}{}",
        "{\"a\":1,\"a\":2}",
    ] {
        assert!(
            matches!(
                parsed(bad),
                Err(ImportError::Json {
                    keyword: "prompt",
                    ..
                })
            ),
            "{bad}"
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_without_a_panic(text in "\\{.{0,40}") {
        if let Ok(record) = parsed(&text) {
            prop_assert!(GenerationRecord::from_json(&record.to_json().unwrap()).is_ok());
        }
    }

    #[test]
    fn any_links_between_nodes_come_to_an_end(links in prop::collection::vec((0u8..12, 0u8..12, 0u64..3), 0..40)) {
        let mut graph = json!({ "s": sampler(1, "0") });
        for (from, to, output) in links {
            let ways = ["conditioning", "text", "positive", "negative"];
            let name = ways[usize::from(to) % ways.len()];
            let node = &mut graph[from.to_string()];
            node["class_type"] = json!("Any");
            node["inputs"][name] = json!([to.to_string(), output]);
            node["inputs"]["prompt"] = json!(format!("text {from}"));
        }
        read(&graph);
    }
}
