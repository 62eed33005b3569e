//! Wrapped shares of vaults that stream, can be held, or are gated.

use provenue_client::{
    instructions::{
        control,
        vault::{self, ShareMint},
        wrapper,
    },
    state::VaultOptions,
};
use provenue_tests::{assert_refused_unchanged, must};
use solana_address::Address;
use solana_signer::Signer;

use super::scene::WrapperScene;
use crate::vault::{
    options::{NOW, founded},
    scene::{ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene},
};

/// A wrapper of a vault with options, and a gate where they say so.
async fn wrapped(options: VaultOptions, gate: Option<(i64, u64)>) -> WrapperScene {
    let scene = founded(options, gate).await;
    scene.open_payees().await;
    WrapperScene::of(scene, Address::new_unique()).await
}

/// Pays artist, label and beneficiary, and returns what each has then.
async fn pay(scene: &WrapperScene) -> [u64; 3] {
    let Scene {
        world,
        artist,
        label,
        vault,
        currency,
        ..
    } = &scene.scene;
    let holders = [
        scene.scene.holder(artist),
        scene.scene.holder(label),
        scene.holder(),
    ];
    let pay = vault::distribute(vault, currency, &holders);
    must(world.send(&[pay], &[]).await);
    scene.scene.assert_balanced().await;
    [
        scene.scene.purse(artist).await,
        scene.scene.purse(label).await,
        world.token_amount(&scene.payee()).await,
    ]
}

#[tokio::test]
async fn a_stream_is_the_holders_until_they_wrap_and_the_beneficiarys_until_they_unwrap() {
    let options = VaultOptions {
        stream_seconds: 1_000,
        ..VaultOptions::default()
    };
    let scene = wrapped(options, None).await;
    let (label, ledger) = (&scene.scene.label, &scene.scene.world.ledger);
    // The label's part of each second is a whole number of base units.
    scene.scene.earn(1_000 * EVEN).await;
    ledger.set_clock(NOW + 100);
    scene.send(scene.wrap(label, LABEL_UNITS), label).await;
    ledger.set_clock(NOW + 400);
    scene.send(scene.unwrap(label, LABEL_UNITS), label).await;
    ledger.set_clock(NOW + 1_000);
    let paid = [1_000 * ARTISTS_PART, 700 * LABELS_PART, 300 * LABELS_PART];
    assert_eq!(pay(&scene).await, paid);
    assert_eq!(scene.scene.held().await, 0);
}

#[tokio::test]
async fn wrapping_for_no_time_takes_nothing_of_a_stream() {
    let options = VaultOptions {
        stream_seconds: 1_000,
        ..VaultOptions::default()
    };
    let scene = wrapped(options, None).await;
    let (label, fan) = (&scene.scene.label, &scene.scene.fan);
    scene.scene.earn(EVEN).await;
    scene.scene.world.ledger.set_clock(NOW + 500);
    let moment = [
        scene.wrap(label, LABEL_UNITS),
        scene.scene.deposit(EVEN),
        scene.unwrap(label, LABEL_UNITS),
    ];
    must(scene.scene.world.send(&moment, &[label, fan]).await);
    scene.scene.world.ledger.set_clock(NOW + 9_000);
    let paid = [2 * ARTISTS_PART, 2 * LABELS_PART, 0];
    assert_eq!(pay(&scene).await, paid);
}

#[tokio::test]
async fn a_hold_makes_the_beneficiary_wait_and_nobody_else_who_wraps() {
    let options = VaultOptions {
        holdable: true,
        ..VaultOptions::default()
    };
    let scene = wrapped(options, None).await;
    let Scene {
        world,
        artist,
        label,
        vault,
        currency,
        ..
    } = &scene.scene;
    scene.send(scene.wrap(label, LABEL_UNITS), label).await;
    scene.scene.earn(EVEN).await;
    let hold = control::hold(&artist.pubkey(), vault, 7, NOW + 1_000);
    scene.send(hold, artist).await;
    let claim = vault::claim(vault, currency, &scene.holder());
    let distribute = vault::distribute(vault, currency, &[scene.holder()]);
    for payout in [claim, distribute] {
        assert_refused_unchanged(world, payout, &[], "Held").await;
    }
    // Shares go in and out meanwhile, and revenue is booked.
    scene.send(scene.unwrap(label, 10_000_000), label).await;
    scene.send(scene.wrap(label, 10_000_000), label).await;
    scene.scene.earn(EVEN).await;
    scene.assert_backed(LABEL_UNITS).await;
    world.ledger.set_clock(NOW + 1_000);
    let paid = [2 * ARTISTS_PART, 0, 2 * LABELS_PART];
    assert_eq!(pay(&scene).await, paid);
}

#[tokio::test]
async fn a_lock_up_keeps_shares_from_being_wrapped() {
    let options = VaultOptions {
        gated: true,
        ..VaultOptions::default()
    };
    let scene = wrapped(options, Some((NOW + 1_000, 100_000_000))).await;
    let Scene {
        world,
        label,
        vault,
        ..
    } = &scene.scene;
    let shares = ShareMint {
        vault: *vault,
        gated: true,
    };
    let (key, beneficiary) = (label.pubkey(), &scene.beneficiary);
    let (own, wrapped) = (scene.scene.shares_of(label), scene.wrapped_of(label));
    let wrap = wrapper::wrap(&key, shares, beneficiary, &own, &wrapped, 1_000);
    assert_refused_unchanged(world, wrap.clone(), &[label], "LockedUp").await;
    // Nor by leaving the gate out, as for a vault without one.
    let bare = scene.wrap(label, 1_000);
    let sent = world.send(&[bare], &[label]).await;
    assert!(sent.is_err(), "the gate was not looked at");
    scene.assert_backed(0).await;
    world.ledger.set_clock(NOW + 1_000);
    scene.send(wrap, label).await;
    let unwrap = wrapper::unwrap(&key, shares, beneficiary, &wrapped, &own, 400);
    scene.send(unwrap, label).await;
    scene.assert_backed(600).await;
}

#[tokio::test]
async fn shares_that_were_sent_to_the_escrow_count_as_held_by_it() {
    let options = VaultOptions {
        gated: true,
        ..VaultOptions::default()
    };
    let scene = wrapped(options, Some((0, 70_000_000))).await;
    let Scene {
        world,
        artist,
        label,
        vault,
        ..
    } = &scene.scene;
    let shares = ShareMint {
        vault: *vault,
        gated: true,
    };
    let from = scene.scene.shares_of(artist);
    let send = vault::transfer_shares(&artist.pubkey(), shares, &from, &scene.escrow, 69_999_000);
    must(world.send(&[send], &[artist]).await);
    let wrap = |units| {
        wrapper::wrap(
            &label.pubkey(),
            shares,
            &scene.beneficiary,
            &scene.scene.shares_of(label),
            &scene.wrapped_of(label),
            units,
        )
    };
    assert_refused_unchanged(world, wrap(1_001), &[label], "HoldingTooLarge").await;
    scene.send(wrap(1_000), label).await;
    assert_eq!(scene.supply().await, 1_000);
    assert_eq!(scene.escrowed().await, 70_000_000);
}
