//! `terms`

use serde_json::json;

use crate::studio::{Studio, text};

#[test]
fn what_is_offered_is_listed_until_it_is_retired() {
    let studio = Studio::open();
    studio.write("licence.txt", "abc");
    let dollar = &studio.dollar;
    let offered = studio.json(&format!(
        "terms offer photo.bin --price 2.5 --currency {dollar} --supply-cap 7 --period 30d \
         --document licence.txt"
    ));
    assert_eq!(offered["index"], 0);
    assert_eq!(offered["asset"], studio.asset);
    let price = json!({ "mint": dollar, "units": "2500000", "decimals": 6 });
    assert_eq!(offered["price"], price);
    assert_eq!(offered["supply_cap"], 7);
    assert_eq!(offered["period_seconds"], 2_592_000);
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(offered["document_sha256"], sha256);

    let free = studio.json(&format!("terms offer {} --free", studio.asset));
    assert_eq!((&free["index"], &free["price"]), (&json!(1), &json!(null)));
    assert_eq!(free["supply_cap"], json!(null));

    let listed = |what: &str| {
        let terms = studio.json(&format!("terms list {what}"))["terms"].clone();
        let one = |at: usize| (terms[at]["terms"].clone(), terms[at]["active"].clone());
        assert_eq!(terms.as_array().unwrap().len(), 2);
        [one(0), one(1)]
    };
    let active = [
        (offered["terms"].clone(), json!(true)),
        (free["terms"].clone(), json!(true)),
    ];
    for name in ["photo.bin", &studio.asset, &studio.vault] {
        assert_eq!(listed(name), active);
    }
    studio.stdout(&format!("terms retire {}", text(&offered["terms"])));
    studio.stdout("terms retire photo.bin --index 1");
    assert_eq!(listed("photo.bin").map(|one| one.1), [false, false]);
    let shown = studio.stdout("terms list photo.bin");
    assert_eq!(shown.lines().count(), 3, "{shown}");
    assert_eq!(shown.matches("retired").count(), 2, "{shown}");
}

#[test]
fn only_the_owner_offers_and_retires() {
    let studio = Studio::open();
    let terms = studio.offer("1", "");
    for args in [
        "terms offer photo.bin --free",
        &format!("terms retire {terms}"),
    ] {
        let error = studio.refused(&format!("{args} -k stranger.json"));
        let belongs = format!("asset {} belongs to {}", studio.asset, studio.artist);
        assert!(error.contains(&belongs), "{error}");
        assert!(
            error.contains("hint: sign with the owner's keypair"),
            "{error}"
        );
    }
    assert_eq!(
        studio.json("terms list photo.bin")["terms"][0]["active"],
        true
    );
}

#[test]
fn which_terms_are_meant_must_be_clear() {
    let studio = Studio::open();
    let error = studio.refused("terms retire photo.bin");
    assert!(
        error.contains("no licences to this work are on offer"),
        "{error}"
    );
    let first = studio.offer("1", "");
    studio.offer("2", "");
    for (args, expected) in [
        ("terms retire photo.bin", "2 terms on offer: which"),
        ("terms retire photo.bin --index 2", "has no terms 2"),
        (
            &format!("terms retire {first} --index 0"),
            "says already which",
        ),
        (&format!("terms retire {}", studio.fan), "belongs to"),
        ("terms retire other.bin", "no such file: other.bin"),
    ] {
        let error = studio.refused(args);
        assert!(error.contains(expected), "{args}: {error}");
    }
    studio.stdout(&format!("terms retire {first}"));
    let error = studio.refused(&format!("terms retire {first}"));
    assert!(error.contains("are retired already"), "{error}");
    studio.stdout("terms retire photo.bin");
}

#[test]
fn prices_currencies_and_documents_are_checked() {
    let studio = Studio::open();
    let foreign = text(&studio.json("token create --decimals 2")["mint"]);
    studio.write("empty.txt", "");
    let (dollar, fan) = (&studio.dollar, &studio.fan);
    for (args, expected) in [
        (
            format!("--price 0 --currency {dollar}"),
            "must be more than 0",
        ),
        (
            format!("--price 0.0000001 --currency {dollar}"),
            "more than the 6 decimals",
        ),
        (
            format!("--price much --currency {dollar}"),
            "'much' is not an amount",
        ),
        (format!("--price 1 --currency {fan}"), "is not a mint"),
        (
            format!("--price 1 --currency {foreign}"),
            "provenue vault add-currency",
        ),
        (
            "--price 1 --currency 11111111111111111111111111111112".to_owned(),
            "there is no mint",
        ),
        (
            "--free --document missing.txt".to_owned(),
            "cannot read missing.txt",
        ),
        (
            "--free --document empty.txt".to_owned(),
            "empty.txt is empty",
        ),
        ("--free --document .".to_owned(), "cannot read ."),
    ] {
        let error = studio.refused(&format!("terms offer photo.bin {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    for args in [
        "",
        "--price 1",
        &format!("--currency {dollar}"),
        &format!("--free --price 1 --currency {dollar}"),
        "--free --period 0",
        "--free --period 1y",
        "--free --supply-cap 0",
    ] {
        let mut command = studio.command(&format!("terms offer photo.bin {args}"));
        command.assert().code(2).stdout("");
    }
    assert_eq!(studio.json("terms list photo.bin")["terms"], json!([]));
}

#[test]
fn a_work_without_a_vault_can_only_be_given_away() {
    let studio = Studio::open();
    studio.write("poem.txt", "roses");
    studio.stdout("mint poem.txt --disclosure human --no-vault");
    let error = studio.refused("terms offer poem.txt --price 1 --currency SOL");
    assert!(error.contains("has no vault"), "{error}");
    assert!(error.contains("--free"), "{error}");
    studio.stdout("terms offer poem.txt --free");
    studio.stdout("license buy poem.txt -k stranger.json");
}
