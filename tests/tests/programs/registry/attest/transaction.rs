//! Attestors who sign the transaction, and what a statement must be.

use provenue_client::{
    Credential, Proof, Statement,
    events::{Event, events},
    flows::attest::attest,
    instructions::attestation,
    state::{self, Asset, Attestation},
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::scene::{NOW, Scene};

/// The reviewer says something, paid by the payer.
fn saying(scene: &Scene, statement: &Statement) -> Instruction {
    let (payer, reviewer) = (scene.world.payer.pubkey(), scene.reviewer.pubkey());
    attestation::attest(
        &payer,
        &reviewer,
        &scene.asset,
        statement,
        &Proof::Transaction,
    )
}

#[tokio::test]
async fn what_is_said_is_recorded() {
    let scene = Scene::new().await;
    let statement = scene.review(3);
    let say = saying(&scene, &statement);
    let receipt = must(scene.world.send(&[say], &[&scene.reviewer]).await);

    let attestor = scene.reviewer.pubkey();
    let said = scene.attestation(&attestor, 1).await;
    assert_eq!(
        (said.version, said.kind, said.signer_kind, said.status),
        (1, 1, 0, 0)
    );
    assert_eq!((said.score_bps.get(), said.nonce.get()), (8_500, 3));
    assert_eq!(
        (said.issued_at.get(), said.expires_at.get()),
        (NOW, NOW + 1_000)
    );
    assert_eq!(
        (said.revoked_at.get(), said.revocation_reason.get()),
        (0, 0)
    );
    assert_eq!(said.anchor_slot.get(), receipt.slot);
    assert_eq!((said.asset, said.attestor), (scene.asset, attestor));
    assert_eq!((said.key, said.key_prefix), (attestor.to_bytes(), 0));
    assert_eq!(said.p256_key(), None);
    assert_eq!(
        (said.evidence_hash, said.schema_hash),
        ([0xe1; 32], [0; 32])
    );
    assert_eq!(said.relying_party, [0; 32]);
    assert!(said.is_valid_at(NOW + 999) && !said.is_valid_at(NOW + 1_000));

    let [Event::Attested(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.asset, event.attestor), (scene.asset, attestor));
    assert_eq!((event.score_bps, event.nonce, event.kind), (8_500, 3, 1));
    assert_eq!((event.signer_kind, event.replaced), (0, 0));
    assert_eq!((event.issued_at, event.expires_at), (NOW, NOW + 1_000));

    let ledger = &scene.world.ledger;
    let about = must(state::attestations_about(ledger, &scene.asset).await);
    let of = must(state::attestations_of(ledger, &attestor).await);
    assert_eq!((about.len(), of.len()), (1, 1));
    let address = provenue_client::address::attestation(&scene.asset, &attestor, 1);
    assert_eq!((about[0].0, of[0].0), (address, address));
}

#[tokio::test]
async fn a_larger_nonce_replaces_and_the_same_or_a_smaller_one_does_not() {
    let scene = Scene::new().await;
    let ledger = &scene.world.ledger;
    let credential = Credential::Transaction(&scene.reviewer);
    let first = scene.review(0);
    let second = Statement {
        score_bps: 1,
        expires_at: 0,
        ..first.clone()
    };
    for statement in [&first, &second] {
        must(
            attest(
                ledger,
                &scene.world.payer,
                credential,
                &scene.asset,
                statement,
            )
            .await,
        );
    }
    let said = scene.attestation(&scene.reviewer.pubkey(), 1).await;
    assert_eq!((said.nonce.get(), said.score_bps.get()), (2, 1));
    assert!(said.is_valid_at(i64::MAX));
    for stale in [1, 2] {
        let again = saying(&scene, &scene.review(stale));
        let signers = &[&scene.reviewer as _];
        assert_refused_unchanged(&scene.world, again, signers, "StaleNonce").await;
    }
}

#[tokio::test]
async fn the_attestor_signs() {
    let scene = Scene::new().await;
    let attack = saying(&scene, &scene.review(1)).unsigned(&scene.reviewer.pubkey());
    assert_refused_unchanged(&scene.world, attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_nonce_of_zero_is_refused() {
    let scene = Scene::new().await;
    let attack = saying(&scene, &scene.review(0));
    assert_refused_unchanged(&scene.world, attack, &[&scene.reviewer], "StaleNonce").await;
}

#[tokio::test]
async fn statements_that_cannot_be_made_are_refused() {
    let scene = Scene::new().await;
    let review = scene.review(1);
    let with = |change: &dyn Fn(&mut Statement)| {
        let mut statement = review.clone();
        change(&mut statement);
        saying(&scene, &statement)
    };
    for (attack, name) in [
        (with(&|review| review.kind = 7), "UnknownAttestationKind"),
        (with(&|review| review.score_bps = 10_001), "ScoreOutOfRange"),
        (with(&|review| review.kind = 0), "ScoreOutOfRange"),
        (
            with(&|review| review.schema_hash = [1; 32]),
            "SchemaMismatch",
        ),
        (with(&|review| review.kind = 6), "SchemaMismatch"),
        (
            with(&|review| review.expires_at = NOW),
            "AttestationExpired",
        ),
        (with(&|review| review.expires_at = -1), "AttestationExpired"),
    ] {
        assert_refused_unchanged(&scene.world, attack, &[&scene.reviewer], name).await;
    }
}

#[tokio::test]
async fn an_attestation_at_another_address_is_refused() {
    let scene = Scene::new().await;
    let review = saying(&scene, &scene.review(1));
    let right = review.accounts[3].pubkey;
    let of_other_kind =
        provenue_client::address::attestation(&scene.asset, &scene.reviewer.pubkey(), 2);
    for wrong in [of_other_kind, Address::new_unique()] {
        let attack = review.clone().swapping(&right, &wrong);
        let signers = &[&scene.reviewer as _];
        assert_refused_unchanged(&scene.world, attack, signers, "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn a_look_alike_of_the_asset_is_refused() {
    let scene = Scene::new().await;
    let forged = look_alike::<Asset>(&scene.world, &scene.asset, |_| ()).await;
    let payer = scene.world.payer.pubkey();
    let attestor = scene.reviewer.pubkey();
    let statement = scene.review(1);
    let attack = attestation::attest(&payer, &attestor, &forged, &statement, &Proof::Transaction);
    assert_refused_unchanged(&scene.world, attack, &[&scene.reviewer], "IllegalOwner").await;
}

#[tokio::test]
async fn accounts_of_an_unknown_layout_are_refused() {
    let scene = Scene::new().await;
    let review = saying(&scene, &scene.review(1));
    let signers = &[&scene.reviewer as _];
    must(
        scene
            .world
            .send(std::slice::from_ref(&review), signers)
            .await,
    );
    let address = review.accounts[3].pubkey;
    forge::<Attestation>(&scene.world, &address, |said| said.version = 2).await;
    let again = saying(&scene, &scene.review(2));
    assert_refused_unchanged(&scene.world, again, signers, "UnknownVersion").await;

    forge::<Asset>(&scene.world, &scene.asset, |asset| asset.version = 2).await;
    assert_refused_unchanged(&scene.world, review, signers, "UnknownVersion").await;
}

#[tokio::test]
async fn the_payer_signs_and_the_attestation_is_writable() {
    let scene = Scene::new().await;
    let stranger = Address::new_unique();
    let review = saying(&scene, &scene.review(1));
    let payer = scene.world.payer.pubkey();
    let signers = &[&scene.reviewer as _];
    let unsigned = review
        .clone()
        .swapping(&payer, &stranger)
        .unsigned(&stranger);
    assert_refused_unchanged(&scene.world, unsigned, signers, "MissingRequiredSignature").await;
    let address = review.accounts[3].pubkey;
    let read = review.read_only(&address);
    assert_refused_unchanged(&scene.world, read, signers, "PrivilegeEscalation").await;
}
