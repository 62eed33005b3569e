//! Vectors made by `golden.py`, which shares nothing with this crate but the format.

use std::collections::BTreeMap;

use provenue_record::{GenerationRecord, Salt, SealedRecord};
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

const COMMITMENT: &str = "a5abfba863db041b40a6f8942b21a0512dbfecf62fc37a97d33d053ec6a3b254";
const OF_ONE_WORD: &str = "965f7a58e16ef36037e43f6385d14504740ba90db72bb3ae07e7107b8818bbf7";

fn salted(record: &str, names: &[&str]) -> SealedRecord {
    let salt = |name: &&str| -> (String, Salt) {
        let bytes: [u8; 32] = Sha256::digest(format!("salt of {name}")).into();
        ((*name).to_owned(), bytes.into())
    };
    let salts: BTreeMap<_, _> = names.iter().map(salt).collect();
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
}
