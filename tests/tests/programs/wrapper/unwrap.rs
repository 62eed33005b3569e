//! Unwrapping shares.

use provenue_client::{
    address,
    events::{Event, events},
    instructions::{vault, wrapper},
    token::TOKEN,
};
use provenue_tests::{SOL, assert_refused, must};
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use super::scene::WrapperScene;
use crate::vault::{
    scene::{EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::{approve, burn},
};

#[tokio::test]
async fn wrapped_shares_are_burned_and_as_many_shares_come_out() {
    let scene = WrapperScene::wrapped(20_000_000).await;
    let label = &scene.scene.label;
    let unwrap = scene.unwrap(label, 5_000_000);
    let receipt = must(scene.scene.world.send(&[unwrap], &[label]).await);
    scene.assert_backed(15_000_000).await;
    assert_eq!(scene.wrapped_units(label).await, 15_000_000);
    let position = scene.scene.position(label).await;
    assert_eq!(position.units.get(), LABEL_UNITS - 15_000_000);

    let events = events(&receipt.logs);
    let [Event::SharesTransferred(_), Event::SharesUnwrapped(event)] = events[..] else {
        panic!("two events were expected");
    };
    assert_eq!(event.wrapper, scene.wrapper);
    assert_eq!(event.authority, label.pubkey());
    assert_eq!(event.source, scene.wrapped_of(label));
    assert_eq!(event.destination, scene.scene.shares_of(label));
    assert_eq!(event.units, 5_000_000);
    assert_eq!((event.supply, event.escrow_units), (15_000_000, 15_000_000));

    scene.send(scene.unwrap(label, 15_000_000), label).await;
    scene.assert_backed(0).await;
    assert_eq!(scene.scene.position(label).await.units.get(), LABEL_UNITS);
}

#[tokio::test]
async fn shares_earn_for_whoever_unwrapped_them_from_then_on() {
    let scene = WrapperScene::wrapped(LABEL_UNITS).await;
    let Scene {
        world,
        label,
        vault,
        currency,
        ..
    } = &scene.scene;
    scene.scene.open_payees().await;
    scene.scene.earn(EVEN).await;
    scene.send(scene.unwrap(label, LABEL_UNITS), label).await;
    scene.scene.earn(EVEN).await;
    let holders = [scene.holder(), scene.scene.holder(label)];
    let distribute = vault::distribute(vault, currency, &holders);
    must(world.send(&[distribute], &[]).await);
    assert_eq!(world.token_amount(&scene.payee()).await, LABELS_PART);
    assert_eq!(scene.scene.purse(label).await, LABELS_PART);
    scene.scene.assert_balanced().await;
}

#[tokio::test]
async fn a_receiver_without_a_position_gets_one_from_the_rent_reserve() {
    let scene = WrapperScene::wrapped(1_000).await;
    let Scene {
        world,
        label,
        fan,
        vault,
        ..
    } = &scene.scene;
    let payer = world.payer.pubkey();
    let reserve = address::rent_reserve(vault);
    let account = address::share_account(vault, &fan.pubkey());
    let create = vault::create_share_account(&payer, vault, &fan.pubkey());
    must(world.send(&[create], &[]).await);
    let unwrap = wrapper::unwrap(
        &label.pubkey(),
        vault,
        &scene.beneficiary,
        &scene.wrapped_of(label),
        &account,
        400,
    );
    let empty = world.send(std::slice::from_ref(&unwrap), &[label]).await;
    assert_refused(empty, "ReserveEmpty");
    must(world.send(&[transfer(&payer, &reserve, SOL)], &[]).await);
    scene.send(unwrap, label).await;
    let position = world.position_of(&account).await;
    assert_eq!(position.owner, fan.pubkey());
    assert_eq!(position.rent_payer, reserve);
    assert_eq!(position.units.get(), 400);
    scene.assert_backed(600).await;
}

#[tokio::test]
async fn a_delegate_can_unwrap_what_the_owner_approved_and_no_more() {
    let scene = WrapperScene::wrapped(1_000).await;
    let label = &scene.scene.label;
    let delegate = scene.scene.world.person().await;
    let (source, key) = (scene.wrapped_of(label), delegate.pubkey());
    let allow = approve(&TOKEN, &source, &key, &label.pubkey(), 400);
    scene.send(allow, label).await;
    let shares = scene.scene.shares_of(label);
    let vault = &scene.scene.vault;
    let unwrap = wrapper::unwrap(&key, vault, &scene.beneficiary, &source, &shares, 400);
    scene.send(unwrap.clone(), &delegate).await;
    scene.assert_backed(600).await;
    let again = scene.scene.world.send(&[unwrap], &[&delegate]).await;
    assert_refused(again, "OwnerMismatch");
}

#[tokio::test]
async fn wrapped_shares_that_are_burned_leave_theirs_in_the_escrow_and_nobody_elses() {
    let scene = WrapperScene::wrapped(1_000).await;
    let Scene { label, artist, .. } = &scene.scene;
    scene.send(scene.wrap(artist, 500), artist).await;
    let burned = burn(&scene.mint, &scene.wrapped_of(label), &label.pubkey(), 300);
    scene.send(burned, label).await;
    assert_eq!(scene.supply().await, 1_200);
    assert_eq!(scene.escrowed().await, 1_500);
    scene.send(scene.unwrap(label, 700), label).await;
    scene.send(scene.unwrap(artist, 500), artist).await;
    assert_eq!(scene.supply().await, 0);
    assert_eq!(scene.escrowed().await, 300);
}
