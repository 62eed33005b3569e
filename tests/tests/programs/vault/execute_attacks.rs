//! Attacks on moving shares.

use provenue_client::{
    VAULT_PROGRAM, address,
    instructions::vault,
    state::{Position, Vault},
    token::TOKEN_2022,
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;
use spl_tlv_account_resolution::error::AccountResolutionError;
use spl_token_2022_interface::instruction;

use super::{
    execute::direct_call,
    scene::{LABEL_UNITS, Scene},
    tokens::{auxiliary_account, clone_of_another_program, make_account, set_amount},
};

/// Asserts that the label's attack is refused.
async fn refuse(scene: &Scene, attack: Instruction, name: &str) {
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], name).await;
}

/// What Token-2022 says of an account that is not what the list demands.
fn incorrect_account() -> String {
    format!(
        "Custom({})",
        AccountResolutionError::IncorrectAccount as u32
    )
}

/// The hook called directly on the artist's and the label's accounts.
fn call(scene: &Scene) -> Instruction {
    let (source, destination) = (
        scene.shares_of(&scene.artist),
        scene.shares_of(&scene.label),
    );
    direct_call(scene, &source, &destination)
}

#[tokio::test]
async fn shares_for_an_account_without_a_position_are_refused() {
    let scene = Scene::new().await;
    let (share_mint, fan) = (address::share_mint(&scene.vault), scene.fan.pubkey());
    let account = auxiliary_account(&scene.world, &share_mint, &TOKEN_2022, &fan)
        .await
        .pubkey();
    let (source, label) = (scene.shares_of(&scene.label), scene.label.pubkey());
    let attack = vault::transfer_shares(&label, &scene.vault, &source, &account, 1);
    refuse(&scene, attack, "ReserveEmpty").await;
}

#[tokio::test]
async fn shares_for_the_vault_itself_are_refused() {
    let scene = Scene::new().await;
    let payer = scene.world.payer.pubkey();
    let create = vault::create_share_account(&payer, &scene.vault, &scene.vault);
    must(scene.world.send(&[create], &[]).await);
    let account = address::share_account(&scene.vault, &scene.vault);
    let (source, label) = (scene.shares_of(&scene.label), scene.label.pubkey());
    let attack = vault::transfer_shares(&label, &scene.vault, &source, &account, 1);
    refuse(&scene, attack, "VaultAsHolder").await;
}

#[tokio::test]
async fn shares_for_an_account_of_another_vaults_shares_are_refused() {
    let scene = Scene::new().await;
    let (base, other) = scene.other_vault().await;
    let account = address::share_account(&other, &base.pubkey());
    let (source, label) = (scene.shares_of(&scene.label), scene.label.pubkey());
    let attack = vault::transfer_shares(&label, &scene.vault, &source, &account, 1);
    refuse(&scene, attack, "MintMismatch").await;
}

#[tokio::test]
async fn a_transfer_that_leaves_out_the_hook_is_refused() {
    let scene = Scene::new().await;
    let mut bare = scene.transfer(&scene.label, &scene.artist, 1);
    bare.accounts.truncate(4);
    refuse(&scene, bare, "MissingAccount").await;

    #[allow(deprecated, reason = "an old wallet may still use it")]
    let old = must(instruction::transfer(
        &TOKEN_2022,
        &scene.shares_of(&scene.label),
        &scene.shares_of(&scene.artist),
        &scene.label.pubkey(),
        &[],
        1,
    ));
    refuse(&scene, old, "MintRequiredForTransfer").await;
}

#[tokio::test]
async fn a_transfer_that_leaves_out_or_replaces_an_extra_account_is_refused() {
    let scene = Scene::new().await;
    let transfer = scene.transfer(&scene.label, &scene.artist, 1);
    let incorrect = incorrect_account();
    let names = [
        &incorrect,             // the vault
        &incorrect,             // the source's position
        &incorrect,             // the destination's position
        &incorrect,             // the rent reserve
        &incorrect,             // the system program
        "MissingAccount",       // this program
        "NotEnoughAccountKeys", // the list: the hook is called with nothing more than the usual
    ];
    for (at, name) in (4..).zip(names) {
        let mut attack = transfer.clone();
        attack.accounts.remove(at);
        refuse(&scene, attack, name).await;
        let mut attack = transfer.clone();
        attack.accounts[at].pubkey = Address::new_unique();
        refuse(&scene, attack, name).await;
    }
    assert_eq!(transfer.accounts.len(), 11);
}

