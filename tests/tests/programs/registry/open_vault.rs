//! Giving an asset a vault.

use provenue_client::{
    VAULT_PROGRAM, address,
    events::{Event, events},
    instructions::{registry, vault::ShareName},
    state::{Asset, Vault},
    token::{MintInfo, TOKEN},
};
use provenue_tests::{
    Attack, World, assert_refused_unchanged, forge, look_alike, must, share_name,
};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::shop::{NOW, Shop};

/// A work of `owner` without a vault, and the instruction that opens one.
async fn work(world: &World, owner: &Keypair) -> (Address, Instruction) {
    let asset = world.work(owner, &[]).await.asset;
    (asset, open(world, owner, &asset))
}

fn open(world: &World, owner: &Keypair, asset: &Address) -> Instruction {
    registry::open_vault(
        &world.payer.pubkey(),
        &owner.pubkey(),
        asset,
        &share_name(),
        Default::default(),
    )
}

#[tokio::test]
async fn an_asset_gets_a_vault_of_which_its_owner_is_the_authority() {
    let world = World::new().await;
    let owner = world.person().await;
    let (asset_address, open) = work(&world, &owner).await;
    let before: Asset = world.state(&asset_address).await;
    world.ledger.set_clock(NOW);
    let receipt = must(world.send(&[open], &[&owner]).await);

    let vault_address = address::vault(&asset_address);
    let share_mint = address::share_mint(&vault_address);
    let asset: Asset = world.state(&asset_address).await;
    let expected = Asset {
        vault: vault_address,
        updated_at: NOW.into(),
        ..before
    };
    assert_eq!(bytemuck::bytes_of(&asset), bytemuck::bytes_of(&expected));

    let vault: Vault = world.vault_state(&vault_address).await;
    assert_eq!(vault.base, asset_address);
    assert_eq!(vault.authority, owner.pubkey());
    assert_eq!(vault.share_mint, share_mint);
    assert!(!vault.is_sealed());
    assert_eq!((vault.currency_count, vault.issued_units.get()), (0, 0));
    let mint = must(MintInfo::fetch(&world.ledger, &share_mint).await);
    assert_eq!(mint.mint_authority, Some(vault_address));
    assert_eq!(mint.freeze_authority, None);
    assert_eq!(mint.transfer_hook, Some(VAULT_PROGRAM));
    assert_eq!((mint.supply, mint.decimals), (0, 6));

    let [Event::VaultCreated(created), Event::VaultOpened(opened)] = events(&receipt.logs)[..]
    else {
        panic!("two events were expected");
    };
    assert_eq!(
        (created.vault, created.base),
        (vault_address, asset_address)
    );
    assert_eq!(opened.asset, asset_address);
    assert_eq!(opened.vault, vault_address);
    assert_eq!(opened.share_mint, share_mint);
    assert_eq!(opened.owner, owner.pubkey());
}

#[tokio::test]
async fn only_the_owner_opens_the_vault() {
    let world = World::new().await;
    let (owner, stranger) = (world.person().await, world.person().await);
    let (asset, _) = work(&world, &owner).await;
    let propose = registry::propose_owner(&owner.pubkey(), &asset, &stranger.pubkey());
    must(world.send(&[propose], &[&owner]).await);

    // Not even whom the asset was proposed to, before they accept.
    let theirs = open(&world, &stranger, &asset);
    assert_refused_unchanged(&world, theirs, &[&stranger], "NotTheOwner").await;
}

