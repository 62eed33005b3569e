//! Disclosing one field: proved to whoever has the commitment, forged by nobody.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{prelude::*, sample::Index};
use provenue_record::{
    Disclosure, GenerationRecord, RecordCommitment, RecordError, Salt, Salts, SealedRecord,
};
use serde_json::{Value, json};

fn record(parameters: &BTreeMap<String, Value>) -> GenerationRecord {
    let document =
        json!({ "version": 1, "prompt": "secret words", "seed": 7, "parameters": parameters });
    GenerationRecord::from_json(&document.to_string()).unwrap()
}

fn some_record() -> GenerationRecord {
    record(&BTreeMap::from([
        ("steps".to_owned(), json!(20)),
        ("cfg_scale".to_owned(), json!(7.5)),
        ("sampler".to_owned(), json!("euler")),
        ("größe/~".to_owned(), json!({ "b": 1, "a": [true, null] })),
    ]))
}

fn read(document: &Value) -> Result<Disclosure, RecordError> {
    Disclosure::from_json(&document.to_string())
}

#[test]
fn every_field_is_proved_and_none_shows_another() {
    let sealed = SealedRecord::seal(some_record()).unwrap();
    let names: Vec<String> = sealed.names().map(String::from).collect();
    assert_eq!(
        names,
        [
            "/parameters/cfg_scale",
            "/parameters/größe~1~0",
            "/parameters/sampler",
            "/parameters/steps",
            "/prompt",
            "/seed",
            "/version",
        ]
    );
    for name in &names {
        let text = serde_json::to_string(&sealed.disclose(name).unwrap()).unwrap();
        let disclosure = Disclosure::from_json(&text).unwrap();
        let (found, value) = disclosure.verify(&sealed.commitment()).unwrap();
        assert_eq!(found, name);
        let document = serde_json::to_value(sealed.record()).unwrap();
        assert_eq!(document.pointer(name), Some(value));
        assert_eq!(text.contains("secret words"), name == "/prompt");
    }
    let refused = sealed.disclose("/parameters/step").unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("it has /parameters/cfg_scale, "),
        "{refused}"
    );
}

#[test]
fn salts_are_new_each_time_and_commitments_with_them() {
    let sealed: Vec<_> = (0..20)
        .map(|_| SealedRecord::seal(some_record()).unwrap())
        .collect();
    let commitments: BTreeSet<_> = sealed.iter().map(|sealed| sealed.commitment().0).collect();
    assert_eq!(commitments.len(), 20);
    let salts: BTreeSet<String> = sealed
        .iter()
        .flat_map(|sealed| {
            let document = serde_json::to_value(sealed).unwrap();
            let salts = document["salts"]["fields"].as_object().unwrap().clone();
            let filler = document["salts"]["filler"].to_string();
            let fields = salts.into_iter().map(|(_, salt)| salt.to_string());
            fields.chain([filler])
        })
        .collect();
    assert_eq!(salts.len(), 20 * 8);
    assert_eq!(format!("{:?}", Salt::random().unwrap()), "Salt(..)");
}

#[test]
fn every_changed_field_of_a_disclosure_is_noticed() {
    let sealed = SealedRecord::seal(some_record()).unwrap();
    let trusted = sealed.commitment();
    for name in sealed.names() {
        let honest = serde_json::to_value(sealed.disclose(name).unwrap()).unwrap();
        let other = json!("5a".repeat(32));
        let hashes = honest["hashes"].as_array().unwrap().clone();
        let mut swapped = hashes.clone();
        swapped.swap(0, 1);
        for (field, value) in [
            ("version", json!(2)),
            ("commitment", other.clone()),
            ("nonce", json!(9)),
            ("nonce", json!(u64::MAX)),
            ("slots", json!(512)),
            ("slots", json!(128)),
            ("slots", json!(255)),
            ("slots", json!(0)),
            ("slots", json!(1u64 << 63)),
            ("slots", json!(u64::MAX)),
            ("salt", other.clone()),
            ("salt", json!("5a".repeat(31))),
            ("name", json!("/prompts")),
            ("name", json!("")),
            ("value", json!("another value")),
            ("value", json!(null)),
            ("hashes", json!([])),
            ("hashes", json!(hashes[1..].to_vec())),
            (
                "hashes",
                json!([hashes.clone(), vec![other.clone()]].concat()),
            ),
            ("hashes", json!(swapped)),
            ("extra", json!(1)),
        ] {
            let mut changed = honest.clone();
            changed[field] = value;
            let accepted = read(&changed).is_ok_and(|shown| shown.verify(&trusted).is_ok());
            assert!(!accepted, "{name}: {field}");
        }
    }
}

