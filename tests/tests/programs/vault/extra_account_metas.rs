//! The list by which wallets find what a transfer of shares needs.

use provenue_client::{
    Ledger, VAULT_PROGRAM, address,
    instructions::vault,
    state::Vault,
    token::{MintInfo, NewMint, TOKEN_2022},
};
use provenue_tests::{
    Attack, SOL, World, assert_refused_unchanged, forge, look_alike, must, share_name,
};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_signer::Signer;
use spl_discriminator::{ArrayDiscriminator, SplDiscriminate};
use spl_tlv_account_resolution::state::ExtraAccountMetaList;

use super::scene::Scene;

/// The transfer hook interface's `Execute`, under which its list is kept.
struct Execute;

impl SplDiscriminate for Execute {
    const SPL_DISCRIMINATOR: ArrayDiscriminator =
        ArrayDiscriminator::new([105, 37, 101, 197, 75, 251, 102, 26]);
}

/// A vault without a list; returns its base and its address.
async fn without_list(world: &World) -> (Keypair, Address) {
    let base = world.person().await;
    let (payer, key) = (world.payer.pubkey(), base.pubkey());
    let create = vault::create_vault(&payer, &key, &key, &share_name(), Default::default());
    must(world.send(&[create], &[&base]).await);
    let vault = address::vault(&key);
    (base, vault)
}

/// A transfer of shares as a wallet makes it that knows nothing of this program: Token-2022's own
/// instruction, the mint's hook, the hook's list as the interface describes it.
async fn as_a_wallet_would(world: &World, transfer: &Instruction, units: u64) -> Instruction {
    let mut plain = transfer.clone();
    plain.accounts.truncate(4);
    let share_mint = plain.accounts[1].pubkey;
    let hook = must(MintInfo::fetch(&world.ledger, &share_mint).await).transfer_hook;
    let hook = hook.unwrap_or_else(|| panic!("the share mint has no hook"));
    let seeds: [&[u8]; 2] = [b"extra-account-metas", share_mint.as_ref()];
    let (list, _) = Address::find_program_address(&seeds, &hook);
    let found = must(world.ledger.account(&list).await);
    let data = found.map(|account| account.data).unwrap_or_default();

    // The hook is called with the transfer's accounts, read only, and the list.
    let read = plain.accounts.iter().map(|meta| meta.pubkey).chain([list]);
    let mut call = Instruction::new_with_bytes(
        hook,
        &[Execute::SPL_DISCRIMINATOR.as_slice(), &units.to_le_bytes()].concat(),
        read.map(|key| AccountMeta::new_readonly(key, false))
            .collect(),
    );
    let fetch = |key: Address| async move {
        let account = must(world.ledger.account(&key).await);
        Ok(account.map(|account| account.data))
    };
    must(ExtraAccountMetaList::add_to_instruction::<Execute, _, _>(&mut call, fetch, &data).await);
    plain.accounts.extend_from_slice(&call.accounts[5..]);
    plain.accounts.push(AccountMeta::new_readonly(hook, false));
    plain.accounts.push(AccountMeta::new_readonly(list, false));
    plain
}

#[tokio::test]
async fn a_wallet_that_knows_only_the_interface_can_transfer_shares() {
    let scene = Scene::new().await;
    let (world, label) = (&scene.world, &scene.label);
    world.open_position(&scene.vault, &scene.fan.pubkey()).await;
    let ours = scene.transfer(label, &scene.fan, 1_234_567);
    let theirs = as_a_wallet_would(world, &ours, 1_234_567).await;
    assert_eq!(ours, theirs);
    must(world.send(&[theirs], &[label]).await);
    assert_eq!(scene.position(&scene.fan).await.units.get(), 1_234_567);

    // Also for token accounts that are not associated ones.
    let auxiliary = scene.auxiliary_position(&scene.fan).await.pubkey();
    let source = scene.shares_of(label);
    let key = label.pubkey();
    let ours = vault::transfer_shares(&key, &scene.vault, &source, &auxiliary, 7);
    assert_eq!(ours, as_a_wallet_would(world, &ours, 7).await);
    must(world.send(&[ours], &[label]).await);
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
