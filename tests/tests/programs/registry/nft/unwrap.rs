//! Taking a work's NFT away.

use provenue_client::{
    Ledger, VAULT_PROGRAM, address,
    events::{Event, events},
    flows::nft,
    instructions::nft::{sync_holder, unwrap_asset, wrap_asset},
    state::{Asset, Vault},
    token::{self, TOKEN, TOKEN_2022, TokenAccount},
};
use provenue_tests::{Attack, assert_refused_unchanged, existing, forge, look_alike, must};
use solana_address::Address;
use solana_signer::Signer;
use spl_token_2022_interface::{
    extension::{
        ExtensionType,
        cpi_guard::instruction::{disable_cpi_guard, enable_cpi_guard},
    },
    instruction::{approve, reallocate},
};

use super::scene::{Scene, plain};
use crate::registry::shop::NOW;

#[tokio::test]
async fn the_holder_owns_the_work_again_and_gets_the_rent_of_the_mint() {
    let scene = Scene::sold().await;
    let (world, buyer) = (scene.world(), &scene.shop.buyer);
    let before = scene.asset().await;
    let rent = existing(world, &scene.mint).await.lamports;
    let purse = existing(world, &buyer.pubkey()).await.lamports;
    world.ledger.set_clock(NOW + 7);
    let receipt = must(world.send(&[scene.unwrapping(buyer)], &[buyer]).await);

    // Nobody had recorded the sale, and that does not matter.
    let asset = scene.asset().await;
    let expected = Asset {
        owner: buyer.pubkey(),
        mint: Address::default(),
        updated_at: (NOW + 7).into(),
        ..before
    };
    assert_eq!(bytemuck::bytes_of(&asset), bytemuck::bytes_of(&expected));
    let vault = world.vault_state(&scene.shop.vault).await;
    assert_eq!(vault.authority, buyer.pubkey());
    let mint = must(world.ledger.account(&scene.mint).await);
    assert!(mint.is_none_or(|mint| mint.data.is_empty() && mint.lamports == 0));
    let holding = scene.holding(&buyer.pubkey());
    assert_eq!(world.token_amount(&holding).await, 0);
    let now = existing(world, &buyer.pubkey()).await.lamports;
    assert_eq!(now, purse + rent);

    let [Event::AuthoritySet(moved), Event::AssetUnwrapped(event)] = events(&receipt.logs)[..]
    else {
        panic!("two events were expected");
    };
    assert_eq!(moved.authority, buyer.pubkey());
    assert_eq!((event.asset, event.mint), (scene.shop.asset, scene.mint));
    assert_eq!(event.previous_owner, scene.shop.artist.pubkey());
    assert_eq!(
        (event.owner, event.vault),
        (buyer.pubkey(), scene.shop.vault)
    );
}

#[tokio::test]
async fn it_can_be_wrapped_again_and_what_is_left_of_before_holds_nothing() {
    let scene = Scene::sold().await;
    let (world, artist, buyer) = (scene.world(), &scene.shop.artist, &scene.shop.buyer);
    // The artist's account, empty since the sale, has a delegate, and stays.
    let thief = world.person().await;
    let left = scene.holding(&artist.pubkey());
    let key = artist.pubkey();
    let approve = must(approve(&TOKEN_2022, &left, &thief.pubkey(), &key, &[], 1));
    must(world.send(&[approve], &[artist]).await);
    must(nft::unwrap(&world.ledger, buyer, &scene.shop.asset).await);
    let payer = world.payer.pubkey();
    let wrap = wrap_asset(&payer, &buyer.pubkey(), &scene.shop.asset, &plain());
    must(world.send(&[wrap], &[buyer]).await);

    let asset = scene.asset().await;
    assert_eq!((asset.mint, asset.owner), (scene.mint, buyer.pubkey()));
    assert_eq!(scene.mint_info().await.supply, 1);
    let found = must(nft::holding(&world.ledger, &asset).await);
    assert_eq!(found.map(|held| held.owner), Some(buyer.pubkey()));
    let kept = must(TokenAccount::fetch(&world.ledger, &left).await);
    assert_eq!(
        kept.map(|kept| (kept.mint, kept.amount)),
        Some((scene.mint, 0))
    );
    let attack = scene.unwrapping(artist);
    assert_refused_unchanged(world, attack, &[artist], "NotTheHolding").await;
    let mint = scene.mint_info().await;
    let steal = token::transfer(&key, &mint, &thief.pubkey(), 1);
    world.open_account(&thief.pubkey(), &mint).await;
    let steal = steal.swapping(&key, &thief.pubkey());
    assert_refused_unchanged(world, steal, &[&thief], "InsufficientFunds").await;

    // And it comes back into the very account.
    scene.send_nft(buyer, &key).await;
    must(world.send(&[scene.unwrapping(artist)], &[artist]).await);
    assert_eq!(scene.asset().await.owner, key);
}

