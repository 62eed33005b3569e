//! `shares`

use predicates::str::contains;
use serde_json::{Value, json};

use crate::studio::{Studio, text};

/// Owner, units, percent and claimable base units of each currency.
fn holders(studio: &Studio) -> Vec<(String, String, String, Vec<String>)> {
    let listed = studio.json("shares list photo.bin");
    let held = listed["holders"].as_array().unwrap();
    let units = |due: &Value| text(&due["units"]);
    held.iter()
        .map(|held| {
            let due = held["claimable"].as_array().unwrap().iter().map(units);
            let [owner, shares, percent] =
                ["owner", "units", "percent"].map(|key| text(&held[key]));
            (owner, shares, percent, due.collect())
        })
        .collect()
}

fn held(
    owner: &str,
    units: &str,
    percent: &str,
    due: [&str; 3],
) -> (String, String, String, Vec<String>) {
    let due = due.map(str::to_owned).to_vec();
    (owner.to_owned(), units.to_owned(), percent.to_owned(), due)
}

#[test]
fn shares_move_and_what_they_earned_stays() {
    let studio = Studio::open();
    let (artist, ben, fan) = (&studio.artist, &studio.ben, &studio.fan);
    let deposit = format!(
        "vault deposit photo.bin 100 --currency {} -k fan.json",
        studio.dollar
    );
    studio.stdout(&deposit);
    let moved = studio.json("shares transfer photo.bin fan.json 40.5");
    assert_eq!(
        (&moved["from"], &moved["to"], &moved["vault"]),
        (&json!(artist), &json!(fan), &json!(studio.vault))
    );
    assert_eq!(
        (&moved["units"], &moved["units_left"]),
        (&json!("40500000"), &json!("29500000"))
    );
    studio.stdout(&deposit);
    assert_eq!(
        holders(&studio),
        [
            held(fan, "40500000", "40.5", ["40500000", "0", "0"]),
            held(ben, "30000000", "30", ["60000000", "0", "0"]),
            held(artist, "29500000", "29.5", ["99500000", "0", "0"]),
        ]
    );
    let mut shown = studio.command("shares list photo.bin");
    let shown = shown.assert().success();
    shown.stdout(contains(format!("99.5 of {}", studio.dollar)));
}

#[test]
fn all_shares_may_go_and_come_back() {
    let studio = Studio::open();
    let done = studio.stdout("shares transfer photo.bin ben.json 70");
    assert!(done.contains("✓ moved 70 shares to"), "{done}");
    assert!(done.ends_with("0 shares are left\n"), "{done}");
    let vault = &studio.vault;
    let artist = &studio.artist;
    studio.stdout("airdrop 1 ben.json");
    studio.stdout(&format!(
        "shares transfer {vault} {artist} 0.000001 -k ben.json"
    ));
    let units: Vec<_> = holders(&studio)
        .into_iter()
        .map(|held| (held.0, held.1))
        .collect();
    let expected = [
        (studio.ben.clone(), "99999999".to_owned()),
        (artist.clone(), "1".to_owned()),
    ];
    assert_eq!(units, expected);
}

#[test]
fn who_has_too_few_shares_gives_none() {
    let studio = Studio::open();
    let before = holders(&studio);
    for (args, expected) in [
        ("fan.json 70.000001".to_owned(), "holds 70 shares of vault"),
        (
            "ben.json 1 -k stranger.json".to_owned(),
            "holds 0 shares of vault",
        ),
        ("ben.json 1 -k ben.json".to_owned(), "nothing would move"),
        (format!("{} 1", studio.vault), "cannot hold its own shares"),
    ] {
        let error = studio.refused(&format!("shares transfer photo.bin {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    let error = studio.refused("shares transfer photo.bin ben.json 1 -k stranger.json");
    assert!(error.contains("hint: `provenue shares list`"), "{error}");
    assert_eq!(holders(&studio), before);
    for (amount, expected) in [
        ("0", "more than 0 shares"),
        ("101", "a work has 100 shares, not 101"),
        ("0.0000001", "more than the 6 decimals"),
        ("some", "is not an amount"),
    ] {
        let mut usage = studio.command(&format!("shares transfer photo.bin fan.json {amount}"));
        usage.assert().code(2).stderr(contains(expected));
    }
}

#[test]
fn a_work_without_a_vault_has_no_shares() {
    let studio = Studio::open();
    studio.write("bare.bin", "bare");
    studio.stdout("mint bare.bin --disclosure human --no-vault");
    for args in ["list bare.bin", "transfer bare.bin ben.json 1"] {
        let error = studio.refused(&format!("shares {args}"));
        assert!(error.contains("has no vault"), "{error}");
        assert!(error.contains("hint: its owner opens one"), "{error}");
    }
}
