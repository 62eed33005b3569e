//! Claims and manifests that do not belong together

use std::fs;

use predicates::str::contains;
use provenue_credentials::{AssetPointer, Request, Signer, sign};
use serde_json::{Value, json};

use super::{foreign_file, funded, published, verify};
use crate::studio::text;

#[test]
fn a_rival_who_registers_the_signed_file_is_not_whom_it_points_to() {
    let (sandbox, _) = published();
    let artist = text(&sandbox.json("address")["address"]);
    sandbox
        .command("mint aurora-signed.jpg --no-vault -k rival.json")
        .assert()
        .success()
        .stderr(contains(format!("points to a claim of {artist}")));
    let (_, found) = verify(&sandbox, "aurora-signed.jpg");
    let pointers = [0, 1].map(|index| found["claims"][index]["manifest_check"]["pointer"].clone());
    assert_eq!(pointers, ["here", "other-owner"]);
    let told = sandbox.stdout("verify aurora-signed.jpg");
    assert!(
        told.contains("✗ the manifest points to somebody else's claim"),
        "{told}"
    );
}

#[test]
fn a_manifest_that_names_somebody_elses_claim_is_seen_through() {
    let (sandbox, minted) = published();
    let pointer = &minted["credentials"]["pointer"];
    let named = |key: &str| text(&pointer[key]);
    let signer = Signer::from_files(
        &sandbox.path("rival.chain.pem"),
        &sandbox.path("rival.key.pem"),
        None,
    )
    .unwrap();
    let elsewhere = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d";
    let forged = [
        (
            "owner.jpg",
            named("cluster"),
            named("program"),
            "other-owner",
        ),
        (
            "registry.jpg",
            named("cluster"),
            named("owner"),
            "other-registry",
        ),
        (
            "ledger.jpg",
            elsewhere.to_owned(),
            named("program"),
            "other-ledger",
        ),
    ];
    for (file, cluster, program, expected) in forged {
        let pointer = AssetPointer::new(cluster, program, named("owner"), &[7; 16]).unwrap();
        let request = Request {
            pointer: Some(pointer),
            ..Request::default()
        };
        let original = sandbox.path("aurora.jpg");
        sign(&original, &sandbox.path(file), &signer, &request).unwrap();
        sandbox.stdout(&format!(
            "mint {file} --no-vault --disclosure human -k rival.json"
        ));
        let (_, found) = verify(&sandbox, file);
        let check = &found["claims"][0]["manifest_check"];
        assert_eq!(
            (&check["store"], &check["pointer"]),
            (&json!("same"), &json!(expected)),
            "{file}"
        );
    }
}

#[test]
fn a_rival_with_another_manifest_of_the_same_bytes_is_told_apart() {
    let sandbox = funded();
    for (from, to) in [
        ("sidecar.webp", "work.webp"),
        ("sidecar.c2pa", "work.c2pa"),
        ("sidecar.webp", "mine.webp"),
        ("rival.c2pa", "mine.c2pa"),
    ] {
        fs::copy(foreign_file(from), sandbox.path(to)).unwrap();
    }
    sandbox.stdout("mint work.webp --no-vault");
    sandbox.stdout("mint mine.webp --no-vault -k rival.json");
    let (_, found) = verify(&sandbox, "work.webp");
    let stores = [0, 1].map(|index| found["claims"][index]["manifest_check"]["store"].clone());
    assert_eq!(stores, ["same", "other"]);
    // One signer, two manifests for the same bytes.
    let certificate = &found["credentials"]["signature"]["certificate"]["fingerprint"];
    assert_eq!(found["equivocating_certificates"], json!([certificate]));
    assert_eq!(found["equivocations"], json!([]));
    let told = sandbox.stdout("verify work.webp");
    assert!(told.contains("signed with the same certificate"), "{told}");
    let (_, found) = verify(&sandbox, "mine.webp");
    let stores = [0, 1].map(|index| found["claims"][index]["manifest_check"]["store"].clone());
    assert_eq!(stores, ["other", "same"]);
    // Who has the picture alone sees that both name a manifest that is not there.
    fs::remove_file(sandbox.path("work.c2pa")).unwrap();
    let (_, found) = verify(&sandbox, "work.webp");
    let stores = [0, 1].map(|index| found["claims"][index]["manifest_check"]["store"].clone());
    assert_eq!(stores, ["missing", "missing"]);
}

/// The picture was registered before its manifest was known.
#[test]
fn a_claim_that_the_manifest_denies_is_shown() {
    let sandbox = funded();
    fs::copy(foreign_file("sidecar.webp"), sandbox.path("work.webp")).unwrap();
    sandbox.stdout(
        "mint work.webp --no-vault --disclosure human --source-type digitalCapture --allow-training",
    );
    let (_, found) = verify(&sandbox, "work.webp");
    assert_eq!(found["claims"][0]["manifest_check"], Value::Null);
    fs::copy(foreign_file("sidecar.c2pa"), sandbox.path("work.c2pa")).unwrap();
    let (_, found) = verify(&sandbox, "work.webp");
    assert_eq!(
        found["claims"][0]["manifest_check"],
        json!({
            "store": "not-recorded",
            "pointer": null,
            "contradictions": ["source-type", "disclosure", "training"],
        })
    );
    let told = sandbox.stdout("verify work.webp");
    assert!(
        told.contains("✗ the claim allows training, and the manifest does not"),
        "{told}"
    );
}
