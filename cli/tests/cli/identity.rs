//! DIDs of those who attest, and of whom works are.

use serde_json::{Value, json};

use crate::studio::{Studio, text};

const DID: &str = "did:web:studio.example";

/// Writes `did.json`, the document of [`DID`], which names keys by their DIDs.
fn document(studio: &Studio, keys: &[&str]) {
    let methods = keys.iter().map(|did| match did.strip_prefix("did:key:") {
        Some(key) => json!({ "id": "#key", "publicKeyMultibase": key }),
        None => {
            json!({ "id": "#account", "blockchainAccountId": did.trim_start_matches("did:pkh:") })
        }
    });
    let methods: Vec<_> = methods.collect();
    let document = json!({ "id": DID, "assertionMethod": methods });
    studio.write("did.json", document.to_string());
}

/// What `verify photo.bin` finds of a DID, with its exit status.
fn verified(studio: &Studio, args: &str) -> (i32, Value) {
    let mut command = studio.command(&format!("verify photo.bin {args} --output json"));
    let done = command.output().unwrap();
    let found = serde_json::from_slice(&done.stdout).unwrap();
    (done.status.code().unwrap(), found)
}

#[test]
fn every_attestor_has_a_did() {
    let studio = Studio::open();
    let signed = studio.json("attest create photo.bin --kind review --score 1");
    let account = format!(":{}", studio.artist);
    let did = text(&signed["did"]);
    assert!(
        did.starts_with("did:pkh:solana:") && did.ends_with(&account),
        "{did}"
    );
    let apart =
        studio.json("attest create photo.bin --kind review --score 2 --signed-by stranger.json");
    let key = text(&apart["did"]);
    assert!(key.starts_with("did:key:z6Mk"), "{key}");
    let list = studio.json("attest list photo.bin");
    let dids = list["attestations"].as_array().unwrap().iter();
    let mut dids: Vec<_> = dids.map(|said| text(&said["did"])).collect();
    dids.sort();
    assert_eq!(dids, [key.clone(), did.clone()]);
    let (_, found) = verified(&studio, "");
    assert!(found["claims"][0].to_string().contains(&key));
    // A DID that names its key needs nothing else.
    let (code, found) = verified(&studio, &format!("--did {did}"));
    assert_eq!((code, &found["did_matches"]), (0, &json!(true)));
    // Who only reviewed a work is not who made it.
    let (code, found) = verified(&studio, &format!("--did {key}"));
    assert_eq!((code, &found["did_matches"]), (6, &json!(false)));
    let check = &found["claims"][0]["did_check"];
    assert_eq!(check["only_named"], json!([apart["attestor"]]));
    studio.stdout("attest create photo.bin --kind authorship --signed-by stranger.json");
    assert_eq!(verified(&studio, &format!("--did {key}")).0, 0);
}

#[test]
fn a_domain_and_the_owner_name_each_other() {
    let studio = Studio::open();
    let owner = text(&studio.json("attest create photo.bin --kind review --score 1")["did"]);
    document(&studio, &[&owner]);
    let demand = format!("--did {DID} --did-document did.json");

    // The document alone is a claim about somebody else.
    let (code, found) = verified(&studio, &demand);
    assert_eq!((code, &found["did_matches"]), (6, &json!(false)));
    let check = &found["claims"][0]["did_check"];
    assert_eq!(check["only_named"], json!([studio.artist]));

    let said = studio.json(&format!(
        "attest create photo.bin --kind authorship {demand}"
    ));
    assert_eq!(said["says_to_be"], DID);
    let (code, found) = verified(&studio, &format!("{demand} --html page.html"));
    assert_eq!((code, &found["did_matches"]), (0, &json!(true)));
    assert_eq!(found["demanded_did"], DID);
    let check = &found["claims"][0]["did_check"];
    assert_eq!(check["both"], json!([studio.artist]));
    let line = format!(
        "✓ {DID} is the owner {}: each names the other",
        studio.artist
    );
    let page = std::fs::read_to_string(studio.path("page.html")).unwrap();
    assert!(page.contains(&line), "{page}");
    let shown = studio.stdout(&format!("verify photo.bin {demand}"));
    assert!(shown.contains(&line), "{shown}");
    assert!(
        shown.contains(&format!("✓ the first claim is of {DID}")),
        "{shown}"
    );

    // The domain's next owner names somebody else.
    document(
        &studio,
        &["did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"],
    );
    let (code, found) = verified(&studio, &demand);
    assert_eq!(code, 6);
    let check = &found["claims"][0]["did_check"];
    assert_eq!(check["only_said"], json!([studio.artist]));

    // What was revoked ties nothing.
    document(&studio, &[&owner]);
    studio.stdout("attest revoke photo.bin --kind authorship");
    assert_eq!(verified(&studio, &demand).0, 6);
    document(&studio, &[]);
    let shown = studio.command(&format!("verify photo.bin {demand}"));
    let shown = { shown }.output().unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(
        shown.contains(&format!("✗ nothing ties this claim to {DID}")),
        "{shown}"
    );
}

#[test]
fn a_did_of_somebody_else_is_not_attested() {
    let studio = Studio::open();
    document(
        &studio,
        &["did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"],
    );
    studio.write(
        "other.json",
        json!({ "id": "did:web:other.example" }).to_string(),
    );
    studio.write("long.json", vec![b' '; (64 << 10) + 1]);
    let key = "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp";
    let elsewhere = format!(
        "did:pkh:solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:{}",
        studio.artist
    );
    for (args, why) in [
        (format!("{DID} --did-document did.json"), "does not name"),
        (format!("{DID} --did-document other.json"), "its id is not"),
        (format!("{DID} --did-document photo.bin"), "no DID document"),
        (
            format!("{DID} --did-document long.json"),
            "longer than 64 KiB",
        ),
        (format!("{DID} --did-document missing.json"), "no such file"),
        (format!("{key} --did-document did.json"), "only a did:web"),
        (key.to_owned(), "does not name"),
        (elsewhere, "does not name"),
        ("did:example:1".to_owned(), "write did:key"),
    ] {
        let error = studio.refused(&format!(
            "attest create photo.bin --kind authorship --did {args}"
        ));
        assert!(error.contains(why), "{args}: {error}");
    }
    let error = studio.refused(&format!(
        "attest create photo.bin --kind review --did {key}"
    ));
    assert!(
        error.contains("only an attestation of authorship"),
        "{error}"
    );
    let list = studio.json("attest list photo.bin");
    assert_eq!(list["attestations"], json!([]));
}
