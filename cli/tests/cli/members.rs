//! `prove-member` and `check-member`

use std::fs;

use serde_json::json;

use crate::sandbox::{Sandbox, bytes};

/// A model of three files, and the proof of its configuration.
fn proved() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("model/config.json", "{}");
    sandbox.write("model/weights.bin", bytes(50_000));
    sandbox.write("model/tokenizer/vocab.txt", "aurora");
    sandbox.stdout("prove-member model config.json -o proof.json");
    sandbox
}

#[test]
fn a_file_of_a_registered_model_is_proved_without_the_others() {
    let sandbox = proved();
    sandbox.stdout("airdrop 10");
    let model = sandbox.json("mint model --disclosure human --no-vault");
    let asset = model["asset"].as_str().unwrap();
    sandbox.stdout("prove-member model weights.bin -o weights.json");
    // Who checks has one file, the proof and the chain.
    fs::rename(sandbox.path("model/weights.bin"), sandbox.path("shown.bin")).unwrap();
    fs::remove_dir_all(sandbox.path("model")).unwrap();
    let checked = sandbox.json(&format!("check-member weights.json shown.bin --of {asset}"));
    assert_eq!(
        (&checked["valid"], &checked["compared"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(
        (&checked["asset"], &checked["path"]),
        (&json!(asset), &json!("weights.bin"))
    );
    assert_eq!(checked["directory"], model["content_id"]);
    let shown = sandbox.stdout(&format!("check-member weights.json shown.bin --of {asset}"));
    assert!(shown.contains("The proof holds."), "{shown}");
}

#[test]
fn a_manifest_stands_for_its_directory() {
    let sandbox = proved();
    sandbox.stdout("hash model --manifest manifest.json");
    sandbox.stdout("prove-member manifest.json config.json -o other.json");
    let read = |name| fs::read(sandbox.path(name)).unwrap();
    assert_eq!(read("proof.json"), read("other.json"));
    let id = sandbox.json("hash model")[0]["content_id"].clone();
    let id = id.as_str().unwrap();
    let checked = sandbox.json(&format!(
        "check-member proof.json model/config.json --of {id}"
    ));
    assert_eq!(checked["compared"], true);
    let alone = sandbox.json("check-member proof.json model/config.json");
    assert_eq!(
        (&alone["compared"], &alone["directory"]),
        (&json!(false), &json!(id))
    );
}

#[test]
fn what_is_not_so_is_refused() {
    let sandbox = proved();
    sandbox.write("forged.json", "{ }");
    let other = "ab".repeat(32);
    for (args, reason) in [
        (
            "check-member proof.json forged.json".to_owned(),
            "is not the file",
        ),
        (
            format!("check-member proof.json model/config.json --of {other}"),
            "directory",
        ),
        (
            "check-member proof.json model/config.json --of model".to_owned(),
            "neither an asset",
        ),
        (
            "check-member forged.json model/config.json".to_owned(),
            "is no proof",
        ),
        ("prove-member model weights -o p.json".to_owned(), "weights"),
        (
            "prove-member model ../proof.json -o p.json".to_owned(),
            "path",
        ),
        (
            "prove-member forged.json config.json -o p.json".to_owned(),
            "is no manifest",
        ),
        (
            "prove-member model config.json -o model/config.json".to_owned(),
            "overwritten",
        ),
        (
            "prove-member nowhere config.json -o p.json".to_owned(),
            "cannot read nowhere",
        ),
    ] {
        let refusal = sandbox.refused(&args);
        assert!(refusal.contains(reason), "{args}: {refusal}");
    }
    assert!(!sandbox.path("p.json").exists());
    // A proof that was changed proves nothing.
    let proof = fs::read_to_string(sandbox.path("proof.json")).unwrap();
    sandbox.write(
        "changed.json",
        proof.replace("\"byte_length\": 2,", "\"byte_length\": 3,"),
    );
    sandbox.refused("check-member changed.json model/config.json");
}
