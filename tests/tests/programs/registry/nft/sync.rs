//! Recording who holds a work's NFT.

use provenue_client::{
    VAULT_PROGRAM, address,
    events::{Event, events},
    flows::{mint::currency_action, nft},
    instructions::{nft::sync_holder, registry, vault},
    state::{Asset, Vault},
    token::{self, NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{
    Attack, assert_refused, assert_refused_unchanged, clone_at, forge, look_alike, must, share_name,
};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::scene::{Scene, plain};
use crate::registry::shop::NOW;

/// Somebody records that the buyer holds the NFT.
fn sync(scene: &Scene) -> Instruction {
    let holding = scene.holding(&scene.shop.buyer.pubkey());
    sync_holder(&holding, &scene.shop.asset, true)
}

#[tokio::test]
async fn anyone_makes_the_holder_the_owner_and_the_vaults_authority() {
    let scene = Scene::sold().await;
    let (world, buyer) = (scene.world(), scene.shop.buyer.pubkey());
    let before = scene.asset().await;
    assert_eq!(before.owner, scene.shop.artist.pubkey());
    let vault_before = world.vault_state(&scene.shop.vault).await;
    world.ledger.set_clock(NOW + 7);
    let receipt = must(world.send(&[sync(&scene)], &[]).await);

    let asset = scene.asset().await;
    let expected = Asset {
        owner: buyer,
        updated_at: (NOW + 7).into(),
        ..before
    };
    assert_eq!(bytemuck::bytes_of(&asset), bytemuck::bytes_of(&expected));
    let vault = world.vault_state(&scene.shop.vault).await;
    let expected = Vault {
        authority: buyer,
        ..vault_before
    };
    assert_eq!(bytemuck::bytes_of(&vault), bytemuck::bytes_of(&expected));

    let [Event::AuthoritySet(moved), Event::OwnershipSynced(event)] = events(&receipt.logs)[..]
    else {
        panic!("two events were expected");
    };
    assert_eq!((moved.vault, moved.authority), (scene.shop.vault, buyer));
    assert_eq!((event.asset, event.mint), (scene.shop.asset, scene.mint));
    assert_eq!(event.previous_owner, scene.shop.artist.pubkey());
    assert_eq!((event.owner, event.vault), (buyer, scene.shop.vault));
}

#[tokio::test]
async fn again_it_changes_nothing() {
    let scene = Scene::sold().await;
    for _ in 0..2 {
        must(scene.world().send(&[sync(&scene)], &[]).await);
        assert_eq!(scene.asset().await.owner, scene.shop.buyer.pubkey());
    }
    // And the flow does nothing at all.
    let ledger = &scene.world().ledger;
    let steps = must(nft::sync(ledger, &scene.world().payer, &scene.shop.asset).await);
    assert!(steps.is_empty());
}

#[tokio::test]
async fn a_work_without_a_vault_follows_too() {
    let scene = Scene::new().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let bare = world.work(artist, &[]).await.asset;
    let wrap = provenue_client::instructions::nft::wrap_asset(
        &world.payer.pubkey(),
        &artist.pubkey(),
        &bare,
        &plain(),
    );
    let mint = address::nft(&bare);
    let buyer = scene.shop.buyer.pubkey();
    must(world.send(&[wrap], &[artist]).await);
    let mint = must(token::MintInfo::fetch(&world.ledger, &mint).await);
    world.open_account(&buyer, &mint).await;
    let transfer = token::transfer(&artist.pubkey(), &mint, &buyer, 1);
    // Whoever takes it has it recorded in the same transaction.
    let sync = sync_holder(&mint.ata(&buyer), &bare, false);
    let receipt = must(world.send(&[transfer, sync], &[artist]).await);
    let asset: Asset = world.state(&bare).await;
    assert_eq!(asset.owner, buyer);
    let [Event::OwnershipSynced(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.vault, Address::default());
}

#[tokio::test]
async fn a_vault_that_is_not_sealed_follows_when_it_is_recorded() {
    let scene = Scene::new().await;
    let (world, artist, buyer) = (scene.world(), &scene.shop.artist, &scene.shop.buyer);
    let payer = world.payer.pubkey();
    let asset = world.work(artist, &[]).await.asset;
    let name = share_name();
    let open = registry::open_vault(&payer, &artist.pubkey(), &asset, &name, Default::default());
    let wrap =
        provenue_client::instructions::nft::wrap_asset(&payer, &artist.pubkey(), &asset, &plain());
    must(world.send(&[open, wrap], &[artist]).await);
    let mint = must(token::MintInfo::fetch(&world.ledger, &address::nft(&asset)).await);
    let account = mint.ata(&buyer.pubkey());
    world.open_account(&buyer.pubkey(), &mint).await;
    let transfer = token::transfer(&artist.pubkey(), &mint, &buyer.pubkey(), 1);
    must(world.send(&[transfer], &[artist]).await);

    // The vault knows nothing of the sale yet: its authority is still the artist.
    let vault = address::vault(&asset);
    let currencies = [
        world.currency(NewMint::spl(2)).await,
        world.currency(NewMint::spl(3)).await,
    ];
    let add = |authority: &Address, currency| {
        currency_action(&payer, authority, &vault, currency).instructions
    };
    let [first, second] = &currencies;
    must(world.send(&add(&artist.pubkey(), first), &[artist]).await);

    let sync = sync_holder(&account, &asset, true);
    must(world.send(&[sync], &[]).await);
    let late = world.send(&add(&artist.pubkey(), second), &[artist]).await;
    assert_refused(late, "NotTheAuthority");
    must(world.send(&add(&buyer.pubkey(), second), &[buyer]).await);
    let seal = vault::seal(&artist.pubkey(), &vault);
    assert_refused_unchanged(world, seal, &[artist], "NotTheAuthority").await;
}

#[tokio::test]
async fn an_escrow_is_the_owner_while_it_holds_the_nft() {
    let scene = Scene::wrapped().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    // Some program's, for which no key can sign.
    let escrow = address::vault(&Address::new_unique());
    scene.send_nft(artist, &escrow).await;
    let sync = sync_holder(&scene.holding(&escrow), &scene.shop.asset, true);
    must(world.send(&[sync], &[]).await);
    assert_eq!(scene.asset().await.owner, escrow);
    let vault = world.vault_state(&scene.shop.vault).await;
    assert_eq!(vault.authority, escrow);
    let offer = registry::offer_terms(
        &world.payer.pubkey(),
        &artist.pubkey(),
        &scene.shop.asset,
        0,
        &scene.shop.sale(),
    );
    assert_refused_unchanged(world, offer, &[artist], "HoldingMissing").await;
}

#[tokio::test]
async fn only_the_token_account_that_holds_it_says_who_does() {
    let scene = Scene::sold().await;
    let (world, thief) = (scene.world(), world_thief(&scene).await);
    let mint = scene.mint_info().await;
    world.open_account(&thief, &mint).await;
    let other = world.currency(NewMint::token_2022(0)).await;
    must(token::mint_to(&world.ledger, &world.payer, &other, &thief, 1).await);
    let buyers = scene.holding(&scene.shop.buyer.pubkey());
    let copy = clone_at(world, &buyers).await;
    let mut foreign = provenue_tests::existing(world, &buyers).await;
    foreign.owner = TOKEN;
    must(world.ledger.set_account(copy, foreign));
    for holding in [
        scene.holding(&thief),
        scene.holding(&scene.shop.artist.pubkey()),
        other.ata(&thief),
        copy,
        scene.mint,
        thief,
        TOKEN_2022,
    ] {
        let attack = sync_holder(&holding, &scene.shop.asset, true);
        assert_refused_unchanged(world, attack, &[], "NotTheHolding").await;
    }
}

async fn world_thief(scene: &Scene) -> Address {
    scene.world().person().await.pubkey()
}

#[tokio::test]
async fn a_work_without_an_nft_has_nothing_to_record() {
    let scene = Scene::new().await;
    let world = scene.world();
    let mint = world.currency(NewMint::token_2022(0)).await;
    world.fund(&scene.shop.buyer, &mint, 1).await;
    let holding = mint.ata(&scene.shop.buyer.pubkey());
    let attack = sync_holder(&holding, &scene.shop.asset, true);
    assert_refused_unchanged(world, attack, &[], "NotWrapped").await;
}

#[tokio::test]
async fn the_vault_cannot_be_left_behind() {
    let scene = Scene::sold().await;
    let (world, buyer) = (scene.world(), scene.shop.buyer.pubkey());
    let without = sync_holder(&scene.holding(&buyer), &scene.shop.asset, false);
    assert_refused_unchanged(world, without, &[], "VaultMissing").await;
    let other = world
        .work(
            &scene.shop.artist,
            std::slice::from_ref(&scene.shop.currency),
        )
        .await;
    let others = sync(&scene).swapping(&scene.shop.vault, &address::vault(&other.asset));
    assert_refused_unchanged(world, others, &[], "WrongVault").await;
    let forged = look_alike::<Vault>(world, &scene.shop.vault, |_| ()).await;
    let forged = sync(&scene).swapping(&scene.shop.vault, &forged);
    assert_refused_unchanged(world, forged, &[], "WrongVault").await;
    let program = sync(&scene).swapping(&VAULT_PROGRAM, &TOKEN);
    assert_refused_unchanged(world, program, &[], "WrongVaultProgram").await;
}

#[tokio::test]
async fn assets_of_another_program_or_layout_are_refused() {
    let scene = Scene::sold().await;
    let world = scene.world();
    let forged = look_alike::<Asset>(world, &scene.shop.asset, |_| ()).await;
    let attack = sync(&scene).swapping(&scene.shop.asset, &forged);
    assert_refused_unchanged(world, attack, &[], "IllegalOwner").await;
    forge::<Asset>(world, &scene.shop.asset, |asset| asset.version = 2).await;
    assert_refused_unchanged(world, sync(&scene), &[], "UnknownVersion").await;
}

#[tokio::test]
async fn what_changes_must_be_writable() {
    let scene = Scene::sold().await;
    for account in [scene.shop.asset, scene.shop.vault] {
        let attack = sync(&scene).read_only(&account);
        assert_refused_unchanged(scene.world(), attack, &[], "ConstraintMut").await;
    }
}
