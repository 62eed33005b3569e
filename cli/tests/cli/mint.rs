//! `mint`

use std::{collections::BTreeSet, fs};

use predicates::str::contains;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    sandbox::{Sandbox, bytes},
    studio::{Studio, text},
};

const SOL: &str = "So11111111111111111111111111111111111111112";

/// A home with so many SOL, and a file to register.
pub fn funded(sol: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.stdout(&format!("airdrop {sol}"));
    sandbox.write("photo.bin", bytes(5_000));
    sandbox
}

/// A sealed record, with salts of its own each time.
fn sealed_record(sandbox: &Sandbox, sealed: &str) {
    sandbox.write("record.json", r#"{ "version": 1, "seed": 5 }"#);
    sandbox.stdout(&format!("record seal record.json -o {sealed}"));
}

fn shares(sandbox: &Sandbox, work: &str) -> Vec<(String, String)> {
    let listed = sandbox.json(&format!("shares list {work}"));
    let holders = listed["holders"].as_array().unwrap().clone();
    let held = holders.iter();
    held.map(|held| (text(&held["owner"]), text(&held["units"])))
        .collect()
}

#[test]
fn a_photo_is_registered_with_a_vault_in_one_transaction() {
    let sandbox = funded("10");
    let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/aurora.jpg");
    fs::copy(photo, sandbox.path("aurora.jpg")).unwrap();
    let artist = text(&sandbox.json("address")["address"]);
    let ben = sandbox.keypair("ben.json");
    let minted = sandbox.json("mint aurora.jpg --disclosure ai-generated --share ben.json=30.5");
    assert_eq!(
        minted["content_id"],
        sandbox.json("hash aurora.jpg")[0]["content_id"]
    );
    assert_eq!(
        (
            &minted["media_type"],
            &minted["byte_length"],
            &minted["claim_index"]
        ),
        (&json!("image/jpeg"), &json!(195_345), &json!(0))
    );
    assert_eq!(minted["steps"].as_array().unwrap().len(), 1);
    assert_eq!(minted["currencies"], json!([SOL]));
    let expected = [
        (artist.clone(), "69500000".to_owned()),
        (ben, "30500000".to_owned()),
    ];
    assert_eq!(shares(&sandbox, "aurora.jpg"), expected);

    let shown = sandbox.json("asset show aurora.jpg");
    for key in [
        "asset",
        "vault",
        "share_mint",
        "owner",
        "content_id",
        "media_type",
    ] {
        assert_eq!(shown[key], minted[key], "{key}");
    }
    assert_eq!(
        (
            &shown["disclosure"],
            &shown["training_allowed"],
            &shown["owner"]
        ),
        (&json!("ai-generated"), &json!(false), &json!(artist))
    );
}

#[test]
fn people_read_what_happened_and_what_to_do_next() {
    let sandbox = funded("10");
    fs::rename(sandbox.path("photo.bin"), sandbox.path("my photo.bin")).unwrap();
    let done = sandbox
        .command("mint --disclosure human --uri https://example.org/1")
        .arg("my photo.bin")
        .assert();
    done.success()
        .stdout(contains("✓ registered the work as claim 0"))
        .stdout(contains("✓ sealed the vault"))
        .stdout(contains("shares      100 of "))
        .stdout(contains("  provenue verify 'my photo.bin'"))
        .stdout(contains("  provenue terms offer 'my photo.bin' --price"));
}

#[test]
fn all_that_is_said_of_a_work_is_recorded() {
    let sandbox = funded("10");
    sandbox.write("model.bin", "model");
    sandbox.write("manifest.c2pa", "manifest");
    sandbox.write("source.bin", "source");
    let source = text(&sandbox.json("hash source.bin")[0]["content_id"]);
    let model = sandbox.json("mint model.bin --disclosure human --no-vault");
    let other = "ab".repeat(32);
    let minted = sandbox.json(&format!(
        "mint photo.bin --disclosure composite --allow-training --media-type image/x-raw \
         --uri https://example.org/1 --manifest manifest.c2pa --perceptual-hash d1ff \
         --ingredient source.bin --ingredient {other} --model model.bin --no-vault"
    ));
    assert_eq!(minted["ingredients"], json!([source, other]));
    assert_eq!(
        (&minted["vault"], &minted["shares"]),
        (&Value::Null, &json!([]))
    );
    let shown = sandbox.json("asset show photo.bin");
    let sha256 = |text: &str| hex::encode(Sha256::digest(text));
    let leaf = |id: &str| {
        let id = hex::decode(id).unwrap();
        Sha256::digest([&[0], id.as_slice()].concat())
    };
    let root = [&[1], &*leaf(&source), &*leaf(&other)].concat();
    for (key, expected) in [
        ("disclosure", json!("composite")),
        ("training_allowed", json!(true)),
        ("media_type", json!("image/x-raw")),
        ("metadata_uri_hash", json!(sha256("https://example.org/1"))),
        ("manifest_hash", json!(sha256("manifest"))),
        ("perceptual_hash", json!(format!("d1ff{}", "00".repeat(30)))),
        ("ingredients_root", json!(hex::encode(Sha256::digest(root)))),
        ("model", model["asset"].clone()),
        ("vault", Value::Null),
        ("generation_record", Value::Null),
    ] {
        assert_eq!(shown[key], expected, "{key}");
    }
}

#[test]
fn the_same_command_goes_on_where_it_was_stopped() {
    let sandbox = funded("0.05");
    let owners: Vec<_> = (0..16)
        .map(|index| sandbox.keypair(&format!("{index}.json")))
        .collect();
    let gifts: String = (0..16)
        .map(|index| format!(" --share {index}.json=5"))
        .collect();
    sealed_record(&sandbox, "sealed.json");
    let mint = format!("mint photo.bin --disclosure human --record sealed.json{gifts}");
    // What there is, pays for some of it.
    let error = sandbox.refused(&mint);
    assert!(error.contains("provenue airdrop"), "{error}");
    let begun = sandbox.json("asset show photo.bin");
    assert_eq!(begun["claim_index"], 0);
    let open = sandbox.json("shares list photo.bin");
    assert_eq!(open["sealed"], false);
    assert!(open["live_units"] != "100000000");

    sandbox.stdout("airdrop 1");
    let resumed = sandbox.command(&mint).assert().success();
    resumed.stderr(contains("going on with asset"));
    assert_eq!(sandbox.json("shares list photo.bin")["sealed"], true);
    let shares = shares(&sandbox, "photo.bin");
    assert_eq!(shares[0].1, "20000000");
    let given: BTreeSet<_> = shares[1..].iter().map(|(owner, _)| owner).collect();
    assert_eq!(given, owners.iter().collect());
    assert!(shares[1..].iter().all(|(_, units)| units == "5000000"));
    assert_eq!(
        sandbox.json("asset list")["assets"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_vault_can_come_later_and_nothing_else_changes() {
    let sandbox = funded("10");
    sealed_record(&sandbox, "sealed.json");
    sealed_record(&sandbox, "again.json");
    let first = sandbox.json(
        "mint photo.bin --disclosure human --no-vault --record sealed.json \
         --uri https://example.org/1",
    );
    for (other, difference) in [
        ("--disclosure composite", "another disclosure"),
        (
            "--disclosure human --allow-training",
            "another permission to train",
        ),
        ("--disclosure human --media-type a/b", "another media type"),
        (
            "--disclosure human --uri https://example.org/2",
            "another URI",
        ),
        (
            "--disclosure human --record again.json",
            "another generation record",
        ),
        (
            "--disclosure human --perceptual-hash ff",
            "another perceptual hash",
        ),
    ] {
        let error = sandbox.refused(&format!("mint photo.bin {other}"));
        assert!(error.contains(difference), "{error}");
        assert!(
            error.contains("hint: what was registered never changes"),
            "{error}"
        );
    }
    let second = sandbox.json("mint photo.bin --disclosure human --record sealed.json");
    assert_eq!(second["asset"], first["asset"]);
    assert!(second["vault"].is_string());
    assert_eq!(
        sandbox.json("asset show photo.bin")["vault"],
        second["vault"]
    );
}

#[test]
fn what_is_complete_is_not_done_again() {
    let studio = Studio::open();
    for options in ["", "--no-vault"] {
        let error = studio.refused(&format!("mint photo.bin --disclosure human {options}"));
        let expected = format!("registered photo.bin already: it is asset {}", studio.asset);
        assert!(error.contains(&expected), "{error}");
        assert!(error.contains("hint: `provenue asset show"), "{error}");
        assert!(error.contains("provenue terms offer"), "{error}");
    }
}

#[test]
fn a_rival_gets_the_next_claim_and_is_told() {
    let studio = Studio::open();
    let done = studio.command("mint photo.bin --disclosure human -k stranger.json");
    let done = { done }.assert().success();
    let done = done.stdout(contains("somebody claimed the same content before"));
    // The file's name is the first claim's.
    let asset = studio.json("asset show photo.bin --claim 1")["asset"].clone();
    done.stdout(contains(format!("provenue terms offer {}", text(&asset))));
}

#[test]
fn bad_files_are_refused_before_anything_is_sent() {
    let sandbox = funded("10");
    sandbox.write("empty", "");
    sandbox.write("hollow/empty", "");
    sandbox.write("folder/file", "x");
    sandbox.write("public", "{}");
    for (args, expected) in [
        ("missing.jpg", "no such file: missing.jpg"),
        ("hollow", "hollow is empty"),
        ("empty", "empty is empty"),
        ("photo.bin --manifest missing", "cannot read missing"),
        ("photo.bin --manifest empty", "empty is empty"),
        ("photo.bin --ingredient missing", "no such file: missing"),
        ("photo.bin --model empty", "empty is empty"),
        (
            "photo.bin --model folder/file",
            "nobody has registered the content",
        ),
        ("photo.bin --record missing", "cannot use missing"),
        ("photo.bin --record public", "others can read public"),
    ] {
        let error = sandbox.refused(&format!("mint {args} --disclosure human"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    assert_eq!(sandbox.json("asset list")["assets"], json!([]));
}

#[test]
fn vaults_that_cannot_be_are_refused_before_anything_is_sent() {
    let sandbox = funded("10");
    let own = text(&sandbox.json("address")["address"]);
    let [ben, eve] = ["ben.json", "eve.json"].map(|name| sandbox.keypair(name));
    let currency = || text(&sandbox.json("token create")["mint"]);
    let four: String = (0..4)
        .map(|_| format!("--currency {} ", currency()))
        .collect();
    for (args, expected) in [
        (
            format!("{four} --currency SOL"),
            "at most 4 currencies, not 5",
        ),
        ("--currency SOL --currency sol".to_owned(), "is named twice"),
        (format!("--currency {ben}"), "there is no mint at"),
        (format!("--currency {own}"), "is not a mint"),
        (
            "--share ben.json=60 --share eve.json=40.000001".to_owned(),
            "100.000001 shares",
        ),
        (format!("--share {own}=60"), "belongs to"),
        (
            format!("--share {eve}=1 --share eve.json=2"),
            "given shares twice",
        ),
    ] {
        let error = sandbox.refused(&format!("mint photo.bin --disclosure human {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    assert_eq!(sandbox.json("asset list")["assets"], json!([]));
    let minted = sandbox.json(&format!("mint photo.bin --disclosure human {four}"));
    assert_eq!(minted["currencies"].as_array().unwrap().len(), 4);
}

#[test]
fn what_is_written_wrong_is_a_usage_error() {
    let sandbox = funded("1");
    sandbox.keypair("ben.json");
    for (args, expected) in [
        (
            "--disclosure robot",
            "possible values: human, ai-assisted, ai-generated, composite",
        ),
        (
            "--disclosure human --symbol ELEVEN_LONG",
            "it has 11 bytes, and must have 1 to 10",
        ),
        (
            "--disclosure human --name 123456789012345678901234567890123",
            "1 to 32",
        ),
        (
            "--disclosure human --share ben.json=101",
            "a work has 100 shares, not 101",
        ),
        (
            "--disclosure human --share ben.json=0",
            "more than 0 shares",
        ),
        ("--disclosure human --share ben.json", "OWNER=SHARES"),
        (
            "--disclosure human --share nobody=5",
            "neither an address nor a keypair file",
        ),
        (
            "--disclosure human --no-vault --share ben.json=5",
            "cannot be used with",
        ),
        ("--disclosure human --perceptual-hash xyz", "hexadecimal"),
        ("--disclosure human --chunk-size 5000", "chunk size"),
    ] {
        let done = sandbox.command(&format!("mint photo.bin {args}")).assert();
        done.code(2).stdout("").stderr(contains(expected));
    }
}

#[test]
fn without_sol_nothing_is_registered_and_the_way_out_is_told() {
    let sandbox = Sandbox::new();
    sandbox.write("photo.bin", bytes(5_000));
    let error = sandbox.refused("mint photo.bin --disclosure human");
    assert!(error.contains("has no SOL"), "{error}");
    assert!(error.contains("hint: `provenue airdrop 10`"), "{error}");
    sandbox.command("verify photo.bin").assert().code(3);
}
