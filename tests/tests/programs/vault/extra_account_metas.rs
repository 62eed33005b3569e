//! The list by which wallets find what a transfer of shares needs.

use provenue_client::{
    Ledger, VAULT_PROGRAM, address,
    instructions::vault,
    state::Vault,
    token::{NewMint, TOKEN_2022},
};
use provenue_tests::{
    Attack, SOL, World, assert_refused_unchanged, forge, look_alike, must, share_name,
};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::Scene;

/// A vault without a list; returns its base and its address.
async fn without_list(world: &World) -> (Keypair, Address) {
    let base = world.person().await;
    let (payer, key) = (world.payer.pubkey(), base.pubkey());
    let create = vault::create_vault(&payer, &key, &key, &share_name(), Default::default());
    must(world.send(&[create], &[&base]).await);
    let vault = address::vault(&key);
    (base, vault)
}

#[tokio::test]
async fn anyone_may_write_the_list() {
    let world = World::new().await;
    let (stranger, (_, vault)) = (world.person().await, without_list(&world).await);
    let write = vault::initialize_extra_account_metas(&stranger.pubkey(), &vault);
    must(world.send(&[write], &[&stranger]).await);
    let list = address::extra_account_metas(&address::share_mint(&vault));
    let account = must(world.ledger.account(&list).await).unwrap_or_default();
    assert_eq!(account.owner, VAULT_PROGRAM);
    let rent = must(world.ledger.minimum_balance(account.data.len()).await);
    assert_eq!(account.lamports, rent);
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_stop_the_list() {
    let world = World::new().await;
    let (_, vault) = without_list(&world).await;
    let list = address::extra_account_metas(&address::share_mint(&vault));
    must(world.ledger.airdrop(&list, SOL).await);
    let write = vault::initialize_extra_account_metas(&world.payer.pubkey(), &vault);
    must(world.send(&[write], &[]).await);
}

#[tokio::test]
async fn the_list_cannot_be_written_again() {
    let scene = Scene::new().await;
    let attack = vault::initialize_extra_account_metas(&scene.world.payer.pubkey(), &scene.vault);
    assert_refused_unchanged(&scene.world, attack, &[], "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn a_list_at_another_address_is_refused() {
    let world = World::new().await;
    let (_, vault) = without_list(&world).await;
    let (_, other) = without_list(&world).await;
    let [list, others] =
        [vault, other].map(|vault| address::extra_account_metas(&address::share_mint(&vault)));
    for wrong in [others, Address::new_unique()] {
        let attack = vault::initialize_extra_account_metas(&world.payer.pubkey(), &vault)
            .swapping(&list, &wrong);
        assert_refused_unchanged(&world, attack, &[], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn a_list_for_another_vaults_share_mint_is_refused() {
    let world = World::new().await;
    let (_, vault) = without_list(&world).await;
    let (_, other) = without_list(&world).await;
    let attack = vault::initialize_extra_account_metas(&world.payer.pubkey(), &vault)
        .swapping(&vault, &other);
    assert_refused_unchanged(&world, attack, &[], "WrongShareMint").await;
}

#[tokio::test]
async fn a_list_for_a_mint_that_is_no_share_mint_is_refused() {
    let world = World::new().await;
    let (_, vault) = without_list(&world).await;
    let currency = world.currency(NewMint::token_2022(6)).await.address;
    let share_mint = address::share_mint(&vault);
    let attack = vault::initialize_extra_account_metas(&world.payer.pubkey(), &vault)
        .swapping(&share_mint, &currency)
        .swapping(
            &address::extra_account_metas(&share_mint),
            &address::extra_account_metas(&currency),
        );
    assert_refused_unchanged(&world, attack, &[], "WrongShareMint").await;
}

#[tokio::test]
async fn a_list_that_names_a_look_alike_vault_is_refused() {
    let world = World::new().await;
    let (_, vault) = without_list(&world).await;
    let fake = look_alike::<Vault>(&world, &vault, |_| {}).await;
    let attack = vault::initialize_extra_account_metas(&world.payer.pubkey(), &vault)
        .swapping(&vault, &fake);
    assert_refused_unchanged(&world, attack, &[], "IllegalOwner").await;
}

#[tokio::test]
async fn a_list_for_a_vault_of_a_later_layout_is_refused() {
    let world = World::new().await;
    let (_, vault) = without_list(&world).await;
    forge::<Vault>(&world, &vault, |vault| vault.version = 2).await;
    let attack = vault::initialize_extra_account_metas(&world.payer.pubkey(), &vault);
    assert_refused_unchanged(&world, attack, &[], "UnknownVersion").await;
}

#[tokio::test]
async fn a_list_that_nobody_signed_to_pay_for_is_refused() {
    let world = World::new().await;
    let (stranger, (_, vault)) = (world.person().await, without_list(&world).await);
    let write = vault::initialize_extra_account_metas(&stranger.pubkey(), &vault);
    let unsigned = write.clone().unsigned(&stranger.pubkey());
    assert_refused_unchanged(&world, unsigned, &[], "MissingRequiredSignature").await;
    let read = write.read_only(&stranger.pubkey());
    assert_refused_unchanged(&world, read, &[&stranger], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_list_that_is_only_read_is_refused() {
    let world = World::new().await;
    let (_, vault) = without_list(&world).await;
    let list = address::extra_account_metas(&address::share_mint(&vault));
    let attack =
        vault::initialize_extra_account_metas(&world.payer.pubkey(), &vault).read_only(&list);
    assert_refused_unchanged(&world, attack, &[], "PrivilegeEscalation").await;
}

#[tokio::test]
async fn another_program_in_the_place_of_the_system_program_is_refused() {
    let world = World::new().await;
    let (_, vault) = without_list(&world).await;
    let attack = vault::initialize_extra_account_metas(&world.payer.pubkey(), &vault)
        .swapping(&solana_sdk_ids::system_program::ID, &TOKEN_2022);
    assert_refused_unchanged(&world, attack, &[], "IncorrectProgramId").await;
}
