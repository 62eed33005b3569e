//! Signed originals, and what becomes of them on the way

use std::{fs, path::PathBuf};

use predicates::str::contains;
use serde_json::{Value, json};

use super::{IPTC, STUDIO, changed, published, verify};
use crate::studio::text;

#[test]
fn a_signed_original_and_its_claim_point_at_each_other() {
    let (sandbox, minted) = published();
    let artist = text(&sandbox.json("address")["address"]);
    assert_eq!(minted["file"], "aurora-signed.jpg");
    // Both followed from the source type.
    assert_eq!(minted["disclosure"], "ai-generated");
    assert_eq!(minted["training_allowed"], false);

    let (status, found) = verify(&sandbox, "aurora-signed.jpg --trust-anchors root.pem");
    assert_eq!(status, 0);
    let credentials = &found["credentials"];
    assert_eq!(credentials["status"], "trusted");
    assert_eq!(credentials["pointer"]["owner"], artist);
    assert_eq!(
        credentials["signature"]["certificate"]["common_name"],
        "studio"
    );
    let claim = &found["claims"][0];
    assert_eq!(claim["manifest_hash"], credentials["manifest_hash"]);
    let certificate = &credentials["signature"]["certificate"]["fingerprint"];
    assert_eq!(&claim["signing_certificate"], certificate);
    assert_eq!(
        claim["claim_generator"],
        format!("Provenue {}", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(
        claim["digital_source_type"],
        format!("{IPTC}trainedAlgorithmicMedia")
    );
    assert_eq!(
        claim["manifest_check"],
        json!({ "store": "same", "pointer": "here", "contradictions": [] })
    );
    // Without a trust list nobody is believed, and all the rest is the same.
    let (_, found) = verify(&sandbox, "aurora-signed.jpg");
    assert_eq!(found["credentials"]["status"], "valid");
    let told = sandbox.stdout("verify aurora-signed.jpg");
    assert!(
        told.contains("✓ the claim records the file's manifest"),
        "{told}"
    );
    assert!(
        told.contains("✓ the manifest points to a claim of who registered it"),
        "{told}"
    );
    sandbox.stdout("verify aurora-signed.jpg --html page.html");
    let page = fs::read_to_string(sandbox.path("page.html")).unwrap();
    assert!(page.contains("Content Credentials"), "{page}");
    assert!(page.contains("studio (Provenue Tests)"), "{page}");
}

/// The key of a C2PA signer attests on chain; somebody else pays.
#[test]
fn the_key_that_signed_the_manifest_attests() {
    let (sandbox, _) = published();
    let attest = "attest create aurora-signed.jpg --kind authorship -k rival.json";
    let said = sandbox.json(&format!("{attest} --signed-by studio.key.pem"));
    let shown = sandbox.json("credentials show aurora-signed.jpg");
    let certificate = &shown["credentials"]["signature"]["certificate"];
    assert_eq!(said["signed_with"], "p256");
    assert_eq!(said["p256_key"], certificate["p256_key"]);
    // Another key of the same authority.
    let review = "attest create aurora-signed.jpg --kind review --score 5";
    sandbox.stdout(&format!("{review} --signed-by rival.key.pem"));
    let (_, found) = verify(&sandbox, "aurora-signed.jpg");
    let attestations = found["claims"][0]["attestations"].as_array().unwrap();
    for said in attestations {
        assert_eq!(
            said["signed_manifest"],
            said["kind"] == "authorship",
            "{said}"
        );
    }
    assert_eq!(attestations.len(), 2);
    let told = sandbox.stdout("verify aurora-signed.jpg");
    assert_eq!(
        told.matches("who signed the file's manifest").count(),
        1,
        "{told}"
    );
    let error = sandbox.refused(&format!("{attest} --signed-by studio.chain.pem"));
    assert!(error.contains("no private P-256 key in PEM"), "{error}");
}

#[test]
fn the_original_stays_and_nothing_is_overwritten() {
    let (sandbox, _) = published();
    let (status, found) = verify(&sandbox, "aurora.jpg");
    assert_eq!(
        (status, &found["credentials"]["status"]),
        (3, &json!("none"))
    );
    let again = format!("mint aurora.jpg --no-vault --sign {STUDIO} --disclosure human");
    let error = sandbox.refused(&again);
    assert!(error.contains("aurora-signed.jpg exists"), "{error}");
    let other = sandbox.json(&format!("{again} --signed-file other.jpg"));
    assert_eq!(other["file"], "other.jpg");
}

#[test]
fn a_changed_pixel_is_another_file_whose_manifest_does_not_fit() {
    let (sandbox, _) = published();
    changed(&sandbox, "aurora-signed.jpg", "changed.jpg", |bytes| {
        let last = bytes.len() - 100;
        bytes[last] ^= 1;
    });
    let (status, found) = verify(&sandbox, "changed.jpg");
    assert_eq!(status, 3);
    assert_eq!(found["credentials"]["status"], "invalid");
    assert_eq!(
        found["credentials"]["reasons"][0]["code"],
        "assertion.dataHash.mismatch"
    );
    let error = sandbox.refused("mint changed.jpg --no-vault --disclosure human");
    assert!(
        error.contains("bytes were changed after it was signed"),
        "{error}"
    );
    // Whoever insists registers it without a manifest.
    let minted =
        sandbox.json("mint changed.jpg --no-vault --disclosure human --ignore-invalid-credentials");
    assert_eq!(minted["credentials"]["status"], "invalid");
    let shown = sandbox.json("asset show changed.jpg");
    assert_eq!(
        [
            &shown["manifest_hash"],
            &shown["signing_certificate"],
            &shown["digital_source_type"]
        ],
        [&Value::Null; 3]
    );
    let (_, found) = verify(&sandbox, "changed.jpg");
    assert_eq!(
        found["claims"][0]["manifest_check"]["store"],
        "not-recorded"
    );
    assert_eq!(found["claims"][0]["manifest_check"]["pointer"], Value::Null);
}

#[test]
fn a_changed_manifest_proves_nothing() {
    let (sandbox, _) = published();
    changed(&sandbox, "aurora-signed.jpg", "changed.jpg", |bytes| {
        let said = b"trainedAlgorithmicMedia";
        let place = bytes.windows(said.len()).position(|window| window == said);
        let place = place.unwrap();
        bytes[place..place + said.len()].copy_from_slice(b"digitalCapture.........");
    });
    let error = sandbox.refused("mint changed.jpg --no-vault --disclosure human");
    assert!(error.contains("changed after it was signed"), "{error}");
    sandbox
        .command("credentials show changed.jpg")
        .assert()
        .code(4)
        .stdout(contains("a statement of the manifest was changed"));
}

/// `chat.webp` is `aurora.jpg` as a messenger sends it: smaller, in another format, without metadata.
#[test]
fn a_stripped_and_transcoded_copy_leads_to_the_signed_original() {
    let (sandbox, minted) = published();
    let copies = "../crates/perceptual/tests/pictures/chat.webp";
    let copy = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(copies);
    fs::copy(copy, sandbox.path("chat.webp")).unwrap();
    let (status, found) = verify(&sandbox, "chat.webp --near all");
    assert_eq!(
        (status, &found["credentials"]["status"]),
        (3, &json!("none"))
    );
    assert_eq!(found["near"][0]["asset"], minted["asset"]);
    let asset = text(&minted["asset"]);
    let shown = sandbox.json(&format!("asset show {asset}"));
    assert_eq!(
        shown["manifest_hash"],
        minted["credentials"]["manifest_hash"]
    );
}

#[test]
fn the_manifest_points_to_its_claim_whoever_owns_that_now() {
    let (sandbox, minted) = published();
    let heir = sandbox.keypair("heir.json");
    sandbox.stdout("airdrop 1 heir.json");
    sandbox.stdout("asset offer-ownership aurora-signed.jpg heir.json");
    sandbox.stdout("asset accept aurora-signed.jpg -k heir.json");
    let (_, found) = verify(&sandbox, "aurora-signed.jpg");
    let claim = &found["claims"][0];
    assert_eq!(
        (&claim["owner"], &claim["registrant"]),
        (&json!(heir), &minted["owner"])
    );
    assert_eq!(claim["manifest_check"]["pointer"], "here");
}
