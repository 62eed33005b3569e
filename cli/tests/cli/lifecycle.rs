//! `asset supersede`, `revoke`, `update` and `freeze`, and what others see of them

use std::fs;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    sandbox::bytes,
    studio::{Studio, text},
};

/// A studio whose artist has a second work, `photo-v2.bin`; returns its asset.
fn studio() -> (Studio, String) {
    let studio = Studio::open();
    studio.write("photo-v2.bin", bytes(6_000));
    let minted = studio.json("mint photo-v2.bin --disclosure human --no-vault");
    (studio, text(&minted["asset"]))
}

/// What `verify` writes, with its exit status.
fn verified(studio: &Studio, args: &str) -> (i32, Value) {
    let done = studio
        .command(&format!("verify {args} --output json"))
        .output()
        .unwrap();
    let found = serde_json::from_slice(&done.stdout).unwrap();
    (done.status.code().unwrap(), found)
}

/// Asserts that standard error of what must fail says so.
fn refused(studio: &Studio, args: &str, expected: &str) {
    let error = studio.refused(args);
    assert!(error.contains(expected), "{args}: {error}");
}

#[test]
fn a_newer_work_replaces_an_older_one_and_both_say_so() {
    let (studio, new) = studio();
    let old = &studio.asset;
    let done = studio.json("asset supersede photo.bin photo-v2.bin");
    assert_eq!(
        (&done["asset"], &done["superseded_by"]),
        (&json!(old), &json!(new))
    );

    let shown = studio.json("asset show photo.bin");
    assert_eq!(
        (&shown["status"], &shown["superseded_by"]),
        (&json!("active"), &json!(new))
    );
    assert_eq!(shown["supersedes"], Value::Null);
    let shown = studio.json("asset show photo-v2.bin");
    assert_eq!(
        (&shown["supersedes"], &shown["superseded_by"]),
        (&json!(old), &Value::Null)
    );
    let (code, found) = verified(&studio, "photo.bin");
    assert_eq!(
        (code, &found["claims"][0]["superseded_by"]),
        (0, &json!(new))
    );
    for (args, line) in [
        ("verify photo.bin", format!("replaced by  {new}")),
        ("verify photo-v2.bin", format!("replaces    {old}")),
    ] {
        let shown = studio.stdout(args);
        assert!(
            squeezed(&shown).contains(&squeezed(&line)),
            "{args}: {shown}"
        );
    }
    let listed = studio.stdout("asset list");
    assert_eq!(listed.matches("replaced").count(), 1, "{listed}");

    refused(
        &studio,
        "asset supersede photo.bin photo-v2.bin",
        "was replaced by",
    );
    refused(
        &studio,
        "asset supersede photo-v2.bin photo.bin",
        "was replaced by",
    );
    let offer = "terms offer photo.bin --free";
    refused(&studio, offer, "use the one that replaced it");
}

#[test]
fn what_cannot_be_replaced_is_refused() {
    let (studio, new) = studio();
    studio.write("third.bin", "third");
    studio.stdout("mint third.bin --disclosure human --no-vault");
    for (args, expected) in [
        ("photo.bin photo.bin", "does not replace itself"),
        ("photo.bin missing.bin", "no such file: missing.bin"),
        ("photo.bin photo-v2.bin -k fan.json", "belongs to"),
    ] {
        refused(&studio, &format!("asset supersede {args}"), expected);
    }
    studio.stdout("asset supersede photo.bin photo-v2.bin");
    refused(
        &studio,
        "asset supersede third.bin photo-v2.bin",
        "a work replaces one",
    );
    studio.stdout(&format!("asset revoke {new} --reason replaced --yes"));
    refused(
        &studio,
        "asset supersede photo-v2.bin third.bin",
        "is revoked",
    );
}

