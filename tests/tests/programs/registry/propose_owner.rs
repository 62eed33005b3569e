//! Naming who may take an asset over.

use provenue_client::{
    events::{Event, events},
    instructions::registry,
    state::Asset,
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::shop::{NOW, Shop};

/// The artist proposes somebody.
fn proposing(shop: &Shop, new_owner: &Address) -> Instruction {
    registry::propose_owner(&shop.artist.pubkey(), &shop.asset, new_owner)
}

#[tokio::test]
async fn a_proposal_names_who_may_accept_and_changes_nothing_else() {
    let shop = Shop::open().await;
    let before: Asset = shop.world.state(&shop.asset).await;
    shop.world.ledger.set_clock(NOW + 5);
    let heir = Address::new_unique();
    let propose = proposing(&shop, &heir);
    let receipt = must(shop.world.send(&[propose], &[&shop.artist]).await);

    let asset: Asset = shop.world.state(&shop.asset).await;
    let expected = Asset {
        pending_owner: heir,
        updated_at: (NOW + 5).into(),
        ..before
    };
    assert_eq!(bytemuck::bytes_of(&asset), bytemuck::bytes_of(&expected));
    let vault = shop.world.vault_state(&shop.vault).await;
    assert_eq!(vault.authority, shop.artist.pubkey());

    let [Event::OwnerProposed(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.asset, shop.asset);
    assert_eq!(event.owner, shop.artist.pubkey());
    assert_eq!(event.pending_owner, heir);
}

#[tokio::test]
async fn a_proposal_is_replaced_or_taken_back() {
    let shop = Shop::open().await;
    for heir in [
        Address::new_unique(),
        Address::new_unique(),
        Address::default(),
    ] {
        let propose = proposing(&shop, &heir);
        must(shop.world.send(&[propose], &[&shop.artist]).await);
        let asset: Asset = shop.world.state(&shop.asset).await;
        assert_eq!(asset.pending_owner, heir);
        assert_eq!(asset.owner, shop.artist.pubkey());
    }
}

#[tokio::test]
async fn only_the_owner_proposes() {
    let shop = Shop::open().await;
    let heir = shop.world.person().await;
    let propose = proposing(&shop, &heir.pubkey());
    must(shop.world.send(&[propose], &[&shop.artist]).await);
    // Nor does whom they proposed, before accepting.
    let attack = registry::propose_owner(&heir.pubkey(), &shop.asset, &heir.pubkey());
    assert_refused_unchanged(&shop.world, attack, &[&heir], "NotTheOwner").await;
}

#[tokio::test]
async fn the_owner_signs() {
    let shop = Shop::open().await;
    let thief = Address::new_unique();
    let attack = proposing(&shop, &thief).unsigned(&shop.artist.pubkey());
    assert_refused_unchanged(&shop.world, attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_look_alike_of_the_asset_is_refused() {
    let shop = Shop::open().await;
    let thief = shop.world.person().await;
    let forged = look_alike::<Asset>(&shop.world, &shop.asset, |asset| {
        asset.owner = thief.pubkey();
    })
    .await;
    let attack = registry::propose_owner(&thief.pubkey(), &forged, &thief.pubkey());
    assert_refused_unchanged(&shop.world, attack, &[&thief], "IllegalOwner").await;
}

#[tokio::test]
async fn another_kind_of_account_is_no_asset() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let attack = registry::propose_owner(&shop.artist.pubkey(), &terms, &Address::new_unique());
    assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "AccountDataTooSmall").await;
}

#[tokio::test]
async fn an_asset_of_an_unknown_layout_is_refused() {
    let shop = Shop::open().await;
    forge::<Asset>(&shop.world, &shop.asset, |asset| asset.version = 0).await;
    let attack = proposing(&shop, &Address::new_unique());
    assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "UnknownVersion").await;
}

#[tokio::test]
async fn the_asset_must_be_writable() {
    let shop = Shop::open().await;
    let attack = proposing(&shop, &Address::new_unique()).read_only(&shop.asset);
    assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "ConstraintMut").await;
}
