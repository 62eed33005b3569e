//! Ending the sale under some terms.

use provenue_client::{
    events::{Event, events},
    instructions::registry,
    state::{Asset, License, Terms},
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::shop::{NOW, Shop};

/// The artist retires terms.
fn retiring(shop: &Shop, terms: &Address) -> Instruction {
    registry::retire_terms(&shop.artist.pubkey(), &shop.asset, terms)
}

#[tokio::test]
async fn retired_terms_sell_no_more_and_what_was_bought_stays_good() {
    let shop = Shop::open().await;
    let address = shop.offer(&shop.sale()).await;
    let buy = shop.purchase(&address);
    must(shop.world.send(&[buy], &[&shop.buyer]).await);
    let before: Terms = shop.world.state(&address).await;
    let receipt = must(
        shop.world
            .send(&[retiring(&shop, &address)], &[&shop.artist])
            .await,
    );

    let terms: Terms = shop.world.state(&address).await;
    let expected = Terms {
        active: 0,
        ..before
    };
    assert_eq!(bytemuck::bytes_of(&terms), bytemuck::bytes_of(&expected));
    let [Event::TermsWithdrawn(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(
        (event.asset, event.terms, event.sold),
        (shop.asset, address, 1)
    );

    let other = shop.world.person().await.pubkey();
    let late = shop.purchase_for(&address, &other);
    assert_refused_unchanged(&shop.world, late, &[&shop.buyer], "TermsRetired").await;
    let license = provenue_client::address::license(&address, &shop.buyer.pubkey());
    let license: License = shop.world.state(&license).await;
    assert!(license.is_valid_at(NOW));
}

#[tokio::test]
async fn only_the_owner_retires() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let stranger = shop.world.person().await;
    let attack = registry::retire_terms(&stranger.pubkey(), &shop.asset, &terms);
    assert_refused_unchanged(&shop.world, attack, &[&stranger], "NotTheOwner").await;
}

#[tokio::test]
async fn the_owner_signs() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let attack = retiring(&shop, &terms).unsigned(&shop.artist.pubkey());
    assert_refused_unchanged(&shop.world, attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn terms_are_retired_once() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let retire = retiring(&shop, &terms);
    must(
        shop.world
            .send(std::slice::from_ref(&retire), &[&shop.artist])
            .await,
    );
    assert_refused_unchanged(&shop.world, retire, &[&shop.artist], "TermsRetired").await;
}

#[tokio::test]
async fn owning_another_asset_does_not_help() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let rival = shop.world.person().await;
    let theirs = shop.world.work(&rival, &[]).await.asset;
    let attack = registry::retire_terms(&rival.pubkey(), &theirs, &terms);
    assert_refused_unchanged(&shop.world, attack, &[&rival], "WrongAsset").await;
}

#[tokio::test]
async fn look_alikes_of_asset_and_terms_are_refused() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let thief = shop.world.person().await;
    let asset = look_alike::<Asset>(&shop.world, &shop.asset, |asset| {
        asset.owner = thief.pubkey();
    })
    .await;
    let attack = registry::retire_terms(&thief.pubkey(), &asset, &terms);
    assert_refused_unchanged(&shop.world, attack, &[&thief], "IllegalOwner").await;

    let forged = look_alike::<Terms>(&shop.world, &terms, |_| ()).await;
    let attack = retiring(&shop, &forged);
    assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "IllegalOwner").await;
}

#[tokio::test]
async fn other_kinds_of_accounts_are_refused() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let other = shop.world.work(&shop.artist, &[]).await.asset;
    let as_asset = registry::retire_terms(&shop.artist.pubkey(), &terms, &terms);
    // Named twice, once to be written: that is noticed first.
    assert_refused_unchanged(
        &shop.world,
        as_asset,
        &[&shop.artist],
        "ConstraintDuplicateMutableAccount",
    )
    .await;
    let as_terms = retiring(&shop, &other);
    assert_refused_unchanged(&shop.world, as_terms, &[&shop.artist], "InvalidAccountData").await;
    let second = shop.offer(&shop.sale()).await;
    let as_asset = registry::retire_terms(&shop.artist.pubkey(), &second, &terms);
    assert_refused_unchanged(
        &shop.world,
        as_asset,
        &[&shop.artist],
        "AccountDataTooSmall",
    )
    .await;
}

#[tokio::test]
async fn accounts_of_an_unknown_layout_are_refused() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let retire = retiring(&shop, &terms);
    forge::<Terms>(&shop.world, &terms, |terms| terms.version = 2).await;
    assert_refused_unchanged(
        &shop.world,
        retire.clone(),
        &[&shop.artist],
        "UnknownVersion",
    )
    .await;

    let terms = shop.offer(&shop.sale()).await;
    forge::<Asset>(&shop.world, &shop.asset, |asset| asset.version = 2).await;
    let retire = retiring(&shop, &terms);
    assert_refused_unchanged(&shop.world, retire, &[&shop.artist], "UnknownVersion").await;
}

#[tokio::test]
async fn the_terms_must_be_writable() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let attack = retiring(&shop, &terms).read_only(&terms);
    assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "ConstraintMut").await;
}
