//! Accounts that the service's published client wrote (`tests.txt`).

use std::str::FromStr;

use serde_json::json;
use solana_account::Account;

use super::*;
use crate::EmbeddedLedger;

/// A line of the file: what it is, its address, and its bytes.
fn written(what: &str) -> (Address, Account) {
    let line = include_str!("tests.txt")
        .lines()
        .find_map(|line| line.strip_prefix(what)?.strip_prefix(' '));
    let (address, digits) = line.unwrap().split_once(' ').unwrap();
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    let account = Account {
        lamports: 10_000_000,
        data: (0..digits.len()).step_by(2).map(byte).collect(),
        owner: ATTESTATION_SERVICE,
        ..Account::default()
    };
    (Address::from_str(address).unwrap(), account)
}

fn subject() -> Address {
    Address::new_from_array([4; 32])
}

fn ledger_with(names: &[&str]) -> EmbeddedLedger {
    let ledger = EmbeddedLedger::in_memory().unwrap();
    for name in names {
        let (address, account) = written(name);
        ledger.set_account(address, account).unwrap();
    }
    ledger
}

#[test]
fn its_accounts_are_read() {
    let key = |byte| Address::new_from_array([byte; 32]);
    let (address, account) = written("credential");
    let credential = Credential::decode(address, &account).unwrap();
    assert_eq!(credential.name, b"Rights Registry");
    assert_eq!(credential.authority, key(1));
    assert_eq!(credential.authorized_signers, [key(1), key(2)]);

    let schema_account = written("schema");
    let schema = Schema::decode(schema_account.0, &schema_account.1).unwrap();
    assert_eq!(
        (schema.credential, &*schema.name),
        (address, &b"CLEARANCE"[..])
    );
    assert_eq!((schema.is_paused, schema.version), (false, 1));

    let (address, account) = written("ended");
    let ended = Attestation::decode(address, &account).unwrap();
    assert_eq!(
        (ended.nonce, ended.signer, ended.schema),
        (key(5), key(2), schema_account.0)
    );
    assert!(ended.is_valid_at(1_699_999_999) && !ended.is_valid_at(1_700_000_000));
    // One without an end stands.
    let (address, account) = written("stands");
    assert!(
        Attestation::decode(address, &account)
            .unwrap()
            .is_valid_at(i64::MAX)
    );
}

#[test]
fn addresses_are_those_of_the_service() {
    let derived = |seeds: &[&[u8]]| Address::find_program_address(seeds, &ATTESTATION_SERVICE).0;
    let (credential, account) = written("credential");
    let read = Credential::decode(credential, &account).unwrap();
    assert_eq!(
        derived(&[b"credential", read.authority.as_ref(), &read.name]),
        credential
    );
    let (said, account) = written("stands");
    let read = Attestation::decode(said, &account).unwrap();
    let [of, by, about] = [&read.credential, &read.schema, &read.nonce].map(Address::as_ref);
    assert_eq!(derived(&[b"attestation", of, by, about]), said);
}

#[test]
fn the_data_is_read_by_its_schema() {
    let (address, account) = written("schema");
    let schema = Schema::decode(address, &account).unwrap();
    let (address, account) = written("stands");
    let said = Attestation::decode(address, &account).unwrap();
    let read = fields(&schema, &said.data).unwrap();
    let expected = [
        ("territory", json!("worldwide")),
        ("class", json!(7)),
        ("exclusive", json!(true)),
        ("fee", json!("18446744073709551615")),
        ("parties", json!(["Ana", "Bo"])),
        ("since", json!("-5")),
    ];
    assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value)));

    // What does not fit is refused, wherever it is cut.
    for length in 0..said.data.len() {
        assert_eq!(
            fields(&schema, &said.data[..length]),
            Err(MalformedData),
            "{length}"
        );
    }
    let longer = [&said.data[..], &[0]].concat();
    assert_eq!(fields(&schema, &longer), Err(MalformedData));
    for code in [26, 255] {
        let mut unknown = schema.clone();
        unknown.layout[0] = code;
        assert_eq!(fields(&unknown, &said.data), Err(MalformedData));
    }
}

#[tokio::test]
async fn what_is_said_about_a_subject_is_found() {
    let all = ["credential", "schema", "stands", "ended", "former"];
    let ledger = ledger_with(&all);
    let found = about(&ledger, &subject()).await.unwrap();
    let [said] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(said.address, written("stands").0);
    assert!(said.is_signer_authorized());
    let by_former = about(&ledger, &Address::new_from_array([6; 32]))
        .await
        .unwrap();
    assert!(!by_former[0].is_signer_authorized());
    assert_eq!(about(&ledger, &Address::new_unique()).await.unwrap(), []);
}

#[tokio::test]
async fn look_alikes_are_not_found() {
    // Without those who answer for it.
    for names in [
        &["stands"][..],
        &["credential", "stands"],
        &["schema", "stands"],
    ] {
        let ledger = ledger_with(names);
        assert_eq!(about(&ledger, &subject()).await.unwrap(), [], "{names:?}");
    }
    // Of another program, and in pieces.
    let breakages: [fn(&mut Account); 3] = [
        |account| account.owner = Address::new_from_array([9; 32]),
        |account| account.data.truncate(100),
        |account| account.data[0] = 1,
    ];
    for breakage in breakages {
        let ledger = ledger_with(&["credential", "schema"]);
        let (address, mut account) = written("stands");
        breakage(&mut account);
        ledger.set_account(address, account).unwrap();
        assert_eq!(about(&ledger, &subject()).await.unwrap(), []);
    }
    // By a schema of another issuer.
    let ledger = ledger_with(&["credential", "stands"]);
    let (address, mut account) = written("schema");
    account.data[1] ^= 1;
    ledger.set_account(address, account).unwrap();
    assert_eq!(about(&ledger, &subject()).await.unwrap(), []);
}
