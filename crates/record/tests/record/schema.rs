//! The published schema and the code accept and refuse the same documents, as a validator
//! that shares nothing with them says.

use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use provenue_record::{GenerationRecord, SCHEMA};
use serde_json::{Value, json};

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
});

fn code_accepts(document: &Value) -> bool {
    GenerationRecord::from_json(&document.to_string()).is_ok()
}

fn full() -> Value {
    json!({
        "version": 1,
        "prompt": "a lighthouse",
        "negative_prompt": "fog",
        "seed": "18446744073709551615",
        "parameters": { "steps": 20, "cfg_scale": 7.5, "tiled": false, "extra": { "a": [null, "x"] } },
        "models": [
            { "name": "base", "role": "checkpoint", "hash": "e1441589a6", "content_id": "ab".repeat(32), "asset": "A1" },
            { "name": "detail" }
        ],
        "inputs": [{ "role": "image", "name": "sketch.png", "content_id": "cd".repeat(32), "asset": "B2" }],
        "tool": { "name": "webui", "version": "1.9" },
        "created": "2026-03-01T12:00:00.5+01:00",
        "source": { "format": "automatic1111", "texts": { "parameters": "a lighthouse" } }
    })
}

#[test]
fn a_full_record_fits_the_schema_and_survives_reading_and_writing() {
    let document = full();
    assert!(VALIDATOR.is_valid(&document));
    let record = GenerationRecord::from_json(&document.to_string()).unwrap();
    let written: Value = serde_json::from_str(&record.to_json().unwrap()).unwrap();
    assert_eq!(written, document);
}

#[test]
fn schema_and_code_agree_on_every_change_of_a_full_record() {
    let replacements = [
        json!(null),
        json!(true),
        json!(1),
        json!(0),
        json!(-1),
        json!(2),
        json!(1.5),
        json!(7.0),
        json!(""),
        json!("x"),
        json!("7"),
        json!("07"),
        json!("-7"),
        json!(u64::MAX),
        json!(1e300),
        json!([]),
        json!(["x"]),
        json!([{ "name": "x" }]),
        json!([{ "role": "x" }]),
        json!({}),
        json!({ "name": "x" }),
        json!({ "": 1 }),
        json!({ "name": "x", "other": 1 }),
        json!({ "a": { "": [1e300] } }),
        json!("ab".repeat(32)),
        json!("AB".repeat(32)),
        json!("ab".repeat(33)),
        json!("2026-03-01T12:00:00Z"),
        json!("2026-03-01 12:00:00Z"),
        json!("2026-02-30T12:00:00Z"),
        json!("2026-03-01T25:00:00Z"),
        json!("2026-03-01T12:00:00"),
        json!("2026-03-01T12:00Z"),
        json!("2026-03-01T12:00:00.Z"),
        json!("2026-03-01T12:00:00.123456789-23:59"),
        json!("2026-03-01T12:00:00.1234567891Z"),
        json!({ "format": "x", "texts": {} }),
        json!({ "format": "x", "texts": { "a": 1 } }),
    ];
    let places = [
        "/version",
        "/prompt",
        "/negative_prompt",
        "/seed",
        "/parameters",
        "/parameters/steps",
        "/models",
        "/models/0",
        "/models/0/name",
        "/models/0/role",
        "/models/0/hash",
        "/models/0/content_id",
        "/models/0/asset",
        "/inputs",
        "/inputs/0",
        "/inputs/0/role",
        "/inputs/0/name",
        "/inputs/0/content_id",
        "/tool",
        "/tool/name",
        "/tool/version",
        "/created",
        "/source",
        "/source/format",
        "/source/texts",
    ];
    let mut accepted = 0;
    for place in places {
        for replacement in &replacements {
            let mut document = full();
            *document.pointer_mut(place).unwrap() = replacement.clone();
            let valid = VALIDATOR.is_valid(&document);
            assert_eq!(valid, code_accepts(&document), "{place} = {replacement}");
            accepted += u32::from(valid);
        }
    }
    assert!(accepted > 100, "{accepted}");
    // What is left out or added.
    for object in ["", "/models/0", "/inputs/0", "/tool", "/source"] {
        let mut document = full();
        document.pointer_mut(object).unwrap()["unknown"] = json!(1);
        assert!(
            !VALIDATOR.is_valid(&document) && !code_accepts(&document),
            "{object}"
        );
        let names: Vec<String> = full()
            .pointer(object)
            .unwrap()
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        for name in names {
            let mut document = full();
            document
                .pointer_mut(object)
                .unwrap()
                .as_object_mut()
                .unwrap()
                .remove(&name);
            assert_eq!(
                VALIDATOR.is_valid(&document),
                code_accepts(&document),
                "{object} {name}"
            );
        }
    }
    for other in [json!(null), json!([]), json!("version"), json!({})] {
        assert!(
            !VALIDATOR.is_valid(&other) && !code_accepts(&other),
            "{other}"
        );
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1000i64..1000).prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", |number| serde_json::Number::from_f64(number)
            .map(Value::from)),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..4).prop_map(|members| members
                .into_iter()
                .collect::<serde_json::Map<_, _>>()
                .into()),
        ]
    })
}

proptest! {
    #[test]
    fn schema_and_code_agree_on_any_parameter(value in any_value(), name in any::<String>()) {
        let document = json!({ "version": 1, "parameters": { name: value } });
        prop_assert_eq!(VALIDATOR.is_valid(&document), code_accepts(&document));
    }
}
