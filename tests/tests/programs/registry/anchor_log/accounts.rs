//! Who anchors, and which accounts it takes.

use provenue_client::{Ledger, REGISTRY_PROGRAM, address, instructions::log, state::Log};
use provenue_tests::{Attack, assert_refused_unchanged, clone_at, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::scene::Scene;

/// A log of nine leaves, and its valid growth to twenty.
async fn growing() -> (Scene, Instruction) {
    let scene = Scene::at(&[9]).await;
    let anchor = scene.anchoring(1, &scene.growth(9, 20));
    (scene, anchor)
}

#[tokio::test]
async fn only_the_owner_anchors() {
    let (scene, _) = growing().await;
    let thief = scene.world.person().await;
    let growth = scene.growth(9, 20);
    let key = thief.pubkey();
    let attack = log::anchor_log(&key, &key, &scene.log, 1, &growth);
    assert_refused_unchanged(&scene.world, attack, &[&thief], "NotTheLogsOwner").await;
}

#[tokio::test]
async fn owner_and_payer_sign() {
    let (scene, anchor) = growing().await;
    let attack = anchor.clone().unsigned(&scene.studio.pubkey());
    assert_refused_unchanged(&scene.world, attack, &[], "MissingRequiredSignature").await;
    let stranger = Address::new_unique();
    let attack = anchor
        .swapping(&scene.world.payer.pubkey(), &stranger)
        .unsigned(&stranger);
    let signers = &[&scene.studio as _];
    assert_refused_unchanged(&scene.world, attack, signers, "MissingRequiredSignature").await;
}

#[tokio::test]
async fn anchors_have_no_gaps_and_a_number_is_used_once() {
    let scene = Scene::at(&[9]).await;
    let growth = scene.growth(9, 20);
    for sequence in [2, 3, u64::MAX] {
        let attack = scene.anchoring(sequence, &growth);
        let signers = &[&scene.studio as _];
        assert_refused_unchanged(&scene.world, attack, signers, "AnchorSequenceTaken").await;
    }
    let attack = scene.anchoring(0, &growth);
    let signers = &[&scene.studio as _];
    assert_refused_unchanged(&scene.world, attack, signers, "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn the_same_growth_twice_is_refused() {
    let (scene, anchor) = growing().await;
    let signers = &[&scene.studio as _];
    must(
        scene
            .world
            .send(std::slice::from_ref(&anchor), signers)
            .await,
    );
    assert_refused_unchanged(&scene.world, anchor, signers, "AccountAlreadyInUse").await;
    let again = scene.anchoring(2, &scene.growth(9, 20));
    assert_refused_unchanged(&scene.world, again, signers, "LogNotGrown").await;
}

#[tokio::test]
async fn an_anchor_lies_at_its_own_address() {
    let (scene, anchor) = growing().await;
    let right = address::log_anchor(&scene.log, 1);
    let other_log = address::log(&scene.studio.pubkey(), 1);
    for wrong in [
        address::log_anchor(&scene.log, 2),
        address::log_anchor(&other_log, 1),
        Address::new_unique(),
    ] {
        let attack = anchor.clone().swapping(&right, &wrong);
        let signers = &[&scene.studio as _];
        assert_refused_unchanged(&scene.world, attack, signers, "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn another_log_of_the_owner_is_refused() {
    let (scene, _) = growing().await;
    let (payer, key) = (scene.world.payer.pubkey(), scene.studio.pubkey());
    let create = log::create_log(&payer, &key, 1);
    must(scene.world.send(&[create], &[&scene.studio]).await);
    let other = address::log(&key, 1);
    // It has no leaves, so a growth from nine leaves has a proof too many.
    let attack = log::anchor_log(&payer, &key, &other, 0, &scene.growth(9, 20));
    assert_refused_unchanged(&scene.world, attack, &[&scene.studio], "ProofLength").await;
}

#[tokio::test]
async fn look_alikes_and_other_kinds_of_accounts_are_refused() {
    let (scene, anchor) = growing().await;
    let thief = scene.world.person().await;
    let forged = look_alike::<Log>(&scene.world, &scene.log, |log| {
        log.owner = thief.pubkey();
    })
    .await;
    let growth = scene.growth(9, 20);
    let key = thief.pubkey();
    let attack = log::anchor_log(&key, &key, &forged, 1, &growth);
    assert_refused_unchanged(&scene.world, attack, &[&thief], "IllegalOwner").await;

    let signers = &[&scene.studio as _];
    let work = scene.world.work(&scene.studio, &[]).await.asset;
    let attack = anchor.clone().swapping(&scene.log, &work);
    assert_refused_unchanged(&scene.world, attack, signers, "InvalidAccountData").await;
    let attack = anchor.swapping(&scene.log, &address::log_anchor(&scene.log, 0));
    assert_refused_unchanged(&scene.world, attack, signers, "AccountDataTooSmall").await;
}

#[tokio::test]
async fn a_copy_of_the_log_elsewhere_has_anchors_of_its_own() {
    // No transaction makes such a copy. If one did, its anchors would not be those of the log.
    let (scene, _) = growing().await;
    let copy = clone_at(&scene.world, &scene.log).await;
    let (payer, key) = (scene.world.payer.pubkey(), scene.studio.pubkey());
    let anchor = log::anchor_log(&payer, &key, &copy, 1, &scene.growth(9, 20));
    must(scene.world.send(&[anchor], &[&scene.studio]).await);
    let theirs = address::log_anchor(&scene.log, 1);
    assert!(must(scene.world.ledger.account(&theirs).await).is_none());
}

#[tokio::test]
async fn a_log_of_an_unknown_layout_is_refused() {
    let (scene, anchor) = growing().await;
    forge::<Log>(&scene.world, &scene.log, |log| log.version = 2).await;
    assert_refused_unchanged(&scene.world, anchor, &[&scene.studio], "UnknownVersion").await;
}

#[tokio::test]
async fn what_changes_must_be_writable_and_the_system_program_the_real_one() {
    let (scene, anchor) = growing().await;
    let signers = &[&scene.studio as _];
    let attack = anchor.clone().read_only(&scene.log);
    assert_refused_unchanged(&scene.world, attack, signers, "ConstraintMut").await;
    let attack = anchor
        .clone()
        .read_only(&address::log_anchor(&scene.log, 1));
    assert_refused_unchanged(&scene.world, attack, signers, "PrivilegeEscalation").await;
    let attack = anchor.swapping(&solana_sdk_ids::system_program::ID, &REGISTRY_PROGRAM);
    assert_refused_unchanged(&scene.world, attack, signers, "IncorrectProgramId").await;
}

#[tokio::test]
async fn the_last_number_of_an_anchor_cannot_be_passed() {
    let (scene, _) = growing().await;
    forge::<Log>(&scene.world, &scene.log, |log| {
        log.anchors = u64::MAX.into()
    })
    .await;
    let attack = scene.anchoring(u64::MAX, &scene.growth(9, 20));
    assert_refused_unchanged(&scene.world, attack, &[&scene.studio], "Overflow").await;
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_keep_a_log_from_being_anchored() {
    let (scene, anchor) = growing().await;
    let address = address::log_anchor(&scene.log, 1);
    must(scene.world.ledger.airdrop(&address, 1_000_000).await);
    must(scene.world.send(&[anchor], &[&scene.studio]).await);
    assert_eq!(scene.anchored(1).await.size.get(), 20);
}
