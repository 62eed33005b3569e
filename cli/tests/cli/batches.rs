//! `batch`: works that are registered together

use std::{fs, thread, time::Duration};

use serde_json::{Value, json};

use crate::{
    sandbox::{Sandbox, bytes},
    studio::text,
};

/// A home with SOL, and a folder of pictures.
fn pictures() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.stdout("airdrop 10");
    for index in 0..5_usize {
        sandbox.write(&format!("pictures/{index}.bin"), bytes(300_000 + index));
    }
    sandbox
}

fn add(sandbox: &Sandbox) -> Value {
    sandbox.json("batch add studio pictures --disclosure ai-generated")
}

#[test]
fn works_are_registered_together_and_proved_one_by_one() {
    let sandbox = pictures();
    let added = add(&sandbox);
    assert_eq!((&added["added"], &added["works"]), (&json!(5), &json!(5)));
    let anchored = sandbox.json("batch anchor studio");
    assert_eq!(anchored["size"], 5);
    assert_eq!(anchored["steps"].as_array().unwrap().len(), 1);
    let shown = sandbox.json("batch show studio");
    assert_eq!(
        (&shown["anchored"], &shown["anchors"]),
        (&json!(5), &json!(1))
    );
    assert_eq!(shown["root"], anchored["root"]);

    let proved = sandbox.json("batch prove studio pictures/3.bin -o 3.json");
    assert_eq!((&proved["index"], &proved["size"]), (&json!(3), &json!(5)));
    // Whoever checks needs nothing of the batch.
    fs::rename(sandbox.path("studio"), sandbox.path("gone")).unwrap();
    let checked = sandbox.json("batch check 3.json pictures/3.bin");
    assert_eq!(checked["valid"], true);
    assert_eq!(checked["anchored_at"], shown["anchored_at"]);
    assert_eq!(checked["owner"], shown["owner"]);
    assert_eq!(checked["logged_by"], shown["owner"]);
    let told = sandbox.stdout("batch check 3.json");
    assert!(told.contains("The proof holds"), "{told}");
}

#[test]
fn a_batch_grows_and_what_is_known_is_not_read_again() {
    let sandbox = pictures();
    add(&sandbox);
    sandbox.stdout("batch anchor studio");
    let error = sandbox.refused("batch anchor studio");
    assert!(error.contains("anchored already"), "{error}");

    sandbox.write("pictures/new.bin", "new");
    let again = add(&sandbox);
    assert_eq!((&again["added"], &again["known"]), (&json!(1), &json!(5)));
    let error = sandbox.refused("batch prove studio pictures/new.bin -o new.json");
    assert!(error.contains("not anchored since"), "{error}");
    let anchored = sandbox.json("batch anchor studio");
    assert_eq!(anchored["previous_size"], 5);
    assert_eq!(anchored["size"], 6);
    sandbox.stdout("batch prove studio pictures/new.bin -o new.json");
    sandbox.stdout("batch check new.json pictures/new.bin");
    // What was anchored first is proved by the first anchor.
    sandbox.stdout("batch prove studio pictures/0.bin -o 0.json");
    let proof: Value = serde_json::from_slice(&fs::read(sandbox.path("0.json")).unwrap()).unwrap();
    assert_eq!((&proof["anchor"], &proof["size"]), (&json!(0), &json!(5)));
    sandbox.stdout("batch check 0.json pictures/0.bin");
}

#[test]
fn what_was_not_finished_is_cut_off_and_done_again() {
    let sandbox = pictures();
    add(&sandbox);
    let works = fs::read_to_string(sandbox.path("studio/works.jsonl")).unwrap();
    // A job that was cut off while it wrote a line.
    sandbox.write("studio/works.jsonl", format!("{works}{{\"path\":\"pict"));
    assert_eq!(add(&sandbox)["added"], 0);
    let after = fs::read_to_string(sandbox.path("studio/works.jsonl")).unwrap();
    assert_eq!(after, works);
    // Lines that the log counts on are missed.
    let lost: Vec<_> = works.lines().skip(1).collect();
    sandbox.write("studio/works.jsonl", lost.join("\n"));
    let error = sandbox.refused("batch add studio pictures --disclosure human");
    assert!(error.contains("works.jsonl is damaged"), "{error}");
    // A line that was changed is no proof of anything.
    sandbox.write("studio/works.jsonl", works.replace("ai-generated", "human"));
    sandbox.stdout("batch anchor studio");
    let error = sandbox.refused("batch prove studio pictures/1.bin -o 1.json");
    assert!(error.contains("not what was logged"), "{error}");
}

