//! Going around the wrapper: what lies in its escrow, and the mint it is the authority of.

use provenue_client::{
    instructions::vault,
    token::{TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, assert_refused_unchanged, must};
use solana_signer::Signer;
use spl_token_2022_interface::instruction;

use super::scene::WrapperScene;
use crate::vault::{scene::Scene, tokens::give_away};

#[tokio::test]
async fn nobody_can_take_the_escrows_shares_around_the_wrapper() {
    let scene = WrapperScene::wrapped(1_000).await;
    let Scene {
        world,
        label,
        vault,
        ..
    } = &scene.scene;
    let (key, shares) = (label.pubkey(), scene.scene.shares_of(label));
    let own = vault::transfer_shares(&key, vault, &scene.escrow, &shares, 1_000);
    assert_refused_unchanged(world, own, &[label], "OwnerMismatch").await;
    let forged = vault::transfer_shares(&scene.wrapper, vault, &scene.escrow, &shares, 1_000)
        .unsigned(&scene.wrapper);
    assert_refused_unchanged(world, forged, &[], "MissingRequiredSignature").await;
    let give = give_away(&TOKEN_2022, &scene.escrow, &key, &key);
    assert_refused_unchanged(world, give, &[label], "OwnerMismatch").await;
    scene.assert_backed(1_000).await;
}

#[tokio::test]
async fn nobody_can_mint_wrapped_shares_around_the_wrapper() {
    let scene = WrapperScene::wrapped(1_000).await;
    let Scene { world, label, .. } = &scene.scene;
    let (key, account) = (label.pubkey(), scene.wrapped_of(label));
    let mint = |authority| {
        let mint = &scene.mint.address;
        must(instruction::mint_to(
            &TOKEN,
            mint,
            &account,
            authority,
            &[],
            1,
        ))
    };
    assert_refused_unchanged(world, mint(&key), &[label], "OwnerMismatch").await;
    let forged = mint(&scene.wrapper).unsigned(&scene.wrapper);
    assert_refused_unchanged(world, forged, &[], "MissingRequiredSignature").await;
    scene.assert_backed(1_000).await;
}
