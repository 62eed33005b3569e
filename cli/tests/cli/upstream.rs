//! `vault create`, `link`, `graph`, `pull`, `burn`, `hold`, `release`, `fund-rent`

use serde_json::{Value, json};

use crate::studio::{Studio, text};

/// A vault of a new keypair in `name.json`, with some SOL to sign with.
fn vault_of(studio: &Studio, name: &str, options: &str) -> String {
    studio.keypair(&format!("{name}.json"));
    studio.stdout(&format!("airdrop 10 {name}.json"));
    let created = studio.json(&format!(
        "vault create --name {name} --symbol {name} --currency {} {options} -k {name}.json",
        studio.dollar
    ));
    text(&created["vault"])
}

fn gross(studio: &Studio, vault: &str) -> Value {
    studio.json(&format!("vault show {vault}"))["currencies"][0]["received"].clone()
}

#[test]
fn royalties_climb_from_a_deposit_to_the_top() {
    let studio = Studio::open();
    let model = vault_of(&studio, "model", "");
    let tune = vault_of(
        &studio,
        "tune",
        &format!("--upstream {model}=25%+5% --licensor model.json"),
    );
    let song = vault_of(
        &studio,
        "song",
        &format!("--upstream {tune}=20% --licensor tune.json --share ben.json=40"),
    );
    let graph = studio.json(&format!("vault graph {song}"));
    assert_eq!(graph["vaults"].as_array().unwrap().len(), 3);
    // The song inherited the model's flat part.
    let edges = graph["vaults"][0]["upstream"].as_array().unwrap();
    let flat = edges.iter().find(|edge| edge["parent"] == model).unwrap();
    assert_eq!(
        (&flat["relative_bps"], &flat["absolute_bps"]),
        (&json!(0), &json!(500))
    );

    let dollar = &studio.dollar;
    let paid = studio.stdout(&format!(
        "vault deposit {song} 10 --currency {dollar} -k fan.json"
    ));
    assert!(paid.contains("and dues up 3 hops"), "{paid}");
    assert_eq!(gross(&studio, &tune), "2000000");
    assert_eq!(gross(&studio, &model), "1000000");
    let drawn = studio.stdout(&format!("vault graph {song}"));
    assert!(drawn.starts_with(&format!("{song}\n")), "{drawn}");
    assert!(drawn.contains(&format!("20 % of all  {tune}")), "{drawn}");
    assert!(
        drawn.contains("25 % of all and 5 % of what comes from outside"),
        "{drawn}"
    );

    // By plain transfer nothing climbs until somebody pulls.
    studio.stdout(&format!("token mint {dollar} 10 {song}"));
    let pulled = studio.json(&format!("vault pull {song} --all -k stranger.json"));
    assert_eq!(pulled["paid"].as_array().unwrap().len(), 3);
    assert_eq!(gross(&studio, &model), "2000000");
    let idle = studio.stdout(&format!("vault pull {song} --currency {dollar}"));
    assert_eq!(idle, "nothing is due upstream\n");
    assert_eq!(studio.json(&format!("vault show {song}"))["balanced"], true);
}

#[test]
fn payouts_are_held_and_released_by_the_base() {
    let studio = Studio::open();
    let vault = vault_of(&studio, "label", "--holdable");
    let work = vault_of(
        &studio,
        "work",
        &format!("--upstream {vault}=50% --licensor label.json"),
    );
    let hold = format!("vault hold {vault} --reason 7 --for 30d");
    let error = studio.refused(&format!("{hold} -k stranger.json"));
    assert!(error.contains("only the vault's base"), "{error}");
    let held = studio.json(&format!("{hold} -k label.json"));
    assert_eq!(held["reason"], 7);
    let shown = studio.json(&format!("vault show {vault}"));
    assert_eq!(shown["held_until"], held["held_until"]);
    let dollar = &studio.dollar;
    studio.stdout(&format!(
        "vault deposit {work} 4 --currency {dollar} -k fan.json"
    ));
    let pulled = studio.json(&format!("vault pull {work} --all"));
    assert_eq!(pulled["paid"], json!([]));
    assert_eq!(pulled["skipped"][0]["dues"]["units"], "2000000");
    let reason = text(&pulled["skipped"][0]["reason"]);
    assert!(reason.contains("held"), "{reason}");
    studio.stdout(&format!("vault release {vault} -k label.json"));
    let pulled = studio.json(&format!("vault pull {work} --all"));
    assert_eq!(pulled["paid"][0]["dues"]["units"], "2000000");
    let error = studio.refused(&format!(
        "vault hold {work} --reason 1 --for 1d -k work.json"
    ));
    assert!(error.contains("without the possibility to hold"), "{error}");
}

