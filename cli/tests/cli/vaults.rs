//! `vault`

use serde_json::{Value, json};

use crate::{
    studio::{Studio, text},
    unsafe_mint::with_permanent_delegate,
};

const SOL: &str = "So11111111111111111111111111111111111111112";

fn sheet(vault: &Value, mint: &str) -> Value {
    let sheets = vault["currencies"].as_array().unwrap();
    let found = sheets.iter().find(|sheet| sheet["mint"] == mint);
    found
        .unwrap_or_else(|| panic!("no {mint} in {vault}"))
        .clone()
}

#[test]
fn money_of_every_kind_comes_in_and_goes_out() {
    let studio = Studio::open();
    let (dollar, toll) = (&studio.dollar, &studio.toll);
    for (amount, currency, booked) in [
        ("1.000001", dollar.as_str(), "1000001"),
        ("100.000001", toll, "99000000"),
        ("0.5", "SOL", "500000000"),
    ] {
        let args = format!("vault deposit photo.bin {amount} --currency {currency} -k fan.json");
        assert_eq!(studio.json(&args)["booked"]["units"], booked);
    }
    let before = studio.json("vault show photo.bin");
    assert_eq!(before["vault"], studio.vault);
    assert_eq!(before["asset"], studio.asset);
    assert_eq!(before["authority"], studio.artist);
    assert_eq!(
        (&before["state"], &before["holders"]),
        (&json!("sealed"), &json!(2))
    );
    assert_eq!(
        (&before["live_units"], &before["balanced"]),
        (&json!("100000000"), &json!(true))
    );
    let dollars = sheet(&before, dollar);
    assert_eq!(
        (&dollars["received"], &dollars["claimable"]),
        (&json!("1000001"), &json!("1000000"))
    );

    // Nobody has token accounts for tolls or SOL yet, and Ben none for dollars.
    let skipping = studio.json("vault distribute photo.bin -k fan.json");
    let skipped: usize = skipping["currencies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|paid| paid["skipped"].as_array().unwrap().len())
        .sum();
    assert_eq!(skipped, 6);
    let paid = studio.json("vault distribute photo.bin --create-accounts -k fan.json");
    let payments = sheet(&paid, dollar)["payments"].clone();
    assert_eq!(
        (&payments[0]["owner"], &payments[0]["units"]),
        (&json!(studio.artist), &json!("700000"))
    );
    assert_eq!(
        (&payments[1]["owner"], &payments[1]["units"]),
        (&json!(studio.ben), &json!("300000"))
    );
    assert_eq!(sheet(&paid, SOL)["total"], "500000000");
    assert_eq!(studio.held(dollar, "ben.json"), "300000");
    // 29.7 tolls, less 1 %.
    assert_eq!(studio.held(toll, "ben.json"), "29403000");
    assert_eq!(studio.held("SOL", "ben.json"), "150000000");

    let after = studio.json(&format!("vault show {}", studio.vault));
    assert_eq!(after["balanced"], true);
    for mint in [dollar, toll, SOL] {
        assert_eq!(sheet(&after, mint)["claimable"], "0");
    }
    let shown = studio.stdout("vault show photo.bin");
    assert!(shown.contains("✓ the books balance"), "{shown}");
    let idle = studio.stdout("vault distribute photo.bin");
    assert_eq!(idle.matches("nobody was paid").count(), 3, "{idle}");
}

#[test]
fn a_holder_claims_and_unwraps() {
    let studio = Studio::open();
    let dollar = &studio.dollar;
    let nothing = studio.json("vault claim photo.bin");
    assert_eq!(nothing["currencies"], json!([]));
    studio.stdout("vault deposit photo.bin 1 --currency SOL -k fan.json");
    studio.stdout(&format!(
        "vault deposit photo.bin 1 --currency {dollar} -k fan.json"
    ));

    // Ben has no SOL to sign with: somebody else asks for him.
    let claimed = studio.json("vault claim photo.bin ben.json -k fan.json");
    assert_eq!(claimed["owner"], studio.ben);
    assert_eq!(claimed["currencies"].as_array().unwrap().len(), 2);
    assert_eq!(studio.held("SOL", "ben.json"), "300000000");

    let lamports = || {
        text(&studio.json("balance")["lamports"])
            .parse::<u64>()
            .unwrap()
    };
    let before = lamports();
    let claimed = studio.json("vault claim photo.bin --currency sol --unwrap");
    assert_eq!(sheet(&claimed, SOL)["total"], "700000000");
    let gained = lamports() - before;
    // Two or three fees of 5000 lamports; the token account's rent came back.
    assert!((699_980_000..700_000_000).contains(&gained), "{gained}");
    assert_eq!(studio.held("SOL", &studio.artist), "0");
    let left = studio.json("vault show photo.bin");
    assert_eq!(sheet(&left, dollar)["claimable"], "700000");
}

#[test]
fn currencies_are_added_by_the_authority() {
    let studio = Studio::open();
    let euro = text(&studio.json("token create --decimals 2")["mint"]);
    let error = studio.refused(&format!(
        "vault deposit photo.bin 1 --currency {euro} -k fan.json"
    ));
    assert!(error.contains("does not take"), "{error}");
    let add = format!("vault add-currency photo.bin {euro}");
    let error = studio.refused(&format!("{add} -k stranger.json"));
    assert!(error.contains("only the authority of vault"), "{error}");
    let added = studio.json(&add);
    assert_eq!(
        (&added["mint"], &added["decimals"]),
        (&json!(euro), &json!(2))
    );
    let error = studio.refused(&add);
    assert!(error.contains(&format!("takes {euro} already")), "{error}");
    studio.stdout(&format!("token mint {euro} 5 fan.json"));
    studio.stdout(&format!(
        "vault deposit {} 5 --currency {euro} -k fan.json",
        studio.vault
    ));
    let fifth = text(&studio.json("token create")["mint"]);
    let error = studio.refused(&format!("vault add-currency photo.bin {fifth}"));
    assert!(error.contains("at most 4 currencies"), "{error}");
}

#[test]
fn what_a_currencys_issuer_could_do_is_told() {
    let studio = Studio::open();
    let mint = with_permanent_delegate(&studio);
    let add = format!("vault add-currency photo.bin {mint}");
    let told = studio.stdout(&add);
    assert!(
        told.contains("its issuer could take what the treasury holds"),
        "{told}"
    );
    let shown = studio.json("vault show photo.bin");
    let risks = |mint: &str| sheet(&shown, mint)["risks"].clone();
    let seized = "take what the treasury holds";
    assert!(risks(&mint).as_array().unwrap().contains(&json!(seized)));
    assert_eq!(risks(&studio.toll), json!(["keep a part of each transfer"]));
    assert_eq!(risks(SOL), json!([]));
}

#[test]
fn everything_that_came_is_booked_once() {
    let studio = Studio::open();
    // A plain transfer: tokens are minted to the vault's own token account.
    let dollar = &studio.dollar;
    studio.stdout(&format!("token mint {dollar} 3 {}", studio.vault));
    let before = sheet(&studio.json("vault show photo.bin"), dollar);
    assert_eq!(
        (&before["unbooked"], &before["received"]),
        (&json!("3000000"), &json!("0"))
    );
    let booked = studio.json("vault book photo.bin -k stranger.json");
    assert_eq!(booked["steps"].as_array().unwrap().len(), 1);
    let after = sheet(&studio.json("vault show photo.bin"), dollar);
    assert_eq!(
        (&after["unbooked"], &after["received"]),
        (&json!("0"), &json!("3000000"))
    );
    assert_eq!(after["claimable"], "3000000");
    let again = studio.stdout(&format!("vault book {} --currency {dollar}", studio.vault));
    assert_eq!(again, "everything that came is booked already\n");
}

#[test]
fn amounts_mints_and_names_are_checked() {
    let studio = Studio::open();
    let (dollar, fan, vault) = (&studio.dollar, &studio.fan, &studio.vault);
    for (args, expected) in [
        (
            format!("deposit photo.bin 0 --currency {dollar}"),
            "must be more than 0",
        ),
        (
            format!("deposit photo.bin 1.0000001 --currency {dollar}"),
            "more than the 6 decimals",
        ),
        (format!("deposit photo.bin -5 --currency {dollar}"), ""),
        (
            format!("deposit photo.bin 1000.000001 --currency {dollar} -k fan.json"),
            "holds 1000 of",
        ),
        (
            format!("deposit photo.bin 1 --currency {dollar} -k stranger.json"),
            "holds 0 of",
        ),
        (
            "deposit photo.bin 1000 --currency SOL -k stranger.json".to_owned(),
            "provenue airdrop",
        ),
        (
            format!("deposit photo.bin 1 --currency {fan}"),
            "is not a mint",
        ),
        (
            format!("deposit photo.bin 1 --currency {vault}"),
            "is not a mint",
        ),
        (
            "deposit other.bin 1 --currency SOL".to_owned(),
            "no such file: other.bin",
        ),
        (format!("deposit {fan} 1 --currency SOL"), "belongs to"),
        (
            "claim photo.bin stranger.json".to_owned(),
            "holds no shares of vault",
        ),
        (
            "claim photo.bin ben.json --unwrap".to_owned(),
            "can unwrap their SOL",
        ),
        (format!("show {dollar}"), "belongs to"),
        (
            format!("distribute photo.bin --lookup-table={dollar}"),
            "is no lookup table",
        ),
        ("show photo.bin --claim 3".to_owned(), "only one claim"),
    ] {
        if expected.is_empty() {
            let mut command = studio.command(&format!("vault {args}"));
            command.assert().code(2).stdout("");
            continue;
        }
        let error = studio.refused(&format!("vault {args}"));
        assert!(error.contains(expected), "{args}: {error}");
    }
    let untouched = studio.json("vault show photo.bin");
    assert_eq!(sheet(&untouched, dollar)["treasury_amount"], "0");
    assert_eq!(sheet(&untouched, SOL)["treasury_amount"], "0");
}

#[test]
fn a_server_that_is_not_there_is_told_so_by_every_command() {
    let studio = Studio::open();
    let terms = studio.offer("1", "");
    for command in [
        "terms list photo.bin",
        "terms offer photo.bin --free",
        "license buy photo.bin",
        "license list",
        &format!("license show {terms} --licensee fan.json"),
        "vault show photo.bin",
        "vault distribute photo.bin",
        "vault claim photo.bin",
        "vault deposit photo.bin 1 --currency SOL",
    ] {
        let error = studio.refused(&format!("{command} -k fan.json --url http://127.0.0.1:1"));
        assert!(
            error.contains("cannot reach the RPC server at http://127.0.0.1:1"),
            "{command}: {error}"
        );
        assert!(error.contains("hint: check --url"), "{error}");
    }
}

#[test]
fn many_holders_are_paid_with_lookup_tables() {
    let studio = Studio::open();
    let dollar = &studio.dollar;
    studio.stdout(&format!(
        "vault deposit photo.bin 100 --currency {dollar} -k fan.json"
    ));
    // Two holders fit one transaction: no table is made.
    let args =
        format!("vault distribute photo.bin --currency {dollar} --create-accounts --lookup-table");
    assert_eq!(studio.json(&args)["lookup_tables"], json!([]));

    studio.write("crowd.bin", "a crowd");
    let owners: Vec<_> = (0..24)
        .map(|index| studio.keypair(&format!("crowd/{index}.json")))
        .collect();
    let shares: String = owners
        .iter()
        .map(|owner| format!(" --share {owner}=4"))
        .collect();
    studio.stdout(&format!(
        "mint crowd.bin --disclosure human --currency {dollar}{shares}"
    ));
    studio.stdout(&format!(
        "vault deposit crowd.bin 100 --currency {dollar} -k fan.json"
    ));
    let args = "vault distribute crowd.bin --create-accounts --lookup-table";
    let done = studio
        .command(&format!("{args} --output json"))
        .assert()
        .success();
    let paid: Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!(
        sheet(&paid, dollar)["payments"].as_array().unwrap().len(),
        25
    );
    let table = text(&paid["lookup_tables"][0]);
    let stderr = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    assert!(
        stderr.contains(&format!("--lookup-table={table}")),
        "{stderr}"
    );

    studio.stdout(&format!(
        "vault deposit crowd.bin 50 --currency {dollar} -k fan.json"
    ));
    let with = studio.json(&format!(
        "vault distribute crowd.bin --lookup-table={table}"
    ));
    assert_eq!(sheet(&with, dollar)["total"], "50000000");
    assert_eq!(with["steps"].as_array().unwrap().len(), 1);
    studio.stdout(&format!(
        "vault deposit crowd.bin 50 --currency {dollar} -k fan.json"
    ));
    let without = studio.json("vault distribute crowd.bin");
    assert!(without["steps"].as_array().unwrap().len() > 1);
    assert_eq!(studio.held(dollar, &owners[7]), "8000000");
}
