//! `credentials`, and C2PA manifests in `mint` and `verify`: stories on real media

use std::{fs, path::PathBuf};

use predicates::str::contains;
use provenue_credentials::{AssetPointer, Request, Signer, sign};
use serde_json::{Value, json};

use crate::{authority::certify, sandbox::Sandbox, studio::text};

const IPTC: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";
const STUDIO: &str = "--certificate studio.chain.pem --key studio.key.pem";

/// A file that another tool signed.
fn foreign(name: &str) -> PathBuf {
    let fixtures = "../crates/credentials/tests/fixtures/signed";
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join(fixtures)
        .join(name)
}

/// An artist with 10 SOL, `aurora.jpg` and certificates, and a rival with 10 SOL.
fn funded() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.stdout("airdrop 10");
    sandbox.keypair("rival.json");
    sandbox.stdout("airdrop 10 rival.json");
    certify(sandbox.home(), &["studio", "rival"]);
    let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/aurora.jpg");
    fs::copy(photo, sandbox.path("aurora.jpg")).unwrap();
    sandbox
}

/// The artist signed `aurora.jpg` and registered `aurora-signed.jpg`; with what `mint` reported.
fn published() -> (Sandbox, Value) {
    let sandbox = funded();
    let minted = sandbox.json(&format!(
        "mint aurora.jpg --no-vault --sign {STUDIO} --source-type trainedAlgorithmicMedia"
    ));
    (sandbox, minted)
}

/// What `verify` finds, with its exit status.
fn verify(sandbox: &Sandbox, args: &str) -> (i32, Value) {
    let mut command = sandbox.command(&format!("verify {args} --output json"));
    let done = command.output().unwrap();
    let report = serde_json::from_slice(&done.stdout);
    let status = done.status.code().unwrap();
    (
        status,
        report.unwrap_or_else(|error| panic!("{error}: {done:?}")),
    )
}

/// Puts a copy of a file into the sandbox, changed.
fn changed(sandbox: &Sandbox, from: &str, to: &str, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(sandbox.path(from)).unwrap();
    change(&mut bytes);
    sandbox.write(to, bytes);
}

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
        told.contains("✓ the manifest points to a claim of this owner"),
        "{told}"
    );
    sandbox.stdout("verify aurora-signed.jpg --html page.html");
    let page = fs::read_to_string(sandbox.path("page.html")).unwrap();
    assert!(page.contains("Content Credentials"), "{page}");
    assert!(page.contains("studio (Provenue Tests)"), "{page}");
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
        fs::copy(foreign(from), sandbox.path(to)).unwrap();
    }
    sandbox.stdout("mint work.webp --no-vault");
    sandbox.stdout("mint mine.webp --no-vault -k rival.json");
    let (_, found) = verify(&sandbox, "work.webp");
    let stores = [0, 1].map(|index| found["claims"][index]["manifest_check"]["store"].clone());
    assert_eq!(stores, ["same", "other"]);
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
    fs::copy(foreign("sidecar.webp"), sandbox.path("work.webp")).unwrap();
    sandbox.stdout(
        "mint work.webp --no-vault --disclosure human --source-type digitalCapture --allow-training",
    );
    let (_, found) = verify(&sandbox, "work.webp");
    assert_eq!(found["claims"][0]["manifest_check"], Value::Null);
    fs::copy(foreign("sidecar.c2pa"), sandbox.path("work.c2pa")).unwrap();
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

#[test]
fn what_another_tool_signed_is_recorded_and_not_contradicted() {
    let sandbox = funded();
    fs::copy(foreign("c2pa-python.jpg"), sandbox.path("painted.jpg")).unwrap();
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
    fs::copy(foreign("c2pa-ts.png"), sandbox.path("photo.png")).unwrap();
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
        foreign("c2pa-python-edited.jpg"),
        sandbox.path("edited.jpg"),
    )
    .unwrap();
    let minted = sandbox.json("mint edited.jpg --no-vault");
    let ingredient = &minted["credentials"]["ingredients"][0];
    assert_eq!(
        (&ingredient["title"], &ingredient["relationship"]),
        (&json!("Aurora"), &json!("parent"))
    );
    let told = sandbox.stdout("verify edited.jpg");
    assert!(
        told.contains("Aurora, its parent, with credentials"),
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
