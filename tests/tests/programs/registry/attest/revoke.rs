//! Taking an attestation back.

use provenue_client::{
    Credential, Proof, Statement, address,
    events::{Event, events},
    flows::attest,
    instructions::attestation,
    state::Attestation,
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::{NOW, Scene};

/// A work that the reviewer spoke of.
async fn reviewed() -> Scene {
    let scene = Scene::new().await;
    let credential = Credential::Transaction(&scene.reviewer);
    let (ledger, payer) = (&scene.world.ledger, &scene.world.payer);
    let review = scene.review(5);
    must(attest::attest(ledger, payer, credential, &scene.asset, &review).await);
    scene
}

/// The reviewer takes it back.
fn revoking(scene: &Scene, nonce: u64) -> Instruction {
    let attestor = scene.reviewer.pubkey();
    attestation::revoke_attestation(&attestor, &scene.asset, 1, nonce, 42, &Proof::Transaction)
}

#[tokio::test]
async fn a_revoked_attestation_stays_and_says_so() {
    let scene = reviewed().await;
    let attestor = scene.reviewer.pubkey();
    let before = scene.attestation(&attestor, 1).await;
    scene.world.ledger.set_clock(NOW + 9);
    let receipt = must(
        scene
            .world
            .send(&[revoking(&scene, 6)], &[&scene.reviewer])
            .await,
    );
    let said = scene.attestation(&attestor, 1).await;
    let expected = Attestation {
        status: Attestation::REVOKED,
        nonce: 6.into(),
        revoked_at: (NOW + 9).into(),
        revocation_reason: 42.into(),
        anchor_slot: receipt.slot.into(),
        ..before
    };
    assert_eq!(bytemuck::bytes_of(&said), bytemuck::bytes_of(&expected));
    assert!(!said.is_valid_at(NOW + 9));
    let [Event::AttestationTakenBack(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.asset, event.attestor), (scene.asset, attestor));
    assert_eq!((event.nonce, event.reason, event.kind), (6, 42, 1));
    assert_eq!(event.revoked_at, NOW + 9);
}

#[tokio::test]
async fn the_attestor_may_speak_again_after_a_revocation() {
    let scene = reviewed().await;
    let (ledger, payer) = (&scene.world.ledger, &scene.world.payer);
    let credential = Credential::Transaction(&scene.reviewer);
    must(attest::revoke(ledger, payer, credential, &scene.asset, 1, 3).await);
    let statement = Statement {
        nonce: 0,
        ..scene.review(0)
    };
    must(attest::attest(ledger, payer, credential, &scene.asset, &statement).await);
    let said = scene.attestation(&scene.reviewer.pubkey(), 1).await;
    assert_eq!((said.nonce.get(), said.status), (7, 0));
    assert_eq!(
        (said.revoked_at.get(), said.revocation_reason.get()),
        (0, 0)
    );
}

#[tokio::test]
async fn every_credential_takes_back_what_it_said() {
    let scene = Scene::new().await;
    let (ledger, payer) = (&scene.world.ledger, &scene.world.payer);
    for credential in [
        Credential::Ed25519(&scene.reviewer),
        Credential::P256(&scene.key),
        Credential::Passkey(&scene.passkey),
    ] {
        must(attest::attest(ledger, payer, credential, &scene.asset, &scene.review(0)).await);
        must(attest::revoke(ledger, payer, credential, &scene.asset, 1, 1).await);
        let said = scene.attestation(&credential.attestor(), 1).await;
        assert!(said.is_revoked());
        assert_eq!(
            (said.nonce.get(), said.signer_kind),
            (2, credential.kind() as u8)
        );
    }
}

#[tokio::test]
async fn an_earlier_statement_cannot_undo_a_revocation() {
    let scene = Scene::new().await;
    let (ledger, payer) = (&scene.world.ledger, &scene.world.payer);
    let credential = Credential::Ed25519(&scene.reviewer);
    let both = scene.attesting(credential, &scene.review(1)).await;
    must(scene.world.send(&both, &[]).await);
    must(attest::revoke(ledger, payer, credential, &scene.asset, 1, 1).await);
    scene.assert_refused(&both, &[], "StaleNonce").await;
}

#[tokio::test]
async fn a_stale_revocation_is_refused() {
    let scene = reviewed().await;
    for nonce in [0, 4, 5] {
        let attack = revoking(&scene, nonce);
        assert_refused_unchanged(&scene.world, attack, &[&scene.reviewer], "StaleNonce").await;
    }
}

#[tokio::test]
async fn an_attestation_is_revoked_once() {
    let scene = reviewed().await;
    must(
        scene
            .world
            .send(&[revoking(&scene, 6)], &[&scene.reviewer])
            .await,
    );
    let again = revoking(&scene, 7);
    let signers = &[&scene.reviewer as _];
    assert_refused_unchanged(&scene.world, again, signers, "AttestationRevoked").await;
}

#[tokio::test]
async fn only_the_attestor_revokes() {
    let scene = reviewed().await;
    let stranger = Keypair::new();
    let right = revoking(&scene, 6);
    let reviewer = scene.reviewer.pubkey();
    let attack = right.clone().swapping(&reviewer, &stranger.pubkey());
    assert_refused_unchanged(&scene.world, attack, &[&stranger], "WrongAttestor").await;
    let attack = right.unsigned(&reviewer);
    assert_refused_unchanged(&scene.world, attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_statement_is_no_revocation() {
    let scene = reviewed().await;
    let credential = Credential::Ed25519(&scene.reviewer);
    let signed = scene.signed(credential, &scene.review(6)).await;
    let revoke =
        attestation::revoke_attestation(&signed.attestor, &scene.asset, 1, 6, 8_500, &signed.proof);
    let attack: Vec<_> = signed.signature.into_iter().chain([revoke]).collect();
    scene.assert_refused(&attack, &[], "WrongMessage").await;
}

#[tokio::test]
async fn nothing_that_was_not_said_is_revoked() {
    let scene = Scene::new().await;
    let attack = revoking(&scene, 1);
    let signers = &[&scene.reviewer as _];
    assert_refused_unchanged(&scene.world, attack, signers, "AccountDataTooSmall").await;
}

#[tokio::test]
async fn look_alikes_and_unknown_layouts_are_refused() {
    let scene = reviewed().await;
    let address = address::attestation(&scene.asset, &scene.reviewer.pubkey(), 1);
    let signers = &[&scene.reviewer as _];
    let forged = look_alike::<Attestation>(&scene.world, &address, |_| ()).await;
    let attack = revoking(&scene, 6).swapping(&address, &forged);
    assert_refused_unchanged(&scene.world, attack, signers, "IllegalOwner").await;
    let attack = revoking(&scene, 6).swapping(&address, &scene.asset);
    assert_refused_unchanged(&scene.world, attack, signers, "InvalidAccountData").await;
    let attack = revoking(&scene, 6).read_only(&address);
    assert_refused_unchanged(&scene.world, attack, signers, "ConstraintMut").await;
    forge::<Attestation>(&scene.world, &address, |said| said.version = 2).await;
    assert_refused_unchanged(&scene.world, revoking(&scene, 6), signers, "UnknownVersion").await;
}
