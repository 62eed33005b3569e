//! Works that look alike

use std::{fs, path::PathBuf};

use predicates::str::contains;
use serde_json::{Value, json};

use crate::sandbox::{Sandbox, bytes};

/// A picture of the perceptual hash's tests: copies of `aurora.jpg` that other programs made.
fn picture(name: &str) -> Vec<u8> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let path = match name {
        "aurora.jpg" => root.join("samples").join(name),
        _ => root.join("crates/perceptual/tests/pictures").join(name),
    };
    fs::read(path).unwrap()
}

/// The artist registered `aurora.jpg`; somebody else has copies of it.
fn registered() -> (Sandbox, Value) {
    let sandbox = Sandbox::new();
    sandbox.stdout("airdrop 10");
    for name in [
        "aurora.jpg",
        "chat.webp",
        "thumbnail.jpg",
        "waves.png",
        "blank.png",
        "cropped.jpg",
    ] {
        sandbox.write(name, picture(name));
    }
    let minted = sandbox.json("mint aurora.jpg --disclosure ai-generated --no-vault");
    (sandbox, minted)
}

/// What looks like a file, with the exit status.
fn near(sandbox: &Sandbox, args: &str) -> (i32, Value) {
    let mut command = sandbox.command(&format!("verify {args} --output json"));
    let done = command.output().unwrap();
    let report: Value = serde_json::from_slice(&done.stdout).unwrap();
    (done.status.code().unwrap(), report["near"].clone())
}

fn told(near: &Value) -> Vec<(u64, &Value)> {
    let near = near.as_array().unwrap().iter();
    near.map(|one| (one["distance"].as_u64().unwrap(), &one["asset"]))
        .collect()
}

#[test]
fn a_picture_is_registered_with_its_perceptual_hash() {
    let (sandbox, minted) = registered();
    // As Meta's own implementation computes it.
    let pdq = "efaf1be46409bc13c3f69b2470806e29c1fe91d48be47c297c3941eb23e6a654";
    assert_eq!(minted["perceptual_hash"], pdq);
    let shown = sandbox.json("asset show aurora.jpg");
    assert_eq!(shown["perceptual_hash"], pdq);
    // What was given is recorded instead, and neither an empty page nor a text has any.
    sandbox.write("note.txt", "northern lights");
    for (file, hash) in [("blank.png", Value::Null), ("note.txt", Value::Null)] {
        let minted = sandbox.json(&format!("mint {file} --disclosure human --no-vault"));
        assert_eq!(minted["perceptual_hash"], hash, "{file}");
    }
    let given = "mint waves.png --disclosure human --no-vault --perceptual-hash d1ff";
    let given = sandbox.json(given);
    assert_eq!(given["perceptual_hash"], format!("d1ff{}", "00".repeat(30)));
}

#[test]
fn a_transcoded_copy_is_found_among_all_works() {
    let (sandbox, minted) = registered();
    let rival = sandbox.json("mint thumbnail.jpg --disclosure human --no-vault");
    let (code, found) = near(&sandbox, "chat.webp --near all");
    assert_eq!(code, 3, "nobody has registered these bytes");
    let both = told(&found);
    assert_eq!(
        both,
        [(8, &minted["asset"]), (24, &rival["asset"])],
        "{found}"
    );
    assert_eq!(found[0]["disclosure"], "ai-generated");
    assert_eq!(found[0]["file"], Value::Null);

    // The work itself is no rival of its own; who copied it is.
    let (code, found) = near(&sandbox, "aurora.jpg --near all");
    assert_eq!((code, told(&found)), (0, vec![(26, &rival["asset"])]));

    let mut shown = sandbox.command("verify chat.webp --near all");
    shown
        .assert()
        .code(3)
        .stdout(contains("✗ nobody has registered chat.webp"))
        .stdout(contains(
            "looks the same: 8 of 256 bits of the perceptual hashes differ",
        ));
    sandbox
        .command("verify chat.webp --near all --html page.html")
        .assert()
        .code(3);
    let page = fs::read_to_string(sandbox.path("page.html")).unwrap();
    assert!(page.contains("Works that look the same"));
    assert!(page.contains(minted["asset"].as_str().unwrap()));
}

#[test]
fn the_set_may_be_assets_pictures_or_folders() {
    let (sandbox, minted) = registered();
    let asset = minted["asset"].as_str().unwrap();
    let by_asset = near(&sandbox, &format!("chat.webp --near {asset}")).1;
    assert_eq!(told(&by_asset), [(8, &minted["asset"])]);
    let by_picture = near(&sandbox, "chat.webp --near aurora.jpg").1;
    assert_eq!(told(&by_picture), [(8, &minted["asset"])]);
    assert_eq!(by_picture[0]["file"], "aurora.jpg");
    // Named three times, told once.
    let thrice = format!("chat.webp --near all --near . --near {asset}");
    assert_eq!(told(&near(&sandbox, &thrice).1), [(8, &minted["asset"])]);
    // Near pictures that nobody registered are not works.
    assert_eq!(
        near(&sandbox, "chat.webp --near thumbnail.jpg").1,
        json!([])
    );
}

#[test]
fn others_and_what_was_cropped_are_not_found() {
    let (sandbox, _) = registered();
    sandbox.json("mint waves.png --disclosure human --no-vault");
    for file in ["cropped.jpg", "waves.png"] {
        let found = near(&sandbox, &format!("{file} --near all")).1;
        assert_eq!(found, json!([]), "{file}");
    }
}

#[test]
fn what_is_no_picture_is_compared_with_nothing() {
    let (sandbox, _) = registered();
    sandbox.write("noise.bin", bytes(5_000));
    for file in ["noise.bin", "blank.png"] {
        let mut command = sandbox.command(&format!("verify {file} --near all --output json"));
        let done = command
            .assert()
            .code(3)
            .stderr(contains("compared with nothing"));
        let report: Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
        assert_eq!(report["near"], Value::Null);
    }
    // A damaged picture is a file like any other.
    sandbox.write("cut.jpg", &picture("aurora.jpg")[..2_000]);
    let minted = sandbox.json("mint cut.jpg --disclosure human --no-vault");
    assert_eq!(minted["perceptual_hash"], Value::Null);
    let mut missing = sandbox.command("verify aurora.jpg --near nowhere");
    missing
        .assert()
        .code(1)
        .stderr(contains("cannot read nowhere"));
}
