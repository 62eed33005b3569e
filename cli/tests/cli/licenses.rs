//! `license`

use serde_json::json;

use crate::{
    sandbox::refusal,
    studio::{Studio, text},
};

#[test]
fn a_licence_is_bought_paid_for_and_valid() {
    let studio = Studio::open();
    let terms = studio.offer("25", "--period 1h");
    let done = studio
        .command("license buy photo.bin -k fan.json --output json")
        .assert()
        .success();
    let stderr = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    assert!(
        stderr.contains(&format!("25 of {}", studio.dollar)),
        "{stderr}"
    );
    let bought: serde_json::Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!(bought["terms"], terms);
    assert_eq!(bought["licensee"], studio.fan);
    assert_eq!(bought["valid"], true);
    let time = |key: &str| bought[key].as_i64().unwrap();
    assert_eq!(time("expires_at") - time("bought_at"), 3_600);
    assert_eq!(studio.held(&studio.dollar, "fan.json"), "975000000");

    let license = text(&bought["license"]);
    let shown = studio.json(&format!("license show {license}"));
    assert_eq!(shown["valid"], true);
    assert_eq!(shown["license"]["paid_total"]["units"], "25000000");
    for name in ["photo.bin", &terms] {
        let again = studio.json(&format!("license show {name} --licensee fan.json"));
        assert_eq!(again["license"], shown["license"]);
    }
    let renewed = studio.json(&format!("license buy {terms} -k fan.json"));
    assert_eq!(
        (&renewed["license"], &renewed["purchases"]),
        (&json!(license), &json!(2))
    );
    assert_eq!(
        renewed["expires_at"].as_i64().unwrap() - time("expires_at"),
        3_600
    );
}

#[test]
fn licences_are_listed_by_licensee_and_by_work() {
    let studio = Studio::open();
    studio.offer("1", "");
    studio.stdout("terms offer photo.bin --free --period 1");
    studio.stdout("license buy photo.bin --index 0 --for ben.json -k fan.json");
    studio.stdout("license buy photo.bin --index 1 --for ben.json -k fan.json");
    studio.stdout("license buy photo.bin --index 0 -k fan.json");
    let count = |args: &str| {
        let licenses = studio.json(&format!("license list {args}"))["licenses"].clone();
        licenses.as_array().unwrap().len()
    };
    assert_eq!(count(""), 0);
    assert_eq!(count("-k fan.json"), 1);
    assert_eq!(count("--licensee ben.json"), 2);
    assert_eq!(count("--work photo.bin"), 3);
    // One second has passed, the clock of the embedded ledger is the machine's.
    std::thread::sleep(std::time::Duration::from_secs(2));
    studio.stdout("airdrop 1");
    let listed = studio.json(&format!("license list --licensee {}", studio.ben));
    let valid = |at: usize| listed["licenses"][at]["valid"].clone();
    assert_eq!([valid(0), valid(1)], [true, false]);
    let shown = studio.stdout("license list --licensee ben.json");
    assert!(
        shown.contains("expired") && shown.contains("never"),
        "{shown}"
    );
}

#[test]
fn no_licence_is_an_answer_with_a_status_of_its_own() {
    let studio = Studio::open();
    let terms = studio.offer("1", "");
    let nothing = |args: &str| {
        let mut command = studio.command(&format!("license show {args} --output json"));
        let done = command.assert().code(3);
        let shown: serde_json::Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
        assert_eq!(
            (&shown["valid"], &shown["license"]),
            (&json!(false), &json!(null))
        );
        text(&shown["address"])
    };
    let place = nothing("photo.bin --licensee fan.json");
    assert_eq!(nothing(&format!("{terms} --licensee fan.json")), place);
    assert_eq!(nothing(&place), place);
    for (args, expected) in [
        ("photo.bin", "--licensee names somebody"),
        (&terms, "is no licence, but another kind"),
        (&studio.vault, "is no licence"),
        ("other.bin --licensee fan.json", "no such file: other.bin"),
    ] {
        let error = studio.refused(&format!("license show {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
}

#[test]
fn nobody_pays_more_than_they_would() {
    let studio = Studio::open();
    let terms = studio.offer("25", "");
    // Ben has the dollars, and no SOL for the fee.
    studio.stdout(&format!("token mint {} 25 ben.json", studio.dollar));
    for (args, expected) in [
        (
            "--max-price 24.999999 -k fan.json",
            "which is more than 24.999999",
        ),
        (
            "--max-price 0.0000001 -k fan.json",
            "more than the 6 decimals",
        ),
        ("-k stranger.json", "holds 0 of"),
        ("-k ben.json", "has no SOL"),
        ("-k missing.json", "there is no keypair at missing.json"),
        ("--index 1 -k fan.json", "has no terms 1"),
        ("--claim 1 -k fan.json", "only one claim"),
    ] {
        let error = studio.refused(&format!("license buy photo.bin {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    let mut command = studio.command(&format!("license buy {terms} -k fan.json -u m"));
    refusal(command.assert());
    assert_eq!(studio.held(&studio.dollar, "fan.json"), "1000000000");
    studio.stdout("license buy photo.bin --max-price 25 -k fan.json");
}

#[test]
fn what_is_retired_or_sold_out_cannot_be_bought() {
    let studio = Studio::open();
    let retired = studio.offer("1", "");
    studio.stdout("license buy photo.bin -k fan.json");
    studio.stdout(&format!("terms retire {retired}"));
    let error = studio.refused(&format!("license buy {retired} -k fan.json"));
    assert!(error.contains("are retired"), "{error}");
    let shown = studio.json(&format!("license show {retired} --licensee fan.json"));
    assert_eq!(shown["valid"], true);

    let scarce = studio.offer("1", "--supply-cap 1 --period 1d");
    studio.stdout(&format!("license buy {scarce} -k fan.json"));
    let error = studio.refused(&format!("license buy {scarce} -k fan.json"));
    assert!(error.contains("are sold out"), "{error}");
    let error = studio.refused("license buy photo.bin --index 7");
    assert!(error.contains("has no terms 7"), "{error}");
}