#[tokio::test]
async fn the_flow_gives_the_rent_of_the_token_account_back_too() {
    let scene = Scene::wrapped().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let holding = scene.holding(&artist.pubkey());
    must(nft::unwrap(&world.ledger, artist, &scene.shop.asset).await);
    let account = must(world.ledger.account(&holding).await);
    assert!(account.is_none_or(|account| account.lamports == 0));
}

#[tokio::test]
async fn the_former_owner_cannot_unwrap() {
    let scene = Scene::sold().await;
    let (world, artist, buyer) = (scene.world(), &scene.shop.artist, &scene.shop.buyer);
    let own = scene.unwrapping(artist);
    assert_refused_unchanged(world, own, &[artist], "NotTheHolding").await;
    let full = scene.holding(&buyer.pubkey());
    let theirs = unwrap_asset(&artist.pubkey(), &full, &scene.shop.asset, true);
    assert_refused_unchanged(world, theirs, &[artist], "NotTheHolder").await;
}

#[tokio::test]
async fn a_delegate_cannot_unwrap() {
    let scene = Scene::wrapped().await;
    let (world, artist, delegate) = (scene.world(), &scene.shop.artist, &scene.shop.buyer);
    let (key, holding) = (delegate.pubkey(), scene.holding(&artist.pubkey()));
    let approve = must(approve(
        &TOKEN_2022,
        &holding,
        &key,
        &artist.pubkey(),
        &[],
        1,
    ));
    must(world.send(&[approve], &[artist]).await);
    let attack = unwrap_asset(&key, &holding, &scene.shop.asset, true);
    assert_refused_unchanged(world, attack, &[delegate], "NotTheHolder").await;
}

#[tokio::test]
async fn a_guarded_token_account_burns_nothing_for_a_program() {
    let scene = Scene::wrapped().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let (key, holding) = (artist.pubkey(), scene.holding(&artist.pubkey()));
    let guard = [ExtensionType::CpiGuard];
    let grow = must(reallocate(&TOKEN_2022, &holding, &key, &key, &[], &guard));
    let enable = must(enable_cpi_guard(&TOKEN_2022, &holding, &key, &[]));
    must(world.send(&[grow, enable], &[artist]).await);
    // It is the holding all the same.
    let sync = sync_holder(&holding, &scene.shop.asset, true);
    must(world.send(&[sync], &[]).await);
    let unwrap = scene.unwrapping(artist);
    assert_refused_unchanged(world, unwrap.clone(), &[artist], "CpiGuardBurnBlocked").await;
    let disable = must(disable_cpi_guard(&TOKEN_2022, &holding, &key, &[]));
    must(world.send(&[disable, unwrap], &[artist]).await);
    assert!(!scene.asset().await.is_wrapped());
}

