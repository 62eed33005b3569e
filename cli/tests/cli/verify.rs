//! `verify`

use std::fs;

use predicates::str::contains;
use provenue_client::{
    AssetDetails, Draft, EmbeddedLedger, Ledger,
    flows::mint::{NewWork, mint},
    instructions::registry::register_asset,
    solana::{Keypair, Signer},
};
use serde_json::{Value, json};

use crate::{
    sandbox::{Sandbox, bytes},
    studio::{Studio, text},
};

/// What `verify` writes, with its exit status.
fn verified(sandbox: &Sandbox, args: &str) -> (i32, Value) {
    let mut command = sandbox.command(&format!("verify {args} --output json"));
    let done = command.output().unwrap();
    let code = done.status.code().unwrap();
    (code, serde_json::from_slice(&done.stdout).unwrap())
}

#[test]
fn the_claim_is_found_from_the_bytes_alone() {
    let studio = Studio::open();
    studio.write("elsewhere/renamed", bytes(5_000));
    let (code, found) = verified(&studio, "elsewhere/renamed -k stranger.json");
    assert_eq!(code, 0);
    assert_eq!(
        (&found["registered"], &found["first"]),
        (&json!(true), &json!(0))
    );
    let claims = found["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 1);
    let claim = &claims[0];
    assert_eq!(
        (&claim["asset"], &claim["owner"]),
        (&json!(studio.asset), &json!(studio.artist))
    );
    assert_eq!(
        (&claim["vault"], &claim["fits"]),
        (&json!(studio.vault), &json!(true))
    );
    assert_eq!(claim["disclosure"], "human");
    assert!(claim["registered_at"].as_i64().unwrap() > 0);
    let mut shown = studio.command("verify photo.bin");
    let shown = shown.assert().success();
    shown
        .stdout(contains("✓ photo.bin is registered\n"))
        .stdout(contains("claim 0, the first"))
        .stdout(contains("made by     people"));
}

#[test]
fn one_changed_bit_is_another_file() {
    let studio = Studio::open();
    let mut altered = bytes(5_000);
    altered[2_500] ^= 1;
    studio.write("altered.bin", &altered);
    let (code, found) = verified(&studio, "altered.bin");
    assert_eq!(code, 3);
    assert_eq!(
        (&found["registered"], &found["first"]),
        (&json!(false), &Value::Null)
    );
    assert_eq!(found["claims"], json!([]));
    let mut shown = studio.command("verify altered.bin");
    let nobody = contains("✗ nobody has registered altered.bin");
    shown.assert().code(3).stdout(nobody);
    // Neither has anybody on a ledger where nothing happened.
    let mut elsewhere = studio.command("verify photo.bin --ledger other");
    elsewhere.assert().code(3);
}

#[test]
fn rivals_are_shown_with_who_was_first() {
    let studio = Studio::open();
    let stranger = text(&studio.json("address -k stranger.json")["address"]);
    studio.stdout("mint photo.bin --disclosure ai-generated --no-vault -k stranger.json");
    let (code, found) = verified(&studio, "photo.bin");
    assert_eq!((code, &found["first"]), (0, &json!(0)));
    let owners: Vec<_> = found["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| text(&claim["owner"]))
        .collect();
    assert_eq!(owners, [studio.artist.clone(), stranger.clone()]);
    let mut shown = studio.command("verify photo.bin");
    let shown = shown.assert().success();
    shown
        .stdout(contains("by 2 claims that rival each other"))
        .stdout(contains("claim 1, later: a rival of the first"));

    for (owner, expected) in [(&studio.artist, 0), (&stranger, 4), (&studio.fan, 4)] {
        let (code, found) = verified(&studio, &format!("photo.bin --owner {owner}"));
        assert_eq!(code, expected);
        assert_eq!(found["owner_matches"], expected == 0);
        assert_eq!(found["demanded_owner"], *owner);
    }
    let mut shown = studio.command("verify photo.bin --owner stranger.json");
    let refused = contains(format!("✗ the first claim is not of {stranger}"));
    shown.assert().code(4).stdout(refused);
    studio.write("other.bin", "other");
    assert_eq!(verified(&studio, "other.bin --owner stranger.json").0, 3);
}

/// Who is quick, but does not have the file, cannot know its length.
#[test]
fn a_claim_that_contradicts_the_file_is_void() {
    let sandbox = Sandbox::new();
    sandbox.write("photo.bin", bytes(5_000));
    let squatter = sandbox.keypair("squatter.json");
    sandbox.stdout("airdrop 10");
    sandbox.stdout("airdrop 10 squatter.json");
    let id = text(&sandbox.json("hash photo.bin")[0]["content_id"]);
    register(&sandbox, "squatter.json", &id, 4_999);

    let (code, found) = verified(&sandbox, "photo.bin");
    assert_eq!((code, &found["registered"]), (3, &json!(false)));
    assert_eq!(found["claims"][0]["fits"], false);
    sandbox.stdout("mint photo.bin --disclosure human");
    let (code, found) = verified(&sandbox, &format!("photo.bin --owner {squatter}"));
    assert_eq!((code, &found["first"]), (4, &json!(1)));
    let mut shown = sandbox.command("verify photo.bin");
    let shown = shown.assert().success();
    shown
        .stdout(contains("claim 0, void"))
        .stdout(contains("claim 1, the first"));
}

/// Registers what no file is.
fn register(sandbox: &Sandbox, keypair: &str, content_id: &str, byte_length: u64) {
    let owner: Keypair = solana_keypair::read_keypair_file(sandbox.path(keypair)).unwrap();
    let details = AssetDetails {
        content_id: hex::decode(content_id).unwrap().try_into().unwrap(),
        byte_length,
        chunk_size_log2: 18,
        media_type: "image/png".to_owned(),
        ..AssetDetails::default()
    };
    let work = NewWork {
        details,
        shares: None,
    };
    let ledger = EmbeddedLedger::open(sandbox.path(".local/share/provenue")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let minted = runtime
        .block_on(mint(&ledger, &owner, &owner, &work))
        .unwrap();
    assert_eq!(minted.claim_index, 0);
}

#[test]
fn the_chunk_size_is_part_of_the_name() {
    let sandbox = Sandbox::new();
    sandbox.stdout("airdrop 10");
    sandbox.write("photo.bin", bytes(5_000));
    let minted = sandbox.json("mint photo.bin --disclosure human --chunk-size 4KiB");
    assert_eq!(minted["chunk_size"], 4096);
    let (code, _) = verified(&sandbox, "photo.bin");
    assert_eq!(code, 3);
    let (code, found) = verified(&sandbox, "photo.bin --chunk-size 4KiB");
    assert_eq!(code, 0);
    assert_eq!(found["claims"][0]["asset"], minted["asset"]);
}

#[test]
fn bad_files_are_errors_and_no_verdicts() {
    let sandbox = Sandbox::new();
    sandbox.write("empty", "");
    sandbox.write("hollow/empty", "");
    sandbox.write("folder/file", "x");
    for (args, expected) in [
        ("missing", "no such file: missing"),
        ("empty", "empty is empty"),
        ("hollow", "hollow is empty"),
    ] {
        let error = sandbox.refused(&format!("verify {args}"));
        assert!(error.contains(expected), "{error}");
    }
    let error = sandbox.refused("verify folder/file --url http://127.0.0.1:1");
    assert!(error.contains("hint: check --url"), "{error}");
    let mut usage = sandbox.command("verify folder/file --owner nobody");
    usage.assert().code(2).stdout("");
}

#[test]
fn a_page_shows_what_was_found_and_nothing_else_is_needed() {
    let studio = Studio::open();
    let page = "verify photo.bin --html page.html";
    studio.stdout(page);
    let shown = fs::read_to_string(studio.path("page.html")).unwrap();
    for expected in [
        "<!DOCTYPE html>",
        "default-src 'none'",
        "photo.bin is registered",
        "claim 0, the first",
        &studio.asset,
        &studio.artist,
    ] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    // Neither addresses of others nor programs; what is no picture is not shown as one.
    for unwanted in ["http://", "https://", "<script", "<img"] {
        assert!(!shown.contains(unwanted), "{unwanted}: {shown}");
    }
    let error = studio.refused("verify photo.bin --html ./photo.bin");
    assert!(error.contains("would be overwritten"), "{error}");
    assert_eq!(fs::read(studio.path("photo.bin")).unwrap(), bytes(5_000));
}

#[test]
fn a_page_holds_the_picture_and_no_markup_of_others() {
    let sandbox = Sandbox::new();
    sandbox.stdout("airdrop 10");
    let picture = include_bytes!("../../../samples/aurora.jpg");
    sandbox.write("<b>&.jpg", picture);
    let mint = "mint <b>&.jpg --disclosure ai-generated --no-vault --media-type <script>x";
    sandbox.stdout(mint);
    sandbox.stdout("verify <b>&.jpg --html page.html");
    let shown = fs::read_to_string(sandbox.path("page.html")).unwrap();
    assert!(shown.contains("src=\"data:image/jpeg;base64,/9j/"));
    assert!(
        shown.contains("&lt;b&gt;&amp;.jpg is registered"),
        "{shown}"
    );
    assert!(!shown.contains("<b>") && !shown.contains("<script"));
}

#[test]
fn two_manifests_of_one_owner_for_the_same_bytes_are_shown() {
    let sandbox = Sandbox::new();
    let owner = sandbox.keypair("owner.json");
    sandbox.stdout("airdrop 10 owner.json");
    sandbox.write("photo.bin", bytes(5_000));
    let id = text(&sandbox.json("hash photo.bin")[0]["content_id"]);
    let content_id = hex::decode(id).unwrap().try_into().unwrap();
    let keypair: Keypair = solana_keypair::read_keypair_file(sandbox.path("owner.json")).unwrap();
    let claim = |index: u16, manifest: Option<[u8; 32]>| {
        let details = AssetDetails {
            content_id,
            byte_length: 5_000,
            chunk_size_log2: 18,
            media_type: "image/png".to_owned(),
            manifest_hash: manifest,
            ..AssetDetails::default()
        };
        let key = keypair.pubkey();
        let register = register_asset(&key, &key, index, &details);
        let ledger = EmbeddedLedger::open(sandbox.path(".local/share/provenue")).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let draft = Draft::new(&keypair, vec![register]);
        runtime.block_on(ledger.send(&draft)).unwrap();
    };
    claim(0, Some([1; 32]));
    claim(1, None);
    claim(2, Some([1; 32]));
    let (_, found) = verified(&sandbox, "photo.bin");
    assert_eq!(found["equivocations"], json!([]));
    claim(3, Some([2; 32]));
    let (code, found) = verified(&sandbox, "photo.bin --html page.html");
    assert_eq!((code, &found["equivocations"]), (0, &json!([owner])));
    let said = format!("{owner} has claims on these bytes with different C2PA manifests");
    let shown = sandbox.stdout("verify photo.bin");
    assert!(shown.contains(&said), "{shown}");
    let page = fs::read_to_string(sandbox.path("page.html")).unwrap();
    assert!(page.contains(&said), "{page}");
}