#[tokio::test]
async fn a_transfer_that_settles_other_positions_is_refused() {
    let scene = Scene::new().await;
    let fans = scene
        .world
        .open_position(&scene.vault, &scene.fan.pubkey())
        .await;
    let transfer = scene.transfer(&scene.label, &scene.artist, 1);
    for position in [
        scene.position_of(&scene.label),
        scene.position_of(&scene.artist),
    ] {
        let attack = transfer
            .clone()
            .swapping(&position, &address::position(&fans));
        refuse(&scene, attack, &incorrect_account()).await;
    }
}

#[tokio::test]
async fn a_transfer_whose_accounts_are_only_read_is_refused() {
    let scene = Scene::new().await;
    let transfer = scene.transfer(&scene.label, &scene.artist, 1);
    for read in [
        scene.vault,
        scene.position_of(&scene.label),
        scene.position_of(&scene.artist),
    ] {
        let attack = transfer.clone().read_only(&read);
        refuse(&scene, attack, "PrivilegeEscalation").await;
    }
}

#[tokio::test]
async fn transferring_somebody_elses_shares_is_refused() {
    let scene = Scene::new().await;
    scene
        .world
        .open_position(&scene.vault, &scene.fan.pubkey())
        .await;
    let theft = scene.transfer(&scene.label, &scene.fan, 1);
    let unsigned = theft.clone().unsigned(&scene.label.pubkey());
    refuse(&scene, unsigned, "MissingRequiredSignature").await;
    let attack = theft.swapping(&scene.label.pubkey(), &scene.fan.pubkey());
    assert_refused_unchanged(&scene.world, attack, &[&scene.fan], "OwnerMismatch").await;
}

#[tokio::test]
async fn transferring_more_than_one_has_is_refused() {
    let scene = Scene::new().await;
    for units in [LABEL_UNITS + 1, u64::MAX] {
        let attack = scene.transfer(&scene.label, &scene.artist, units);
        refuse(&scene, attack, "InsufficientFunds").await;
    }
}

#[tokio::test]
async fn a_call_with_positions_of_other_accounts_is_refused() {
    let scene = Scene::new().await;
    let (artist, label) = (
        scene.position_of(&scene.artist),
        scene.position_of(&scene.label),
    );
    let mut swapped = call(&scene);
    swapped.accounts.swap(6, 7);
    refuse(&scene, swapped, "WrongPosition").await;
    for (own, other) in [(artist, label), (label, artist)] {
        let attack = call(&scene).swapping(&own, &other);
        refuse(&scene, attack, "ConstraintDuplicateMutableAccount").await;
    }
    let fans = scene
        .world
        .open_position(&scene.vault, &scene.fan.pubkey())
        .await;
    for own in [artist, label] {
        let attack = call(&scene).swapping(&own, &address::position(&fans));
        refuse(&scene, attack, "WrongPosition").await;
    }
}

#[tokio::test]
async fn a_call_with_one_account_on_both_sides_is_refused() {
    let scene = Scene::new().await;
    let account = scene.shares_of(&scene.label);
    let attack = direct_call(&scene, &account, &account);
    refuse(&scene, attack, "ConstraintDuplicateMutableAccount").await;
}

#[tokio::test]
async fn a_call_with_another_vault_is_refused() {
    let scene = Scene::new().await;
    let (_, other) = scene.other_vault().await;
    let attack = call(&scene).swapping(&scene.vault, &other);
    refuse(&scene, attack, "WrongTokenAccount").await;
}

#[tokio::test]
async fn a_call_with_another_share_mint_is_refused() {
    let scene = Scene::new().await;
    let (_, other) = scene.other_vault().await;
    let [own, others] = [scene.vault, other].map(|vault| address::share_mint(&vault));
    let attack = call(&scene).swapping(&own, &others);
    refuse(&scene, attack, "WrongShareMint").await;
}

