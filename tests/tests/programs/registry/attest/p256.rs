//! Attestors with a P-256 key, and forgeries of their signatures.

use provenue_client::{
    Credential, Proof,
    attestation::{Message, p256_attestor},
    credential::compressed,
    instructions::attestation::p256_signature,
    p256::ecdsa::{Signature, SigningKey, signature::Signer as _},
};
use provenue_tests::{assert_refused, must};

use super::scene::Scene;

#[tokio::test]
async fn anybody_may_bring_what_a_p256_key_signed() {
    let scene = Scene::new().await;
    let credential = Credential::P256(&scene.key);
    let both = scene.attesting(credential, &scene.review(1)).await;
    must(scene.world.send(&both, &[]).await);
    let attestor = p256_attestor(&compressed(&scene.key));
    let said = scene.attestation(&attestor, 1).await;
    assert_eq!((said.signer_kind, said.score_bps.get()), (2, 8_500));
    assert_eq!(said.p256_key(), Some(compressed(&scene.key)));
    assert_eq!(said.relying_party, [0; 32]);
    scene.assert_refused(&both, &[], "StaleNonce").await;
}

#[tokio::test]
async fn another_p256_key_is_refused() {
    let scene = Scene::new().await;
    let thief = must(SigningKey::from_slice(&[99; 32]));
    let statement = scene.review(1);
    let mut signed = scene.signed(Credential::P256(&thief), &statement).await;
    signed.attestor = Credential::P256(&scene.key).attestor();
    let attack = scene.brought(&signed, &statement);
    scene.assert_refused(&attack, &[], "WrongAttestor").await;
}

#[tokio::test]
async fn a_p256_signature_over_anything_else_is_refused() {
    let scene = Scene::new().await;
    let statement = scene.review(1);
    let anchor = scene.anchor().await;
    let right = Message::attest(scene.asset, statement.clone()).to_bytes(&anchor);
    let mut signed = scene.signed(Credential::P256(&scene.key), &statement).await;
    for at in (0..right.len()).step_by(13) {
        let mut other = right;
        other[at] ^= 0x80;
        let signature: Signature = scene.key.sign(&other);
        let signature = signature.normalize_s().to_bytes().into();
        signed.signature = Some(p256_signature(&compressed(&scene.key), &signature, &other));
        let attack = scene.brought(&signed, &statement);
        scene.assert_refused(&attack, &[], "WrongMessage").await;
    }
}

#[tokio::test]
async fn the_other_curves_precompile_is_refused() {
    let scene = Scene::new().await;
    let statement = scene.review(1);
    let anchor_slot = scene.anchor().await.slot;
    let mut signed = scene
        .signed(Credential::Ed25519(&scene.reviewer), &statement)
        .await;
    signed.proof = Proof::P256 {
        back: 1,
        anchor_slot,
    };
    let attack = scene.brought(&signed, &statement);
    scene.assert_refused(&attack, &[], "NotThePrecompile").await;

    let mut signed = scene.signed(Credential::P256(&scene.key), &statement).await;
    signed.proof = Proof::Ed25519 {
        back: 1,
        anchor_slot,
    };
    let attack = scene.brought(&signed, &statement);
    scene.assert_refused(&attack, &[], "NotThePrecompile").await;
}

#[tokio::test]
async fn a_wrong_signature_fails_the_transaction() {
    let scene = Scene::new().await;
    let mut both = scene
        .attesting(Credential::P256(&scene.key), &scene.review(1))
        .await;
    both[0].data[16 + 33] ^= 1;
    let result = scene.world.send(&both, &[]).await;
    let Err(error) = &result else {
        panic!("it went through");
    };
    assert_eq!(
        error
            .program_failure()
            .map(|failure| failure.instruction_index),
        Some(0)
    );
    assert_refused(result, "Custom(2)");
}
