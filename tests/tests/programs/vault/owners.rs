//! Token accounts that change hands, or are made anew for somebody else.

use provenue_client::{
    Ledger, address,
    instructions::vault::{self, Holder},
    solana::{Address, Keypair},
    token::{TOKEN, TOKEN_2022},
};
use provenue_tests::{assert_refused_unchanged, must};
use solana_signer::Signer;

use super::{
    scene::{EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::{burn, close, give_away, make_account},
};

/// A token account of the label's whose key the label has too, with all of the label's shares.
async fn movable_account(scene: &Scene) -> Keypair {
    let account = scene.auxiliary_position(&scene.label).await;
    let (key, source) = (scene.label.pubkey(), scene.shares_of(&scene.label));
    let fill = vault::transfer_shares(&key, &scene.vault, &source, &account.pubkey(), LABEL_UNITS);
    must(scene.world.send(&[fill], &[&scene.label]).await);
    account
}

fn claim(
    scene: &Scene,
    token_account: &Address,
    owner: &Keypair,
) -> provenue_client::solana::Instruction {
    let holder = Holder {
        token_account: *token_account,
        payee: owner.pubkey(),
    };
    vault::claim(&scene.vault, &scene.currency, &holder)
}

#[tokio::test]
async fn an_account_that_changes_hands_takes_what_it_earned_along() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    let account = movable_account(&scene).await.pubkey();
    scene.earn(EVEN).await;
    let (key, fan) = (scene.label.pubkey(), &scene.fan);
    let give = give_away(&TOKEN_2022, &account, &key, &fan.pubkey());
    let settle = vault::settle(&scene.vault, &account);
    must(scene.world.send(&[give, settle], &[&scene.label]).await);
    assert_eq!(scene.world.position_of(&account).await.owner, fan.pubkey());

    let before = scene.purse(fan).await;
    let late = claim(&scene, &account, &scene.label);
    assert_refused_unchanged(&scene.world, late, &[], "WrongPayee").await;
    must(scene.world.send(&[claim(&scene, &account, fan)], &[]).await);
    assert_eq!(scene.purse(fan).await - before, LABELS_PART);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn a_seller_who_cannot_be_paid_earns_nothing_on_the_buyers_shares() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    let account = movable_account(&scene).await.pubkey();
    scene.earn(EVEN).await;
    // The seller's payee is out of the way while the account is sold, and comes back later.
    let (label, fan) = (&scene.label, &scene.fan);
    let payee = scene.payee_of(label);
    let hide = give_away(&TOKEN, &payee, &label.pubkey(), &fan.pubkey());
    let sell = give_away(&TOKEN_2022, &account, &label.pubkey(), &fan.pubkey());
    let settle = vault::settle(&scene.vault, &account);
    must(scene.world.send(&[hide, sell, settle], &[label]).await);
    scene.earn(EVEN).await;
    let back = give_away(&TOKEN, &payee, &fan.pubkey(), &label.pubkey());
    must(scene.world.send(&[back], &[fan]).await);

    let theft = claim(&scene, &account, label);
    assert_refused_unchanged(&scene.world, theft, &[], "WrongPayee").await;
    let before = scene.purse(fan).await;
    must(scene.world.send(&[claim(&scene, &account, fan)], &[]).await);
    assert_eq!(scene.purse(fan).await - before, 2 * LABELS_PART);
    assert_eq!(scene.purse(label).await, 0);
}

/// Empties, closes and makes anew the account, for the fan, while the label is owed its part.
async fn made_anew(scene: &Scene) -> Address {
    scene.open_payees().await;
    let account = movable_account(scene).await;
    scene.earn(EVEN).await;
    let (address, key) = (account.pubkey(), scene.label.pubkey());
    let home = scene.shares_of(&scene.label);
    let empty = vault::transfer_shares(&key, &scene.vault, &address, &home, LABEL_UNITS);
    let close = close(&TOKEN_2022, &address, &key);
    must(scene.world.send(&[empty, close], &[&scene.label]).await);
    let mint = address::share_mint(&scene.vault);
    make_account(
        &scene.world,
        &account,
        &mint,
        &TOKEN_2022,
        &scene.fan.pubkey(),
    )
    .await;
    let settle = vault::settle(&scene.vault, &address);
    must(scene.world.send(&[settle], &[]).await);
    assert_eq!(scene.world.position_of(&address).await.owner, key);
    address
}