#[tokio::test]
async fn the_holder_signs() {
    let scene = Scene::wrapped().await;
    let artist = &scene.shop.artist;
    let attack = scene.unwrapping(artist).unsigned(&artist.pubkey());
    assert_refused_unchanged(scene.world(), attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_work_without_an_nft_cannot_be_unwrapped() {
    let scene = Scene::wrapped().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let unwrap = scene.unwrapping(artist);
    must(world.send(std::slice::from_ref(&unwrap), &[artist]).await);
    assert_refused_unchanged(world, unwrap, &[artist], "NotWrapped").await;
}

#[tokio::test]
async fn the_mint_is_the_works_own() {
    let scene = Scene::wrapped().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let other = world.work(artist, &[]).await.asset;
    let wrap = wrap_asset(&world.payer.pubkey(), &artist.pubkey(), &other, &plain());
    must(world.send(&[wrap], &[artist]).await);
    let mint = address::nft(&other);
    let attack = scene.unwrapping(artist).swapping(&scene.mint, &mint);
    assert_refused_unchanged(world, attack, &[artist], "WrongNft").await;
    let holding = token::ata(&artist.pubkey(), &mint, &TOKEN_2022);
    let attack = scene
        .unwrapping(artist)
        .swapping(&scene.mint, &mint)
        .swapping(&scene.holding(&artist.pubkey()), &holding);
    assert_refused_unchanged(world, attack, &[artist], "WrongNft").await;
    let attack = scene
        .unwrapping(artist)
        .swapping(&scene.holding(&artist.pubkey()), &holding);
    assert_refused_unchanged(world, attack, &[artist], "NotTheHolding").await;
}

#[tokio::test]
async fn the_vault_cannot_be_left_behind() {
    let scene = Scene::sold().await;
    let (world, buyer) = (scene.world(), &scene.shop.buyer);
    let holding = scene.holding(&buyer.pubkey());
    let without = unwrap_asset(&buyer.pubkey(), &holding, &scene.shop.asset, false);
    assert_refused_unchanged(world, without, &[buyer], "VaultMissing").await;
    let forged = look_alike::<Vault>(world, &scene.shop.vault, |_| ()).await;
    let forged = scene.unwrapping(buyer).swapping(&scene.shop.vault, &forged);
    assert_refused_unchanged(world, forged, &[buyer], "WrongVault").await;
    let program = scene.unwrapping(buyer).swapping(&VAULT_PROGRAM, &TOKEN);
    assert_refused_unchanged(world, program, &[buyer], "WrongVaultProgram").await;
    let program = scene.unwrapping(buyer).swapping(&TOKEN_2022, &TOKEN);
    assert_refused_unchanged(world, program, &[buyer], "IncorrectProgramId").await;
}

#[tokio::test]
async fn assets_of_another_program_or_layout_are_refused() {
    let scene = Scene::wrapped().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let forged = look_alike::<Asset>(world, &scene.shop.asset, |_| ()).await;
    let attack = scene
        .unwrapping(artist)
        .swapping(&scene.shop.asset, &forged);
    assert_refused_unchanged(world, attack, &[artist], "IllegalOwner").await;
    forge::<Asset>(world, &scene.shop.asset, |asset| asset.version = 2).await;
    let attack = scene.unwrapping(artist);
    assert_refused_unchanged(world, attack, &[artist], "UnknownVersion").await;
}

#[tokio::test]
async fn what_changes_must_be_writable() {
    let scene = Scene::wrapped().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let holding = scene.holding(&artist.pubkey());
    for account in [scene.shop.asset, scene.mint, holding, scene.shop.vault] {
        let attack = scene.unwrapping(artist).read_only(&account);
        assert_refused_unchanged(world, attack, &[artist], "ConstraintMut").await;
    }
    let signer = scene.unwrapping(artist).read_only(&artist.pubkey());
    let refused = "MissingRequiredSignature";
    assert_refused_unchanged(world, signer, &[artist], refused).await;
}
