//! Whose assets members become.

use provenue_client::{address, state::Asset};
use provenue_tests::{Attack, assert_refused_unchanged, must};
use solana_address::Address;
use solana_signer::Signer;

use super::scene::{LATER, OWN, Scene, THEIRS, work};

#[tokio::test]
async fn an_owner_who_is_not_the_logs_signs() {
    let scene = Scene::proved().await;
    let artist = scene.artist.pubkey();
    let unsigned = scene.making(THEIRS, &artist, false, 0, &work(THEIRS));
    assert_refused_unchanged(&scene.world, unsigned, &[], "OwnerDidNotSign").await;

    let signed = scene.making(THEIRS, &artist, true, 0, &work(THEIRS));
    must(scene.world.send(&[signed], &[&scene.artist]).await);
    let asset = address::asset(&work(THEIRS).content_id, 0);
    let asset: Asset = scene.world.state(&asset).await;
    assert_eq!(asset.owner, artist);
    assert_eq!(asset.registered_at.get(), LATER);
}

#[tokio::test]
async fn nobody_else_becomes_the_owner() {
    let scene = Scene::proved().await;
    let thief = scene.world.person().await;
    for index in [OWN, THEIRS] {
        let attack = scene.making(index, &thief.pubkey(), true, 0, &work(index));
        assert_refused_unchanged(&scene.world, attack, &[&thief], "NotAMember").await;
    }
    // Nor does the studio become the owner of what it logged as the artist's.
    let studio = scene.studio.pubkey();
    let attack = scene.making(THEIRS, &studio, false, 0, &work(THEIRS));
    assert_refused_unchanged(&scene.world, attack, &[], "NotAMember").await;
}

#[tokio::test]
async fn the_payer_signs() {
    let scene = Scene::proved().await;
    let stranger = Address::new_unique();
    let attack = scene
        .making_own()
        .swapping(&scene.world.payer.pubkey(), &stranger)
        .unsigned(&stranger);
    assert_refused_unchanged(&scene.world, attack, &[], "MissingRequiredSignature").await;
}
