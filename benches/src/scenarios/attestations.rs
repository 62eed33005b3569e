//! What somebody says about a work, signed in every way.

use anyhow::{Context, Result};
use provenue_client::{
    Credential, Ledger, Statement, address,
    attestation::{Message, P256_KEY_LENGTH},
    credential::{Assertion, Passkey, compressed, sha256},
    instructions::{attestation, registry},
    p256::ecdsa::{Signature, SigningKey, signature::Signer as _},
    slot_hashes,
    solana::{Address, Instruction, Signer},
};
use provenue_tests::details;

use crate::{bench::Bench, first_try, keys};

/// How many slots old a signature is when it reaches the chain.
const SLOTS: usize = 10;

/// A review.
const REVIEW: Statement = Statement {
    kind: 1,
    score_bps: 9_000,
    nonce: 1,
    expires_at: 0,
    evidence_hash: [3; 32],
    schema_hash: [0; 32],
};

/// Measures attestations and revocations.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let asset = work(bench).await?;
    let found = |attestor: &Address| first_try::attestation(&asset, attestor, REVIEW.kind);
    let wallet = bench.enrich(keys::key("attestor", found)).await?;
    let signing = keys::key("ed25519 attestor", found);
    let key = p256_key("p256 attestor", &asset)?;
    let passkey = Authenticator(p256_key("passkey", &asset)?);
    for (credential, variant) in [
        (Credential::Transaction(&wallet), ""),
        (Credential::Ed25519(&signing), "@ed25519"),
        (Credential::P256(&key), "@p256"),
        (Credential::Passkey(&passkey), "@passkey"),
    ] {
        let payer = bench.person("attestation payer").await?;
        let mut nonce = 0;
        for name in ["attest", "attest_replacing", "revoke_attestation"] {
            nonce += 1;
            let revoke = name == "revoke_attestation";
            let both = signed(bench, credential, &payer.pubkey(), &asset, nonce, revoke).await?;
            let name = match name {
                "attest_replacing" if variant.is_empty() => "registry/attest@replacing".to_owned(),
                "attest_replacing" => {
                    bench.prepare_paid(&payer, both).await?;
                    continue;
                }
                name => format!("registry/{name}{variant}"),
            };
            let signers = [&wallet as _];
            bench.measure_last(&name, &payer, &signers, both).await?;
        }
    }
    Ok(())
}

/// A registered work.
async fn work(bench: &Bench) -> Result<Address> {
    let owner = bench.person("attested artist").await?;
    let content = details(keys::any("attested").pubkey().to_bytes());
    let claim = registry::register_asset(&owner.pubkey(), &owner.pubkey(), 0, &content);
    bench.prepare_paid(&owner, vec![claim]).await?;
    Ok(address::asset(&content.content_id, 0))
}

/// A P-256 key of whose attestor the attestation is found at the first try.
fn p256_key(label: &str, asset: &Address) -> Result<SigningKey> {
    let key = |seed: &Address| SigningKey::from_slice(seed.as_ref()).ok();
    let fits = |seed: &Address| {
        key(seed).is_some_and(|key| {
            let attestor = Credential::P256(&key).attestor();
            first_try::attestation(asset, &attestor, REVIEW.kind)
        })
    };
    let seed = keys::key(label, fits).pubkey();
    key(&seed).context("it fits")
}

/// The instructions that bring what was signed some slots ago.
async fn signed(
    bench: &Bench,
    credential: Credential<'_>,
    payer: &Address,
    asset: &Address,
    nonce: u64,
    revoke: bool,
) -> Result<Vec<Instruction>> {
    let ledger = &bench.world.ledger;
    let statement = Statement { nonce, ..REVIEW };
    let (kind, reason) = (REVIEW.kind, 1);
    let message = if revoke {
        Message::revoke(*asset, kind, nonce, reason)
    } else {
        Message::attest(*asset, statement.clone())
    };
    let anchor = slot_hashes::newest(ledger).await?;
    let signed = credential.sign(&message, &anchor)?;
    for _ in 0..SLOTS {
        ledger.airdrop(payer, 1_000_000_000).await?;
    }
    let (attestor, proof) = (&signed.attestor, &signed.proof);
    let instruction = if revoke {
        attestation::revoke_attestation(attestor, asset, kind, nonce, reason, proof)
    } else {
        attestation::attest(payer, attestor, asset, &statement, proof)
    };
    Ok(signed.signature.into_iter().chain([instruction]).collect())
}

/// A passkey whose user is there.
struct Authenticator(SigningKey);

impl Passkey for Authenticator {
    fn key(&self) -> [u8; P256_KEY_LENGTH] {
        compressed(&self.0)
    }

    fn assert(&self, challenge: &[u8; 32]) -> Result<Assertion, String> {
        use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(challenge);
        let client_data_json = format!(
            r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"https://provenue.example","crossOrigin":false}}"#
        );
        let client_data_json = client_data_json.into_bytes();
        let authenticator_data = [&[4; 32][..], &[5, 0, 0, 0, 1]].concat();
        let signed = [&authenticator_data[..], &sha256(&client_data_json)].concat();
        let signature: Signature = self.0.sign(&signed);
        Ok(Assertion {
            authenticator_data,
            client_data_json,
            signature: signature.to_bytes().into(),
        })
    }
}
