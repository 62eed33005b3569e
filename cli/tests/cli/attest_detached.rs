//! Attestations that are signed elsewhere, or with P-256 keys.

use std::{fs, process::Command};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use provenue_client::{
    credential::{compressed, p256_from_pem, sha256},
    did,
    p256::ecdsa::{Signature, SigningKey, signature::Signer as _},
};
use serde_json::{Value, json};
use solana_keypair::{Keypair, Signer, read_keypair_file};

use crate::{
    sandbox::{Sandbox, bytes},
    studio::{Studio, text},
};

/// A key that OpenSSL made.
const PEM: &str = include_str!("../../../client/src/credential/tests/sec1.pem");
const PKCS8: &str = include_str!("../../../client/src/credential/tests/pkcs8.pem");

fn p256() -> SigningKey {
    p256_from_pem(PEM).unwrap()
}

fn p256_did() -> String {
    did::of_p256(&compressed(&p256()))
}

fn message(studio: &Studio) -> Vec<u8> {
    hex::decode(text(&document(studio)["message"])).unwrap()
}

fn document(studio: &Studio) -> Value {
    serde_json::from_slice(&fs::read(studio.path("m.json")).unwrap()).unwrap()
}

/// A passkey's answer to a challenge, as a browser writes it.
fn assertion(challenge: &str, flags: u8) -> Value {
    let client_data = format!(
        r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"https://studio.example"}}"#
    );
    let authenticator_data = [&[0x52; 32][..], &[flags, 0, 0, 0, 9]].concat();
    let signed = [&authenticator_data[..], &sha256(client_data.as_bytes())].concat();
    let signature: Signature = p256().sign(&signed);
    let base64 = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    json!({ "id": "AAAA", "type": "public-key", "response": {
        "authenticatorData": base64(&authenticator_data),
        "clientDataJSON": base64(client_data.as_bytes()),
        "signature": base64(signature.to_der().as_bytes()),
    } })
}