#[test]
fn links_need_both_sides_and_an_open_vault() {
    let studio = Studio::open();
    let model = vault_of(&studio, "model", "");
    let link = format!("vault link photo.bin {model}=10% --licensor");
    let error = studio.refused(&format!("{link} model.json"));
    assert!(error.contains("the vault is sealed"), "{error}");
    studio.keypair("late.json");
    studio.stdout("airdrop 10 late.json");
    let create = "vault create --name Late --symbol LATE -k late.json";
    let error = studio.refused(&format!(
        "{create} --upstream {model}=10% --licensor ben.json"
    ));
    assert!(error.contains("nobody agrees to a link"), "{error}");
    let error = studio.refused(&format!(
        "{create} --floor-bps 9500 --upstream {model}=10% --licensor model.json"
    ));
    assert!(error.contains("less than the vault's floor"), "{error}");
    let error = studio.refused("vault create --name Two --symbol TWO -k model.json");
    assert!(error.contains("exists already"), "{error}");
}

#[test]
fn shares_are_burned_and_rent_is_paid_ahead() {
    let studio = Studio::open();
    let burned = studio.json("vault burn photo.bin 20");
    assert_eq!(burned["units_left"], "50000000");
    assert_eq!(
        studio.json("vault show photo.bin")["live_units"],
        "80000000"
    );
    let error = studio.refused("vault burn photo.bin 50.000001");
    assert!(error.contains("holds 50 shares"), "{error}");

    let funded = studio.json("vault fund-rent photo.bin 0.01");
    assert_eq!(funded["lamports"], "10000000");
    let fresh = studio.keypair("fresh.json");
    let given = studio.stdout(&format!("shares transfer photo.bin {fresh} 1"));
    assert!(!given.contains("position"), "{given}");
    let left = studio.json(&format!("balance {}", text(&funded["rent_reserve"])));
    assert!(text(&left["lamports"]).parse::<u64>().unwrap() < 10_000_000);
}

#[test]
fn a_gate_says_beforehand_why_shares_cannot_move() {
    let studio = Studio::open();
    let fresh = studio.keypair("fresh.json");
    let open = vault_of(&studio, "open", "--most-shares 10");
    let shown = studio.json(&format!("vault show {open}"));
    assert_eq!(
        (&shown["gated"], &shown["most_units"]),
        (&json!(true), &json!("10000000"))
    );
    assert!(shown.get("shares_locked_until").is_none());
    let transfer = |vault: &str, key: &str, shares: &str| {
        format!("shares transfer {vault} {fresh} {shares} -k {key}.json")
    };
    studio.stdout(&transfer(&open, "open", "10"));
    let error = studio.refused(&transfer(&open, "open", "0.000001"));
    assert!(
        error.contains("would hold 10.000001 shares, and the vault's gate allows 10"),
        "{error}"
    );

    let locked = vault_of(&studio, "locked", "--lock-for 4w");
    let error = studio.refused(&transfer(&locked, "locked", "1"));
    assert!(error.contains("lets no share move before"), "{error}");
    let shown = studio.stdout(&format!("vault show {locked}"));
    assert!(shown.contains("shares move from"), "{shown}");
}

#[test]
fn the_demo_of_a_family_is_paid_up_to_the_top_in_one_transaction() {
    let studio = Studio::open();
    let demo = studio.json("demo --graph");
    assert_eq!(demo["payment"].as_array().unwrap().len(), 1);
    let works = demo["works"].as_array().unwrap();
    let kept = works
        .iter()
        .map(|work| text(&work["kept"]).parse::<u64>().unwrap());
    // Of three edges' dues two base units are fractions.
    assert_eq!(
        (kept.sum::<u64>(), &demo["waiting"]),
        (99_999_997, &json!("2"))
    );
    // 20 % and 12.34 % of the film's; the model gets 3 % of it, 2.5 % inherited, and 15 % of the tune's.
    let royalties: Vec<_> = works.iter().map(|work| text(&work["royalties"])).collect();
    assert_eq!(royalties[1..], ["19999999", "12339999", "0"]);
    let model = (99_999_999 * 550 / 10_000) + 12_339_999 * 15 / 100;
    assert_eq!(royalties[0], u64::to_string(&model));
    let shown = studio.stdout("demo --graph");
    assert!(
        shown.contains("each number is the exact model's"),
        "{shown}"
    );
}
