//! Naming another authority.

use provenue_client::{
    address,
    events::{Event, events},
    instructions::vault,
    state::Vault,
};
use provenue_tests::{Attack, World, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::Scene;

#[tokio::test]
async fn the_base_names_another_authority() {
    let world = World::new().await;
    let (base, manager) = (world.person().await, Keypair::new());
    let vault = world.open_vault(&base, &[]).await;
    let set = vault::set_authority(&base.pubkey(), &manager.pubkey());
    let receipt = must(world.send(&[set], &[&base]).await);
    assert_eq!(world.vault_state(&vault).await.authority, manager.pubkey());
    let [Event::AuthoritySet(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.vault, event.authority), (vault, manager.pubkey()));

    // From now on the new one decides, and the old one does not.
    let account = world.open_position(&vault, &base.pubkey()).await;
    let stale = vault::issue_shares(&base.pubkey(), &vault, &account, 1);
    assert_refused_unchanged(&world, stale, &[&base], "NotTheAuthority").await;
    let issue = vault::issue_shares(&manager.pubkey(), &vault, &account, 1);
    must(world.send(&[issue], &[&manager]).await);

    // The base can always take it back.
    let back = vault::set_authority(&base.pubkey(), &base.pubkey());
    must(world.send(&[back], &[&base]).await);
    assert_eq!(world.vault_state(&vault).await.authority, base.pubkey());
}

#[tokio::test]
async fn an_authority_that_is_not_the_base_cannot_name_another() {
    let world = World::new().await;
    let (base, manager) = (world.person().await, Keypair::new());
    world.open_vault(&base, &[]).await;
    let set = vault::set_authority(&base.pubkey(), &manager.pubkey());
    must(world.send(&[set], &[&base]).await);
    let attack = vault::set_authority(&base.pubkey(), &Address::new_unique())
        .swapping(&base.pubkey(), &manager.pubkey());
    assert_refused_unchanged(&world, attack, &[&manager], "NotTheBase").await;
}

#[tokio::test]
async fn the_base_of_another_vault_cannot_name_an_authority() {
    let scene = Scene::new().await;
    let (other_base, other) = scene.other_vault().await;
    let attack = vault::set_authority(&other_base.pubkey(), &other_base.pubkey())
        .swapping(&other, &scene.vault);
    assert_refused_unchanged(&scene.world, attack, &[&other_base], "NotTheBase").await;
}

#[tokio::test]
async fn naming_an_authority_without_the_bases_signature_is_refused() {
    let world = World::new().await;
    let base = world.person().await;
    world.open_vault(&base, &[]).await;
    let attack = vault::set_authority(&base.pubkey(), &Address::new_unique());
    let attack = attack.unsigned(&base.pubkey());
    assert_refused_unchanged(&world, attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn naming_nobody_is_refused() {
    let world = World::new().await;
    let base = world.person().await;
    world.open_vault(&base, &[]).await;
    let attack = vault::set_authority(&base.pubkey(), &Address::default());
    assert_refused_unchanged(&world, attack, &[&base], "NoAuthority").await;
}

#[tokio::test]
async fn naming_an_authority_of_a_look_alike_is_refused() {
    let world = World::new().await;
    let (base, attacker) = (world.person().await, world.person().await);
    let vault = world.open_vault(&base, &[]).await;
    let fake = look_alike::<Vault>(&world, &vault, |vault| vault.base = attacker.pubkey()).await;
    let attack = vault::set_authority(&attacker.pubkey(), &attacker.pubkey())
        .swapping(&address::vault(&attacker.pubkey()), &fake);
    assert_refused_unchanged(&world, attack, &[&attacker], "IllegalOwner").await;
}

#[tokio::test]
async fn naming_an_authority_of_a_vault_that_is_only_read_is_refused() {
    let world = World::new().await;
    let base = world.person().await;
    let vault = world.open_vault(&base, &[]).await;
    let attack = vault::set_authority(&base.pubkey(), &Address::new_unique()).read_only(&vault);
    assert_refused_unchanged(&world, attack, &[&base], "ConstraintMut").await;
}

#[tokio::test]
async fn naming_an_authority_of_a_later_layout_is_refused() {
    let world = World::new().await;
    let base = world.person().await;
    let vault = world.open_vault(&base, &[]).await;
    forge::<Vault>(&world, &vault, |vault| vault.version = 2).await;
    let attack = vault::set_authority(&base.pubkey(), &Address::new_unique());
    assert_refused_unchanged(&world, attack, &[&base], "UnknownVersion").await;
}