#[test]
fn a_work_of_a_batch_becomes_an_asset_with_its_time() {
    let sandbox = pictures();
    add(&sandbox);
    sandbox.stdout("batch anchor studio");
    let anchored_at = sandbox.json("batch show studio")["anchored_at"].clone();
    let made = sandbox.json("batch materialise studio pictures/2.bin");
    assert_eq!(made["registered_at"], anchored_at);
    assert_eq!(made["disclosure"], "ai-generated");
    let verified = sandbox.json("verify pictures/2.bin");
    assert_eq!(verified["claims"][0]["asset"], made["asset"]);
    assert_eq!(made["log_index"], 2);
    // Again it is the same asset, and nothing is sent.
    let again = sandbox.json("batch materialise studio pictures/2.bin");
    assert_eq!(
        (&again["asset"], &again["steps"]),
        (&made["asset"], &json!([]))
    );
    // It gets a vault as any other.
    let minted = sandbox.json("mint pictures/2.bin --disclosure ai-generated");
    assert_eq!(minted["asset"], made["asset"]);
    assert!(minted["vault"].is_string());
}

#[test]
fn who_logged_a_work_was_first_whatever_the_claims_number() {
    let sandbox = pictures();
    add(&sandbox);
    sandbox.stdout("batch anchor studio");
    // A rival registers what the studio has only logged. The chain's clock counts seconds.
    thread::sleep(Duration::from_millis(1_100));
    sandbox.stdout("keypair new rival.json");
    sandbox.stdout("airdrop 10 rival.json");
    let rival = sandbox.json("mint pictures/2.bin --disclosure human --no-vault -k rival.json");
    assert_eq!(rival["claim_index"], 0);
    let made = sandbox.json("batch materialise studio pictures/2.bin");
    assert_eq!(made["claim_index"], 1);
    let verified = sandbox.json("verify pictures/2.bin");
    assert_eq!(verified["first"], 1);
    assert_eq!(verified["claims"][0]["asset"], made["asset"]);
    assert_eq!(verified["claims"][1]["asset"], rival["asset"]);
}

#[test]
fn forged_proofs_are_refused() {
    let sandbox = pictures();
    add(&sandbox);
    sandbox.stdout("batch anchor studio");
    sandbox.stdout("batch prove studio pictures/1.bin -o 1.json");
    let thief = sandbox.keypair("thief.json");
    let proof = fs::read_to_string(sandbox.path("1.json")).unwrap();
    let owner = text(&sandbox.json("address")["address"]);
    for (forged, expected) in [
        (
            proof.replace("\"index\": 1", "\"index\": 2"),
            "does not lead",
        ),
        (proof.replace(&owner, &thief), "does not lead"),
        (proof.replace("ai-generated", "human"), "does not lead"),
        (proof.replace("300001", "300002"), "does not lead"),
        (proof.replace("\"anchor\": 0", "\"anchor\": 1"), "no anchor"),
        (
            proof.replace("\"index\": 1", "\"index\": 9"),
            "not in a log",
        ),
        (
            proof.replace("\"version\": 1", "\"version\": 2"),
            "version 2",
        ),
        ("{}".to_owned(), "is not a proof of a batch"),
    ] {
        sandbox.write("forged.json", forged);
        let error = sandbox.refused("batch check forged.json");
        assert!(error.contains(expected), "{expected}: {error}");
    }
    let error = sandbox.refused("batch check 1.json pictures/2.bin");
    assert!(error.contains("about another file"), "{error}");
}

#[test]
fn bad_input_leaves_a_batch_as_it_was() {
    let sandbox = pictures();
    sandbox.write("empty/nothing", "");
    sandbox.keypair("thief.json");
    for (args, expected) in [
        ("add studio missing --disclosure human", "missing"),
        ("anchor studio", "there is no batch in studio"),
        ("show pictures", "there is no batch in pictures"),
    ] {
        let error = sandbox.refused(&format!("batch {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    add(&sandbox);
    for (args, expected) in [
        ("add studio empty --disclosure human", "nothing is empty"),
        (
            "add studio pictures --disclosure human -k thief.json",
            "not yours",
        ),
        (
            "add studio pictures --disclosure human --log-id 7",
            "not that one",
        ),
        ("prove studio pictures/1.bin -o p.json", "not anchored"),
        ("prove studio empty/nothing -o p.json", "is empty"),
    ] {
        let error = sandbox.refused(&format!("batch {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    assert_eq!(sandbox.json("batch show studio")["works"], 5);
}