#[tokio::test]
async fn an_account_made_anew_receives_no_shares_while_its_former_owner_is_owed() {
    let scene = Scene::new().await;
    let account = made_anew(&scene).await;
    let (label, fan) = (&scene.label, &scene.fan);
    let home = scene.shares_of(label);
    let transfer =
        vault::transfer_shares(&label.pubkey(), &scene.vault, &home, &account, LABEL_UNITS);
    assert_refused_unchanged(
        &scene.world,
        transfer.clone(),
        &[label],
        "FormerOwnerUnpaid",
    )
    .await;

    must(
        scene
            .world
            .send(&[claim(&scene, &account, label)], &[])
            .await,
    );
    assert_eq!(scene.purse(label).await, LABELS_PART);
    must(scene.world.send(&[transfer], &[label]).await);
    assert_eq!(scene.world.position_of(&account).await.owner, fan.pubkey());
}

#[tokio::test]
async fn shares_burned_unnoticed_do_not_give_away_what_they_earned() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    let account = movable_account(&scene).await;
    scene.earn(EVEN).await;
    // All of it is burned and the account closed; nobody settles; somebody makes it anew.
    let (label, fan, world) = (&scene.label, &scene.fan, &scene.world);
    let (address, key) = (account.pubkey(), label.pubkey());
    let burn = burn(&scene.share_mint().await, &address, &key, LABEL_UNITS);
    let close = close(&TOKEN_2022, &address, &key);
    must(world.send(&[burn, close], &[label]).await);
    let mint = address::share_mint(&scene.vault);
    make_account(world, &account, &mint, &TOKEN_2022, &fan.pubkey()).await;

    let home = scene.shares_of(&scene.artist);
    let artist = &scene.artist;
    let transfer = vault::transfer_shares(&artist.pubkey(), &scene.vault, &home, &address, 1);
    assert_refused_unchanged(world, transfer, &[artist], "FormerOwnerUnpaid").await;
    let settle = vault::settle(&scene.vault, &address);
    must(world.send(&[settle], &[]).await);
    assert_eq!(world.position_of(&address).await.owner, key);
    must(world.send(&[claim(&scene, &address, label)], &[]).await);
    assert_eq!(scene.purse(label).await, LABELS_PART);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn a_buyer_who_moves_all_shares_out_at_once_keeps_what_came_along() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    let account = movable_account(&scene).await.pubkey();
    scene.earn(EVEN).await;
    let (label, fan) = (&scene.label, &scene.fan);
    let home = scene.world.open_position(&scene.vault, &fan.pubkey()).await;
    let give = give_away(&TOKEN_2022, &account, &label.pubkey(), &fan.pubkey());
    let out = vault::transfer_shares(&fan.pubkey(), &scene.vault, &account, &home, LABEL_UNITS);
    must(scene.world.send(&[give, out], &[label, fan]).await);
    assert_eq!(scene.world.position_of(&account).await.owner, fan.pubkey());
    let before = scene.purse(fan).await;
    must(scene.world.send(&[claim(&scene, &account, fan)], &[]).await);
    assert_eq!(scene.purse(fan).await - before, LABELS_PART);
}

#[tokio::test]
async fn a_former_owner_cannot_close_the_new_ones_position() {
    let scene = Scene::new().await;
    let account = scene.auxiliary_position(&scene.label).await.pubkey();
    let key = scene.label.pubkey();
    let give = give_away(&TOKEN_2022, &account, &key, &scene.fan.pubkey());
    must(scene.world.send(&[give], &[&scene.label]).await);
    let payer = scene.world.payer.pubkey();
    let close = vault::close_position(&key, &scene.vault, &account, &payer);
    assert_refused_unchanged(&scene.world, close, &[&scene.label], "NotTheOwner").await;
    assert!(
        must(
            scene
                .world
                .ledger
                .account(&address::position(&account))
                .await
        )
        .is_some()
    );
}
