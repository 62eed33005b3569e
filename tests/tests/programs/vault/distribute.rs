//! Paying many holders at once.

use provenue_client::{
    Ledger,
    events::{Event, events},
    instructions::vault::{self, Holder},
    token::{NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{World, must};
use provenue_vault::VaultError;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    scene::{ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::{Recipe, close, demand_memo, freeze, give_away, thaw},
};

#[tokio::test]
async fn all_holders_are_paid_what_they_earned() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    let receipt = must(scene.world.send(&[scene.distribute()], &[]).await);
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    assert_eq!(scene.held().await, 0);
    let slot = scene.slot().await;
    assert_eq!((slot.paid_holders.get(), slot.booked.get()), (EVEN, 0));
    let [Event::Claimed(first), Event::Claimed(second)] = events(&receipt.logs)[..] else {
        panic!("two events were expected");
    };
    for (event, holder, amount, paid) in [
        (first, &scene.artist, ARTISTS_PART, ARTISTS_PART),
        (second, &scene.label, LABELS_PART, EVEN),
    ] {
        assert_eq!(
            (event.vault, event.mint),
            (scene.vault, scene.currency.address)
        );
        assert_eq!(event.position, scene.position_of(holder));
        assert_eq!(event.owner, holder.pubkey());
        assert_eq!((event.amount, event.claimed), (amount, amount));
        assert_eq!((event.paid_holders, event.booked), (paid, EVEN - paid));
        let earned = scene.earnings(holder).await;
        assert_eq!((earned.accrued.get(), earned.claimed.get()), (0, amount));
    }
    scene.assert_balanced().await;
}

#[tokio::test]
async fn distributing_again_pays_nobody() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    must(scene.world.send(&[scene.distribute()], &[]).await);
    let receipt = must(scene.world.send(&[scene.distribute()], &[]).await);
    assert!(events(&receipt.logs).is_empty());
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    assert_eq!(scene.slot().await.paid_holders.get(), EVEN);
}

#[tokio::test]
async fn a_holder_who_is_named_twice_is_paid_once() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    let label = scene.holder(&scene.label);
    let twice = [label, label, scene.holder(&scene.artist), label];
    let pay = vault::distribute(&scene.vault, &scene.currency, &twice);
    let receipt = must(scene.world.send(&[pay], &[]).await);
    assert_eq!(events(&receipt.logs).len(), 2);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn two_accounts_of_one_owner_are_paid_into_one() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    let (label, world) = (&scene.label, &scene.world);
    let account = scene.auxiliary_position(label).await.pubkey();
    let (source, key) = (scene.shares_of(label), label.pubkey());
    let half = vault::transfer_shares(&key, &scene.vault, &source, &account, LABEL_UNITS / 2);
    must(world.send(&[half], &[label]).await);
    scene.earn(EVEN * 2).await;
    let holders = [
        scene.holder(label),
        Holder {
            token_account: account,
            payee: key,
        },
    ];
    let pay = vault::distribute(&scene.vault, &scene.currency, &holders);
    must(world.send(&[pay], &[]).await);
    assert_eq!(scene.purse(label).await, LABELS_PART * 2);
    let (first, second) = (
        scene.earnings(label).await,
        world.position_of(&account).await,
    );
    assert_eq!(first.claimed.get(), LABELS_PART);
    assert_eq!(second.currencies[0].claimed.get(), LABELS_PART);
}

#[tokio::test]
async fn nobody_to_pay_is_no_error() {
    let scene = Scene::new().await;
    let pay = vault::distribute(&scene.vault, &scene.currency, &[]);
    let receipt = must(scene.world.send(&[pay], &[]).await);
    assert!(events(&receipt.logs).is_empty());
}

#[tokio::test]
async fn of_a_mint_that_keeps_a_fee_all_are_paid() {
    let scene = Scene::taking(NewMint::with_fee(6, 100)).await;
    scene.open_payees().await;
    // What comes divides evenly: the mint keeps 7 892.
    scene.earn(789_142).await;
    must(scene.world.send(&[scene.distribute()], &[]).await);
    assert_eq!(scene.held().await, 0);
    assert_eq!(scene.slot().await.paid_holders.get(), EVEN);
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART - 5_469);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART - 2_344);
}

/// Distributes, and asserts that the artist was paid and the label was skipped for that reason, with
/// everything it earned still due.
async fn assert_label_is_skipped(scene: &Scene, reason: VaultError) {
    let before = (
        scene.purse(&scene.artist).await,
        scene.slot().await.paid_holders.get(),
    );
    let receipt = must(scene.world.send(&[scene.distribute()], &[]).await);
    let [Event::Claimed(paid), Event::HolderSkipped(skipped)] = events(&receipt.logs)[..] else {
        panic!("one payment and one skipped holder were expected");
    };
    assert_eq!(paid.owner, scene.artist.pubkey());
    assert_eq!(
        (skipped.vault, skipped.mint),
        (scene.vault, scene.currency.address)
    );
    assert_eq!(skipped.position, scene.position_of(&scene.label));
    assert_eq!(
        (skipped.due, skipped.reason),
        (LABELS_PART, reason.code().into())
    );
    let after = (
        scene.purse(&scene.artist).await,
        scene.slot().await.paid_holders.get(),
    );
    assert_eq!(after.0, before.0 + ARTISTS_PART);
    assert_eq!(after.1, before.1 + ARTISTS_PART);
    let earned = scene.earnings(&scene.label).await;
    let due = u128::from(LABELS_PART) << 64;
    assert_eq!((earned.accrued.get(), earned.claimed.get()), (due, 0));
    assert_eq!(scene.held().await, LABELS_PART);
    scene.assert_balanced().await;
}

