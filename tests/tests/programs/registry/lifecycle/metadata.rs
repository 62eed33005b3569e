//! Changing a work's metadata, and freezing it.

use provenue_client::{
    events::{Event, events},
    instructions::{lifecycle, registry},
    state::Asset,
};
use provenue_tests::{assert_refused_unchanged, forge, must};
use solana_signer::Signer;

use super::scene::{METADATA, Scene, assert_same};
use crate::registry::shop::NOW;

#[tokio::test]
async fn metadata_changes_and_its_history_is_in_the_events() {
    let scene = Scene::new().await;
    let mut asset = scene.asset(&scene.old).await;
    assert_eq!(asset.metadata_uri_hash, [0; 32]);
    let history = [METADATA, [2; 32], METADATA];
    for (number, (hash, time)) in (1..).zip(history.into_iter().zip(NOW + 1..)) {
        scene.world.ledger.set_clock(time);
        let receipt = scene.done(scene.updating(hash)).await;
        let [Event::MetadataUpdated(event)] = events(&receipt.logs)[..] else {
            panic!("one event was expected");
        };
        assert_eq!(event.asset, scene.old);
        assert_eq!(event.previous, asset.metadata_uri_hash);
        assert_eq!((event.metadata_uri_hash, event.number), (hash, number));
        assert_eq!(event.updated_at, time);
        let expected = Asset {
            metadata_uri_hash: hash,
            metadata_updates: number.into(),
            updated_at: time.into(),
            ..asset
        };
        asset = scene.asset(&scene.old).await;
        assert_same(&asset, &expected);
    }
}

#[tokio::test]
async fn metadata_that_is_none_or_the_same_is_refused() {
    let scene = Scene::new().await;
    // None is none, also of a work that has none.
    let none = scene.updating([0; 32]);
    let artist = &scene.artist;
    assert_refused_unchanged(&scene.world, none.clone(), &[artist], "ZeroMetadata").await;
    scene.done(scene.updating(METADATA)).await;
    assert_refused_unchanged(&scene.world, none, &[artist], "ZeroMetadata").await;
    let same = scene.updating(METADATA);
    assert_refused_unchanged(&scene.world, same, &[artist], "MetadataUnchanged").await;
}

#[tokio::test]
async fn changes_are_counted_to_the_end_and_not_from_0_again() {
    let scene = Scene::new().await;
    forge::<Asset>(&scene.world, &scene.old, |asset| {
        asset.metadata_updates = (u16::MAX - 1).into();
    })
    .await;
    scene.done(scene.updating([1; 32])).await;
    let asset = scene.asset(&scene.old).await;
    assert_eq!(asset.metadata_updates.get(), u16::MAX);
    let beyond = scene.updating([2; 32]);
    assert_refused_unchanged(&scene.world, beyond, &[&scene.artist], "Overflow").await;
}

#[tokio::test]
async fn frozen_metadata_stays_for_ever_and_is_frozen_once() {
    let scene = Scene::new().await;
    scene.done(scene.updating(METADATA)).await;
    let before = scene.asset(&scene.old).await;
    scene.world.ledger.set_clock(NOW + 9);
    let receipt = scene.done(scene.freezing()).await;

    let [Event::MetadataFrozen(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.asset, scene.old);
    assert_eq!(event.metadata_uri_hash, METADATA);
    assert_eq!((event.frozen_at, event.metadata_updates), (NOW + 9, 1));
    let asset = scene.asset(&scene.old).await;
    let expected = Asset {
        metadata_frozen: 1,
        updated_at: (NOW + 9).into(),
        ..before
    };
    assert_same(&asset, &expected);

    for attack in [scene.updating([2; 32]), scene.freezing()] {
        assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "MetadataFrozen").await;
    }
}

#[tokio::test]
async fn metadata_can_be_frozen_where_there_is_none() {
    let scene = Scene::new().await;
    scene.done(scene.freezing()).await;
    let late = scene.updating(METADATA);
    assert_refused_unchanged(&scene.world, late, &[&scene.artist], "MetadataFrozen").await;
}

#[tokio::test]
async fn a_frozen_work_changes_hands_and_is_frozen_for_its_next_owner() {
    let scene = Scene::new().await;
    let heir = scene.world.person().await;
    scene.done(scene.freezing()).await;
    let offer = registry::propose_owner(&scene.artist.pubkey(), &scene.old, &heir.pubkey());
    let accept = registry::accept_ownership(&heir.pubkey(), &scene.old, false);
    must(
        scene
            .world
            .send(&[offer, accept], &[&scene.artist, &heir])
            .await,
    );
    let update = lifecycle::update_metadata(&heir.pubkey(), &scene.old, &METADATA);
    assert_refused_unchanged(&scene.world, update, &[&heir], "MetadataFrozen").await;
    let replacement = scene.world.work(&heir, &[]).await.asset;
    let supersede = lifecycle::supersede(&heir.pubkey(), &scene.old, &replacement);
    must(scene.world.send(&[supersede], &[&heir]).await);
}
