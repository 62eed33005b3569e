//! `record`, `disclose`, `check-disclosure`, `mint --record`: how a work was made

use std::fs;

use predicates::str::contains;
use serde_json::{Value, json};

use crate::{mint::funded, sandbox::Sandbox, studio::text};

const RECORD: &str = r#"{
  "version": 1,
  "prompt": "a lighthouse at dusk",
  "seed": 42,
  "parameters": { "steps": 20 },
  "models": [{ "name": "model.bin" }]
}"#;

/// A work that is registered with the commitment to how it was made.
fn made() -> Sandbox {
    let sandbox = funded("10");
    sandbox.write("record.json", RECORD);
    sandbox.write("model.bin", "weights");
    sandbox.write("sketch.bin", "sketch");
    sandbox.stdout(
        "record seal record.json -o sealed.json --model checkpoint=model.bin \
         --input image=sketch.bin",
    );
    sandbox.stdout("mint photo.bin --disclosure ai-generated --no-vault --record sealed.json");
    sandbox
}

#[test]
fn a_field_is_proved_against_the_work_and_the_others_stay_secret() {
    let sandbox = made();
    let shown = sandbox.json("asset show photo.bin");
    let sealed = sandbox.json("record show sealed.json");
    assert_eq!(shown["generation_record"], sealed["commitment"]);

    sandbox.stdout("disclose sealed.json /parameters/steps -o proof.json");
    let proof = fs::read_to_string(sandbox.path("proof.json")).unwrap();
    assert!(!proof.contains("lighthouse"), "{proof}");

    // The auditor has the work, the proof and the ledger.
    fs::remove_file(sandbox.path("sealed.json")).unwrap();
    let checked = sandbox.json("check-disclosure proof.json photo.bin");
    assert_eq!(checked["valid"], true);
    assert_eq!(checked["field"], "/parameters/steps");
    assert_eq!(checked["value"], 20);
    assert_eq!(checked["asset"], shown["asset"]);
    assert_eq!(checked["registered_at"], shown["registered_at"]);
    let commitment = text(&shown["generation_record"]);
    let by_hand = format!("check-disclosure proof.json --record {commitment}");
    assert_eq!(sandbox.json(&by_hand)["asset"], Value::Null);
    let told = sandbox.stdout("check-disclosure proof.json photo.bin");
    assert!(told.contains("The proof holds"), "{told}");
}

#[test]
fn what_was_not_committed_to_is_not_proved() {
    let sandbox = made();
    sandbox.stdout("disclose sealed.json /seed -o proof.json");
    let proof = fs::read_to_string(sandbox.path("proof.json")).unwrap();
    sandbox.write("forged.json", proof.replace(": 42", ": 43"));
    sandbox.write("renamed.json", proof.replace("/seed", "/parameters/seed"));
    // The same record, sealed for another work.
    sandbox.stdout("record seal record.json -o other.sealed.json");
    sandbox.stdout("disclose other.sealed.json /seed -o other.json");
    sandbox.write("bare.bin", "bare");
    sandbox.stdout("mint bare.bin --disclosure human --no-vault");
    let other = "0f".repeat(32);
    for (args, expected) in [
        ("forged.json photo.bin", "does not lead to the commitment"),
        ("renamed.json photo.bin", "does not lead to the commitment"),
        ("other.json photo.bin", "does not lead to the commitment"),
        (
            &format!("proof.json --record {other}"),
            "does not lead to the commitment",
        ),
        ("proof.json bare.bin", "without a generation record"),
        ("proof.json sketch.bin", "nobody has registered"),
        ("record.json photo.bin", "is no proof of a field"),
        ("missing.json photo.bin", "cannot read missing.json"),
    ] {
        let error = sandbox.refused(&format!("check-disclosure {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    let neither = sandbox.command("check-disclosure proof.json").assert();
    neither.code(2).stderr(contains("--record"));
}

#[test]
fn the_files_of_models_and_inputs_are_named_by_their_bytes() {
    let sandbox = made();
    let ids = sandbox.json("hash model.bin sketch.bin");
    let fields = &sandbox.json("record show sealed.json")["fields"];
    // The record named the model already: it is not listed twice.
    assert_eq!(
        fields["/models/0"],
        json!({ "name": "model.bin", "role": "checkpoint", "content_id": ids[0]["content_id"] })
    );
    assert_eq!(fields.get("/models/1"), None);
    assert_eq!(
        fields["/inputs/0"],
        json!({ "name": "sketch.bin", "role": "image", "content_id": ids[1]["content_id"] })
    );
    assert_eq!(fields["/prompt"], "a lighthouse at dusk");
}

#[test]
fn a_sealed_record_is_private_and_never_overwritten() {
    let sandbox = made();
    let sealed = fs::read(sandbox.path("sealed.json")).unwrap();
    for (args, expected) in [
        (
            "record seal record.json -o sealed.json",
            "never overwritten",
        ),
        ("record seal record.json -o photo.bin", "never overwritten"),
        ("record seal missing.json -o new.json", "no such file"),
        (
            "record seal photo.bin -o new.json",
            "neither text nor a PNG",
        ),
        (
            "record seal sealed.json -o new.json",
            "not a generation record",
        ),
        (
            "record seal record.json -o new.json --model vae=missing",
            "no such file: missing",
        ),
        ("disclose sealed.json /nothing -o proof.json", "no field"),
        (
            "disclose sealed.json /seed -o sealed.json",
            "sealed.json would be overwritten",
        ),
    ] {
        let error = sandbox.refused(args);
        assert!(error.contains(expected), "{args}: {error}");
    }
    assert_eq!(fs::read(sandbox.path("sealed.json")).unwrap(), sealed);
    assert!(!sandbox.path("new.json").exists());
    assert!(!sandbox.path("proof.json").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = sandbox.path("sealed.json");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let error = sandbox.refused("record show sealed.json");
        assert!(error.contains("others can read sealed.json"), "{error}");
    }
}

#[test]
fn a_picture_tells_how_it_was_made() {
    let sandbox = Sandbox::new();
    let picture = include_bytes!("../../../crates/record/tests/import/fixtures/automatic1111.png");
    sandbox.write("picture.png", picture);
    let record = sandbox.json("record import picture.png");
    assert_eq!(record["version"], 1);
    assert!(record["source"]["texts"].is_object());
    // What people see is the document itself.
    let plain: Value = serde_json::from_str(&sandbox.stdout("record import picture.png")).unwrap();
    assert_eq!(plain, record);

    sandbox.stdout("record seal picture.png -o sealed.json");
    let fields = &sandbox.json("record show sealed.json")["fields"];
    assert_eq!(fields["/prompt"], record["prompt"]);

    let schema = sandbox.json("record schema");
    assert!(schema["$id"].is_string() || schema["$schema"].is_string());
    sandbox.write("plain.txt", "text");
    let error = sandbox.refused("record import plain.txt");
    assert!(error.contains("not a PNG file"), "{error}");
}