#[test]
fn a_newer_work_is_minted_in_the_place_of_an_older_one() {
    let studio = Studio::open();
    studio.write("photo-v2.bin", bytes(6_000));
    let mint = "mint photo-v2.bin --disclosure human --no-vault --supersedes photo.bin";
    refused(&studio, &format!("{mint} -k fan.json"), "belongs to");
    let minted = studio.json(mint);
    let shown = studio.json("asset show photo.bin");
    assert_eq!(shown["superseded_by"], minted["asset"]);
    let said: Vec<_> = minted["steps"].as_array().unwrap().iter().collect();
    assert!(
        said.iter()
            .any(|step| text(&step["did"][0]).starts_with("replaced "))
    );

    // What is registered already is replaced by a command of its own.
    let newest = text(&minted["asset"]);
    studio.write("photo-v3.bin", bytes(7_000));
    studio.stdout("mint photo-v3.bin --disclosure human --no-vault");
    let again = "mint photo-v3.bin --disclosure human --no-vault --supersedes photo-v2.bin";
    refused(&studio, again, "asset supersede OLD");
    studio.stdout(&format!("asset supersede {newest} photo-v3.bin"));

    // Nothing is registered for a work that cannot be replaced.
    studio.write("third.bin", "third");
    let mint = "mint third.bin --disclosure human --no-vault --supersedes photo.bin";
    refused(&studio, mint, "was replaced by");
    refused(&studio, "asset show third.bin", "nobody has registered");
}

#[test]
fn a_revoked_claim_is_seen_by_everybody_with_its_reason() {
    let studio = Studio::open();
    let terms = studio.offer("1", "");
    studio.stdout(&format!("license buy {terms} --for ben.json -k fan.json"));
    // Nobody can be asked here.
    let revoke = "asset revoke photo.bin --reason not-mine";
    refused(
        &studio,
        revoke,
        "this cannot be undone, and there is nobody to ask",
    );
    assert_eq!(studio.json("asset show photo.bin")["status"], "active");
    refused(
        &studio,
        &format!("{revoke} --yes -k fan.json"),
        "belongs to",
    );
    let revoked = studio.json(&format!("{revoke} --yes"));
    let reason = json!({ "code": 2, "name": "not-mine" });
    assert_eq!(
        (&revoked["status"], &revoked["revocation_reason"]),
        (&json!("revoked"), &reason)
    );

    let (code, found) = verified(&studio, "photo.bin");
    assert_eq!((code, &found["registered"]), (5, &json!(true)));
    assert_eq!(found["first_revoked"], true);
    assert_eq!(found["claims"][0]["revocation_reason"], reason);
    // Another owner than was asked for is the graver answer.
    let fan = &studio.fan;
    assert_eq!(verified(&studio, &format!("photo.bin --owner {fan}")).0, 4);
    let owner = &studio.artist;
    assert_eq!(
        verified(&studio, &format!("photo.bin --owner {owner}")).0,
        5
    );
    let page = studio
        .command("verify photo.bin --html page.html")
        .assert()
        .code(5);
    let shown = String::from_utf8(page.get_output().stdout.clone()).unwrap();
    let page = fs::read_to_string(studio.path("page.html")).unwrap();
    for shown in [&shown, &page] {
        assert!(shown.contains("✗"), "{shown}");
        assert!(shown.contains("its owner revoked that"), "{shown}");
        assert!(
            shown.contains("by its owner, for ever: not mine"),
            "{shown}"
        );
    }
    let listed = studio.stdout("asset list");
    assert_eq!(listed.matches("revoked").count(), 1, "{listed}");

    refused(&studio, &format!("{revoke} --yes"), "is revoked, for ever");
    let mut licence = studio.command(&format!("license show {terms} --licensee ben.json"));
    let licence = licence.assert().success();
    let said = String::from_utf8(licence.get_output().stderr.clone()).unwrap();
    assert!(said.contains("was revoked by its owner"), "{said}");
    let buy = format!("license buy {terms} -k fan.json");
    refused(&studio, &buy, "took the claim back");
    refused(
        &studio,
        "terms offer photo.bin --free",
        "took the claim back",
    );
    refused(&studio, "asset update photo.bin --metadata x", "is revoked");
    // Its holders are paid all the same.
    let dollar = &studio.dollar;
    studio.stdout(&format!(
        "vault deposit photo.bin 10 --currency {dollar} -k fan.json"
    ));
    studio.stdout("vault claim photo.bin ben.json -k fan.json");
    assert_eq!(studio.held(dollar, "ben.json"), "3300000");
}