#[test]
fn a_key_of_c2pa_attests_and_takes_back() {
    let studio = Studio::open();
    studio.write("sec1.pem", PEM);
    studio.write("pkcs8.pem", PKCS8);
    let said = studio
        .json("attest create photo.bin --kind c2pa-validated --signed-by sec1.pem -k fan.json");
    assert_eq!(
        (&said["signed_with"], &said["did"]),
        (&json!("p256"), &json!(p256_did()))
    );
    let shown = studio.stdout("attest list photo.bin");
    assert!(shown.contains(" = did:key:zDnae"), "{shown}");
    let back = studio
        .json("attest revoke photo.bin --kind c2pa-validated --signed-by pkcs8.pem -k fan.json");
    assert_eq!(
        (&back["attestation"], &back["standing"]),
        (&said["attestation"], &json!("revoked"))
    );
    let demand = format!("--did {}", p256_did());
    studio.stdout(&format!(
        "attest create photo.bin --kind authorship {demand} --signed-by sec1.pem"
    ));
    studio.stdout(&format!("verify photo.bin {demand}"));
    for (key, why) in [
        ("photo.bin", "is not a keypair file"),
        ("none.pem", "there is no keypair at none.pem"),
    ] {
        let error = studio.refused(&format!(
            "attest create photo.bin --kind review --signed-by {key}"
        ));
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn a_wallet_signs_elsewhere() {
    let studio = Studio::open();
    let wallet = read_keypair_file(studio.path("stranger.json")).unwrap();
    let asked = format!(
        "attest message photo.bin --kind review --score 77 --attestor {} -o m.json",
        wallet.pubkey()
    );
    let told = studio.json(&asked);
    assert_eq!(
        (&told["action"], &told["score_bps"]),
        (&json!("attest"), &json!(7_700))
    );
    assert_eq!(told["valid_slots"], 512);
    let signature = wallet.sign_message(&message(&studio));
    // Hexadecimal, base58 as wallets write it, base64.
    let hexadecimal = hex::encode(signature);
    let said = studio.json(&format!("attest submit m.json --signature {hexadecimal}"));
    assert_eq!(
        (&said["attestor"], &said["signed_with"], &said["score_bps"]),
        (
            &json!(wallet.pubkey().to_string()),
            &json!("ed25519"),
            &json!(7_700)
        )
    );
    let again = studio.refused(&format!("attest submit m.json --signature {signature}"));
    assert!(again.contains("brought already"), "{again}");

    studio.stdout(&asked);
    let signature = wallet.sign_message(&message(&studio));
    studio.stdout(&format!(
        "attest submit m.json --signature {signature} -k fan.json"
    ));
    studio.stdout(&format!("{asked} --revoke --reason 4").replace("--score 77 ", ""));
    let signature = wallet.sign_message(&message(&studio));
    let base64 = URL_SAFE_NO_PAD.encode(signature);
    let back = studio.json(&format!("attest submit m.json --signature {base64}"));
    assert_eq!(
        (
            &back["standing"],
            &back["revocation_reason"],
            &back["nonce"]
        ),
        (&json!("revoked"), &json!(4), &json!(3))
    );
    let again = studio.refused(&format!("{asked} --revoke").replace("--score 77 ", ""));
    assert!(again.contains("revoked already"), "{again}");
}

#[test]
fn a_hardware_module_signs_elsewhere() {
    let studio = Studio::open();
    studio.write("key.pem", PKCS8);
    let asked = format!(
        "attest message photo.bin --kind rights-clearance --attestor {} -o m.json",
        p256_did()
    );
    studio.stdout(&asked);
    studio.write("m.bin", message(&studio));
    let openssl = Command::new("openssl")
        .args(["dgst", "-sha256", "-sign", "key.pem", "m.bin"])
        .current_dir(studio.home())
        .output();
    // Where there is no openssl, the same signature in DER is made here.
    let der = match openssl {
        Ok(done) if done.status.success() => done.stdout,
        _ => {
            let signature: Signature = p256().sign(&message(&studio));
            signature.to_der().as_bytes().to_vec()
        }
    };
    let signature = hex::encode(der);
    let said = studio.json(&format!("attest submit m.json --signature {signature}"));
    assert_eq!(
        (&said["signed_with"], &said["did"]),
        (&json!("p256"), &json!(p256_did()))
    );
}

#[test]
fn a_passkey_signs_elsewhere() {
    let studio = Studio::open();
    let asked = format!(
        "attest message photo.bin --kind authorship --attestor {} -o m.json",
        p256_did()
    );
    let challenge = text(&studio.json(&asked)["webauthn_challenge"]);
    let mut wrong = assertion(&challenge, 5);
    wrong["response"]["signature"] = json!(URL_SAFE_NO_PAD.encode([1; 64]));
    for (answer, why) in [
        (wrong, "signature is wrong"),
        (assertion("AAAA", 5), "another challenge"),
        (assertion(&challenge, 4), "UserNotPresent"),
        (json!({ "response": {} }), "no passkey's assertion"),
    ] {
        studio.write("assertion.json", answer.to_string());
        let error = studio.refused("attest submit m.json --webauthn assertion.json");
        assert!(error.contains(why), "{error}");
    }
    studio.write("assertion.json", assertion(&challenge, 5).to_string());
    let said = studio.json("attest submit m.json --webauthn assertion.json");
    assert_eq!(
        (&said["signed_with"], &said["user_verified"]),
        (&json!("passkey"), &json!(true))
    );
}

#[test]
fn wrong_signatures_and_old_messages_are_not_brought() {
    let studio = Studio::open();
    let wallet = Keypair::new();
    studio.stdout(&format!(
        "attest message photo.bin --kind review --attestor {} -o m.json",
        wallet.pubkey()
    ));
    let balance = studio.stdout("balance");
    let wrong = Keypair::new().sign_message(&message(&studio));
    let other = wallet.sign_message(b"another message");
    for (signature, why) in [
        (wrong.to_string(), "signature is wrong"),
        (other.to_string(), "signature is wrong"),
        ("00".to_owned(), "signature is wrong"),
        ("?".to_owned(), "in neither"),
    ] {
        let error = studio.refused(&format!("attest submit m.json --signature {signature}"));
        assert!(error.contains(why), "{error}");
    }
    // A slot that was forgotten, one whose hash is another chain's, and one yet to come.
    let original = message(&studio);
    let change = |change: fn(&mut [u8])| {
        let mut changed = original.clone();
        change(&mut changed);
        let mut document = document(&studio);
        document["message"] = json!(hex::encode(&changed));
        studio.write("changed.json", document.to_string());
        let signature = wallet.sign_message(&changed);
        studio.refused(&format!(
            "attest submit changed.json --signature {signature}"
        ))
    };
    let old = change(|message| message[184..192].fill(0));
    assert!(old.contains("too old"), "{old}");
    let elsewhere = change(|message| message[192] ^= 1);
    assert!(elsewhere.contains("for another chain"), "{elsewhere}");
    let coming = change(|message| message[191] = 1);
    assert!(coming.contains("yet to come"), "{coming}");
    let other = change(|message| message[64] ^= 1);
    assert!(other.contains("something else than its message"), "{other}");
    assert_eq!(studio.stdout("balance"), balance, "nothing was paid");
}

#[test]
fn a_message_for_another_chain_is_not_brought() {
    let studio = Studio::open();
    let wallet = Keypair::new();
    studio.stdout(&format!(
        "attest message photo.bin --kind review --attestor {} -o m.json",
        wallet.pubkey()
    ));
    let elsewhere = Sandbox::new();
    elsewhere.write("photo.bin", bytes(5_000));
    elsewhere.stdout("airdrop 10");
    elsewhere.stdout("mint photo.bin --disclosure human --no-vault");
    elsewhere.write("m.json", fs::read(studio.path("m.json")).unwrap());
    let signature = wallet.sign_message(&message(&studio));
    let error = elsewhere.refused(&format!("attest submit m.json --signature {signature}"));
    assert!(error.contains("for another chain"), "{error}");
    studio.stdout(&format!("attest submit m.json --signature {signature}"));
}