#[tokio::test]
async fn owner_and_payer_sign() {
    let world = World::new().await;
    let (owner, payer) = (world.person().await, world.person().await);
    let (_, open) = work(&world, &owner).await;
    let unsigned = open.clone().unsigned(&owner.pubkey());
    assert_refused_unchanged(&world, unsigned, &[], "MissingRequiredSignature").await;
    let unpaid = open
        .swapping(&world.payer.pubkey(), &payer.pubkey())
        .unsigned(&payer.pubkey());
    assert_refused_unchanged(&world, unpaid, &[&owner], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn an_owner_can_pay_for_themselves() {
    let world = World::new().await;
    let owner = world.person().await;
    let (asset, open) = work(&world, &owner).await;
    let open = open.swapping(&world.payer.pubkey(), &owner.pubkey());
    must(world.send(&[open], &[&owner]).await);
    let asset: Asset = world.state(&asset).await;
    assert!(asset.has_vault());
}

#[tokio::test]
async fn an_asset_has_one_vault() {
    let world = World::new().await;
    let owner = world.person().await;
    let (_, open) = work(&world, &owner).await;
    must(world.send(std::slice::from_ref(&open), &[&owner]).await);
    assert_refused_unchanged(&world, open, &[&owner], "VaultExists").await;
}

#[tokio::test]
async fn vault_and_share_mint_are_the_asset_s_own() {
    let world = World::new().await;
    let owner = world.person().await;
    let (asset, open) = work(&world, &owner).await;
    let (other, _) = work(&world, &owner).await;
    let vault = address::vault(&asset);
    let share_mint = address::share_mint(&vault);
    let other_vault = address::vault(&other);
    for attack in [
        open.clone().swapping(&vault, &other_vault),
        open.clone().swapping(&vault, &Address::new_unique()),
        open.clone()
            .swapping(&share_mint, &address::share_mint(&other_vault)),
        open.clone().swapping(&share_mint, &Address::new_unique()),
    ] {
        assert_refused_unchanged(&world, attack, &[&owner], "InvalidSeeds").await;
    }
    // One account in the place of both.
    let both = open.swapping(&share_mint, &vault);
    assert_refused_unchanged(&world, both, &[&owner], "ConstraintDuplicateMutableAccount").await;
}

#[tokio::test]
async fn a_look_alike_of_the_asset_is_refused() {
    let world = World::new().await;
    let (owner, thief) = (world.person().await, world.person().await);
    let (asset, _) = work(&world, &owner).await;
    let forged = look_alike::<Asset>(&world, &asset, |asset| asset.owner = thief.pubkey()).await;
    let attack = open(&world, &thief, &forged);
    assert_refused_unchanged(&world, attack, &[&thief], "IllegalOwner").await;
}

#[tokio::test]
async fn another_kind_of_account_is_no_asset() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let attack = open(&shop.world, &shop.artist, &terms);
    assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "AccountDataTooSmall").await;
}

#[tokio::test]
async fn an_asset_of_an_unknown_layout_is_refused() {
    let world = World::new().await;
    let owner = world.person().await;
    let (asset, open) = work(&world, &owner).await;
    forge::<Asset>(&world, &asset, |asset| asset.version = 2).await;
    assert_refused_unchanged(&world, open, &[&owner], "UnknownVersion").await;
}

#[tokio::test]
async fn another_program_in_the_place_of_the_vault_program_is_refused() {
    let world = World::new().await;
    let owner = world.person().await;
    let (_, open) = work(&world, &owner).await;
    for program in [Address::new_unique(), TOKEN] {
        let attack = open.clone().swapping(&VAULT_PROGRAM, &program);
        assert_refused_unchanged(&world, attack, &[&owner], "WrongVaultProgram").await;
    }
}

#[tokio::test]
async fn the_share_mint_is_of_token_2022_and_no_other_program() {
    let world = World::new().await;
    let owner = world.person().await;
    let (_, open) = work(&world, &owner).await;
    let spl = open
        .clone()
        .swapping(&provenue_client::token::TOKEN_2022, &TOKEN);
    assert_refused_unchanged(&world, spl, &[&owner], "IncorrectProgramId").await;
    let system = open.swapping(&solana_sdk_ids::system_program::ID, &TOKEN);
    assert_refused_unchanged(&world, system, &[&owner], "IncorrectProgramId").await;
}

#[tokio::test]
async fn what_is_created_must_be_writable() {
    let world = World::new().await;
    let owner = world.person().await;
    let (asset, open) = work(&world, &owner).await;
    let vault = address::vault(&asset);
    for account in [asset, vault, address::share_mint(&vault)] {
        let attack = open.clone().read_only(&account);
        assert_refused_unchanged(&world, attack, &[&owner], "ConstraintMut").await;
    }
}

#[tokio::test]
async fn names_that_do_not_fit_are_refused_and_leave_no_vault() {
    let world = World::new().await;
    let owner = world.person().await;
    let (asset, _) = work(&world, &owner).await;
    for name in [
        ShareName {
            name: String::new(),
            ..share_name()
        },
        ShareName {
            name: "n".repeat(33),
            ..share_name()
        },
        ShareName {
            symbol: "S".repeat(11),
            ..share_name()
        },
        ShareName {
            uri: "u".repeat(201),
            ..share_name()
        },
    ] {
        let open = registry::open_vault(
            &world.payer.pubkey(),
            &owner.pubkey(),
            &asset,
            &name,
            Default::default(),
        );
        assert_refused_unchanged(&world, open, &[&owner], "TextTooLong").await;
    }
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_keep_a_vault_from_being_opened() {
    use provenue_client::Ledger;
    let world = World::new().await;
    let owner = world.person().await;
    let (asset, open) = work(&world, &owner).await;
    let vault = address::vault(&asset);
    must(world.ledger.airdrop(&vault, 1_000_000).await);
    must(
        world
            .ledger
            .airdrop(&address::share_mint(&vault), 1_000_000)
            .await,
    );
    must(world.send(&[open], &[&owner]).await);
    let vault: Vault = world.vault_state(&vault).await;
    assert_eq!(vault.base, asset);
}
