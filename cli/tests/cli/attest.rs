//! `attest`

use std::fs;

use provenue_client::{
    EmbeddedLedger,
    attestation_service::ATTESTATION_SERVICE,
    solana::{Account, Address},
};
use serde_json::json;

use crate::studio::{Studio, text};

#[test]
fn what_is_said_is_listed_shown_and_taken_back() {
    let studio = Studio::open();
    studio.write("report.txt", "abc");
    let said = studio.json(
        "attest create photo.bin --kind review --score 85.5 --evidence report.txt --expires 90d",
    );
    assert_eq!(
        (&said["kind"], &said["score_bps"]),
        (&json!("review"), &json!(8_550))
    );
    assert_eq!(
        (&said["asset"], &said["attestor"]),
        (&json!(studio.asset), &json!(studio.artist))
    );
    assert_eq!(
        (&said["signed_with"], &said["nonce"]),
        (&json!("transaction"), &json!(1))
    );
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(said["evidence_sha256"], sha256);
    assert_eq!(said["standing"], "stands");

    // Somebody else says something, which the artist brings to the chain and pays for.
    let other = studio
        .json("attest create photo.bin --kind ai-detection --score 12 --signed-by stranger.json");
    assert_eq!(other["signed_with"], "ed25519");
    assert_ne!(other["attestor"], said["attestor"]);

    let list = studio.json("attest list photo.bin");
    assert_eq!(list["attestations"].as_array().unwrap().len(), 2);
    let shown = studio.stdout("verify photo.bin");
    let line = format!("review, 85.5 %, by {} (stands)", studio.artist);
    assert!(shown.contains(&line), "{shown}");
    assert!(shown.contains("ai-detection, 12 %, by "), "{shown}");

    let revoked = studio.json("attest revoke photo.bin --kind review --reason 7");
    assert_eq!(revoked["attestation"], said["attestation"]);
    assert_eq!(
        (&revoked["standing"], &revoked["nonce"]),
        (&json!("revoked"), &json!(2))
    );
    assert_eq!(revoked["revocation_reason"], 7);
    studio.stdout("attest revoke photo.bin --kind ai-detection --signed-by stranger.json");
    let shown = studio.stdout("attest list photo.bin");
    assert_eq!(shown.matches("revoked").count(), 2, "{shown}");

    let again = studio.json("attest create photo.bin --kind review --score 1");
    assert_eq!(
        (&again["nonce"], &again["standing"]),
        (&json!(3), &json!("stands"))
    );
    assert_eq!(text(&again["attestation"]), text(&said["attestation"]));
}

#[test]
fn what_cannot_be_said_is_refused() {
    let studio = Studio::open();
    for (args, why) in [
        (
            "create photo.bin --kind authorship --score 5",
            "have no score",
        ),
        (
            "create photo.bin --kind review --schema photo.bin",
            "only custom attestations",
        ),
        (
            "revoke photo.bin --kind review",
            "has attested nothing of this kind",
        ),
    ] {
        let error = studio.refused(&format!("attest {args}"));
        assert!(error.contains(why), "{error}");
    }
    studio.stdout("attest create photo.bin --kind custom --schema photo.bin");
    studio.stdout("attest revoke photo.bin --kind custom");
    let error = studio.refused("attest revoke photo.bin --kind custom");
    assert!(error.contains("revoked already"), "{error}");
    let list = studio.stdout("attest list photo.bin");
    assert_eq!(list.lines().count(), 2, "{list}");
}

/// Puts an account of the Solana Attestation Service onto the ledger: what its published client wrote,
/// about somebody else.
fn put(studio: &Studio, what: &str, subject: Option<&str>) -> String {
    let file = "../client/src/attestation_service/tests.txt";
    let file = fs::read_to_string(file).unwrap();
    let mut lines = file.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let line = lines.find(|line| line[0] == what).unwrap();
    let mut data = hex::decode(line[2]).unwrap();
    if let Some(subject) = subject {
        let subject: Address = subject.parse().unwrap();
        data[1..33].copy_from_slice(subject.as_ref());
    }
    let account = Account {
        lamports: 10_000_000,
        data,
        owner: ATTESTATION_SERVICE,
        ..Account::default()
    };
    let ledger = EmbeddedLedger::open(studio.path(".local/share/provenue")).unwrap();
    ledger
        .set_account(line[1].parse().unwrap(), account)
        .unwrap();
    line[1].to_owned()
}

#[test]
fn what_the_solana_attestation_service_says_is_shown() {
    let studio = Studio::open();
    let issuer = put(&studio, "credential", None);
    put(&studio, "schema", None);
    let of_work = put(&studio, "stands", Some(&studio.asset));
    put(&studio, "former", Some(&studio.artist));
    put(&studio, "ended", Some(&studio.ben));
    let list = studio.json("attest list photo.bin");
    assert_eq!(list["attestations"], json!([]));
    let [work, owner] = &list["service_attestations"].as_array().unwrap()[..] else {
        panic!("{list}");
    };
    assert_eq!(
        (&work["about"], &work["standing"]),
        (&json!("work"), &json!("stands"))
    );
    assert_eq!(
        (&work["attestation"], &work["issuer"]),
        (&json!(of_work), &json!(issuer))
    );
    assert_eq!(work["fields"]["territory"], "worldwide");
    assert_eq!(work["fields"]["parties"], json!(["Ana", "Bo"]));
    assert_eq!(
        (&owner["about"], &owner["signer_authorized"]),
        (&json!("owner"), &json!(false))
    );
    for command in ["attest list", "verify"] {
        let shown = studio.stdout(&format!("{command} photo.bin"));
        let line = format!("CLEARANCE of the work, by Rights Registry {issuer} (stands)");
        assert!(shown.contains(&line), "{shown}");
        assert!(shown.contains("CLEARANCE of the owner"), "{shown}");
        assert!(shown.contains("(its signer was removed since)"), "{shown}");
    }
}