#[tokio::test]
async fn a_call_with_token_accounts_of_another_mint_is_refused() {
    let scene = Scene::new().await;
    let rich = scene.payee_of(&scene.fan);
    for own in [
        scene.shares_of(&scene.artist),
        scene.shares_of(&scene.label),
    ] {
        let attack = call(&scene).swapping(&own, &rich);
        refuse(&scene, attack, "WrongTokenAccount").await;
        let fake = clone_of_another_program(&scene.world, &own).await;
        let attack = call(&scene).swapping(&own, &fake);
        refuse(&scene, attack, "IllegalOwner").await;
    }
}

#[tokio::test]
async fn a_call_with_a_token_account_that_became_another_mints_is_refused() {
    let scene = Scene::new().await;
    let (world, label) = (&scene.world, &scene.label);
    let account = scene.auxiliary_position(label).await;
    let (key, address) = (label.pubkey(), account.pubkey());
    let close = super::tokens::close(&TOKEN_2022, &address, &key);
    must(world.send(&[close], &[label]).await);
    let fake = world
        .currency(provenue_client::token::NewMint::token_2022(6))
        .await;
    make_account(world, &account, &fake.address, &TOKEN_2022, &key).await;
    set_amount(world, &address, 50_000_000).await;
    let own = scene.shares_of(label);
    let attack = direct_call(&scene, &own, &address);
    refuse(&scene, attack, "WrongTokenAccount").await;
    let attack = direct_call(&scene, &address, &own);
    refuse(&scene, attack, "WrongTokenAccount").await;
}

#[tokio::test]
async fn a_call_with_look_alikes_is_refused() {
    let scene = Scene::new().await;
    let world = &scene.world;
    let fake = look_alike::<Vault>(world, &scene.vault, |_| {}).await;
    refuse(
        &scene,
        call(&scene).swapping(&scene.vault, &fake),
        "IllegalOwner",
    )
    .await;
    for position in [
        scene.position_of(&scene.artist),
        scene.position_of(&scene.label),
    ] {
        let fake = look_alike::<Position>(world, &position, |_| {}).await;
        refuse(
            &scene,
            call(&scene).swapping(&position, &fake),
            "IllegalOwner",
        )
        .await;
    }
    let share_mint = address::share_mint(&scene.vault);
    let fake = clone_of_another_program(world, &share_mint).await;
    refuse(
        &scene,
        call(&scene).swapping(&share_mint, &fake),
        "IllegalOwner",
    )
    .await;
}

#[tokio::test]
async fn a_call_with_accounts_that_are_only_read_is_refused() {
    let scene = Scene::new().await;
    for read in [
        scene.vault,
        scene.position_of(&scene.artist),
        scene.position_of(&scene.label),
    ] {
        refuse(&scene, call(&scene).read_only(&read), "ConstraintMut").await;
    }
}

#[tokio::test]
async fn a_call_with_another_discriminator_is_refused() {
    let scene = Scene::new().await;
    for at in 1..8 {
        let mut attack = call(&scene);
        attack.data[at] ^= 1;
        refuse(&scene, attack, "InvalidInstructionData").await;
    }
    assert_eq!(call(&scene).program_id, VAULT_PROGRAM);
}

#[tokio::test]
async fn a_vault_of_a_later_layout_stops_transfers() {
    let scene = Scene::new().await;
    forge::<Vault>(&scene.world, &scene.vault, |vault| vault.version = 2).await;
    refuse(&scene, call(&scene), "UnknownVersion").await;
    let transfer = scene.transfer(&scene.label, &scene.artist, 1);
    refuse(&scene, transfer, "UnknownVersion").await;
}

#[tokio::test]
async fn positions_of_a_later_layout_stop_transfers() {
    for newer in [0, 1] {
        let scene = Scene::new().await;
        let holder = [&scene.artist, &scene.label][newer];
        let position = scene.position_of(holder);
        forge::<Position>(&scene.world, &position, |position| position.version = 2).await;
        refuse(&scene, call(&scene), "UnknownVersion").await;
        let transfer = scene.transfer(&scene.label, &scene.artist, 1);
        refuse(&scene, transfer, "UnknownVersion").await;
    }
}
