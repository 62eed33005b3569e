//! `airdrop` and `balance`, on the embedded ledger

use crate::sandbox::Sandbox;

#[test]
fn sol_that_was_given_is_there_for_the_next_command() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.json("balance")["lamports"], "0");
    let given = sandbox.json("airdrop 1.5");
    assert_eq!(given["lamports"], "1500000000");
    assert_eq!(given["balance"], "1500000000");
    assert_eq!(given["address"], sandbox.json("address")["address"]);
    assert_eq!(sandbox.json("airdrop 0.000000001")["balance"], "1500000001");
    assert_eq!(sandbox.json("balance")["lamports"], "1500000001");
    assert_eq!(sandbox.stdout("balance"), "1.500000001 SOL\n");
}

#[test]
fn others_are_named_by_address_or_keypair_file() {
    let sandbox = Sandbox::new();
    let bob = sandbox.keypair("bob.json");
    sandbox.stdout("airdrop 2 bob.json");
    let by_address = sandbox.json(&format!("balance {bob}"));
    assert_eq!(by_address["address"], bob);
    assert_eq!(by_address["lamports"], "2000000000");
    assert_eq!(by_address, sandbox.json("balance bob.json"));
    assert_eq!(sandbox.json("balance")["lamports"], "0");
}

#[test]
fn ledgers_in_other_folders_are_other_ledgers() {
    let sandbox = Sandbox::new();
    let bob = sandbox.keypair("bob.json");
    sandbox.stdout("airdrop 2 bob.json --ledger one");
    let at = |folder: &str| sandbox.json(&format!("balance {bob} --ledger {folder}"));
    assert_eq!(at("one")["lamports"], "2000000000");
    assert_eq!(at("two")["lamports"], "0");
}

#[test]
fn the_data_folder_follows_the_environment() {
    let sandbox = Sandbox::new();
    sandbox.keypair("bob.json");
    let data = sandbox.path("data");
    let mut command = sandbox.command("airdrop 1 bob.json");
    command.env("XDG_DATA_HOME", &data).assert().success();
    assert!(data.join("provenue/ledger.bin").is_file());
    assert!(!sandbox.path(".local").exists());
    sandbox.stdout("airdrop 1 bob.json");
    assert!(sandbox.path(".local/share/provenue/ledger.bin").is_file());
}

#[test]
fn what_is_no_amount_or_address_is_a_usage_error() {
    let sandbox = Sandbox::new();
    sandbox.write("text", "no keypair");
    for args in [
        "airdrop 0",
        "airdrop -1",
        "airdrop 1e9",
        "airdrop 0.0000000001",
        "airdrop 18446744074",
        "airdrop 1 nobody",
        "airdrop 1 text",
        "balance 0OIl",
    ] {
        sandbox.command(args).assert().code(2).stdout("");
    }
}

#[test]
fn the_faucet_is_not_endless() {
    let sandbox = Sandbox::new();
    let error = sandbox.refused("airdrop 18446744073");
    assert!(
        error.contains("the faucet has less than 18446744073 SOL left"),
        "{error}"
    );
    assert_eq!(sandbox.json("balance")["lamports"], "0");
}

#[test]
fn a_damaged_ledger_is_reported_and_kept() {
    let sandbox = Sandbox::new();
    sandbox.stdout("airdrop 1 --ledger here");
    let file = sandbox.path("here/ledger.bin");
    let mut content = std::fs::read(&file).unwrap();
    content.truncate(content.len() / 2);
    std::fs::write(&file, &content).unwrap();
    let error = sandbox.refused("airdrop 1 --ledger here");
    assert!(error.contains("is damaged"), "{error}");
    assert_eq!(std::fs::read(&file).unwrap(), content);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_reported() {
    let sandbox = Sandbox::new();
    sandbox.keypair("bob.json");
    sandbox.write("file", "x");
    let error = sandbox.refused("balance bob.json --ledger file");
    assert!(error.contains("cannot create the folder file"), "{error}");
}
