//! The odd corners of the web UI's lines.

use proptest::prelude::*;
use provenue_record::{
    GenerationRecord,
    import::{TextChunk, from_texts},
};
use serde_json::json;

fn parsed(text: &str) -> GenerationRecord {
    let chunk = TextChunk {
        keyword: "parameters".to_owned(),
        text: text.to_owned(),
    };
    from_texts(&[chunk]).unwrap()
}

#[test]
fn a_last_line_with_few_pairs_is_part_of_the_prompt() {
    for text in [
        "a cat",
        "a cat\nstyle: oil, mood: calm",
        "ratio 16:9, time: dusk",
    ] {
        let record = parsed(text);
        assert_eq!(record.prompt.as_deref(), Some(text));
        assert!(record.parameters.is_empty() && record.models.is_empty());
    }
    let record = parsed("a cat\nNegative prompt: a dog");
    assert_eq!(record.negative_prompt.as_deref(), Some("a dog"));
}

#[test]
fn settings_without_a_prompt_and_prompts_without_a_negative_one_are_read() {
    let record = parsed("Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1");
    assert_eq!((record.prompt, record.negative_prompt), (None, None));
    assert_eq!(record.seed.unwrap().0, 1);

    let record = parsed("a cat\r\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1\r\n");
    assert_eq!(record.prompt.as_deref(), Some("a cat"));
    assert_eq!(record.parameters["steps"], json!(20));
    assert_eq!(record.parameters["cfg_scale"], json!(7));

    let record = parsed("Negative prompt: dog\nSteps: 20, Sampler: x, CFG scale: 7, Seed: -1");
    assert_eq!(record.prompt, None);
    assert_eq!(record.negative_prompt.as_deref(), Some("dog"));
    // No seed at all, so it is no record's seed.
    assert_eq!(record.seed, None);
    assert_eq!(record.parameters["Seed"], json!("-1"));
}

#[test]
fn what_is_no_number_size_or_quoted_text_is_kept_as_it_is() {
    let record = parsed(
        "p\nSteps: many, Size: big, Model hash: 1e10, Note: \"open, Last: \"a\" b, CFG scale: 1e999",
    );
    assert_eq!(record.parameters["steps"], json!("many"));
    assert_eq!(record.parameters["Size"], json!("big"));
    assert_eq!(record.parameters["Model hash"], json!("1e10"));
    assert_eq!(record.parameters["Note"], json!("\"open"));
    assert_eq!(record.parameters["Last"], json!("\"a\" b"));
    assert_eq!(record.parameters["cfg_scale"], json!("1e999"));
}

#[test]
fn a_number_that_some_readers_would_round_is_kept_as_text() {
    let record = parsed(
        "p\nSteps: 99999999999999999, CFG scale: 1e300, Clip skip: 9007199254740991, Seed: 1",
    );
    assert_eq!(record.parameters["steps"], json!("99999999999999999"));
    assert_eq!(record.parameters["cfg_scale"], json!("1e300"));
    assert_eq!(
        record.parameters["clip_skip"],
        json!(9_007_199_254_740_991u64)
    );
    let json = record.to_json().unwrap();
    assert_eq!(GenerationRecord::from_json(&json).unwrap(), record);
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic_and_makes_a_record(text in any::<String>()) {
        let record = parsed(&text);
        let json = record.to_json().unwrap();
        prop_assert_eq!(GenerationRecord::from_json(&json).unwrap(), record);
    }

    #[test]
    fn text_that_looks_like_settings_is_too(
        text in "(Negative prompt:|Steps: |Seed: |Size: |\"|\\\\|,|:|\\{|\\[|\\]|x|1|9{17}|1e9{4}|-|\n| |é){0,60}",
    ) {
        let record = parsed(&text);
        let json = record.to_json().unwrap();
        prop_assert_eq!(GenerationRecord::from_json(&json).unwrap(), record);
    }
}
