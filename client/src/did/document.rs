//! What a DID document says.

use std::collections::BTreeSet;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use p256::ecdsa::VerifyingKey;
use serde_json::Value;
use solana_address::Address;

use super::{Did, DidError, account_id, multikey};

/// Whether the document of `did`, as it was fetched, names the key of `attestor` as one that speaks for
/// the DID, as [`document_attestors`] finds them.
///
/// # Errors
/// [`DidError::BadDocument`] when it is not JSON, or the document of another DID.
pub fn document_names(document: &[u8], did: &str, attestor: &Address) -> Result<bool, DidError> {
    Ok(document_attestors(document, did)?.contains(attestor))
}

/// The attestors that speak for `did`, as its document says that was fetched: the keys of each
/// `assertionMethod` with `publicKeyMultibase`, `publicKeyJwk` (Ed25519, P-256) or
/// `blockchainAccountId` (Solana, of any chain). Where the document came from is the caller's to vouch for.
///
/// # Errors
/// [`DidError::BadDocument`] when it is not JSON, or the document of another DID.
pub fn document_attestors(document: &[u8], did: &str) -> Result<BTreeSet<Address>, DidError> {
    let bad = |why: String| DidError::BadDocument(why);
    let document: Value =
        serde_json::from_slice(document).map_err(|error| bad(error.to_string()))?;
    if document["id"].as_str() != Some(did) {
        return Err(bad(format!("its id is not {did}")));
    }
    let list = |name: &str| document[name].as_array().cloned().unwrap_or_default();
    let methods = list("verificationMethod");
    let speaks = list("assertionMethod");
    let named = speaks.iter().filter_map(|method| match method {
        // A method that is described elsewhere in the document.
        Value::String(id) => methods.iter().find(|method| same(&method["id"], id, did)),
        described => Some(described),
    });
    Ok(named
        .filter_map(key)
        .filter_map(|key| key.attestor())
        .collect())
}

/// Whether an id, which may be relative to the DID, is the one that is meant.
fn same(id: &Value, meant: &str, did: &str) -> bool {
    let absolute = |id: &str| match id.starts_with('#') {
        true => format!("{did}{id}"),
        false => id.to_owned(),
    };
    id.as_str()
        .is_some_and(|id| absolute(id) == absolute(meant))
}

/// The key of a verification method.
fn key(method: &Value) -> Option<Did> {
    let text = |name: &str| method[name].as_str();
    text("publicKeyMultibase")
        .and_then(multikey)
        .or_else(|| text("blockchainAccountId").and_then(account_id))
        .or_else(|| jwk(&method["publicKeyJwk"]))
}

/// A key of RFC 7517, on the curves of RFC 8037 and RFC 7518.
fn jwk(jwk: &Value) -> Option<Did> {
    let coordinate = |name: &str| -> Option<[u8; 32]> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(jwk[name].as_str()?).ok()?;
        bytes.try_into().ok()
    };
    match (jwk["kty"].as_str()?, jwk["crv"].as_str()?) {
        ("OKP", "Ed25519") => Some(Did::Ed25519(coordinate("x")?)),
        ("EC", "P-256") => {
            let point = [&[4][..], &coordinate("x")?, &coordinate("y")?].concat();
            let key = VerifyingKey::from_sec1_bytes(&point).ok()?;
            let compressed = key.to_sec1_point(true);
            Some(Did::P256(compressed.as_bytes().try_into().ok()?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::SigningKey;
    use serde_json::json;

    use super::*;
    use crate::{
        credential::compressed,
        did::{of_address, of_ed25519, of_p256},
    };

    const DID: &str = "did:web:example.com";

    fn names(document: &Value, attestor: &Address) -> bool {
        document_names(document.to_string().as_bytes(), DID, attestor)
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// A document with one method, which speaks for the DID.
    fn with(mut method: Value) -> Value {
        method["id"] = json!("#key");
        json!({ "id": DID, "verificationMethod": [method], "assertionMethod": [format!("{DID}#key")] })
    }

    fn multibase(did: &str) -> Value {
        json!({ "publicKeyMultibase": did.trim_start_matches("did:key:") })
    }

    #[test]
    fn keys_of_every_form_are_found() {
        let address = Address::new_unique();
        let key = SigningKey::from_slice(&[7; 32]).unwrap_or_else(|error| panic!("{error}"));
        let p256 = compressed(&key);
        let point = key.verifying_key().to_sec1_point(false);
        let [x, y] = [1..33, 33..65].map(|at| BASE64_URL_SAFE_NO_PAD.encode(&point.as_bytes()[at]));
        let x_of_address = BASE64_URL_SAFE_NO_PAD.encode(address);
        let genesis = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d";
        let account = of_address(&address, genesis);
        let account = account.trim_start_matches("did:pkh:");
        let of_p256_key = provenue_registry::attestation::p256_attestor(&p256);
        for (method, attestor) in [
            (multibase(&of_ed25519(&address.to_bytes())), address),
            (multibase(&of_p256(&p256)), of_p256_key),
            (json!({ "blockchainAccountId": account }), address),
            (
                json!({ "publicKeyJwk": { "kty": "OKP", "crv": "Ed25519", "x": x_of_address } }),
                address,
            ),
            (
                json!({ "publicKeyJwk": { "kty": "EC", "crv": "P-256", "x": x, "y": y } }),
                of_p256_key,
            ),
        ] {
            assert!(names(&with(method.clone()), &attestor), "{method}");
            assert!(!names(&with(method), &Address::new_unique()));
        }
    }

    #[test]
    fn only_keys_that_assert_speak_for_the_did() {
        let address = Address::new_unique();
        let method = multibase(&of_ed25519(&address.to_bytes()));
        let mut document = with(method.clone());
        document["assertionMethod"] = json!(["#other"]);
        assert!(!names(&document, &address));
        document["authentication"] = json!(["#key"]);
        assert!(!names(&document, &address));
        document["assertionMethod"] = json!([method]);
        assert!(names(&document, &address));
    }

    #[test]
    fn another_dids_document_is_refused() {
        let address = Address::new_unique();
        let mut document = with(multibase(&of_ed25519(&address.to_bytes())));
        document["id"] = json!("did:web:evil.example");
        let refused = document_names(document.to_string().as_bytes(), DID, &address);
        assert!(matches!(refused, Err(DidError::BadDocument(_))));
        let refused = document_names(b"<html>", DID, &address);
        assert!(matches!(refused, Err(DidError::BadDocument(_))));
    }
}
