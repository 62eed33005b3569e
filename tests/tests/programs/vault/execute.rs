//! Moving shares: what the transfer hook does.

use provenue_client::{
    Ledger, VAULT_PROGRAM, address,
    events::{Event, events},
    instructions::vault,
    state::{Position, Vault},
    token::TOKEN_2022,
};
use provenue_tests::{assert_refused, assert_refused_unchanged, must};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_sdk_ids::system_program;
use solana_signer::Signer;
use spl_token_2022_interface::extension::transfer_fee::instruction::transfer_checked_with_fee;

use super::{
    scene::{ARTIST_UNITS, ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::{approve, burn},
};

/// The hook, called directly by a stranger and not by Token-2022.
pub fn direct_call(scene: &Scene, source: &Address, destination: &Address) -> Instruction {
    let share_mint = address::share_mint(&scene.vault);
    let read = [
        *source,
        share_mint,
        *destination,
        scene.fan.pubkey(),
        address::extra_account_metas(&share_mint),
    ];
    let changed = [
        scene.vault,
        address::position(source),
        address::position(destination),
        address::rent_reserve(&scene.vault),
    ];
    let read = read.map(|key| AccountMeta::new_readonly(key, false));
    let changed = changed.map(|key| AccountMeta::new(key, false));
    let system = AccountMeta::new_readonly(system_program::ID, false);
    let data = [&provenue_vault::EXECUTE[..], &u64::MAX.to_le_bytes()].concat();
    Instruction::new_with_bytes(
        VAULT_PROGRAM,
        &data,
        [&read[..], &changed, &[system]].concat(),
    )
}

#[tokio::test]
async fn a_transfer_settles_both_sides() {
    let scene = Scene::new().await;
    scene.earn(EVEN).await;
    let sale = scene.transfer(&scene.artist, &scene.label, 20_000_000);
    let receipt = must(scene.world.send(&[sale], &[&scene.artist]).await);
    let index = scene.slot().await.index.get();
    for (holder, units, part) in [
        (&scene.artist, ARTIST_UNITS - 20_000_000, ARTISTS_PART),
        (&scene.label, LABEL_UNITS + 20_000_000, LABELS_PART),
    ] {
        assert_eq!(
            scene.world.token_amount(&scene.shares_of(holder)).await,
            units
        );
        let position = scene.position(holder).await;
        assert_eq!(position.units.get(), units);
        assert_eq!(position.currencies[0].checkpoint.get(), index);
        assert_eq!(position.currencies[0].accrued.get(), u128::from(part) << 64);
    }
    assert_eq!(scene.state().await.live_units.get(), 100_000_000);
    let [Event::SharesTransferred(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.vault, scene.vault);
    assert_eq!(event.source, scene.position_of(&scene.artist));
    assert_eq!(event.destination, scene.position_of(&scene.label));
    assert_eq!(
        (event.source_units, event.destination_units),
        (50_000_000, 50_000_000)
    );
    assert_eq!(event.live_units, 100_000_000);

    // From now on they earn halves.
    scene.earn(EVEN).await;
    must(
        scene
            .world
            .send(
                &[scene.settle(&scene.artist), scene.settle(&scene.label)],
                &[],
            )
            .await,
    );
    let [artist, label] = [
        scene.earnings(&scene.artist).await.accrued.get(),
        scene.earnings(&scene.label).await.accrued.get(),
    ];
    assert_eq!(artist, u128::from(ARTISTS_PART + EVEN / 2) << 64);
    assert_eq!(label, u128::from(LABELS_PART + EVEN / 2) << 64);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn the_transfer_that_names_a_fee_settles_too() {
    let scene = Scene::new().await;
    let mut sale = scene.transfer(&scene.artist, &scene.label, 1_000);
    let [key, source, destination] = [
        scene.artist.pubkey(),
        scene.shares_of(&scene.artist),
        scene.shares_of(&scene.label),
    ];
    let share_mint = address::share_mint(&scene.vault);
    let with_fee = must(transfer_checked_with_fee(
        &TOKEN_2022,
        &source,
        &share_mint,
        &destination,
        &key,
        &[],
        1_000,
        6,
        0,
    ));
    assert_eq!(sale.accounts[..4], with_fee.accounts);
    sale.data = with_fee.data;
    must(scene.world.send(&[sale], &[&scene.artist]).await);
    let units = scene.position(&scene.label).await.units.get();
    assert_eq!(units, LABEL_UNITS + 1_000);
    let units = scene.position(&scene.artist).await.units.get();
    assert_eq!(units, ARTIST_UNITS - 1_000);
}

#[tokio::test]
async fn a_delegate_can_transfer() {
    let scene = Scene::new().await;
    let delegate = scene.world.person().await;
    let (source, key) = (scene.shares_of(&scene.label), scene.label.pubkey());
    let allow = approve(&TOKEN_2022, &source, &delegate.pubkey(), &key, 1_000);
    let destination = scene.shares_of(&scene.artist);
    let sale = vault::transfer_shares(
        &delegate.pubkey(),
        &scene.vault,
        &source,
        &destination,
        1_000,
    );
    must(scene.world.send(&[allow], &[&scene.label]).await);
    must(
        scene
            .world
            .send(std::slice::from_ref(&sale), &[&delegate])
            .await,
    );
    assert_eq!(
        scene.position(&scene.artist).await.units.get(),
        ARTIST_UNITS + 1_000
    );
    assert_refused(
        scene.world.send(&[sale], &[&delegate]).await,
        "OwnerMismatch",
    );
}

#[tokio::test]
async fn two_accounts_of_one_owner_are_two_positions() {
    let scene = Scene::new().await;
    let account = scene.auxiliary_position(&scene.label).await.pubkey();
    let (source, key) = (scene.shares_of(&scene.label), scene.label.pubkey());
    let move_over = vault::transfer_shares(&key, &scene.vault, &source, &account, 10_000_000);
    must(scene.world.send(&[move_over], &[&scene.label]).await);
    assert_eq!(scene.position(&scene.label).await.units.get(), 20_000_000);
    assert_eq!(
        scene.world.position_of(&account).await.units.get(),
        10_000_000
    );
}

#[tokio::test]
async fn a_transfer_of_nothing_changes_no_holding() {
    let scene = Scene::new().await;
    let nothing = scene.transfer(&scene.artist, &scene.label, 0);
    must(scene.world.send(&[nothing], &[&scene.artist]).await);
    assert_eq!(
        scene.position(&scene.artist).await.units.get(),
        ARTIST_UNITS
    );
    assert_eq!(scene.position(&scene.label).await.units.get(), LABEL_UNITS);
}

#[tokio::test]
async fn a_transfer_to_oneself_changes_nothing() {
    let scene = Scene::new().await;
    scene.earn(EVEN).await;
    let account = scene.shares_of(&scene.label);
    let label = scene.label.pubkey();
    let before = bytemuck::bytes_of(&scene.state().await).to_vec();
    let to_self = vault::transfer_shares(&label, &scene.vault, &account, &account, LABEL_UNITS);
    must(scene.world.send(&[to_self], &[&scene.label]).await);
    assert_eq!(bytemuck::bytes_of(&scene.state().await), before);
    assert_eq!(scene.position(&scene.label).await.units.get(), LABEL_UNITS);
    assert_eq!(scene.world.token_amount(&account).await, LABEL_UNITS);
    must(scene.world.send(&[scene.settle(&scene.label)], &[]).await);
    assert_eq!(
        scene.earnings(&scene.label).await.entitlement().whole(),
        LABELS_PART
    );
}

#[tokio::test]
async fn a_transfer_notices_what_was_burned_before() {
    let scene = Scene::new().await;
    let (shares, key) = (scene.shares_of(&scene.artist), scene.artist.pubkey());
    let burn = burn(&scene.share_mint().await, &shares, &key, 40_000_000);
    let sale = scene.transfer(&scene.artist, &scene.label, 10_000_000);
    let receipt = must(scene.world.send(&[burn, sale], &[&scene.artist]).await);
    let [Event::SharesTransferred(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(
        (event.source_units, event.destination_units),
        (20_000_000, 40_000_000)
    );
    assert_eq!(event.live_units, 60_000_000);
    assert_eq!(scene.state().await.live_units.get(), 60_000_000);
    must(scene.world.send(&[scene.settle(&scene.artist)], &[]).await);
    assert_eq!(scene.state().await.live_units.get(), 60_000_000);

    // All later revenue goes to those who remain: 2 to 4.
    scene.earn(EVEN * 6).await;
    scene.open_payees().await;
    must(scene.world.send(&[scene.distribute()], &[]).await);
    assert_eq!(scene.purse(&scene.artist).await, EVEN * 2);
    assert_eq!(scene.purse(&scene.label).await, EVEN * 4);
}

#[tokio::test]
async fn the_hook_called_directly_is_refused() {
    let scene = Scene::earned().await;
    let (source, destination) = (
        scene.shares_of(&scene.artist),
        scene.shares_of(&scene.label),
    );
    let call = direct_call(&scene, &source, &destination);
    assert_refused_unchanged(&scene.world, call, &[], "NotTransferring").await;
}

#[tokio::test]
async fn no_share_moves_before_the_seal() {
    let scene = Scene::new().await;
    let (world, base) = (&scene.world, scene.world.person().await);
    let vault_address = world.open_vault(&base, &[]).await;
    let [source, destination] = [base.pubkey(), scene.fan.pubkey()];
    let source = world.open_position(&vault_address, &source).await;
    let destination = world.open_position(&vault_address, &destination).await;
    let issue = vault::issue_shares(&base.pubkey(), &vault_address, &source, 1);
    must(world.send(&[issue], &[&base]).await);
    let transfer = vault::transfer_shares(&base.pubkey(), &vault_address, &source, &destination, 1);
    assert_refused_unchanged(world, transfer, &[&base], "NotSealed").await;
}

#[tokio::test]
async fn a_transfer_and_a_claim_in_one_transaction_go_together() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    let all = [
        scene.deposit(EVEN),
        scene.transfer(&scene.label, &scene.artist, LABEL_UNITS),
        scene.claim(&scene.label),
        scene.transfer(&scene.artist, &scene.label, LABEL_UNITS),
        scene.claim(&scene.artist),
    ];
    must(
        scene
            .world
            .send(&all, &[&scene.fan, &scene.label, &scene.artist])
            .await,
    );
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART);
    assert_eq!(scene.held().await, 0);
}

#[tokio::test]
async fn shares_passed_round_earn_no_more_than_shares_kept() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene
        .world
        .open_position(&scene.vault, &scene.fan.pubkey())
        .await;
    // The label's shares go round before and after each payment, and everyone claims each time.
    for round in 0..10 {
        let there = scene.transfer(&scene.label, &scene.fan, LABEL_UNITS);
        let back = scene.transfer(&scene.fan, &scene.label, LABEL_UNITS);
        let settle = scene.settle(&scene.fan);
        let all = [there, settle, scene.deposit(7), back];
        must(scene.world.send(&all, &[&scene.label, &scene.fan]).await);
        let holders = [&scene.fan, &scene.label, &scene.artist].map(|holder| scene.holder(holder));
        let pay = vault::distribute(&scene.vault, &scene.currency, &holders);
        must(scene.world.send(&[pay], &[]).await);
        scene.assert_balanced().await;
        let artist = scene.earnings(&scene.artist).await.claimed.get();
        let fan = scene.earnings(&scene.fan).await.claimed.get();
        let label = scene.earnings(&scene.label).await.claimed.get();
        let revenue = 7 * (round + 1);
        assert!(artist * 10 <= revenue * 7, "{artist} of {revenue}");
        assert!(
            (fan + label) * 10 <= revenue * 3,
            "{fan} and {label} of {revenue}"
        );
    }
}

#[tokio::test]
async fn what_positions_hold_is_what_lives_in_the_vault() {
    let scene = Scene::new().await;
    scene
        .world
        .open_position(&scene.vault, &scene.fan.pubkey())
        .await;
    let sales = [
        scene.transfer(&scene.artist, &scene.fan, 33_333_333),
        scene.transfer(&scene.label, &scene.fan, 29_999_999),
    ];
    must(
        scene
            .world
            .send(&sales, &[&scene.artist, &scene.label])
            .await,
    );
    let mut units = 0;
    for holder in [&scene.artist, &scene.label, &scene.fan] {
        let position: Position = scene.position(holder).await;
        assert_eq!(
            position.units.get(),
            scene.world.token_amount(&scene.shares_of(holder)).await
        );
        units += position.units.get();
    }
    let vault: Vault = scene.state().await;
    assert_eq!(vault.live_units.get(), units);
    assert!(must(scene.world.ledger.account(&scene.vault).await).is_some());
}
