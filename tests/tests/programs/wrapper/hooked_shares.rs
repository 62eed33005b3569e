//! What token-swap says to shares that are not wrapped.

use provenue_client::{
    Ledger, Receipt, Result, address,
    instructions::vault,
    token::{TOKEN, TOKEN_2022},
};
use provenue_tests::{assert_refused, must};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;
use spl_token_2022_interface::{extension::ExtensionType, instruction::mint_to};

use super::amm::{self, EXPECTED_ACCOUNT, Fees, INCORRECT_TOKEN_PROGRAM, PoolKeys};
use crate::vault::{
    scene::Scene,
    tokens::{Recipe, auxiliary_account},
};

/// Tries to found a pool of these reserves, whose LP tokens are of `token_program`.
async fn found(
    scene: &Scene,
    pool: &Keypair,
    reserves: [Address; 2],
    token_program: Address,
) -> Result<Receipt> {
    let world = &scene.world;
    let artist = scene.artist.pubkey();
    let (mint, authority) = (Keypair::new(), amm::authority(&pool.pubkey()));
    amm::make_liquidity_mint(world, &mint, &authority, &token_program).await;
    let account = async || {
        let mint = mint.pubkey();
        auxiliary_account(world, &mint, &token_program, &artist)
            .await
            .pubkey()
    };
    let (fee_account, provider) = (account().await, account().await);
    let keys = PoolKeys {
        pool: pool.pubkey(),
        reserves,
        liquidity_mint: mint.pubkey(),
        fee_account,
        token_program,
    };
    let make = amm::make_pool(world, &pool.pubkey()).await;
    let initialize = keys.initialize(Fees::default(), &provider);
    world.send(&[make, initialize], &[pool]).await
}

/// A scene, a pool to be, and the artist's shares in an account of the pool's authority.
async fn pooled_shares(currency_program: Address) -> (Scene, Keypair, [Address; 2]) {
    let scene = Scene::new().await;
    amm::deploy(&scene.world);
    let (world, pool) = (&scene.world, Keypair::new());
    let authority = amm::authority(&pool.pubkey());
    let shares = world.open_position(&scene.vault, &authority).await;
    let send = vault::transfer_shares(
        &scene.artist.pubkey(),
        &scene.vault,
        &scene.shares_of(&scene.artist),
        &shares,
        40_000_000,
    );
    must(world.send(&[send], &[&scene.artist]).await);
    // Its other side, of no extension at all.
    let recipe = Recipe {
        program: currency_program,
        freezable: false,
        extensions: &[],
    };
    let currency = recipe.make(world, |_| Vec::new()).await;
    let money = auxiliary_account(world, &currency.address, &currency_program, &authority).await;
    let fill = must(mint_to(
        &currency_program,
        &currency.address,
        &money.pubkey(),
        &world.payer.pubkey(),
        &[],
        1_000_000,
    ));
    must(world.send(&[fill], &[]).await);
    (scene, pool, [shares, money.pubkey()])
}

#[tokio::test]
async fn a_pool_of_spl_token_takes_no_hooked_shares() {
    let (scene, pool, reserves) = pooled_shares(TOKEN).await;
    let refused = found(&scene, &pool, reserves, TOKEN).await;
    assert_refused(refused, INCORRECT_TOKEN_PROGRAM);
}

#[tokio::test]
async fn a_pool_of_token_2022_takes_no_hooked_shares() {
    let (scene, pool, reserves) = pooled_shares(TOKEN_2022).await;
    let refused = found(&scene, &pool, reserves, TOKEN_2022).await;
    assert_refused(refused, EXPECTED_ACCOUNT);
    // A share account is longer than the only length the program knows.
    let shares = must(scene.world.ledger.account(&reserves[0]).await).unwrap_or_default();
    assert!(shares.data.len() > 165, "{}", shares.data.len());
    let share_mint = scene.share_mint().await;
    assert!(share_mint.extensions.contains(&ExtensionType::TransferHook));
    assert_eq!(share_mint.address, address::share_mint(&scene.vault));
}
