//! Attestors with a passkey, and forgeries of their assertions.

use provenue_client::{Credential, Proof, attestation::p256_attestor, credential::Passkey as _};
use provenue_tests::must;

use super::scene::{RELYING_PARTY, Scene};

#[tokio::test]
async fn a_passkeys_assertion_is_recorded_with_its_relying_party() {
    for (flags, verified) in [(1, false), (5, true)] {
        let mut scene = Scene::new().await;
        scene.passkey.flags = flags;
        let credential = Credential::Passkey(&scene.passkey);
        let both = scene.attesting(credential, &scene.review(1)).await;
        must(scene.world.send(&both, &[]).await);
        let attestor = p256_attestor(&scene.passkey.key());
        let said = scene.attestation(&attestor, 1).await;
        assert_eq!((said.signer_kind, said.is_user_verified()), (3, verified));
        assert_eq!(said.p256_key(), Some(scene.passkey.key()));
        assert_eq!(said.relying_party, RELYING_PARTY);
        scene.assert_refused(&both, &[], "StaleNonce").await;
    }
}

#[tokio::test]
async fn an_assertion_without_anybody_there_is_refused() {
    let mut scene = Scene::new().await;
    scene.passkey.flags = 4;
    let attack = scene
        .attesting(Credential::Passkey(&scene.passkey), &scene.review(1))
        .await;
    scene.assert_refused(&attack, &[], "UserNotPresent").await;
}

#[tokio::test]
async fn other_client_data_is_refused() {
    let right = Scene::new().await.passkey.client_data;
    for wrong in [
        right.replace("webauthn.get", "webauthn.create"),
        right.replace("CHALLENGE", "AAAA"),
        right.replace("CHALLENGE", "CHALLENGEA"),
        right.replace(r#"{"type""#, r#"{"tokenBinding":{},"type""#),
        right.replace(r#","origin""#, r#", "origin""#),
        r#"{"challenge":"CHALLENGE","type":"webauthn.get"}"#.to_owned(),
    ] {
        let mut scene = Scene::new().await;
        scene.passkey.client_data = wrong;
        let attack = scene
            .attesting(Credential::Passkey(&scene.passkey), &scene.review(1))
            .await;
        scene.assert_refused(&attack, &[], "WrongClientData").await;
    }
}

#[tokio::test]
async fn an_assertion_for_another_statement_is_refused() {
    let scene = Scene::new().await;
    let credential = Credential::Passkey(&scene.passkey);
    let signed = scene.signed(credential, &scene.review(1)).await;
    let attack = scene.brought(&signed, &scene.review(2));
    scene.assert_refused(&attack, &[], "WrongClientData").await;
}

#[tokio::test]
async fn client_data_other_than_what_was_signed_is_refused() {
    let scene = Scene::new().await;
    let statement = scene.review(1);
    let mut signed = scene
        .signed(Credential::Passkey(&scene.passkey), &statement)
        .await;
    if let Proof::Passkey {
        client_data_json, ..
    } = &mut signed.proof
    {
        client_data_json.push(b' ');
    }
    let attack = scene.brought(&signed, &statement);
    scene.assert_refused(&attack, &[], "WrongMessage").await;
}

#[tokio::test]
async fn an_assertion_is_no_raw_signature() {
    let scene = Scene::new().await;
    let statement = scene.review(1);
    let anchor_slot = scene.anchor().await.slot;
    let mut signed = scene
        .signed(Credential::Passkey(&scene.passkey), &statement)
        .await;
    signed.proof = Proof::P256 {
        back: 1,
        anchor_slot,
    };
    let attack = scene.brought(&signed, &statement);
    scene.assert_refused(&attack, &[], "WrongMessage").await;
}
