//! Attacks on unwrapping.

use provenue_client::{
    VAULT_PROGRAM, address,
    instructions::{vault, wrapper},
    state::Wrapper,
    token::{TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, assert_refused, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;
use spl_tlv_account_resolution::error::AccountResolutionError;

use super::scene::WrapperScene;
use crate::vault::scene::Scene;

/// What the label has wrapped.
const WRAPPED: u64 = 10_000;

/// A wrapper of whose shares the label has wrapped [`WRAPPED`].
async fn scene() -> WrapperScene {
    WrapperScene::wrapped(WRAPPED).await
}

/// Asserts that the label's attack is refused.
async fn refuse(scene: &WrapperScene, attack: Instruction, name: &str) {
    let Scene { world, label, .. } = &scene.scene;
    assert_refused_unchanged(world, attack, &[label], name).await;
    scene.assert_backed(WRAPPED).await;
}

/// The label unwraps a thousand units: what attacks break.
fn valid(scene: &WrapperScene) -> Instruction {
    scene.unwrap(&scene.scene.label, 1_000)
}

#[tokio::test]
async fn unwrapping_nothing_is_refused() {
    let scene = scene().await;
    refuse(&scene, scene.unwrap(&scene.scene.label, 0), "ZeroUnits").await;
}

#[tokio::test]
async fn unwrapping_more_than_one_holds_is_refused() {
    let scene = scene().await;
    for units in [WRAPPED + 1, u64::MAX] {
        let attack = scene.unwrap(&scene.scene.label, units);
        refuse(&scene, attack, "InsufficientFunds").await;
    }
}

#[tokio::test]
async fn shares_that_were_sent_to_the_escrow_cannot_be_taken() {
    let scene = scene().await;
    let Scene {
        world,
        label,
        artist,
        vault,
        ..
    } = &scene.scene;
    let source = scene.scene.shares_of(artist);
    let send = vault::transfer_shares(&artist.pubkey(), vault, &source, &scene.escrow, 500);
    scene.send(send, artist).await;
    let attack = scene.unwrap(label, WRAPPED + 500);
    assert_refused_unchanged(world, attack, &[label], "InsufficientFunds").await;
    scene.send(scene.unwrap(label, WRAPPED), label).await;
    assert_eq!((scene.supply().await, scene.escrowed().await), (0, 500));
    let attack = scene.unwrap(label, 1);
    assert_refused_unchanged(world, attack, &[label], "InsufficientFunds").await;
}

#[tokio::test]
async fn unwrapping_somebody_elses_wrapped_shares_is_refused() {
    let scene = scene().await;
    let Scene {
        world,
        label,
        artist,
        vault,
        ..
    } = &scene.scene;
    let attack = wrapper::unwrap(
        &artist.pubkey(),
        vault,
        &scene.beneficiary,
        &scene.wrapped_of(label),
        &scene.scene.shares_of(artist),
        1_000,
    );
    assert_refused_unchanged(world, attack, &[artist], "OwnerMismatch").await;
    let unsigned = valid(&scene).unsigned(&label.pubkey());
    assert_refused_unchanged(world, unsigned, &[], "MissingRequiredSignature").await;
    scene.assert_backed(WRAPPED).await;
}

#[tokio::test]
async fn another_wrappers_accounts_are_refused() {
    let scene = scene().await;
    let other = scene.other_wrapper().await;
    let escrow = address::share_account(&scene.scene.vault, &other);
    let attack = valid(&scene).swapping(&scene.escrow, &escrow);
    refuse(&scene, attack, "WrongEscrow").await;
    let attack = valid(&scene).swapping(&scene.wrapper, &other);
    refuse(&scene, attack, "WrongEscrow").await;
    let mint = address::wrapped_mint(&other);
    let attack = valid(&scene).swapping(&scene.mint.address, &mint);
    refuse(&scene, attack, "WrongWrappedMint").await;
}

#[tokio::test]
async fn another_mints_tokens_in_the_place_of_wrapped_shares_are_refused() {
    let scene = scene().await;
    let Scene {
        world,
        label,
        currency,
        ..
    } = &scene.scene;
    world.fund(label, currency, 1_000).await;
    let worthless = currency.ata(&label.pubkey());
    let attack = valid(&scene).swapping(&scene.wrapped_of(label), &worthless);
    refuse(&scene, attack.clone(), "MintMismatch").await;
    let attack = attack.swapping(&scene.mint.address, &currency.address);
    refuse(&scene, attack, "WrongWrappedMint").await;
}

#[tokio::test]
async fn the_escrow_as_the_destination_is_refused() {
    let scene = scene().await;
    let shares = scene.scene.shares_of(&scene.scene.label);
    let attack = valid(&scene).swapping(&shares, &scene.escrow);
    refuse(&scene, attack, "ConstraintDuplicateMutableAccount").await;
}

#[tokio::test]
async fn a_destination_that_takes_other_shares_is_refused() {
    let scene = scene().await;
    let (base, other) = scene.scene.other_vault().await;
    let others = address::share_account(&other, &base.pubkey());
    let shares = scene.scene.shares_of(&scene.scene.label);
    let attack = valid(&scene).swapping(&shares, &others);
    refuse(&scene, attack, "MintMismatch").await;
    let share_mint = address::share_mint(&scene.scene.vault);
    let attack = valid(&scene).swapping(&share_mint, &address::share_mint(&other));
    refuse(&scene, attack, "WrongShareMint").await;
}

#[tokio::test]
async fn a_look_alike_of_the_wrapper_is_refused() {
    let scene = scene().await;
    let fake = look_alike::<Wrapper>(&scene.scene.world, &scene.wrapper, |_| {}).await;
    let attack = valid(&scene).swapping(&scene.wrapper, &fake);
    refuse(&scene, attack, "IllegalOwner").await;
}

#[tokio::test]
async fn a_wrapper_of_a_later_layout_is_refused() {
    let scene = scene().await;
    forge::<Wrapper>(&scene.scene.world, &scene.wrapper, |wrapper| {
        wrapper.version = 2;
    })
    .await;
    refuse(&scene, valid(&scene), "UnknownVersion").await;
}

#[tokio::test]
async fn another_program_in_the_place_of_a_token_program_is_refused() {
    let scene = scene().await;
    for (program, wrong) in [
        (TOKEN_2022, TOKEN),
        (TOKEN, TOKEN_2022),
        (TOKEN_2022, VAULT_PROGRAM),
        (TOKEN, VAULT_PROGRAM),
    ] {
        let attack = valid(&scene).swapping(&program, &wrong);
        refuse(&scene, attack, "IncorrectProgramId").await;
    }
}

#[tokio::test]
async fn accounts_that_change_but_are_only_read_are_refused() {
    let scene = scene().await;
    let label = &scene.scene.label;
    for account in [
        scene.scene.shares_of(label),
        scene.escrow,
        scene.mint.address,
        scene.wrapped_of(label),
    ] {
        let attack = valid(&scene).read_only(&account);
        refuse(&scene, attack, "ConstraintMut").await;
    }
}

#[tokio::test]
async fn a_hooks_account_left_out_or_replaced_is_refused() {
    let scene = scene().await;
    let incorrect = format!(
        "Custom({})",
        AccountResolutionError::IncorrectAccount as u32
    );
    let first = valid(&scene).accounts.len() - 7;
    // The vault, both positions, the rent reserve.
    for index in first..first + 4 {
        let mut without = valid(&scene);
        without.accounts.remove(index);
        refuse(&scene, without, &incorrect).await;
        let mut another = valid(&scene);
        another.accounts[index].pubkey = Address::new_unique();
        refuse(&scene, another, &incorrect).await;
    }
}

#[tokio::test]
async fn wrapped_shares_are_not_unwrapped_twice() {
    let scene = scene().await;
    let Scene { world, label, .. } = &scene.scene;
    let all = scene.unwrap(label, WRAPPED);
    let twice = [all.clone(), all.clone()];
    let both = world.send(&twice, &[label]).await;
    assert_refused(both, "InsufficientFunds");
    scene.assert_backed(WRAPPED).await;
    must(world.send(&[all], &[label]).await);
    scene.assert_backed(0).await;
}
