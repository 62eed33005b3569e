//! Paying one holder.

use provenue_client::{
    events::{Event, events},
    instructions::vault::{self, Holder},
    state::Vault,
    token::{NewMint, TOKEN_2022},
};
use provenue_tests::{World, assert_refused, must};
use solana_signer::Signer;

use super::{
    scene::{ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::{burn, close, give_away},
};

#[tokio::test]
async fn a_holder_is_paid_what_they_earned_whoever_asks_for_it() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    // Nobody signs but the world's payer, who pays the fee.
    let receipt = must(scene.world.send(&[scene.claim(&scene.label)], &[]).await);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    assert_eq!(scene.held().await, ARTISTS_PART);
    let slot = scene.slot().await;
    assert_eq!(slot.gross.get(), EVEN);
    assert_eq!(
        (slot.paid_holders.get(), slot.booked.get()),
        (LABELS_PART, ARTISTS_PART)
    );
    let earned = scene.earnings(&scene.label).await;
    assert_eq!(
        (earned.accrued.get(), earned.claimed.get()),
        (0, LABELS_PART)
    );
    assert_eq!(earned.checkpoint.get(), slot.index.get());

    let [Event::Claimed(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.vault, scene.vault);
    assert_eq!(event.position, scene.position_of(&scene.label));
    assert_eq!(
        (event.owner, event.mint),
        (scene.label.pubkey(), scene.currency.address)
    );
    assert_eq!((event.amount, event.claimed), (LABELS_PART, LABELS_PART));
    assert_eq!(
        (event.paid_holders, event.booked),
        (LABELS_PART, ARTISTS_PART)
    );
    scene.assert_balanced().await;
}

#[tokio::test]
async fn totals_go_on_over_several_claims() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    for round in 1..=3 {
        scene.earn(EVEN).await;
        let receipt = must(scene.world.send(&[scene.claim(&scene.label)], &[]).await);
        let [Event::Claimed(event)] = events(&receipt.logs)[..] else {
            panic!("one event was expected");
        };
        assert_eq!(event.amount, LABELS_PART);
        assert_eq!(
            (event.claimed, event.paid_holders),
            (round * LABELS_PART, round * LABELS_PART)
        );
        assert_eq!(event.booked, round * ARTISTS_PART);
    }
}

#[tokio::test]
async fn a_fraction_below_one_base_unit_waits_for_the_rest() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    // 30 % of 9 is 2.7, and of 11 it is 3.3.
    scene.earn(9).await;
    must(scene.world.send(&[scene.claim(&scene.label)], &[]).await);
    assert_eq!(scene.purse(&scene.label).await, 2);
    let earned = scene.earnings(&scene.label).await.entitlement();
    assert_eq!(earned.whole(), 0);
    assert!(earned.fraction() > u64::MAX / 10 * 6 && earned.fraction() < u64::MAX / 10 * 8);
    scene.earn(2).await;
    must(scene.world.send(&[scene.claim(&scene.label)], &[]).await);
    assert_eq!(scene.purse(&scene.label).await, 3);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn of_a_mint_that_keeps_a_fee_the_vault_sends_all_and_the_holder_gets_the_rest() {
    let scene = Scene::taking(NewMint::with_fee(6, 100)).await;
    scene.open_payees().await;
    // Of 789 142 the mint keeps 7 892; the rest divides evenly.
    scene.earn(789_142).await;
    must(scene.world.send(&[scene.claim(&scene.artist)], &[]).await);
    assert_eq!(scene.slot().await.paid_holders.get(), ARTISTS_PART);
    assert_eq!(scene.held().await, LABELS_PART);
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART - 5_469);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn sol_is_paid_like_any_other_currency() {
    let world = World::new().await;
    let sol = world.wrapped_sol().await;
    let scene = Scene::with(world, sol).await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    must(scene.world.send(&[scene.claim(&scene.label)], &[]).await);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
}

