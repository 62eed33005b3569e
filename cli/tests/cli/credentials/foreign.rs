//! What manifests say, and what is said on the command line

use std::fs;

use serde_json::{Value, json};

use super::{IPTC, foreign_file, funded};

#[test]
fn what_another_tool_signed_is_recorded_and_not_contradicted() {
    let sandbox = funded();
    fs::copy(foreign_file("c2pa-python.jpg"), sandbox.path("painted.jpg")).unwrap();
    for (args, expected) in [
        ("--disclosure human", "contradicts --disclosure human"),
        ("--allow-training", "contradicts --allow-training"),
        ("--source-type digitalCapture", "contradicts --source-type"),
        ("--manifest aurora.jpg", "another manifest store"),
    ] {
        let error = sandbox.refused(&format!("mint painted.jpg --no-vault {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    let minted = sandbox.json("mint painted.jpg --no-vault");
    assert_eq!(minted["disclosure"], "ai-generated");
    let shown = sandbox.json("asset show painted.jpg");
    assert_eq!(shown["claim_generator"], "Aurora Painter 3.1");
    assert_eq!(
        shown["digital_source_type"],
        format!("{IPTC}trainedAlgorithmicMedia")
    );

    // A permission is taken over too, and can only be taken back by another manifest.
    fs::copy(foreign_file("c2pa-ts.png"), sandbox.path("photo.png")).unwrap();
    let error = sandbox.refused("mint photo.png --no-vault --forbid-training");
    assert!(error.contains("contradicts --forbid-training"), "{error}");
    let minted = sandbox.json("mint photo.png --no-vault");
    assert_eq!(
        (&minted["disclosure"], &minted["training_allowed"]),
        (&json!("human"), &json!(true))
    );
}

#[test]
fn ingredients_that_the_manifest_names_are_reported() {
    let sandbox = funded();
    fs::copy(
        foreign_file("c2pa-python-edited.jpg"),
        sandbox.path("edited.jpg"),
    )
    .unwrap();
    fs::copy(foreign_file("c2pa-python.jpg"), sandbox.path("painted.jpg")).unwrap();
    let parent = sandbox.json("mint painted.jpg --no-vault");
    let minted = sandbox.json("mint edited.jpg --no-vault");
    let ingredient = &minted["credentials"]["ingredients"][0];
    assert_eq!(
        (&ingredient["title"], &ingredient["relationship"]),
        (&json!("Aurora"), &json!("parent"))
    );
    // The parent is registered, and found by its manifest.
    assert_eq!(ingredient["asset"], parent["asset"]);
    let asset = crate::studio::text(&parent["asset"]);
    let told = sandbox.stdout("verify edited.jpg");
    assert!(
        told.contains(&format!(
            "Aurora, its parent, with credentials, registered as {asset}"
        )),
        "{told}"
    );
}

#[test]
fn a_file_that_says_nothing_needs_a_disclosure() {
    let sandbox = funded();
    let error = sandbox.refused("mint aurora.jpg --no-vault");
    assert!(
        error.contains("nothing says how much of the work machines made"),
        "{error}"
    );
    assert!(error.contains("--disclosure human"), "{error}");
    let minted = sandbox.json("mint aurora.jpg --no-vault --source-type digitalCreation");
    assert_eq!(minted["disclosure"], "human");
    let shown = sandbox.json("asset show aurora.jpg");
    assert_eq!(
        shown["digital_source_type"],
        format!("{IPTC}digitalCreation")
    );
    assert_eq!(shown["manifest_hash"], Value::Null);
}