#[test]
fn a_disclosure_is_of_one_record_alone() {
    let one = SealedRecord::seal(some_record()).unwrap();
    let other = SealedRecord::seal(some_record()).unwrap();
    let shown = one.disclose("/seed").unwrap();
    assert!(matches!(
        shown.verify(&other.commitment()),
        Err(RecordError::NotCommitted)
    ));
    // Though it says so itself.
    let mut document = serde_json::to_value(&shown).unwrap();
    document["commitment"] = json!(other.commitment());
    assert!(
        read(&document)
            .unwrap()
            .verify(&other.commitment())
            .is_err()
    );
}

/// What is shown of a field must not be another field's value under its name, nor an inner node.
#[test]
fn salt_name_and_value_cannot_be_shifted_into_each_other() {
    let salts = |names: &[&str]| Salts {
        fields: names
            .iter()
            .map(|name| ((*name).to_owned(), [3; 32].into()))
            .collect(),
        filler: [4; 32].into(),
    };
    let commitment = |name: &str, value: Value| {
        let record = record(&BTreeMap::from([(name.to_owned(), value)]));
        let pointer = format!("/parameters/{name}");
        let salts = salts(&["/prompt", "/seed", "/version", &pointer]);
        SealedRecord::with_salts(record, salts)
            .unwrap()
            .commitment()
            .0
    };
    let all: BTreeSet<_> = [
        commitment("a", json!("b")),
        commitment("ab", json!("")),
        commitment("a\",\"b", json!("")),
        commitment("a", json!(["b"])),
        commitment("a", json!("\"b\"")),
        commitment("a", json!(1)),
        commitment("a", json!("1")),
        commitment("a", json!(true)),
        commitment("a", json!("true")),
        commitment("a", json!(null)),
        commitment("a", json!({})),
        commitment("a", json!([])),
        commitment("a", json!("e\u{301}")),
        commitment("a", json!("\u{e9}")),
    ]
    .into();
    assert_eq!(all.len(), 14);
    // One number, however it was written.
    let written = |text: &str| commitment("a", serde_json::from_str(text).unwrap());
    assert_eq!(written("1"), written("1.0"));
    assert_eq!(written("100"), written("1e2"));
    assert_eq!(
        written("0.1"),
        written("0.1000000000000000055511151231257827")
    );
}

