//! Attacks on making a wrapper.

use provenue_client::{
    VAULT_PROGRAM, WRAPPER_PROGRAM, address,
    instructions::{control, vault, wrapper},
    state::Vault,
    token::{TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, assert_refused_unchanged, clone_at, forge, look_alike};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::system_program;
use solana_signer::Signer;

use super::scene::WrapperScene;
use crate::vault::scene::Scene;

const ASSOCIATED_TOKEN: Address =
    Address::from_str_const("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");

/// A valid instruction, and the places of what it makes: wrapper, mint, escrow, position.
fn valid(scene: &Scene) -> (Instruction, [Address; 4]) {
    let beneficiary = Address::new_unique();
    let address = address::wrapper(&scene.vault, &beneficiary);
    let escrow = address::share_account(&scene.vault, &address);
    let places = [
        address,
        address::wrapped_mint(&address),
        escrow,
        address::position(&escrow),
    ];
    let payer = scene.world.payer.pubkey();
    (
        wrapper::create_wrapper(&payer, &scene.vault, &beneficiary),
        places,
    )
}

#[tokio::test]
async fn a_wrapper_cannot_be_made_again() {
    let scene = WrapperScene::new().await;
    let payer = scene.scene.world.payer.pubkey();
    let again = wrapper::create_wrapper(&payer, &scene.scene.vault, &scene.beneficiary);
    assert_refused_unchanged(&scene.scene.world, again, &[], "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn a_wrapper_for_nobody_is_refused() {
    let scene = Scene::new().await;
    let payer = scene.world.payer.pubkey();
    // The zero address is the system program's, too; both places name it.
    let attack = wrapper::create_wrapper(&payer, &scene.vault, &Address::default());
    assert_refused_unchanged(&scene.world, attack, &[], "NoBeneficiary").await;
}

#[tokio::test]
async fn a_wrapper_for_the_vault_itself_is_refused() {
    let scene = Scene::new().await;
    let payer = scene.world.payer.pubkey();
    let attack = wrapper::create_wrapper(&payer, &scene.vault, &scene.vault);
    let name = "ConstraintDuplicateMutableAccount";
    assert_refused_unchanged(&scene.world, attack, &[], name).await;
}

#[tokio::test]
async fn a_wrapper_or_a_mint_at_another_address_is_refused() {
    let scene = Scene::new().await;
    let (valid, [wrapper, mint, ..]) = valid(&scene);
    let another = address::wrapper(&scene.vault, &Address::new_unique());
    for (place, wrong) in [
        (wrapper, another),
        (wrapper, Address::new_unique()),
        (mint, address::wrapped_mint(&another)),
        (mint, Address::new_unique()),
    ] {
        let attack = valid.clone().swapping(&place, &wrong);
        assert_refused_unchanged(&scene.world, attack, &[], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn an_escrow_that_is_not_the_wrappers_associated_account_is_refused() {
    let scene = WrapperScene::new().await;
    let other = scene.escrow;
    let scene = scene.scene;
    let (valid, [_, _, escrow, _]) = valid(&scene);
    for wrong in [
        scene.shares_of(&scene.label),
        other,
        scene.payee_of(&scene.fan),
        Address::new_unique(),
    ] {
        let attack = valid.clone().swapping(&escrow, &wrong);
        assert_refused_unchanged(&scene.world, attack, &[], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn a_position_that_is_not_the_escrows_is_refused() {
    let scene = Scene::new().await;
    let (valid, [.., position]) = valid(&scene);
    let others = scene.position_of(&scene.label);
    let attack = valid.clone().swapping(&position, &others);
    assert_refused_unchanged(&scene.world, attack, &[], "WrongPosition").await;
    let empty = scene.position_of(&scene.fan);
    let attack = valid.swapping(&position, &empty);
    assert_refused_unchanged(&scene.world, attack, &[], "InvalidSeeds").await;
}

#[tokio::test]
async fn another_vaults_share_mint_or_a_currency_is_refused() {
    let scene = Scene::new().await;
    let (valid, _) = valid(&scene);
    let (_, other) = scene.other_vault().await;
    let share_mint = address::share_mint(&scene.vault);
    for wrong in [address::share_mint(&other), scene.currency.address] {
        let attack = valid.clone().swapping(&share_mint, &wrong);
        assert_refused_unchanged(&scene.world, attack, &[], "WrongShareMint").await;
    }
}

#[tokio::test]
async fn a_vault_that_is_none_is_refused() {
    let scene = Scene::new().await;
    let (valid, _) = valid(&scene);
    let fake = look_alike::<Vault>(&scene.world, &scene.vault, |_| {}).await;
    let attack = valid.clone().swapping(&scene.vault, &fake);
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
    let position = scene.position_of(&scene.label);
    let attack = valid.clone().swapping(&scene.vault, &position);
    assert_refused_unchanged(&scene.world, attack, &[], "AccountDataTooSmall").await;
    // The wrapper's address follows from the vault's.
    let copy = clone_at(&scene.world, &scene.vault).await;
    let attack = valid.swapping(&scene.vault, &copy);
    assert_refused_unchanged(&scene.world, attack, &[], "InvalidSeeds").await;
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let scene = Scene::new().await;
    let (attack, _) = valid(&scene);
    forge::<Vault>(&scene.world, &scene.vault, |vault| vault.version = 2).await;
    assert_refused_unchanged(&scene.world, attack, &[], "UnknownVersion").await;
}

#[tokio::test]
async fn another_program_in_the_place_of_the_vaults_is_refused() {
    let scene = Scene::new().await;
    let (valid, _) = valid(&scene);
    // One that says yes to everything would leave the revenue to nobody.
    for wrong in [WRAPPER_PROGRAM, TOKEN_2022, Address::new_unique()] {
        let attack = valid.clone().swapping(&VAULT_PROGRAM, &wrong);
        assert_refused_unchanged(&scene.world, attack, &[], "WrongVaultProgram").await;
    }
}

#[tokio::test]
async fn another_program_in_the_place_of_one_that_is_called_is_refused() {
    let scene = Scene::new().await;
    let (valid, _) = valid(&scene);
    for (program, wrong) in [
        (TOKEN_2022, TOKEN),
        (TOKEN, TOKEN_2022),
        (ASSOCIATED_TOKEN, VAULT_PROGRAM),
        (system_program::ID, TOKEN),
    ] {
        let attack = valid.clone().swapping(&program, &wrong);
        assert_refused_unchanged(&scene.world, attack, &[], "IncorrectProgramId").await;
    }
}

#[tokio::test]
async fn a_wrapper_that_nobody_signed_to_pay_for_is_refused() {
    let scene = Scene::new().await;
    let stranger = scene.world.person().await;
    let create = wrapper::create_wrapper(&stranger.pubkey(), &scene.vault, &Address::new_unique());
    let unsigned = create.clone().unsigned(&stranger.pubkey());
    assert_refused_unchanged(&scene.world, unsigned, &[], "MissingRequiredSignature").await;
    let read = create.read_only(&stranger.pubkey());
    assert_refused_unchanged(&scene.world, read, &[&stranger], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn accounts_that_are_made_but_only_read_are_refused() {
    let scene = Scene::new().await;
    let (valid, places) = valid(&scene);
    for (place, name) in [
        (places[0], "PrivilegeEscalation"),
        (places[1], "PrivilegeEscalation"),
        (places[2], "ConstraintMut"),
        (places[3], "ConstraintMut"),
        (scene.vault, "ConstraintMut"),
    ] {
        let attack = valid.clone().read_only(&place);
        assert_refused_unchanged(&scene.world, attack, &[], name).await;
    }
}

#[tokio::test]
async fn nobody_can_redirect_the_escrows_revenue_or_close_its_position() {
    let scene = WrapperScene::new().await;
    let world = &scene.scene.world;
    let vault = &scene.scene.vault;
    let thief = world.person().await;
    let key = thief.pubkey();
    let redirect = control::delegate_revenue(&key, vault, &scene.escrow, &key);
    assert_refused_unchanged(world, redirect.clone(), &[&thief], "NotTheOwner").await;
    let forged = redirect
        .swapping(&key, &scene.wrapper)
        .unsigned(&scene.wrapper);
    assert_refused_unchanged(world, forged, &[], "MissingRequiredSignature").await;
    let payer = world.payer.pubkey();
    let close = vault::close_position(&key, vault, &scene.escrow, &payer);
    assert_refused_unchanged(world, close, &[&thief], "NotTheOwner").await;
}
