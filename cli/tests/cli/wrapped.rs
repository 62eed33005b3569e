//! `shares wrap`, `shares unwrap`

use predicates::str::contains;
use serde_json::json;

use crate::studio::{Studio, text};

/// Share units of each position, by owner.
fn units_of(studio: &Studio, owner: &str) -> Option<String> {
    let listed = studio.json("shares list photo.bin");
    let held = listed["holders"].as_array().unwrap();
    let found = held.iter().find(|held| held["owner"] == owner);
    found.map(|held| text(&held["units"]))
}

/// The fan deposits 100 dollars, and everybody who has an account is paid.
fn earn(studio: &Studio) {
    let dollar = &studio.dollar;
    studio.stdout(&format!(
        "vault deposit photo.bin 100 --currency {dollar} -k fan.json"
    ));
    studio.stdout("vault distribute photo.bin --create-accounts");
}

#[test]
fn wrapped_shares_earn_for_their_beneficiary_and_unwrapped_ones_for_their_holder() {
    let studio = Studio::open();
    let (artist, ben, fan) = (&studio.artist, &studio.ben, &studio.fan);
    let dollar = &studio.dollar;
    let wrapped = studio.json("shares wrap photo.bin 10 --beneficiary fan.json");
    assert_eq!(wrapped["vault"], json!(studio.vault));
    assert_eq!(wrapped["beneficiary"], json!(fan));
    assert_eq!(
        (&wrapped["from"], &wrapped["to"]),
        (&json!(artist), &json!(artist))
    );
    assert_eq!(
        (&wrapped["units"], &wrapped["units_left"]),
        (&json!("10000000"), &json!("60000000"))
    );
    let mint = text(&wrapped["mint"]);
    let wrapper = text(&wrapped["wrapper"]);
    assert_eq!(studio.held(&mint, artist), "10000000");
    assert_eq!(units_of(&studio, &wrapper).as_deref(), Some("10000000"));

    earn(&studio);
    // The fan had 1000 dollars, paid 100, and got a tenth of them.
    assert_eq!(studio.held(dollar, fan), "910000000");
    assert_eq!(studio.held(dollar, artist), "60000000");
    assert_eq!(studio.held(dollar, ben), "30000000");

    let back = studio.json("shares unwrap photo.bin 4 --beneficiary fan.json --to ben.json");
    assert_eq!(back["mint"], json!(mint));
    assert_eq!((&back["from"], &back["to"]), (&json!(artist), &json!(ben)));
    assert_eq!(back["units_left"], json!("6000000"));
    assert_eq!(studio.held(&mint, artist), "6000000");
    assert_eq!(units_of(&studio, ben).as_deref(), Some("34000000"));
    earn(&studio);
    assert_eq!(studio.held(dollar, fan), "816000000");
    assert_eq!(studio.held(dollar, ben), "64000000");
}

#[test]
fn who_wraps_is_paid_on_where_nobody_else_is_named() {
    let studio = Studio::open();
    let (artist, dollar) = (&studio.artist, &studio.dollar);
    let mut done = studio.command("shares wrap photo.bin 70");
    done.assert()
        .success()
        .stdout(contains("made the wrapper whose revenue is"))
        .stdout(contains("wrapped 70 shares for"))
        .stdout(contains(format!("they pay  {artist}")))
        .stdout(contains("0 shares are left"));
    earn(&studio);
    assert_eq!(studio.held(dollar, artist), "70000000");
    // Wrapped right into somebody else's account, they pay on.
    let wrap = "shares wrap photo.bin 30 --to fan.json -k ben.json";
    studio.stdout("airdrop 1 ben.json");
    let wrapped = studio.json(&format!("{wrap} --beneficiary {artist}"));
    assert_eq!(
        studio.held(&text(&wrapped["mint"]), &studio.fan),
        "30000000"
    );
    let made = wrapped["steps"].to_string();
    assert!(!made.contains("made the wrapper"), "{made}");
    earn(&studio);
    assert_eq!(studio.held(dollar, artist), "170000000");
    // All of it comes back, to a wallet that never held shares.
    let unwrap = "shares unwrap photo.bin 30 -k fan.json";
    let done = studio.stdout(&format!(
        "{unwrap} --beneficiary {artist} --to stranger.json"
    ));
    assert!(done.contains("✓ unwrapped 30 shares for"), "{done}");
    assert!(done.ends_with("0 wrapped shares are left\n"), "{done}");
    let stranger = text(&studio.json("address -k stranger.json")["address"]);
    assert_eq!(units_of(&studio, &stranger).as_deref(), Some("30000000"));
}

#[test]
fn who_has_too_few_wraps_and_unwraps_nothing() {
    let studio = Studio::open();
    studio.stdout("shares wrap photo.bin 5 --beneficiary fan.json");
    let before = studio.json("shares list photo.bin");
    for (args, expected) in [
        ("wrap photo.bin 65.000001", "holds 65 shares of vault"),
        (
            "wrap photo.bin 1 -k stranger.json",
            "holds 0 shares of vault",
        ),
        (
            "unwrap photo.bin 5.000001 --beneficiary fan.json",
            "holds 5 wrapped shares of vault",
        ),
        // These pay somebody else.
        ("unwrap photo.bin 5", "holds 0 wrapped shares of vault"),
    ] {
        let error = studio.refused(&format!("shares {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    let vault = &studio.vault;
    let error = studio.refused(&format!("shares wrap photo.bin 1 --beneficiary {vault}"));
    assert!(error.contains("paid its own revenue"), "{error}");
    assert_eq!(studio.json("shares list photo.bin"), before);
    for args in ["wrap photo.bin 0", "unwrap photo.bin 101"] {
        let mut usage = studio.command(&format!("shares {args}"));
        usage.assert().code(2);
    }
}
