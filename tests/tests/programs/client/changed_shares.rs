//! Shares that changed without a transfer: a payout notices them first.

use provenue_client::{
    flows::{
        payout::{Payout, PayoutOptions, distribute},
        shares::settle_changed,
    },
    instructions::vault,
    token::{self, TOKEN_2022},
};
use provenue_tests::must;
use solana_signer::Signer;

use crate::vault::{
    scene::{ARTIST_UNITS, ARTISTS_PART, EVEN, LABEL_UNITS, Scene},
    tokens::give_away,
};

/// Sends [`EVEN`] plainly into the treasury, and pays everybody.
async fn pay(scene: &Scene) -> Payout {
    let world = &scene.world;
    let fan = scene.fan.pubkey();
    let plain = token::transfer(&fan, &scene.currency, &scene.vault, EVEN);
    must(world.send(&[plain], &[&scene.fan]).await);
    let options = PayoutOptions {
        create_accounts: true,
        ..PayoutOptions::default()
    };
    must(
        distribute(
            &world.ledger,
            &world.payer,
            &scene.vault,
            &scene.currency,
            &options,
        )
        .await,
    )
}

#[tokio::test]
async fn what_is_booked_by_a_payout_is_not_shared_with_burned_shares() {
    let scene = Scene::new().await;
    let (label, shares) = (scene.label.pubkey(), scene.shares_of(&scene.label));
    let [burn, _] = vault::burn_shares(&label, &scene.vault, &shares, LABEL_UNITS);
    must(scene.world.send(&[burn], &[&scene.label]).await);
    let payout = pay(&scene).await;
    // Settled, booked, paid.
    assert_eq!(payout.steps.len(), 3);
    assert_eq!(payout.payments.len(), 1);
    assert_eq!(scene.purse(&scene.artist).await, EVEN);
    assert_eq!(scene.state().await.live_units.get(), ARTIST_UNITS);
    assert_eq!(scene.held().await, 0);
}

#[tokio::test]
async fn shares_given_away_with_their_account_earn_for_whom_they_were_given_to() {
    let scene = Scene::new().await;
    let (label, fan) = (&scene.label, scene.fan.pubkey());
    let account = scene.auxiliary_position(label).await.pubkey();
    let (key, source) = (label.pubkey(), scene.shares_of(label));
    let all = vault::transfer_shares(&key, &scene.vault, &source, &account, LABEL_UNITS);
    let give = give_away(&TOKEN_2022, &account, &key, &fan);
    must(scene.world.send(&[all, give], &[label]).await);
    let before = scene.purse(&scene.fan).await;
    let payout = pay(&scene).await;
    assert_eq!(payout.payments.len(), 2);
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART);
    // The payment they made themselves came back in part.
    assert_eq!(scene.purse(&scene.fan).await, before - ARTISTS_PART);
}

#[tokio::test]
async fn where_nothing_has_changed_nothing_is_sent() {
    let scene = Scene::earned().await;
    let world = &scene.world;
    let move_on = scene.transfer(&scene.label, &scene.artist, 1);
    must(world.send(&[move_on], &[&scene.label]).await);
    let steps = settle_changed(&world.ledger, &world.payer, &scene.vault).await;
    assert_eq!(must(steps), []);
}
