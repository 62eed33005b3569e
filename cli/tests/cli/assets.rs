//! `asset`, and the names of works

use serde_json::{Value, json};

use crate::studio::{Studio, text};

#[test]
fn a_work_has_many_names() {
    let studio = Studio::open();
    let id = text(&studio.json("hash photo.bin")[0]["content_id"]);
    for name in [
        "photo.bin",
        &id,
        &id.to_uppercase(),
        &studio.asset,
        &studio.vault,
        "photo.bin --claim 0",
    ] {
        let shown = studio.json(&format!("asset show {name}"));
        assert_eq!(shown["asset"], studio.asset, "{name}");
        let shown = studio.json(&format!("shares list {name}"));
        assert_eq!(shown["vault"], studio.vault, "{name}");
    }
}

#[test]
fn what_names_no_work_is_refused() {
    let studio = Studio::open();
    studio.write("other.bin", "other");
    let nobody = studio.keypair("nobody.json");
    let nothing = "ab".repeat(32);
    for (args, expected) in [
        ("missing.bin".to_owned(), "no such file: missing.bin"),
        ("other.bin".to_owned(), "nobody has registered the content"),
        (nothing, "nobody has registered the content abab"),
        (
            "photo.bin --chunk-size 4KiB".to_owned(),
            "another --chunk-size",
        ),
        (
            "photo.bin --claim 1".to_owned(),
            "there is only one claim on",
        ),
        (nobody, "there is neither an asset nor a vault at"),
        (studio.fan.clone(), "is no asset"),
        (studio.dollar.clone(), "is no asset"),
        (format!("{} --claim 0", studio.asset), "leave --claim out"),
    ] {
        let error = studio.refused(&format!("asset show {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    let error = studio.refused("asset show missing.bin");
    assert!(
        error.contains("hint: a work is named by its file"),
        "{error}"
    );
}

#[test]
fn owners_find_their_works() {
    let studio = Studio::open();
    studio.write("second.bin", "second");
    let second = studio.json("mint second.bin --disclosure human --no-vault");
    let assets = |args: &str| {
        let listed = studio.json(&format!("asset list {args}"));
        let assets = listed["assets"].as_array().unwrap().clone();
        let assets: Vec<_> = assets.iter().map(|asset| text(&asset["asset"])).collect();
        assets
    };
    let mut expected = [studio.asset.clone(), text(&second["asset"])];
    let mut own = assets("");
    // Both may be of the same second.
    expected.sort();
    own.sort();
    assert_eq!(own, expected);
    assert_eq!(assets("stranger.json"), [""; 0]);
    let shown = studio.stdout("asset list");
    assert_eq!(shown.lines().count(), 3, "{shown}");
    let none = studio.stdout("asset list stranger.json");
    assert!(none.ends_with("owns no registered works\n"), "{none}");
}

#[test]
fn a_work_changes_hands_when_both_agree() {
    let studio = Studio::open();
    let stranger = text(&studio.json("address -k stranger.json")["address"]);
    let shown = || {
        let shown = studio.json("asset show photo.bin");
        (shown["owner"].clone(), shown["pending_owner"].clone())
    };
    let artists = (json!(studio.artist), Value::Null);

    let error = studio.refused("asset accept photo.bin -k stranger.json");
    assert!(error.contains("is not offered to"), "{error}");
    let error = studio.refused("asset offer-ownership photo.bin stranger.json -k fan.json");
    assert!(error.contains("only the asset's owner"), "{error}");
    let error = studio.refused(&format!(
        "asset offer-ownership photo.bin {}",
        studio.artist
    ));
    assert!(error.contains("owns it already"), "{error}");
    assert_eq!(shown(), artists);

    studio.stdout("asset offer-ownership photo.bin stranger.json");
    assert_eq!(shown(), (json!(studio.artist), json!(stranger)));
    studio.stdout("asset offer-ownership photo.bin --withdraw");
    assert_eq!(shown(), artists);
    studio.refused("asset accept photo.bin -k stranger.json");

    studio.stdout("asset offer-ownership photo.bin stranger.json");
    let accepted = studio.json("asset accept photo.bin -k stranger.json");
    assert_eq!(accepted["previous_owner"], studio.artist);
    assert_eq!(shown(), (json!(stranger), Value::Null));
    // The say over the vault goes along, the shares do not.
    assert_eq!(studio.json("vault show photo.bin")["authority"], stranger);
    let holders = studio.json("shares list photo.bin");
    assert_eq!(holders["holders"][0]["owner"], studio.artist);
    studio.refused("asset offer-ownership photo.bin fan.json");

    let mut neither = studio.command("asset offer-ownership photo.bin");
    neither.assert().code(2);
}