#[test]
fn a_record_with_salts_that_do_not_fit_is_not_sealed() {
    let sealed = SealedRecord::seal(some_record()).unwrap();
    let document = serde_json::to_value(&sealed).unwrap();
    for (change, place, value) in [
        (
            "another salt",
            "/salts/fields/~1seed",
            json!("5a".repeat(32)),
        ),
        ("another filler", "/salts/filler", json!("5a".repeat(32))),
        ("another value", "/record/seed", json!(8)),
        ("another commitment", "/commitment", json!("5a".repeat(32))),
        ("another version", "/version", json!(2)),
        ("no salts", "/salts/fields", json!({})),
        ("salts in a list", "/salts", json!([{}, "5a".repeat(32)])),
        (
            "another parameter",
            "/record/parameters",
            json!({ "steps": 20 }),
        ),
    ] {
        let mut changed = document.clone();
        *changed.pointer_mut(place).unwrap() = value;
        assert!(
            serde_json::from_value::<SealedRecord>(changed).is_err(),
            "{change}"
        );
    }
    let mut more = document.clone();
    more["salts"]["fields"]["/extra"] = json!("5a".repeat(32));
    let told = serde_json::from_value::<SealedRecord>(more)
        .unwrap_err()
        .to_string();
    assert!(told.contains("\"/extra\""), "{told}");
    assert_eq!(
        serde_json::from_value::<SealedRecord>(document).unwrap(),
        sealed
    );

    let nothing = GenerationRecord::from_json(r#"{"version":1}"#).unwrap();
    assert!(matches!(
        SealedRecord::seal(nothing),
        Err(RecordError::Empty)
    ));
    let nothing =
        GenerationRecord::from_json(r#"{"version":1,"parameters":{},"models":[]}"#).unwrap();
    assert!(matches!(
        SealedRecord::seal(nothing),
        Err(RecordError::Empty)
    ));
}

#[test]
fn commitments_are_written_and_read_as_64_digits() {
    let commitment = RecordCommitment([0xAB; 32]);
    assert_eq!(commitment.to_string(), "ab".repeat(32));
    assert_eq!("ab".repeat(32).parse(), Ok(commitment));
    assert!("ab".repeat(31).parse::<RecordCommitment>().is_err());
}

#[test]
fn a_disclosure_does_not_tell_how_many_fields_there_are() {
    let lengths = |count: usize| {
        let parameters = (0..count)
            .map(|place| (format!("p{place}"), json!(place)))
            .collect();
        let sealed = SealedRecord::seal(record(&parameters)).unwrap();
        let shown = serde_json::to_value(sealed.disclose("/seed").unwrap()).unwrap();
        (
            shown["slots"].clone(),
            shown["hashes"].as_array().unwrap().len(),
        )
    };
    assert_eq!(lengths(0), (json!(256), 8));
    assert_eq!(lengths(5), (json!(256), 8));
}

#[test]
fn too_many_fields_are_refused_in_words() {
    let parameters = (0..20_000)
        .map(|place| (format!("p{place}"), json!(place)))
        .collect();
    let refused = SealedRecord::seal(record(&parameters)).unwrap_err();
    assert!(
        refused
            .to_string()
            .starts_with("the record has 20003 fields, which are too many"),
        "{refused}"
    );
}

fn parameters() -> impl Strategy<Value = BTreeMap<String, Value>> {
    let value = prop_oneof![
        any::<String>().prop_map(Value::from),
        (-(1i64 << 53) + 1..1 << 53).prop_map(Value::from),
        (-1e15..1e15).prop_map(|number: f64| json!(number)),
        prop::collection::vec(any::<String>(), 0..3).prop_map(Value::from),
    ];
    prop::collection::btree_map("\\PC{1,8}", value, 1..30)
}

proptest! {
    #[test]
    fn any_record_is_disclosed_field_by_field_through_json(
        parameters in parameters(),
        choice in any::<Index>(),
        other in any::<Index>(),
    ) {
        let sealed = SealedRecord::seal(record(&parameters)).unwrap();
        let text = serde_json::to_string(&sealed).unwrap();
        let again: SealedRecord = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(again.commitment(), sealed.commitment());

        let names: Vec<&str> = sealed.names().collect();
        let (name, other) = (choice.get(&names), other.get(&names));
        let text = serde_json::to_string(&again.disclose(name).unwrap()).unwrap();
        let shown = Disclosure::from_json(&text).unwrap();
        let (found, _) = shown.verify(&sealed.commitment()).unwrap();
        prop_assert_eq!(found, *name);
        if name != other {
            // Another field's name or place with this one's salt and value.
            let honest: Value = serde_json::from_str(&text).unwrap();
            let foreign = serde_json::to_value(sealed.disclose(other).unwrap()).unwrap();
            for field in ["name", "salt", "hashes"] {
                let mut changed = honest.clone();
                changed[field] = foreign[field].clone();
                if changed != honest {
                    let accepted = read(&changed).is_ok_and(|shown| shown.verify(&sealed.commitment()).is_ok());
                    prop_assert!(!accepted, "{}", field);
                }
            }
        }
    }
}
