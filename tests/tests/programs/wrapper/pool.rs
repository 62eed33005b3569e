//! The life of a pool of wrapped shares: founded, joined, bought from, paid by the vault, emptied.

use provenue_client::{
    address,
    instructions::{vault, wrapper},
    token::{self, MintInfo},
};
use provenue_tests::must;
use solana_signer::Signer;

use super::{
    amm::{FIRST_LIQUIDITY, Fees, quote},
    pool_scene::{CURRENCY, FIRST_RESERVES, PoolScene, SHARES},
};
use crate::vault::scene::Scene;

/// 0.3 % of what is sold to the pool.
const TRADE_FEE: (u64, u64) = (3, 1_000);

/// Revenue of one base unit for each share unit, so that a position earns what it holds.
const REVENUE: u64 = 100_000_000;

const FEES: Fees = Fees {
    trade: TRADE_FEE,
    withdraw: (0, 0),
};

/// Pays revenue in, and everybody, the pool among them.
async fn earn(pool: &PoolScene) {
    let scene = &pool.wrapper.scene;
    let deposit = scene.deposit(REVENUE);
    let holders = [
        pool.wrapper.holder(),
        scene.holder(&scene.artist),
        scene.holder(&scene.label),
        scene.holder(&scene.fan),
    ];
    let distribute = vault::distribute(&scene.vault, &scene.currency, &holders);
    must(
        scene
            .world
            .send(&[deposit, distribute], &[&scene.fan])
            .await,
    );
    assert_eq!(scene.held().await, 0, "all of it was paid out");
    scene.assert_balanced().await;
}

#[tokio::test]
async fn revenue_of_pooled_shares_reaches_who_provides_the_liquidity() {
    let pool = PoolScene::new(FEES).await;
    let scene = &pool.wrapper.scene;
    let Scene {
        world,
        artist,
        label,
        fan,
        vault,
        currency,
        ..
    } = scene;
    assert_eq!(pool.reserves().await, FIRST_RESERVES);
    assert_eq!(pool.liquidity_of(artist).await, FIRST_LIQUIDITY);

    // The label joins with a quarter of what is there.
    world.fund(label, currency, 5_000_000_000).await;
    let join = [
        pool.wrapper.wrap(label, 10_000_000),
        pool.deposit(label, FIRST_LIQUIDITY / 4),
    ];
    must(world.send(&join, &[label]).await);
    assert_eq!(pool.purses(label).await, [0, 0]);
    assert_eq!(pool.reserves().await, [50_000_000, 25_000_000_000]);
    pool.wrapper.assert_backed(50_000_000).await;

    // The fan buys and unwraps in one transaction.
    pool.open_fans_shares().await;
    let price = 400_000_000;
    let (taken, bought) = quote(price, 25_000_000_000, 50_000_000, TRADE_FEE);
    let purse = scene.purse(fan).await;
    let buy = [
        pool.swap(fan, CURRENCY, price),
        pool.wrapper.unwrap(fan, bought),
    ];
    must(world.send(&buy, &[fan]).await);
    assert_eq!(scene.purse(fan).await, purse - taken);
    assert_eq!(pool.purses(fan).await[SHARES], 0);
    assert_eq!(scene.position(fan).await.units.get(), bought);
    let before = [50_000_000 - bought, 25_000_000_000 + taken];
    assert_eq!(pool.reserves().await, before);
    pool.wrapper.assert_backed(before[SHARES]).await;

    // The vault earns: a base unit for each share unit, also for those in the pool.
    earn(&pool).await;
    assert_eq!(scene.purse(fan).await, purse - taken - REVENUE + bought);
    assert_eq!(scene.purse(artist).await, 30_000_000);
    assert_eq!(scene.purse(label).await, 20_000_000);
    let paid = [before[SHARES], before[CURRENCY] + before[SHARES]];
    assert_eq!(pool.reserves().await, paid);
    assert_eq!(pool.liquidity().await, FIRST_LIQUIDITY / 4 * 5);

    // The pool goes on trading, at the price that its reserves now make.
    let sold = 1_000_000;
    let (taken, received) = quote(sold, paid[SHARES], paid[CURRENCY], TRADE_FEE);
    let sell = [
        pool.wrapper.wrap(label, sold),
        pool.swap(label, SHARES, sold),
    ];
    must(world.send(&sell, &[label]).await);
    let rest = sold - taken;
    assert_eq!(pool.purses(label).await, [rest, 20_000_000 + received]);
    let before = [paid[SHARES] + taken, paid[CURRENCY] - received];
    assert_eq!(pool.reserves().await, before);

    // The label leaves with a fifth, the artist with what is left: nothing stays behind.
    must(
        world
            .send(&[pool.withdraw(label, FIRST_LIQUIDITY / 4)], &[label])
            .await,
    );
    let part = before.map(|reserve| reserve / 5);
    let purses = [rest + part[SHARES], 20_000_000 + received + part[CURRENCY]];
    assert_eq!(pool.purses(label).await, purses);
    must(
        world
            .send(&[pool.withdraw(artist, FIRST_LIQUIDITY)], &[artist])
            .await,
    );
    let part = [
        before[SHARES] - part[SHARES],
        before[CURRENCY] - part[CURRENCY],
    ];
    let purses = [part[SHARES], 30_000_000 + part[CURRENCY]];
    assert_eq!(pool.purses(artist).await, purses);
    assert_eq!(pool.reserves().await, [0, 0]);
    assert_eq!(pool.liquidity().await, 0);

    // They unwrap all there is. What comes next is theirs alone.
    for owner in [artist, label] {
        let units = pool.purses(owner).await[SHARES];
        must(
            world
                .send(&[pool.wrapper.unwrap(owner, units)], &[owner])
                .await,
        );
    }
    pool.wrapper.assert_backed(0).await;
    earn(&pool).await;
    assert_eq!(pool.reserves().await, [0, 0]);
    let mut units = 0;
    for owner in [artist, label, fan] {
        units += world.token_amount(&scene.shares_of(owner)).await;
    }
    assert_eq!(units, 100_000_000);
    let mut money = 0;
    for owner in [artist, label, fan] {
        money += scene.purse(owner).await;
    }
    let currency = must(MintInfo::fetch(&world.ledger, &currency.address).await);
    assert_eq!(money, currency.supply);
    assert_eq!(
        scene.position(fan).await.rent_payer,
        address::rent_reserve(vault)
    );
}

