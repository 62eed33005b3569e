//! Payouts that the base holds for a time, and attacks on that.

use provenue_client::{
    events::{Event, events},
    instructions::{control, vault},
    state::{Vault, VaultOptions},
    token,
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_signer::Signer;

use super::{
    options::{NOW, founded},
    scene::{ARTIST_UNITS, ARTISTS_PART, EVEN, LABELS_PART, Scene},
};

const DAY: i64 = 24 * 60 * 60;

/// A scene whose base can hold payouts, both holders with something to claim.
async fn holdable() -> Scene {
    let options = VaultOptions {
        holdable: true,
        ..VaultOptions::default()
    };
    let scene = founded(options, None).await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    scene
}

/// The base holds payouts for so many seconds, for reason 7.
async fn hold_for(scene: &Scene, seconds: i64) {
    let hold = control::hold(&scene.artist.pubkey(), &scene.vault, 7, NOW + seconds);
    must(scene.world.send(&[hold], &[&scene.artist]).await);
}

/// Asserts that nobody is paid.
async fn assert_held(scene: &Scene) {
    for payout in [
        scene.claim(&scene.artist),
        scene.claim(&scene.label),
        scene.distribute(),
    ] {
        assert_refused_unchanged(&scene.world, payout, &[], "Held").await;
    }
}

/// Asserts that a distribution pays both holders what `deposits` of [`EVEN`] brought them.
async fn assert_paid(scene: &Scene, deposits: u64) {
    must(scene.world.send(&[scene.distribute()], &[]).await);
    assert_eq!(scene.purse(&scene.artist).await, deposits * ARTISTS_PART);
    assert_eq!(scene.purse(&scene.label).await, deposits * LABELS_PART);
    assert_eq!(scene.held().await, 0);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn a_hold_stops_payouts_and_nothing_else() {
    let scene = holdable().await;
    let hold = control::hold(&scene.artist.pubkey(), &scene.vault, 513, NOW + 1_000);
    let receipt = must(scene.world.send(&[hold], &[&scene.artist]).await);
    let [Event::PayoutsHeld(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(
        (event.vault, event.reason, event.until),
        (scene.vault, 513, NOW + 1_000)
    );
    let state = scene.state().await;
    assert_eq!(
        (state.hold_reason.get(), state.held_until.get()),
        (513, NOW + 1_000)
    );
    assert_held(&scene).await;

    // Money comes in both ways, is written down, and shares move.
    scene.earn(EVEN).await;
    let (world, currency) = (&scene.world, &scene.currency);
    must(token::mint_to(&world.ledger, &world.payer, currency, &scene.vault, EVEN).await);
    must(
        world
            .send(&[vault::book(&scene.vault, currency)], &[])
            .await,
    );
    must(world.send(&[scene.settle(&scene.artist)], &[]).await);
    let there = scene.transfer(&scene.label, &scene.artist, 10_000_000);
    let back = scene.transfer(&scene.artist, &scene.label, 10_000_000);
    must(world.send(&[there], &[&scene.label]).await);
    must(world.send(&[back], &[&scene.artist]).await);
    let earned = scene.earnings(&scene.artist).await.entitlement();
    assert_eq!(earned.whole(), 3 * ARTISTS_PART);
    assert_eq!(
        scene.position(&scene.artist).await.units.get(),
        ARTIST_UNITS
    );
    assert_held(&scene).await;

    // To the last second; then payouts go on, though nobody released them.
    world.ledger.set_clock(NOW + 999);
    assert_held(&scene).await;
    world.ledger.set_clock(NOW + 1_000);
    assert_paid(&scene, 3).await;
    assert_eq!(scene.state().await.held_until.get(), NOW + 1_000);
}

#[tokio::test]
async fn the_base_can_end_a_hold_at_any_time() {
    let scene = holdable().await;
    hold_for(&scene, 180 * DAY).await;
    assert_held(&scene).await;
    let release = control::release_hold(&scene.artist.pubkey(), &scene.vault);
    let receipt = must(scene.world.send(&[release], &[&scene.artist]).await);
    let [Event::PayoutsReleased(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.vault, scene.vault);
    let state = scene.state().await;
    assert_eq!((state.hold_reason.get(), state.held_until.get()), (0, 0));
    assert_paid(&scene, 1).await;
}

#[tokio::test]
async fn anyone_can_end_a_hold_once_its_time_is_over_and_nobody_before() {
    let scene = holdable().await;
    hold_for(&scene, 1_000).await;
    let release = control::release_hold(&scene.fan.pubkey(), &scene.vault);
    scene.world.ledger.set_clock(NOW + 999);
    assert_refused_unchanged(&scene.world, release.clone(), &[&scene.fan], "NotTheBase").await;
    scene.world.ledger.set_clock(NOW + 1_000);
    must(scene.world.send(&[release], &[&scene.fan]).await);
    assert_eq!(scene.state().await.held_until.get(), 0);
    assert_paid(&scene, 1).await;
}

#[tokio::test]
async fn an_authority_that_is_not_the_base_neither_holds_nor_releases() {
    let scene = holdable().await;
    let (world, manager) = (&scene.world, scene.world.person().await);
    let appoint = vault::set_authority(&scene.artist.pubkey(), &manager.pubkey());
    must(world.send(&[appoint], &[&scene.artist]).await);
    let hold = control::hold(&manager.pubkey(), &scene.vault, 1, NOW + DAY);
    assert_refused_unchanged(world, hold, &[&manager], "NotTheBase").await;
    hold_for(&scene, DAY).await;
    let release = control::release_hold(&manager.pubkey(), &scene.vault);
    assert_refused_unchanged(world, release, &[&manager], "NotTheBase").await;
}

#[tokio::test]
async fn a_hold_on_a_hold_is_refused_until_the_first_is_over() {
    let scene = holdable().await;
    hold_for(&scene, 1_000).await;
    let base = scene.artist.pubkey();
    for until in [NOW + 1, NOW + 999, NOW + 1_001, NOW + 180 * DAY] {
        let longer = control::hold(&base, &scene.vault, 8, until);
        assert_refused_unchanged(&scene.world, longer, &[&scene.artist], "Held").await;
    }
    // Over, without a release: what was due can be paid before anybody holds it again.
    scene.world.ledger.set_clock(NOW + 1_000);
    let again = control::hold(&base, &scene.vault, 8, NOW + 1_001);
    let all = [scene.distribute(), again];
    must(scene.world.send(&all, &[&scene.artist]).await);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    scene.earn(EVEN).await;
    assert_held(&scene).await;
    scene.world.ledger.set_clock(NOW + 1_001);
    assert_paid(&scene, 2).await;
}

#[tokio::test]
async fn a_hold_ends_in_the_future_and_within_180_days() {
    let scene = holdable().await;
    let base = scene.artist.pubkey();
    for until in [i64::MIN, 0, NOW - 1, NOW, NOW + 180 * DAY + 1, i64::MAX] {
        let hold = control::hold(&base, &scene.vault, 1, until);
        assert_refused_unchanged(&scene.world, hold, &[&scene.artist], "HoldTime").await;
    }
    hold_for(&scene, 180 * DAY).await;
    scene.world.ledger.set_clock(NOW + 180 * DAY - 1);
    assert_held(&scene).await;
    scene.world.ledger.set_clock(NOW + 180 * DAY);
    assert_paid(&scene, 1).await;
}

#[tokio::test]
async fn a_hold_without_a_reason_is_refused() {
    let scene = holdable().await;
    let hold = control::hold(&scene.artist.pubkey(), &scene.vault, 0, NOW + DAY);
    assert_refused_unchanged(&scene.world, hold, &[&scene.artist], "HoldReason").await;
}

#[tokio::test]
async fn a_vault_that_was_not_created_holdable_is_never_held() {
    let scene = founded(VaultOptions::default(), None).await;
    let hold = control::hold(&scene.artist.pubkey(), &scene.vault, 1, NOW + DAY);
    assert_refused_unchanged(&scene.world, hold, &[&scene.artist], "NotHoldable").await;
    let release = control::release_hold(&scene.artist.pubkey(), &scene.vault);
    assert_refused_unchanged(&scene.world, release, &[&scene.artist], "NotHeld").await;
}

#[tokio::test]
async fn releasing_what_is_not_held_is_refused() {
    let scene = holdable().await;
    let release = control::release_hold(&scene.artist.pubkey(), &scene.vault);
    assert_refused_unchanged(&scene.world, release.clone(), &[&scene.artist], "NotHeld").await;
    hold_for(&scene, DAY).await;
    must(
        scene
            .world
            .send(std::slice::from_ref(&release), &[&scene.artist])
            .await,
    );
    assert_refused_unchanged(&scene.world, release, &[&scene.artist], "NotHeld").await;
}

#[tokio::test]
async fn holding_without_being_the_base_is_refused() {
    let scene = holdable().await;
    let (other, _) = scene.other_vault().await;
    for signer in [&scene.label, &other] {
        let hold = control::hold(&signer.pubkey(), &scene.vault, 1, NOW + DAY);
        assert_refused_unchanged(&scene.world, hold, &[signer], "NotTheBase").await;
    }
}

#[tokio::test]
async fn holding_and_releasing_need_a_signature() {
    let scene = holdable().await;
    let base = scene.artist.pubkey();
    let hold = control::hold(&base, &scene.vault, 1, NOW + DAY).unsigned(&base);
    assert_refused_unchanged(&scene.world, hold, &[], "MissingRequiredSignature").await;
    hold_for(&scene, DAY).await;
    let release = control::release_hold(&base, &scene.vault).unsigned(&base);
    assert_refused_unchanged(&scene.world, release, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn holding_and_releasing_change_the_vault_itself() {
    let scene = holdable().await;
    let (world, artist) = (&scene.world, &scene.artist);
    let hold = control::hold(&artist.pubkey(), &scene.vault, 1, NOW + DAY);
    let release = control::release_hold(&artist.pubkey(), &scene.vault);
    let free = look_alike::<Vault>(world, &scene.vault, |_| {}).await;
    let attack = hold.clone().swapping(&scene.vault, &free);
    assert_refused_unchanged(world, attack, &[artist], "IllegalOwner").await;
    let attack = hold.clone().read_only(&scene.vault);
    assert_refused_unchanged(world, attack, &[artist], "ConstraintMut").await;
    let position = scene.position_of(artist);
    let attack = hold.clone().swapping(&scene.vault, &position);
    assert_refused_unchanged(world, attack, &[artist], "AccountDataTooSmall").await;

    must(world.send(&[hold], &[artist]).await);
    let attack = release.clone().swapping(&scene.vault, &free);
    assert_refused_unchanged(world, attack, &[artist], "IllegalOwner").await;
    let attack = release.read_only(&scene.vault);
    assert_refused_unchanged(world, attack, &[artist], "ConstraintMut").await;
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let scene = holdable().await;
    let (world, artist) = (&scene.world, &scene.artist);
    forge::<Vault>(world, &scene.vault, |vault| vault.version = 2).await;
    let hold = control::hold(&artist.pubkey(), &scene.vault, 1, NOW + DAY);
    assert_refused_unchanged(world, hold, &[artist], "UnknownVersion").await;
    let release = control::release_hold(&artist.pubkey(), &scene.vault);
    assert_refused_unchanged(world, release, &[artist], "UnknownVersion").await;
}