#[tokio::test]
async fn currencies_are_paid_apart() {
    let scene = Scene::new().await;
    let second = scene.world.currency(NewMint::token_2022(2)).await;
    scene.world.open_account(&scene.vault, &second).await;
    let add = vault::add_currency(&scene.artist.pubkey(), &scene.vault, &second);
    must(scene.world.send(&[add], &[&scene.artist]).await);
    scene.world.fund(&scene.fan, &second, EVEN * 2).await;
    let pay = vault::deposit(&scene.fan.pubkey(), &scene.vault, &second, EVEN * 2);
    must(scene.world.send(&[pay], &[&scene.fan]).await);
    scene.earn(EVEN).await;

    scene
        .world
        .open_account(&scene.label.pubkey(), &second)
        .await;
    let claim = vault::claim(&scene.vault, &second, &scene.holder(&scene.label));
    must(scene.world.send(&[claim], &[]).await);
    let payee = second.ata(&scene.label.pubkey());
    assert_eq!(scene.world.token_amount(&payee).await, LABELS_PART * 2);
    // What it earned in the first currency is written down, and waits.
    let position = scene.position(&scene.label).await;
    assert_eq!(position.currencies[0].entitlement().whole(), LABELS_PART);
    assert_eq!(position.currencies[0].claimed.get(), 0);
    assert_eq!(position.currencies[1].claimed.get(), LABELS_PART * 2);
    let state = scene.state().await;
    assert_eq!(state.currencies[0].paid_holders.get(), 0);
    assert_eq!(state.currencies[1].paid_holders.get(), LABELS_PART * 2);
}

#[tokio::test]
async fn who_sold_is_paid_what_they_earned_until_then() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene
        .world
        .open_position(&scene.vault, &scene.fan.pubkey())
        .await;
    scene.earn(EVEN).await;
    let sale = scene.transfer(&scene.label, &scene.fan, LABEL_UNITS);
    must(scene.world.send(&[sale], &[&scene.label]).await);
    scene.earn(EVEN).await;
    let before = scene.purse(&scene.fan).await;
    let claims = [scene.claim(&scene.label), scene.claim(&scene.fan)];
    must(scene.world.send(&claims, &[]).await);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    assert_eq!(scene.purse(&scene.fan).await - before, LABELS_PART);
}

#[tokio::test]
async fn who_burned_and_closed_everything_is_still_paid() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    let (label, shares) = (scene.label.pubkey(), scene.shares_of(&scene.label));
    let burn = burn(&scene.share_mint().await, &shares, &label, LABEL_UNITS);
    let close = close(&TOKEN_2022, &shares, &label);
    must(scene.world.send(&[burn, close], &[&scene.label]).await);
    must(scene.world.send(&[scene.claim(&scene.label)], &[]).await);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    assert_eq!(scene.state().await.live_units.get(), 70_000_000);
}

#[tokio::test]
async fn whoever_buys_a_whole_token_account_is_paid_from_the_takeover_on() {
    let scene = Scene::new().await;
    let (world, label, fan) = (&scene.world, &scene.label, &scene.fan);
    scene.open_payees().await;
    let account = scene.auxiliary_position(label).await.pubkey();
    let (source, key) = (scene.shares_of(label), label.pubkey());
    let fill = vault::transfer_shares(&key, &scene.vault, &source, &account, LABEL_UNITS);
    must(world.send(&[fill], &[label]).await);
    scene.earn(EVEN).await;
    let [before, after] = [label, fan].map(|owner| Holder {
        token_account: account,
        payee: owner.pubkey(),
    });
    let pay = |holder: &Holder| vault::claim(&scene.vault, &scene.currency, holder);
    let give = give_away(&TOKEN_2022, &account, &key, &fan.pubkey());
    must(world.send(&[give], &[label]).await);

    // The former owner earned it, and nobody else can have it.
    assert_refused(world.send(&[pay(&after)], &[]).await, "WrongPayee");
    let settle = vault::settle(&scene.vault, &account);
    must(world.send(&[pay(&before), settle], &[]).await);
    assert_eq!(scene.purse(label).await, LABELS_PART);

    // The next revenue is the new owner's.
    scene.earn(EVEN).await;
    let purse = scene.purse(fan).await;
    assert_refused(world.send(&[pay(&before)], &[]).await, "WrongPayee");
    must(world.send(&[pay(&after)], &[]).await);
    assert_eq!(scene.purse(fan).await - purse, LABELS_PART);
}

#[tokio::test]
async fn even_a_forged_index_cannot_pay_out_more_than_is_booked() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    provenue_tests::forge::<Vault>(&scene.world, &scene.vault, |vault| {
        let slot = &mut vault.currencies[0];
        slot.index = (slot.index.get() * 4).into();
    })
    .await;
    let attack = scene.claim(&scene.label);
    let name = "Overdrawn";
    provenue_tests::assert_refused_unchanged(&scene.world, attack, &[], name).await;
}
