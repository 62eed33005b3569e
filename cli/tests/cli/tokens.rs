//! `token`

use serde_json::Value;

use crate::sandbox::Sandbox;

fn funded() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.stdout("airdrop 10");
    sandbox
}

fn mint_of(created: &Value) -> &str {
    created["mint"].as_str().unwrap()
}

#[test]
fn a_currency_is_made_minted_and_held() {
    let sandbox = funded();
    let bob = sandbox.keypair("bob.json");
    let created = sandbox.json("token create --decimals 2");
    let mint = mint_of(&created);
    assert_eq!(created["decimals"], 2);
    assert_eq!(created["fee_bps"], 0);
    assert_eq!(created["authority"], sandbox.json("address")["address"]);

    let minted = sandbox.json(&format!("token mint {mint} 12.5 bob.json"));
    assert_eq!(minted["units"], "1250");
    assert_eq!(minted["owner"], bob);
    assert_eq!(minted["transaction"]["fee_lamports"], "5000");
    let held = sandbox.json(&format!("token balance {mint} {bob}"));
    assert_eq!(held["units"], "1250");
    assert_eq!(held["account"], minted["account"]);
    assert_eq!(
        sandbox.stdout(&format!("token balance {mint} {bob}")),
        "12.5\n"
    );
    assert_eq!(sandbox.stdout(&format!("token balance {mint}")), "0\n");
}

#[test]
fn both_token_programs_make_currencies() {
    let sandbox = funded();
    let program = |args: &str| sandbox.json(args)["program"].clone();
    let spl = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";
    let token_2022 = "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb";
    assert_eq!(program("token create"), spl);
    assert_eq!(program("token create --token-2022"), token_2022);
    assert_eq!(program("token create --fee-bps 1"), token_2022);
    assert_eq!(sandbox.json("token create --fee-bps 100")["fee_bps"], 100);
    for args in [
        "token create --fee-bps 10001",
        "token create --decimals 256",
    ] {
        sandbox.command(args).assert().code(2).stdout("");
    }
}

#[test]
fn the_mints_address_can_be_chosen_once() {
    let sandbox = funded();
    let address = sandbox.keypair("mint.json");
    assert_eq!(
        mint_of(&sandbox.json("token create --mint mint.json")),
        address
    );
    sandbox.stdout("token mint mint.json 1");
    assert_eq!(sandbox.json("token balance mint.json")["units"], "1000000");
    let error = sandbox.refused("token create --mint mint.json");
    assert!(error.contains("an account exists already"), "{error}");
}

#[test]
fn sol_is_wrapped_from_ones_own() {
    let sandbox = funded();
    let wrapped = sandbox.json("token mint SOL 2.5");
    assert_eq!(
        wrapped["mint"],
        "So11111111111111111111111111111111111111112"
    );
    assert_eq!(wrapped["units"], "2500000000");
    assert_eq!(sandbox.json("token balance sol")["units"], "2500000000");
    let left = sandbox.json("balance")["lamports"]
        .as_str()
        .unwrap()
        .to_owned();
    // 7.5 SOL less the rent of the token account and a fee.
    let left: u64 = left.parse().unwrap();
    assert!((7_490_000_000..7_500_000_000).contains(&left), "{left}");

    sandbox.keypair("bob.json");
    let error = sandbox.refused("token mint SOL 1 bob.json");
    assert!(error.contains("only for the keypair that signs"), "{error}");
    let error = sandbox.refused("token mint SOL 100");
    assert!(error.contains("provenue airdrop"), "{error}");
}

#[test]
fn only_its_authority_mints_a_currency() {
    let sandbox = funded();
    let bob = sandbox.keypair("bob.json");
    sandbox.stdout("airdrop 1 bob.json");
    let created = sandbox.json("token create");
    let mint = mint_of(&created);
    let error = sandbox.refused(&format!("token mint {mint} 1 -k bob.json"));
    let authority = created["authority"].as_str().unwrap();
    assert!(error.contains(authority) && error.contains(&bob), "{error}");
    assert_eq!(
        sandbox.json(&format!("token balance {mint} {bob}"))["units"],
        "0"
    );
}

#[test]
fn amounts_and_mints_are_checked() {
    let sandbox = funded();
    let created = sandbox.json("token create --decimals 2");
    let mint = mint_of(&created);
    for (args, expected) in [
        (format!("token mint {mint} 0"), "more than 0"),
        (
            format!("token mint {mint} 0.001"),
            "more than the 2 decimals",
        ),
        (format!("token mint {mint} lots"), "'lots' is not an amount"),
        (
            format!("token mint {mint} 184467440737095517"),
            "more than a token account can hold",
        ),
        (
            "token balance 11111111111111111111111111111111".to_owned(),
            "is not a mint",
        ),
        ("token mint bob.json 1".to_owned(), "there is no mint at"),
    ] {
        sandbox.keypair("bob.json");
        let error = sandbox.refused(&args);
        assert!(error.contains(expected), "{args}: {error}");
    }
}

#[test]
fn without_sol_nothing_is_made_and_the_way_out_is_told() {
    let sandbox = Sandbox::new();
    let error = sandbox.refused("token create");
    assert!(error.contains("has no SOL"), "{error}");
    assert!(error.contains("hint: `provenue airdrop 10`"), "{error}");
}
