//! Vectors made by `golden.py`, which shares nothing with this crate but the format.

use provenue_record::{GenerationRecord, Salt, Salts, SealedRecord};
use sha2::{Digest, Sha256};

const RECORD: &str = r#"{
  "version": 1,
  "prompt": "a \"lighthouse\" – dusk €\\",
  "negative_prompt": "",
  "seed": "18446744073709551615",
  "parameters": {
    "steps": 20,
    "cfg/scale": 7,
    "tile~d": false,
    "nested": {
      "b": [
        1,
        null
      ],
      "a": "x"
    }
  },
  "models": [
    {
      "role": "checkpoint",
      "name": "base"
    },
    {
      "name": "detail"
    }
  ],
  "tool": {
    "version": "1.9",
    "name": "webui"
  },
  "created": "2026-03-01T12:00:00Z"
}"#;

const NAMES: [&str; 12] = [
    "/created",
    "/models/0",
    "/models/1",
    "/negative_prompt",
    "/parameters/cfg~1scale",
    "/parameters/nested",
    "/parameters/steps",
    "/parameters/tile~0d",
    "/prompt",
    "/seed",
    "/tool",
    "/version",
];

const COMMITMENT: &str = "5b00089d7e73fce02454d2a13a80af356511dc7162716603341c4b6cdd286f4a";
const OF_ONE_WORD: &str = "a2c097fc9aad24aa21e044e2cb752ca2bdbbf18626bafd21099c0fb9f58b70ce";
/// Of parameters p0 to p99, in 16384 slots by the nonce 1.
const OF_100_PARAMETERS: &str = "27e9bdc090f3408fcdc54ed6a8d96b3c0d250f0bb081b222c93ca1f1fadc69ed";

fn hash_of(text: &str) -> Salt {
    let bytes: [u8; 32] = Sha256::digest(text).into();
    bytes.into()
}

fn salted(record: &str, names: &[&str]) -> SealedRecord {
    let salt = |name: &&str| ((*name).to_owned(), hash_of(&format!("salt of {name}")));
    let salts = Salts {
        fields: names.iter().map(salt).collect(),
        filler: hash_of("filler"),
    };
    SealedRecord::with_salts(GenerationRecord::from_json(record).unwrap(), salts).unwrap()
}

#[test]
fn commitments_are_those_of_another_implementation() {
    let sealed = salted(RECORD, &NAMES);
    assert_eq!(sealed.names().collect::<Vec<_>>(), NAMES);
    assert_eq!(sealed.commitment().to_string(), COMMITMENT);

    let sealed = salted(
        r#"{ "prompt": "x", "version": 1 }"#,
        &["/prompt", "/version"],
    );
    assert_eq!(sealed.commitment().to_string(), OF_ONE_WORD);

    let parameters: serde_json::Map<_, _> = (0..100u32)
        .map(|place| (format!("p{place}"), place.into()))
        .collect();
    let names: Vec<String> = parameters
        .keys()
        .map(|name| format!("/parameters/{name}"))
        .collect();
    let names: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .chain(["/version"])
        .collect();
    let record = serde_json::json!({ "version": 1, "parameters": parameters });
    let sealed = salted(&record.to_string(), &names);
    assert_eq!(sealed.commitment().to_string(), OF_100_PARAMETERS);
    for name in names {
        let shown = sealed.disclose(name).unwrap();
        assert_eq!(shown.verify(&sealed.commitment()).unwrap().0, name);
    }
}
