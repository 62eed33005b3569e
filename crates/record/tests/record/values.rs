//! What may stand in a record, and what is refused because readers would differ.

use provenue_record::{GenerationRecord, Salts, SealedRecord, Seed};
use serde_json::{Value, json};

fn parameter(text: &str) -> Result<Value, String> {
    let document = format!(r#"{{"version":1,"parameters":{{"p":{text}}}}}"#);
    let record = GenerationRecord::from_json(&document);
    record
        .map(|mut record| record.parameters.remove("p").unwrap())
        .map_err(|error| error.to_string())
}

#[test]
fn numbers_that_some_would_round_are_refused_wherever_they_are() {
    for number in [
        "9007199254740992",
        "-9007199254740992",
        "18446744073709551615",
        "18446744073709551616",
        "1e16",
        "-1e300",
        "[[9007199254740993]]",
        r#"{"a":{"b":[0,9007199254740993]}}"#,
    ] {
        let told = parameter(number).unwrap_err();
        assert!(told.contains("write it as a string"), "{number}: {told}");
    }
    assert!(parameter("1e400").is_err());
    for (number, value) in [
        ("9007199254740991", json!(9_007_199_254_740_991u64)),
        ("-9007199254740991", json!(-9_007_199_254_740_991i64)),
        ("0.1", json!(0.1)),
        ("-0.0", json!(-0.0)),
        ("5e-324", json!(5e-324)),
        ("123456789012345.6789", json!(123_456_789_012_345.67)),
    ] {
        assert_eq!(parameter(number), Ok(value), "{number}");
    }
}

#[test]
fn a_name_that_is_there_twice_is_refused_at_every_depth() {
    for document in [
        r#"{"version":1,"prompt":"a","prompt":"b"}"#,
        r#"{"version":1,"parameters":{"a":1,"a":2}}"#,
        r#"{"version":1,"parameters":{"a":1,"\u0061":1}}"#,
        r#"{"version":1,"parameters":{"a":[{"b":1,"b":1}]}}"#,
        r#"{"version":1,"models":[{"name":"a","name":"b"}]}"#,
        r#"{"version":1,"source":{"format":"x","texts":{"a":"1","a":"2"}}}"#,
    ] {
        let told = GenerationRecord::from_json(document)
            .unwrap_err()
            .to_string();
        assert!(
            told.contains("twice") || told.contains("duplicate"),
            "{told}"
        );
    }
}

#[test]
fn what_is_no_json_is_refused_and_deep_nesting_does_not_overflow() {
    for text in [
        "NaN",
        "Infinity",
        "01",
        "'a'",
        "\"\\ud800\"",
        "\"\t\"",
        "[1,]",
        "{}}",
    ] {
        assert!(parameter(text).is_err(), "{text}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(parameter(&deep).is_err());
}

#[test]
fn seeds_have_64_bits_and_one_way_to_be_written() {
    let seed = |text: &str| {
        GenerationRecord::from_json(&format!(r#"{{"version":1,"seed":{text}}}"#))
            .map(|record| record.seed.unwrap().0)
            .map_err(|error| error.to_string())
    };
    assert_eq!(seed("0"), Ok(0));
    assert_eq!(seed("42"), Ok(42));
    assert_eq!(seed("42.0"), Ok(42));
    assert_eq!(seed("\"42\""), Ok(42));
    assert_eq!(seed("9007199254740991"), Ok((1 << 53) - 1));
    assert_eq!(seed("\"18446744073709551615\""), Ok(u64::MAX));
    for refused in [
        "9007199254740992",
        "-1",
        "1.5",
        "1e300",
        "null",
        "true",
        "\"\"",
        "\"-1\"",
        "\"+1\"",
        "\"01\"",
        "\" 1\"",
        "\"1.0\"",
        "\"18446744073709551616\"",
        "\"0x10\"",
        "[1]",
    ] {
        assert!(seed(refused).is_err(), "{refused}");
    }
    assert_eq!(
        serde_json::to_string(&Seed((1 << 53) - 1)).unwrap(),
        "9007199254740991"
    );
    assert_eq!(
        serde_json::to_string(&Seed(1 << 53)).unwrap(),
        "\"9007199254740992\""
    );
    assert_eq!(Seed::from_digits("00"), None);

    // However it was written, the commitment is to the same.
    let salts = Salts {
        fields: [
            ("/seed".to_owned(), [1; 32].into()),
            ("/version".to_owned(), [2; 32].into()),
        ]
        .into(),
        filler: [3; 32].into(),
    };
    let commitment = |seed: &str| {
        let record = GenerationRecord::from_json(&format!(r#"{{"version":1,"seed":{seed}}}"#));
        SealedRecord::with_salts(record.unwrap(), salts.clone())
            .unwrap()
            .commitment()
    };
    assert_eq!(commitment("7"), commitment("\"7\""));
    assert_ne!(commitment("7"), commitment("8"));
}
