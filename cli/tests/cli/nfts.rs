//! `asset wrap`, `send`, `sync` and `unwrap`, and `collection`

use serde_json::{Value, json};

use crate::studio::{Studio, text};

#[test]
fn a_work_is_sold_as_an_nft_and_its_holder_decides_about_it() {
    let studio = Studio::open();
    let stranger = text(&studio.json("address -k stranger.json")["address"]);
    let old = studio.offer("5", "--derivative-share 10 --derivative-absolute 2.5");
    let wrapped = studio.json("asset wrap photo.bin");
    assert_eq!(wrapped["asset"], studio.asset);
    assert_eq!(wrapped["holder"], studio.artist);
    assert_eq!(
        (&wrapped["name"], &wrapped["symbol"]),
        (&json!("photo"), &json!("PHOTO"))
    );
    assert_eq!(
        (&wrapped["terms"], &wrapped["collection"]),
        (&json!(old), &Value::Null)
    );
    let mint = text(&wrapped["mint"]);
    let shown = studio.json(&format!("asset show {mint}"));
    assert_eq!(shown["asset"], studio.asset);
    assert_eq!(
        (&shown["nft"], &shown["owner"]),
        (&json!(mint), &json!(studio.artist))
    );
    assert_eq!(studio.held(&mint, &studio.artist), "1");
    let error = studio.refused("asset wrap photo.bin");
    assert!(error.contains("there is an NFT of asset"), "{error}");
    let error = studio.refused("asset offer-ownership photo.bin stranger.json");
    assert!(error.contains("send the NFT"), "{error}");
    let error = studio.refused("asset send photo.bin stranger.json -k fan.json");
    assert!(error.contains("holds the NFT of asset"), "{error}");

    let sent = studio.json("asset send photo.bin stranger.json");
    assert_eq!(
        (&sent["previous_owner"], &sent["owner"]),
        (&json!(studio.artist), &json!(stranger))
    );
    let shown = studio.json("asset show photo.bin");
    assert_eq!(
        (&shown["owner"], &shown["recorded_owner"]),
        (&json!(stranger), &json!(stranger))
    );
    assert_eq!(studio.json("vault show photo.bin")["authority"], stranger);
    let holders = studio.json("shares list photo.bin");
    assert_eq!(holders["holders"][0]["owner"], studio.artist);
    let recorded = studio.stdout("asset sync photo.bin");
    assert!(
        recorded.contains("is recorded as the owner already"),
        "{recorded}"
    );

    for args in [
        "terms offer photo.bin --free",
        &format!("terms retire {old}"),
        "asset unwrap photo.bin",
        "asset send photo.bin fan.json",
    ] {
        let error = studio.refused(args);
        assert!(error.contains("NFT"), "{args}: {error}");
    }
    let offered = studio.json("terms offer photo.bin --free -k stranger.json");
    studio.stdout(&format!("terms retire {old} -k stranger.json"));
    let licensed = text(&offered["terms"]);
    studio.stdout(&format!("license buy {licensed} -k fan.json"));

    let report = studio.json(&format!("verify photo.bin --owner {stranger}"));
    assert_eq!(report["owner_matches"], true);
    let mut former = studio.command(&format!("verify photo.bin --owner {}", studio.artist));
    former.assert().code(4);
    let page = studio.stdout("verify photo.bin --html page.html");
    assert!(page.contains(&mint), "{page}");

    let unwrapped = studio.json("asset unwrap photo.bin -k stranger.json");
    assert_eq!(unwrapped["owner"], stranger);
    let shown = studio.json("asset show photo.bin");
    assert_eq!(
        (&shown["owner"], &shown["nft"], &shown["recorded_owner"]),
        (&json!(stranger), &Value::Null, &Value::Null)
    );
    let error = studio.refused("asset unwrap photo.bin -k stranger.json");
    assert!(error.contains("there is no NFT of asset"), "{error}");
    let error = studio.refused(&format!("asset show {mint}"));
    assert!(
        error.contains("there is neither an asset nor a vault"),
        "{error}"
    );
    let error = studio.refused(&format!("asset show {}", studio.dollar));
    assert!(error.contains("is no asset"), "{error}");
}

#[test]
fn collections_hold_what_their_curator_signs_for() {
    let studio = Studio::open();
    let create = "collection create --name Sketches --symbol SKETCH -k stranger.json";
    let first = studio.json(&format!("{create} --max-size 1"));
    let second = studio.json(&format!("{create} --max-size 50"));
    assert_eq!((&first["index"], &second["index"]), (&json!(0), &json!(1)));
    let error = studio.refused(&format!("{create} --max-size 50 --index 1"));
    assert!(error.contains("exists already"), "{error}");
    let mut empty = studio.command(&format!("{create} --max-size 0"));
    empty.assert().code(2);

    // The artist has no collection of their own, and cannot sign for another's.
    studio.refused("asset wrap photo.bin --collection 0");
    let wrap = "asset wrap photo.bin --name Aurora --symbol AUR --curator stranger.json";
    let wrapped = studio.json(&format!("{wrap} --collection 0"));
    assert_eq!(wrapped["collection"], first["collection"]);
    assert_eq!(
        (&wrapped["name"], &wrapped["symbol"]),
        (&json!("Aurora"), &json!("AUR"))
    );
    studio.stdout("asset unwrap photo.bin");
    // Its place stays taken.
    studio.refused(&format!("{wrap} --collection 0"));
    studio.stdout(&format!("{wrap} --collection 1"));
    let shown = studio.stdout("asset show photo.bin");
    assert!(shown.contains("NFT"), "{shown}");
}

#[test]
fn what_cannot_be_wrapped_is_refused() {
    let studio = Studio::open();
    for (args, expected) in [
        ("photo.bin -k fan.json", "belongs to"),
        ("photo.bin --terms 0", "the work has no terms 0"),
        ("photo.bin --symbol ABCDEFGHIJK", "a symbol 1 to 10"),
        ("missing.bin", "no such file"),
    ] {
        let error = studio.refused(&format!("asset wrap {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    let mut alone = studio.command("asset wrap photo.bin --curator stranger.json");
    alone.assert().code(2);
    let error = studio.refused("asset sync photo.bin");
    assert!(error.contains("there is no NFT of asset"), "{error}");
    let error = studio.refused("asset send photo.bin fan.json");
    assert!(error.contains("there is no NFT of asset"), "{error}");
}
