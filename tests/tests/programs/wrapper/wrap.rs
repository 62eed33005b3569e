//! Wrapping shares.

use provenue_client::{
    address,
    events::{Event, events},
    instructions::{
        control,
        vault::{self, ShareMint},
        wrapper,
    },
    state::VaultOptions,
    token::{MintInfo, TOKEN_2022},
};
use provenue_tests::{assert_refused, assert_refused_unchanged, must, share_name};
use solana_address::Address;
use solana_signer::Signer;
use spl_token_2022_interface::{
    extension::{
        ExtensionType,
        cpi_guard::instruction::{disable_cpi_guard, enable_cpi_guard},
    },
    instruction::reallocate,
};

use super::scene::WrapperScene;
use crate::vault::{
    scene::{EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::approve,
};

#[tokio::test]
async fn shares_go_into_the_escrow_and_as_many_wrapped_ones_come_out() {
    let scene = WrapperScene::new().await;
    let label = &scene.scene.label;
    let wrap = scene.wrap(label, 20_000_000);
    let receipt = must(scene.scene.world.send(&[wrap], &[label]).await);
    scene.assert_backed(20_000_000).await;
    assert_eq!(scene.wrapped_units(label).await, 20_000_000);
    let shares = scene.scene.shares_of(label);
    let left = scene.scene.world.token_amount(&shares).await;
    assert_eq!(left, LABEL_UNITS - 20_000_000);

    let events = events(&receipt.logs);
    let [Event::SharesTransferred(_), Event::SharesWrapped(event)] = events[..] else {
        panic!("two events were expected");
    };
    assert_eq!(event.wrapper, scene.wrapper);
    assert_eq!(event.authority, label.pubkey());
    assert_eq!(event.source, scene.scene.shares_of(label));
    assert_eq!(event.destination, scene.wrapped_of(label));
    assert_eq!(event.units, 20_000_000);
    assert_eq!((event.supply, event.escrow_units), (20_000_000, 20_000_000));
}

#[tokio::test]
async fn what_was_earned_before_stays_the_holders_and_the_rest_is_the_beneficiarys() {
    let scene = WrapperScene::new().await;
    let Scene {
        world,
        label,
        vault,
        currency,
        ..
    } = &scene.scene;
    scene.scene.open_payees().await;
    scene.scene.earn(EVEN).await;
    scene.send(scene.wrap(label, LABEL_UNITS), label).await;
    scene.scene.earn(EVEN).await;
    let holders = [scene.holder(), scene.scene.holder(label)];
    let distribute = vault::distribute(vault, currency, &holders);
    must(world.send(&[distribute], &[]).await);
    assert_eq!(scene.scene.purse(label).await, LABELS_PART);
    let paid = world.token_amount(&scene.payee()).await;
    assert_eq!(paid, LABELS_PART);
    scene.scene.assert_balanced().await;
}

#[tokio::test]
async fn a_delegate_can_wrap_what_the_owner_approved_and_no_more() {
    let scene = WrapperScene::new().await;
    let label = &scene.scene.label;
    let delegate = scene.scene.world.person().await;
    let (source, key) = (scene.scene.shares_of(label), delegate.pubkey());
    let allow = approve(&TOKEN_2022, &source, &key, &label.pubkey(), 1_000);
    scene.send(allow, label).await;
    let wrap = wrapper::wrap(
        &key,
        &scene.scene.vault,
        &scene.beneficiary,
        &source,
        &scene.wrapped_of(label),
        1_000,
    );
    scene.send(wrap.clone(), &delegate).await;
    assert_eq!(scene.wrapped_units(label).await, 1_000);
    let again = scene.scene.world.send(&[wrap], &[&delegate]).await;
    assert_refused(again, "OwnerMismatch");
}

#[tokio::test]
async fn a_cpi_guard_keeps_shares_from_being_wrapped() {
    let scene = WrapperScene::new().await;
    let Scene { world, label, .. } = &scene.scene;
    let (key, shares) = (label.pubkey(), scene.scene.shares_of(label));
    let (payer, guard) = (world.payer.pubkey(), [ExtensionType::CpiGuard]);
    let room = must(reallocate(&TOKEN_2022, &shares, &payer, &key, &[], &guard));
    let enable = must(enable_cpi_guard(&TOKEN_2022, &shares, &key, &[]));
    must(world.send(&[room, enable], &[label]).await);
    let wrap = scene.wrap(label, 1_000);
    let guarded = "CpiGuardTransferBlocked";
    assert_refused_unchanged(world, wrap.clone(), &[label], guarded).await;
    // A delegate is not the owner, and may.
    let delegate = world.person().await;
    let delegates = delegate.pubkey();
    let allow = approve(&TOKEN_2022, &shares, &delegates, &key, 400);
    scene.send(allow, label).await;
    let by_delegate = wrapper::wrap(
        &delegates,
        &scene.scene.vault,
        &scene.beneficiary,
        &shares,
        &scene.wrapped_of(label),
        400,
    );
    scene.send(by_delegate, &delegate).await;
    // So may the owner when it is switched off.
    let disable = must(disable_cpi_guard(&TOKEN_2022, &shares, &key, &[]));
    scene.send(disable, label).await;
    scene.send(wrap, label).await;
    scene.assert_backed(1_400).await;
}

#[tokio::test]
async fn a_gate_counts_the_escrow_as_one_holder() {
    let scene = Scene::new().await;
    let world = &scene.world;
    let (base, payer) = (world.person().await, world.payer.pubkey());
    let (key, beneficiary) = (base.pubkey(), Address::new_unique());
    let vault = address::vault(&key);
    let options = VaultOptions {
        gated: true,
        ..VaultOptions::default()
    };
    let account = address::share_account(&vault, &key);
    let found = [
        vault::create_vault(&payer, &key, &key, &share_name(), options),
        vault::initialize_extra_account_metas(&payer, &vault),
        control::create_gate(&payer, &key, &vault, 0, 40_000_000),
    ];
    must(world.send(&found, &[&base]).await);
    let issue = [
        vault::create_share_account(&payer, &vault, &key),
        vault::open_position(&payer, &vault, &account),
        vault::issue_shares(&key, &vault, &account, 100_000_000),
        vault::seal(&key, &vault),
    ];
    must(world.send(&issue, &[&base]).await);
    let create = wrapper::create_wrapper(&payer, &vault, &beneficiary);
    must(world.send(&[create], &[]).await);
    let mint = address::wrapper(&vault, &beneficiary);
    let mint = address::wrapped_mint(&mint);
    let mint = must(MintInfo::fetch(&world.ledger, &mint).await);
    world.open_account(&key, &mint).await;

    let shares = ShareMint { vault, gated: true };
    let wrapped = mint.ata(&key);
    let wrap = |units| wrapper::wrap(&key, shares, &beneficiary, &account, &wrapped, units);
    let too_many = world.send(&[wrap(40_000_001)], &[&base]).await;
    assert_refused(too_many, "HoldingTooLarge");
    must(world.send(&[wrap(40_000_000)], &[&base]).await);
    let one_more = world.send(&[wrap(1)], &[&base]).await;
    assert_refused(one_more, "HoldingTooLarge");
    assert_eq!(world.token_amount(&wrapped).await, 40_000_000);
}
