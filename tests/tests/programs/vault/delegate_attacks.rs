//! Attacks on who is paid in an owner's place.

use provenue_client::{
    instructions::control,
    state::{Position, Vault},
};
use provenue_tests::{Attack, assert_refused_unchanged, existing, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::scene::Scene;

/// The label has a stranger paid: valid as it is.
fn valid(scene: &Scene) -> Instruction {
    let shares = scene.shares_of(&scene.label);
    let payout = scene.fan.pubkey();
    control::delegate_revenue(&scene.label.pubkey(), &scene.vault, &shares, &payout)
}

async fn refuse(scene: &Scene, attack: Instruction, name: &str) {
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], name).await;
}

#[tokio::test]
async fn somebody_elses_revenue_is_not_to_be_had() {
    let scene = Scene::earned().await;
    let (label, fan) = (scene.label.pubkey(), &scene.fan);
    let attack = valid(&scene).swapping(&label, &fan.pubkey());
    assert_refused_unchanged(&scene.world, attack, &[fan], "NotTheOwner").await;
    // Not by the vault's base and authority either.
    let attack = valid(&scene).swapping(&label, &scene.artist.pubkey());
    assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "NotTheOwner").await;
}

#[tokio::test]
async fn the_owner_signs() {
    let scene = Scene::earned().await;
    let attack = valid(&scene).unsigned(&scene.label.pubkey());
    let name = "MissingRequiredSignature";
    assert_refused_unchanged(&scene.world, attack, &[], name).await;
}

#[tokio::test]
async fn a_vault_is_not_paid_its_own_revenue() {
    let scene = Scene::earned().await;
    let shares = scene.shares_of(&scene.label);
    let key = scene.label.pubkey();
    let attack = control::delegate_revenue(&key, &scene.vault, &shares, &scene.vault);
    refuse(&scene, attack, "VaultAsHolder").await;
}

#[tokio::test]
async fn position_and_token_account_belong_together() {
    let scene = Scene::earned().await;
    let (label, artist) = (&scene.label, &scene.artist);
    let attack = valid(&scene).swapping(&scene.position_of(label), &scene.position_of(artist));
    refuse(&scene, attack, "WrongPosition").await;
    let attack = valid(&scene).swapping(&scene.shares_of(label), &scene.shares_of(artist));
    refuse(&scene, attack, "WrongPosition").await;
}

#[tokio::test]
async fn another_vaults_position_is_refused() {
    let scene = Scene::earned().await;
    let (_, other) = scene.other_vault().await;
    let attack = valid(&scene).swapping(&scene.vault, &other);
    refuse(&scene, attack, "WrongPosition").await;
}

#[tokio::test]
async fn look_alikes_are_refused() {
    let scene = Scene::earned().await;
    let fake = look_alike::<Vault>(&scene.world, &scene.vault, |_| {}).await;
    let attack = valid(&scene).swapping(&scene.vault, &fake);
    refuse(&scene, attack, "IllegalOwner").await;
    let position = scene.position_of(&scene.label);
    let fake = look_alike::<Position>(&scene.world, &position, |_| {}).await;
    let attack = valid(&scene).swapping(&position, &fake);
    refuse(&scene, attack, "IllegalOwner").await;
}

#[tokio::test]
async fn other_kinds_of_accounts_are_refused() {
    let scene = Scene::earned().await;
    let position = scene.position_of(&scene.label);
    let attack = valid(&scene).swapping(&scene.vault, &scene.position_of(&scene.artist));
    refuse(&scene, attack, "AccountDataTooSmall").await;
    let (_, other) = scene.other_vault().await;
    let attack = valid(&scene).swapping(&position, &other);
    refuse(&scene, attack, "InvalidAccountData").await;
}

#[tokio::test]
async fn accounts_of_an_unknown_layout_are_refused() {
    let scene = Scene::earned().await;
    let world = &scene.world;
    let before = existing(world, &scene.vault).await;
    forge::<Vault>(world, &scene.vault, |vault| vault.version = 2).await;
    refuse(&scene, valid(&scene), "UnknownVersion").await;
    must(world.ledger.set_account(scene.vault, before));
    let position = scene.position_of(&scene.label);
    forge::<Position>(world, &position, |position| position.version = 2).await;
    refuse(&scene, valid(&scene), "UnknownVersion").await;
}

#[tokio::test]
async fn vault_and_position_must_be_writable() {
    let scene = Scene::earned().await;
    for read in [scene.vault, scene.position_of(&scene.label)] {
        let attack = valid(&scene).read_only(&read);
        refuse(&scene, attack, "ConstraintMut").await;
    }
    must(scene.world.send(&[valid(&scene)], &[&scene.label]).await);
    let payout: Address = scene.position(&scene.label).await.payout;
    assert_eq!(payout, scene.fan.pubkey());
}
