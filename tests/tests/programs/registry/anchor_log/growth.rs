//! Logs that grow as they may.

use provenue_client::{
    REGISTRY_PROGRAM, address,
    events::{Event, events},
    state::LogAnchor,
};
use provenue_tests::{World, must};
use solana_address::Address;

use super::scene::Scene;
use crate::registry::shop::NOW;

#[tokio::test]
async fn every_anchor_is_written_down_with_its_time() {
    let scene = Scene::new().await;
    let sizes = [1, 2, 3, 7, 8, 64, 65, 1_000, 1_000_000];
    let mut previous = 0;
    for (sequence, size) in (0..).zip(sizes) {
        let time = NOW + i64::try_from(size).unwrap();
        scene.world.ledger.set_clock(time);
        let receipt = must(scene.anchor(size).await);
        let head = scene.leaves.head(size);
        let log = scene.state().await;
        assert_eq!(log.head(), head);
        assert_eq!(log.anchors.get(), sequence + 1);
        assert_eq!((log.created_at.get(), log.updated_at.get()), (NOW, time));

        let address = address::log_anchor(&scene.log, sequence);
        let anchor = scene.anchored(sequence).await;
        let number = sequence.to_le_bytes();
        let seeds = [LogAnchor::SEED, scene.log.as_ref(), &number, &[anchor.bump]];
        let derived = Address::create_program_address(&seeds, &REGISTRY_PROGRAM);
        assert_eq!(derived, Ok(address));
        assert_eq!((anchor.version, anchor.padding_0), (1, [0; 6]));
        assert_eq!((anchor.head(), anchor.log), (head, scene.log));
        assert_eq!((anchor.sequence.get(), anchor.time.get()), (sequence, time));
        assert_eq!(anchor.previous_size.get(), previous);
        for (index, first) in [(previous, true), (size - 1, true), (size, false)] {
            assert_eq!(anchor.is_first_of(index), first, "{index}");
        }
        assert!(previous == 0 || !anchor.is_first_of(previous - 1));

        let [Event::LogAnchored(event)] = events(&receipt.logs)[..] else {
            panic!("one event was expected");
        };
        assert_eq!((event.log, event.anchor), (scene.log, address));
        assert_eq!((event.size, event.previous_size), (size, previous));
        assert_eq!((event.root, event.sequence), (head.root, sequence));
        assert_eq!(event.time, time);
        previous = size;
    }
}

#[tokio::test]
async fn all_small_logs_grow_to_all_larger_ones() {
    let scene = Scene::new().await;
    let World { ledger, .. } = &scene.world;
    for old in 0..20 {
        if old > 0 {
            must(scene.anchor(old).await);
        }
        let sequence = scene.state().await.anchors.get();
        for new in old + 1..24 {
            // What goes through is taken back, so that every pair begins at the smaller one.
            let before = provenue_tests::existing(&scene.world, &scene.log).await;
            must(scene.anchor(new).await);
            assert_eq!(scene.state().await.head(), scene.leaves.head(new));
            must(ledger.set_account(scene.log, before));
            let anchor = address::log_anchor(&scene.log, sequence);
            must(ledger.set_account(anchor, Default::default()));
        }
    }
}

#[tokio::test]
async fn a_log_can_grow_to_the_largest_number() {
    let scene = Scene::at(&[1 << 62, u64::MAX]).await;
    assert_eq!(scene.state().await.head(), scene.leaves.head(u64::MAX));
    let scene = Scene::at(&[u64::MAX]).await;
    assert_eq!(scene.anchored(0).await.size.get(), u64::MAX);
}

#[tokio::test]
async fn from_no_leaves_any_root_will_do() {
    // What nobody can open proves nothing for anybody; it only stands in its owner's way.
    let scene = Scene::new().await;
    let mut growth = scene.growth(0, 5);
    growth.root = [9; 32];
    let anchor = scene.anchoring(0, &growth);
    must(scene.world.send(&[anchor], &[&scene.studio]).await);
    assert!(scene.anchor(6).await.is_err());
}
