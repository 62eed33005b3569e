//! Replacing a work by a newer one.

use provenue_client::{
    TermsOffer, address,
    events::{Event, events},
    flows::license,
    instructions::{lifecycle, registry},
    state::{Asset, License},
};
use provenue_tests::{Attack, assert_refused_unchanged, must};
use solana_signer::Signer;

use super::scene::{Scene, assert_same};
use crate::registry::shop::{NOW, Shop};

#[tokio::test]
async fn both_works_name_each_other_and_nothing_else_changes() {
    let scene = Scene::new().await;
    let (old, new) = (scene.asset(&scene.old).await, scene.asset(&scene.new).await);
    scene.world.ledger.set_clock(NOW + 5);
    let receipt = scene.done(scene.superseding()).await;

    let expected = Asset {
        superseded_by: scene.new,
        updated_at: (NOW + 5).into(),
        ..old
    };
    assert_same(&scene.asset(&scene.old).await, &expected);
    let expected = Asset {
        supersedes: scene.old,
        updated_at: (NOW + 5).into(),
        ..new
    };
    assert_same(&scene.asset(&scene.new).await, &expected);
    let [Event::AssetSuperseded(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(
        (event.asset, event.superseded_by, event.owner),
        (scene.old, scene.new, scene.artist.pubkey())
    );
    assert_eq!(event.superseded_at, NOW + 5);
}

#[tokio::test]
async fn somebody_elses_work_neither_replaces_nor_is_replaced() {
    let scene = Scene::new().await;
    let rival = scene.world.person().await;
    let theirs = scene.world.work(&rival, &[]).await.asset;
    for side in [scene.old, scene.new] {
        let attack = scene.superseding().swapping(&side, &theirs);
        assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "NotTheOwner").await;
    }
}

#[tokio::test]
async fn a_work_does_not_replace_itself() {
    let scene = Scene::new().await;
    let attack = scene.superseding().swapping(&scene.new, &scene.old);
    let refused = "ConstraintDuplicateMutableAccount";
    assert_refused_unchanged(&scene.world, attack, &[&scene.artist], refused).await;
}

#[tokio::test]
async fn each_side_is_taken_once() {
    let scene = Scene::new().await;
    let third = scene.world.work(&scene.artist, &[]).await.asset;
    let owner = scene.artist.pubkey();
    scene.done(scene.superseding()).await;
    for (old, new, refused) in [
        // The same again, another successor of the old work, and back.
        (scene.old, scene.new, "AssetSuperseded"),
        (scene.old, third, "AssetSuperseded"),
        (scene.new, scene.old, "AssetSuperseded"),
        // What was replaced already as what replaces.
        (third, scene.old, "AssetSuperseded"),
        // A second work that the new one would replace.
        (third, scene.new, "SupersedesAlready"),
    ] {
        let attack = lifecycle::supersede(&owner, &old, &new);
        assert_refused_unchanged(&scene.world, attack, &[&scene.artist], refused).await;
    }
    scene
        .done(lifecycle::supersede(&owner, &scene.new, &third))
        .await;
    let cycle = lifecycle::supersede(&owner, &third, &scene.old);
    assert_refused_unchanged(&scene.world, cycle, &[&scene.artist], "AssetSuperseded").await;
}

#[tokio::test]
async fn a_revoked_work_neither_replaces_nor_is_replaced() {
    for revoked_is_old in [true, false] {
        let scene = Scene::new().await;
        let revoked = if revoked_is_old { scene.old } else { scene.new };
        scene.done(scene.revoking(&revoked)).await;
        let attack = scene.superseding();
        assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "AssetRevoked").await;
    }
}

#[tokio::test]
async fn a_replaced_work_sells_what_it_sold_and_offers_nothing_new() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let buy = shop.purchase(&terms);
    must(shop.world.send(&[buy], &[&shop.buyer]).await);
    let new = shop.world.work(&shop.artist, &[]).await.asset;
    let artist = shop.artist.pubkey();
    let supersede = lifecycle::supersede(&artist, &shop.asset, &new);
    must(shop.world.send(&[supersede], &[&shop.artist]).await);

    // What was bought is good, and what was offered goes on until it is retired.
    let license = address::license(&terms, &shop.buyer.pubkey());
    let license: License = shop.world.state(&license).await;
    assert!(license.is_valid_at(NOW));
    let [friend, late] = [
        shop.world.person().await.pubkey(),
        shop.world.person().await.pubkey(),
    ];
    let buy = shop.purchase_for(&terms, &friend);
    must(shop.world.send(&[buy], &[&shop.buyer]).await);
    let payer = shop.world.payer.pubkey();
    for offer in [shop.sale(), TermsOffer::default()] {
        let attack = registry::offer_terms(&payer, &artist, &shop.asset, 1, &offer);
        assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "AssetSuperseded").await;
    }
    let retire = registry::retire_terms(&artist, &shop.asset, &terms);
    must(shop.world.send(&[retire], &[&shop.artist]).await);
    let attack = shop.purchase_for(&terms, &late);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "TermsRetired").await;

    // The newer work has terms of its own.
    let free = TermsOffer::default();
    must(license::offer(&shop.world.ledger, &shop.artist, &new, &free).await);
}
