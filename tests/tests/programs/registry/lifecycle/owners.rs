//! Who may do it, and to which accounts: the same for all four instructions.

use provenue_client::{TermsOffer, flows::license, instructions::registry, state::Asset};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_signer::Signer;

use super::scene::Scene;

#[tokio::test]
async fn only_the_owner_does_it() {
    let scene = Scene::new().await;
    let thief = scene.world.person().await;
    // Not even whom the work is offered to.
    let offer = registry::propose_owner(&scene.artist.pubkey(), &scene.old, &thief.pubkey());
    scene.done(offer).await;
    for instruction in scene.all() {
        let attack = instruction.swapping(&scene.artist.pubkey(), &thief.pubkey());
        assert_refused_unchanged(&scene.world, attack, &[&thief], "NotTheOwner").await;
    }
}

#[tokio::test]
async fn a_former_owner_does_nothing_more() {
    let scene = Scene::new().await;
    let heir = scene.world.person().await;
    let offer = registry::propose_owner(&scene.artist.pubkey(), &scene.old, &heir.pubkey());
    let accept = registry::accept_ownership(&heir.pubkey(), &scene.old, false);
    must(
        scene
            .world
            .send(&[offer, accept], &[&scene.artist, &heir])
            .await,
    );
    for attack in scene.all() {
        assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "NotTheOwner").await;
    }
}

#[tokio::test]
async fn the_owner_signs() {
    let scene = Scene::new().await;
    for instruction in scene.all() {
        let attack = instruction.unsigned(&scene.artist.pubkey());
        assert_refused_unchanged(&scene.world, attack, &[], "MissingRequiredSignature").await;
    }
}

#[tokio::test]
async fn the_assets_must_be_writable() {
    let scene = Scene::new().await;
    let new = scene.superseding().read_only(&scene.new);
    let old = scene.all().map(|all| all.read_only(&scene.old));
    for attack in old.into_iter().chain([new]) {
        assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "ConstraintMut").await;
    }
}

#[tokio::test]
async fn look_alikes_of_assets_are_refused() {
    let scene = Scene::new().await;
    let thief = scene.world.person().await;
    let mine = |asset: &mut Asset| asset.owner = thief.pubkey();
    let old = look_alike::<Asset>(&scene.world, &scene.old, mine).await;
    let new = look_alike::<Asset>(&scene.world, &scene.new, mine).await;
    let of_new = scene.superseding().swapping(&scene.new, &new);
    let of_old = scene.all().map(|all| all.swapping(&scene.old, &old));
    for attack in of_old.into_iter().chain([of_new]) {
        let attack = attack.swapping(&scene.artist.pubkey(), &thief.pubkey());
        assert_refused_unchanged(&scene.world, attack, &[&thief], "IllegalOwner").await;
    }
}

#[tokio::test]
async fn other_kinds_of_accounts_are_no_assets() {
    let scene = Scene::new().await;
    let free = TermsOffer::default();
    let offered = license::offer(&scene.world.ledger, &scene.artist, &scene.old, &free).await;
    let (terms, _) = must(offered);
    let new = scene.superseding().swapping(&scene.new, &terms);
    let old = scene.all().map(|all| all.swapping(&scene.old, &terms));
    for attack in old.into_iter().chain([new]) {
        let refused = "AccountDataTooSmall";
        assert_refused_unchanged(&scene.world, attack, &[&scene.artist], refused).await;
    }
}

#[tokio::test]
async fn assets_of_an_unknown_layout_are_refused() {
    let scene = Scene::new().await;
    forge::<Asset>(&scene.world, &scene.old, |asset| asset.version = 2).await;
    for attack in scene.all() {
        assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "UnknownVersion").await;
    }
    let scene = Scene::new().await;
    forge::<Asset>(&scene.world, &scene.new, |asset| asset.version = 2).await;
    let attack = scene.superseding();
    assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "UnknownVersion").await;
}