#[tokio::test]
async fn revenue_in_a_currency_that_the_pool_does_not_trade_is_not_mixed_up_with_it() {
    let pool = PoolScene::new(FEES).await;
    let scene = &pool.wrapper.scene;
    let Scene {
        world,
        artist,
        fan,
        vault,
        ..
    } = scene;
    let other = world.wrapped_sol().await;
    let payer = world.payer.pubkey();
    let add = [
        token::create_ata(&payer, vault, &other),
        vault::add_currency(&artist.pubkey(), vault, &other),
    ];
    must(world.send(&add, &[artist]).await);
    world.fund(fan, &other, REVENUE).await;
    let deposit = vault::deposit(&fan.pubkey(), vault, &other, REVENUE);
    must(world.send(&[deposit], &[fan]).await);
    let before = pool.reserves().await;
    // The authority has no account for it, so it stays due.
    let distribute = vault::distribute(vault, &other, &[pool.wrapper.holder()]);
    must(world.send(&[distribute], &[]).await);
    assert_eq!(world.token_amount(&other.ata(vault)).await, REVENUE);
    assert_eq!(pool.reserves().await, before);
    // Anyone may make one, and then nobody can move what is paid there.
    world.open_account(&pool.wrapper.beneficiary, &other).await;
    let distribute = vault::distribute(vault, &other, &[pool.wrapper.holder()]);
    must(world.send(&[distribute], &[]).await);
    let stuck = world
        .token_amount(&other.ata(&pool.wrapper.beneficiary))
        .await;
    assert_eq!(stuck, FIRST_RESERVES[SHARES]);
    assert_eq!(pool.reserves().await, before);
}

#[tokio::test]
async fn wrapped_shares_outside_the_pool_earn_for_the_pool() {
    let pool = PoolScene::new(FEES).await;
    let scene = &pool.wrapper.scene;
    let Scene {
        world, fan, vault, ..
    } = scene;
    pool.open_fans_shares().await;
    let price = 400_000_000;
    let (_, bought) = quote(
        price,
        FIRST_RESERVES[CURRENCY],
        FIRST_RESERVES[SHARES],
        TRADE_FEE,
    );
    must(world.send(&[pool.swap(fan, CURRENCY, price)], &[fan]).await);
    let [shares, money] = pool.reserves().await;
    earn(&pool).await;
    assert_eq!(shares, FIRST_RESERVES[SHARES] - bought);
    assert_eq!(
        pool.reserves().await,
        [shares, money + FIRST_RESERVES[SHARES]]
    );
    // Unwrapped, they earn for the fan.
    let unwrap = wrapper::unwrap(
        &fan.pubkey(),
        vault,
        &pool.wrapper.beneficiary,
        &pool.wrapper.wrapped_of(fan),
        &scene.shares_of(fan),
        bought,
    );
    must(world.send(&[unwrap], &[fan]).await);
    let purse = scene.purse(fan).await;
    earn(&pool).await;
    assert_eq!(scene.purse(fan).await, purse - REVENUE + bought);
    assert_eq!(
        pool.reserves().await,
        [shares, money + FIRST_RESERVES[SHARES] + shares]
    );
}
