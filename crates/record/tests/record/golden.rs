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

const COMMITMENT: &str = "bdfe25e902d2bb3a4075ed58751139d919739b5bd1cce945fc1694e36d4ec1ae";
const OF_ONE_WORD: &str = "9ed11d33e83b677f0a5de6b782db55bf6466b333490d28d8606335049beaef82";
/// Of parameters p0 to p99: two of them meet in 256, 512 and 1024 slots.
const OF_100_PARAMETERS: &str = "60f547265b3923cc584a596d55a4d2cfcd1f63e38ee1e662f17bb0e9dde5a6fe";

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
