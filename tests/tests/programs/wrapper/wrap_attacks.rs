//! Attacks on wrapping.

use provenue_client::{
    VAULT_PROGRAM, address,
    instructions::{vault, wrapper},
    state::Wrapper,
    token::{MintInfo, TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;
use spl_tlv_account_resolution::error::AccountResolutionError;

use super::scene::WrapperScene;
use crate::vault::scene::{LABEL_UNITS, Scene};

/// Asserts that the label's attack is refused.
async fn refuse(scene: &WrapperScene, attack: Instruction, name: &str) {
    let Scene { world, label, .. } = &scene.scene;
    assert_refused_unchanged(world, attack, &[label], name).await;
    scene.assert_backed(0).await;
}

/// The label wraps a thousand units: what attacks break.
fn valid(scene: &WrapperScene) -> Instruction {
    scene.wrap(&scene.scene.label, 1_000)
}

#[tokio::test]
async fn wrapping_nothing_is_refused() {
    let scene = WrapperScene::new().await;
    refuse(&scene, scene.wrap(&scene.scene.label, 0), "ZeroUnits").await;
}

#[tokio::test]
async fn wrapping_more_than_one_holds_is_refused() {
    let scene = WrapperScene::new().await;
    for units in [LABEL_UNITS + 1, u64::MAX] {
        let attack = scene.wrap(&scene.scene.label, units);
        refuse(&scene, attack, "InsufficientFunds").await;
    }
}

#[tokio::test]
async fn wrapping_somebody_elses_shares_is_refused() {
    let scene = WrapperScene::new().await;
    let artists = scene.scene.shares_of(&scene.scene.artist);
    let attack = valid(&scene).swapping(&scene.scene.shares_of(&scene.scene.label), &artists);
    // The hook's list goes by the source, so its position has to be the artist's too.
    let attack = attack.swapping(
        &scene.scene.position_of(&scene.scene.label),
        &address::position(&artists),
    );
    refuse(&scene, attack, "OwnerMismatch").await;
    let unsigned = valid(&scene).unsigned(&scene.scene.label.pubkey());
    let world = &scene.scene.world;
    assert_refused_unchanged(world, unsigned, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn another_wrappers_accounts_are_refused() {
    let scene = WrapperScene::new().await;
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
async fn an_escrow_of_ones_own_is_refused() {
    let scene = WrapperScene::new().await;
    let artists = scene.scene.shares_of(&scene.scene.artist);
    let attack = valid(&scene).swapping(&scene.escrow, &artists);
    refuse(&scene, attack, "WrongEscrow").await;
}

#[tokio::test]
async fn the_escrow_as_the_source_is_refused() {
    let scene = WrapperScene::new().await;
    let source = scene.scene.shares_of(&scene.scene.label);
    let attack = valid(&scene).swapping(&source, &scene.escrow);
    refuse(&scene, attack, "ConstraintDuplicateMutableAccount").await;
}

#[tokio::test]
async fn another_vaults_shares_are_refused() {
    let scene = WrapperScene::new().await;
    let (base, other) = scene.scene.other_vault().await;
    let share_mint = address::share_mint(&scene.scene.vault);
    let others = address::share_mint(&other);
    let attack = valid(&scene).swapping(&share_mint, &others);
    refuse(&scene, attack, "WrongShareMint").await;
    // Worthless shares for good wrapped ones.
    let attack = wrapper::wrap(
        &base.pubkey(),
        &scene.scene.vault,
        &scene.beneficiary,
        &address::share_account(&other, &base.pubkey()),
        &scene.wrapped_of(&scene.scene.label),
        1_000,
    );
    let world = &scene.scene.world;
    assert_refused_unchanged(world, attack, &[&base], "MintMismatch").await;
    scene.assert_backed(0).await;
}

#[tokio::test]
async fn a_currency_in_the_place_of_shares_is_refused() {
    let scene = WrapperScene::new().await;
    let Scene {
        world,
        label,
        currency,
        ..
    } = &scene.scene;
    world.fund(label, currency, 1_000).await;
    let source = scene.scene.shares_of(label);
    let attack = valid(&scene).swapping(&source, &currency.ata(&label.pubkey()));
    refuse(&scene, attack, "IncorrectProgramId").await;
}

#[tokio::test]
async fn wrapped_shares_into_an_account_of_another_mint_are_refused() {
    let scene = WrapperScene::new().await;
    let Scene {
        world,
        label,
        currency,
        ..
    } = &scene.scene;
    world.open_account(&label.pubkey(), currency).await;
    let wrapped = scene.wrapped_of(label);
    let attack = valid(&scene).swapping(&wrapped, &currency.ata(&label.pubkey()));
    refuse(&scene, attack, "MintMismatch").await;
    let artists = scene.scene.shares_of(&scene.scene.artist);
    let attack = valid(&scene).swapping(&wrapped, &artists);
    refuse(&scene, attack, "InvalidAccountData").await;
}

#[tokio::test]
async fn a_mint_that_the_wrapper_does_not_own_is_refused() {
    let scene = WrapperScene::new().await;
    let currency = scene.scene.currency.address;
    let attack = valid(&scene).swapping(&scene.mint.address, &currency);
    refuse(&scene, attack, "WrongWrappedMint").await;
}

#[tokio::test]
async fn a_look_alike_of_the_wrapper_is_refused() {
    let scene = WrapperScene::new().await;
    let world = &scene.scene.world;
    let fake = look_alike::<Wrapper>(world, &scene.wrapper, |_| {}).await;
    let attack = valid(&scene).swapping(&scene.wrapper, &fake);
    refuse(&scene, attack, "IllegalOwner").await;
}

#[tokio::test]
async fn a_wrapper_of_a_later_layout_is_refused() {
    let scene = WrapperScene::new().await;
    forge::<Wrapper>(&scene.scene.world, &scene.wrapper, |wrapper| {
        wrapper.version = 2;
    })
    .await;
    refuse(&scene, valid(&scene), "UnknownVersion").await;
}

#[tokio::test]
async fn another_program_in_the_place_of_a_token_program_is_refused() {
    let scene = WrapperScene::new().await;
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
    let scene = WrapperScene::new().await;
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
    let scene = WrapperScene::new().await;
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
    // Without the list, Token-2022 has nothing to go by and calls the hook bare.
    let mut without_list = valid(&scene);
    without_list.accounts.pop();
    refuse(&scene, without_list, "NotEnoughAccountKeys").await;
}

#[tokio::test]
async fn a_hooks_account_that_is_only_read_is_refused() {
    let scene = WrapperScene::new().await;
    let label = scene.scene.position_of(&scene.scene.label);
    for account in [scene.scene.vault, label, address::position(&scene.escrow)] {
        let attack = valid(&scene).read_only(&account);
        refuse(&scene, attack, "PrivilegeEscalation").await;
    }
}

#[tokio::test]
async fn wrapping_before_the_seal_is_refused() {
    let scene = Scene::new().await;
    let base = scene.world.person().await;
    let key = base.pubkey();
    let currencies = std::slice::from_ref(&scene.currency);
    let vault = scene.world.open_vault(&base, currencies).await;
    let shares = scene.world.open_position(&vault, &key).await;
    let payer = scene.world.payer.pubkey();
    let beneficiary = Address::new_unique();
    let make = [
        vault::issue_shares(&key, &vault, &shares, 1_000),
        wrapper::create_wrapper(&payer, &vault, &beneficiary),
    ];
    must(scene.world.send(&make, &[&base]).await);
    let mint = address::wrapped_mint(&address::wrapper(&vault, &beneficiary));
    let mint = must(MintInfo::fetch(&scene.world.ledger, &mint).await);
    scene.world.open_account(&key, &mint).await;
    let attack = wrapper::wrap(&key, &vault, &beneficiary, &shares, &mint.ata(&key), 1);
    assert_refused_unchanged(&scene.world, attack, &[&base], "NotSealed").await;
}