#[test]
fn a_reason_may_be_of_the_owners_own() {
    let studio = Studio::open();
    for bad in ["0", "7", "999", "65536", "stolen"] {
        let mut revoke = studio.command(&format!("asset revoke photo.bin --reason {bad} --yes"));
        revoke.assert().code(2).stdout("");
    }
    let revoked = studio.json("asset revoke photo.bin --reason 1234 --yes");
    let reason = json!({ "code": 1_234, "name": null });
    assert_eq!(revoked["revocation_reason"], reason);
    let shown = studio.stdout("asset show photo.bin");
    assert!(shown.contains("reason 1234 of their own"), "{shown}");
}

#[test]
fn a_work_registered_in_error_is_registered_anew() {
    let studio = Studio::open();
    studio.stdout("asset revoke photo.bin --reason registered-in-error --yes");
    let again = studio.json("mint photo.bin --disclosure ai-generated --no-vault");
    assert_eq!(again["claim_index"], 1);
    let (code, found) = verified(&studio, "photo.bin");
    // The first claim is the first for ever: who revokes it does not leave its place to a rival.
    assert_eq!((code, &found["first"]), (5, &json!(0)));
    let statuses = [0, 1].map(|at| text(&found["claims"][at]["status"]));
    assert_eq!(statuses, ["revoked", "active"]);
    let shown = studio.command("verify photo.bin").assert().code(5);
    let shown = String::from_utf8(shown.get_output().stdout.clone()).unwrap();
    assert!(shown.contains("the first is revoked"), "{shown}");
    assert!(shown.contains("claim 0, the first, revoked"), "{shown}");
}

#[test]
fn metadata_changes_until_it_is_frozen() {
    let studio = Studio::open();
    let sha256 = |text: &str| hex::encode(Sha256::digest(text));
    for (count, uri) in (1..).zip(["https://example.org/1", "https://example.org/2"]) {
        let done = studio.json(&format!("asset update photo.bin --metadata {uri}"));
        assert_eq!(
            (&done["metadata_uri_hash"], &done["metadata_updates"]),
            (&json!(sha256(uri)), &json!(count))
        );
    }
    let same = "asset update photo.bin --metadata https://example.org/2";
    refused(&studio, same, "has this metadata already");
    let shown = studio.json("asset show photo.bin");
    assert_eq!(
        shown["metadata_uri_hash"],
        json!(sha256("https://example.org/2"))
    );
    assert_eq!(
        (&shown["metadata_updates"], &shown["metadata_frozen"]),
        (&json!(2), &json!(false))
    );
    let told = |expected: &str| {
        studio.stdout("verify photo.bin --html page.html");
        let page = fs::read_to_string(studio.path("page.html")).unwrap();
        for shown in [studio.stdout("verify photo.bin"), page] {
            assert!(shown.contains(expected), "{shown}");
        }
    };
    told("changed 2 times");

    let freeze = "asset freeze photo.bin";
    refused(
        &studio,
        freeze,
        "this cannot be undone, and there is nobody to ask",
    );
    refused(
        &studio,
        &format!("{freeze} --yes -k fan.json"),
        "belongs to",
    );
    studio.stdout(&format!("{freeze} --yes"));
    told("changed 2 times, frozen for ever");
    refused(&studio, &format!("{freeze} --yes"), "is frozen");
    refused(&studio, "asset update photo.bin --metadata x", "is frozen");
}

/// With one space where there are several: columns are as wide as they have to be.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