/// Asserts that the label gets all it earned now.
async fn assert_label_is_paid(scene: &Scene) {
    must(scene.world.send(&[scene.distribute()], &[]).await);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    assert_eq!(scene.held().await, 0);
}

#[tokio::test]
async fn a_holder_without_an_account_is_skipped_and_paid_later() {
    let scene = Scene::new().await;
    scene
        .world
        .open_account(&scene.artist.pubkey(), &scene.currency)
        .await;
    scene.earn(EVEN).await;
    assert_label_is_skipped(&scene, VaultError::PayeeMissing).await;
    scene
        .world
        .open_account(&scene.label.pubkey(), &scene.currency)
        .await;
    assert_label_is_paid(&scene).await;
}

#[tokio::test]
async fn a_frozen_holder_is_skipped_and_paid_later() {
    let world = World::new().await;
    let currency = Recipe::freezable(TOKEN).make(&world, |_| vec![]).await;
    let scene = Scene::with(world, currency).await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    let payee = scene.payee_of(&scene.label);
    let freeze = freeze(&scene.world, &scene.currency, &payee);
    must(scene.world.send(&[freeze], &[]).await);
    assert_label_is_skipped(&scene, VaultError::PayeeFrozen).await;
    let thaw = thaw(&scene.world, &scene.currency, &payee);
    must(scene.world.send(&[thaw], &[]).await);
    assert_label_is_paid(&scene).await;
}

#[tokio::test]
async fn a_holder_who_wants_memos_is_skipped() {
    let scene = Scene::taking(NewMint::token_2022(6)).await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    let payee = scene.payee_of(&scene.label);
    let demand = demand_memo(&scene.world, &payee, &scene.label.pubkey());
    must(scene.world.send(&demand, &[&scene.label]).await);
    assert_label_is_skipped(&scene, VaultError::PayeeWantsMemo).await;
}

#[tokio::test]
async fn a_holder_who_gave_their_account_away_is_skipped() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    let (payee, label) = (scene.payee_of(&scene.label), scene.label.pubkey());
    let give = give_away(&TOKEN, &payee, &label, &scene.fan.pubkey());
    must(scene.world.send(&[give], &[&scene.label]).await);
    assert_label_is_skipped(&scene, VaultError::WrongPayee).await;
}

#[tokio::test]
async fn a_holder_who_closed_their_account_cannot_stop_the_others() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    let payee = scene.payee_of(&scene.label);
    let close = close(&TOKEN, &payee, &scene.label.pubkey());
    scene.earn(EVEN).await;
    must(scene.world.send(&[close], &[&scene.label]).await);
    assert_label_is_skipped(&scene, VaultError::PayeeMissing).await;
}

#[tokio::test]
async fn a_holder_who_closes_their_position_meanwhile_cannot_stop_the_others() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    // The list of holders is made; then the label takes its money, sells and closes.
    let prepared = scene.distribute();
    let payer = scene.world.payer.pubkey();
    let shares = scene.shares_of(&scene.label);
    let leave = [
        scene.claim(&scene.label),
        scene.transfer(&scene.label, &scene.artist, LABEL_UNITS),
        vault::close_position(&scene.label.pubkey(), &scene.vault, &shares, &payer),
        close(&TOKEN_2022, &shares, &scene.label.pubkey()),
    ];
    must(scene.world.send(&leave, &[&scene.label]).await);
    let receipt = must(scene.world.send(&[prepared], &[]).await);
    assert_eq!(events(&receipt.logs).len(), 1);
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART);
    let position = must(
        scene
            .world
            .ledger
            .account(&scene.position_of(&scene.label))
            .await,
    );
    assert!(position.is_none());
}

#[tokio::test]
async fn who_bought_meanwhile_does_not_get_what_the_seller_earned() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    scene
        .world
        .open_position(&scene.vault, &scene.fan.pubkey())
        .await;
    let before = scene.purse(&scene.fan).await;
    let holders = [scene.holder(&scene.fan), scene.holder(&scene.label)];
    let sale = scene.transfer(&scene.label, &scene.fan, LABEL_UNITS);
    let pay = vault::distribute(&scene.vault, &scene.currency, &holders);
    must(scene.world.send(&[sale, pay], &[&scene.label]).await);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    assert_eq!(scene.purse(&scene.fan).await, before);
}

#[tokio::test]
async fn eight_holders_fit_a_transaction() {
    let world = World::new().await;
    let (base, payer) = (world.person().await, world.person().await);
    let currency = world.currency(NewMint::spl(6)).await;
    let people: Vec<_> = (0..8).map(|_| Keypair::new().pubkey()).collect();
    let shares: Vec<_> = people.iter().map(|person| (*person, 12_500_000)).collect();
    let vault = world
        .vault(&base, std::slice::from_ref(&currency), &shares)
        .await;
    world.fund(&payer, &currency, EVEN).await;
    let pay_in = vault::deposit(&payer.pubkey(), &vault, &currency, EVEN);
    must(world.send(&[pay_in], &[&payer]).await);
    for person in &people {
        world.open_account(person, &currency).await;
    }
    let holders: Vec<_> = people
        .iter()
        .map(|person| Holder::of(&vault, person))
        .collect();
    let pay = vault::distribute(&vault, &currency, &holders);
    must(world.send(&[pay], &[]).await);
    // 97 656.25 each: the fraction waits.
    for person in &people {
        assert_eq!(world.token_amount(&currency.ata(person)).await, 97_656);
    }
}
