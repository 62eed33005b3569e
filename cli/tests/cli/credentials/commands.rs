//! `credentials show` and `credentials sign`

use predicates::str::contains;
use serde_json::Value;

use super::{STUDIO, funded, verify};
use crate::studio::text;

#[test]
fn credentials_are_shown_and_signed_without_a_ledger() {
    let sandbox = funded();
    let signed = sandbox.json(&format!(
        "credentials sign aurora.jpg {STUDIO} --source-type digitalCapture --training allowed \
         --title Northern --ingredient aurora.jpg --algorithm es256 --out signed.jpg"
    ));
    assert_eq!(signed["signed_file"], "signed.jpg");
    assert_eq!(signed["credentials"]["pointer"], Value::Null);
    let shown = sandbox.json("credentials show signed.jpg --trust-anchors root.pem");
    let credentials = &shown["credentials"];
    assert_eq!(credentials["status"], "trusted");
    assert_eq!(credentials["title"], "Northern");
    assert_eq!(credentials["training_allowed"], true);
    assert_eq!(credentials["ingredients"][0]["title"], "aurora.jpg");
    // The signer's key in the form in which attestations name it.
    let did = text(&credentials["signer_did"]);
    assert!(did.starts_with("did:key:zDna"), "{did}");
    sandbox
        .command("credentials show aurora.jpg")
        .assert()
        .code(3)
        .stdout(contains("none"));

    sandbox.stdout(&format!("credentials sign aurora.jpg {STUDIO} --pointer"));
    let shown = sandbox.json("credentials show aurora-signed.jpg");
    let artist = text(&sandbox.json("address")["address"]);
    assert_eq!(shown["credentials"]["pointer"]["owner"], artist);
    let minted = sandbox.json("mint aurora-signed.jpg --no-vault --disclosure human");
    assert_eq!(minted["credentials"]["pointer"]["owner"], artist);
    let (_, found) = verify(&sandbox, "aurora-signed.jpg");
    assert_eq!(found["claims"][0]["manifest_check"]["pointer"], "here");
}

#[test]
fn what_cannot_sign_is_refused_before_anything_is_written() {
    let sandbox = funded();
    sandbox.write("text.txt", "no manifest fits in here");
    for (args, expected) in [
        (
            "aurora.jpg --certificate studio.chain.pem --key rival.key.pem",
            "not signed",
        ),
        (
            "aurora.jpg --certificate studio.key.pem --key studio.key.pem",
            "refused",
        ),
        (
            "aurora.jpg --certificate none.pem --key studio.key.pem",
            "none.pem",
        ),
        (
            "text.txt --certificate studio.chain.pem --key studio.key.pem",
            "no kind of file",
        ),
        (
            "none.jpg --certificate studio.chain.pem --key studio.key.pem",
            "none.jpg",
        ),
    ] {
        let error = sandbox.refused(&format!("credentials sign {args} --out new.jpg"));
        assert!(error.contains(expected), "{args}: {error}");
        assert!(!sandbox.path("new.jpg").exists());
    }
    let list = "verify aurora.jpg --trust-anchors studio.key.pem";
    assert!(sandbox.refused(list).contains("trust list is refused"));
    for usage in [
        "mint aurora.jpg --sign",
        "mint aurora.jpg --key studio.key.pem",
        "mint aurora.jpg --allow-training --forbid-training",
        "mint aurora.jpg --source-type photo",
    ] {
        sandbox.command(usage).assert().code(2);
    }
}
