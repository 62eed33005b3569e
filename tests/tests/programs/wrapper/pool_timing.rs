//! Payments into a pool come all at once. Who can be there for the moment of one takes from those who
//! stay, unless coming and going costs more.

use provenue_tests::must;

use super::{
    amm::{FIRST_LIQUIDITY, Fees},
    pool_scene::{CURRENCY, FIRST_RESERVES, PoolScene, SHARES},
};
use crate::vault::scene::Scene;

/// What one payment brings the pool, for 40 of 100 shares: 0.2 % of its reserve of the currency.
const REVENUE: u64 = 100_000_000;
const PAYMENT: u64 = 40_000_000;

/// A pool to which [`PAYMENT`] is due.
async fn due(fees: Fees) -> PoolScene {
    let pool = PoolScene::new(fees).await;
    pool.wrapper.scene.earn(REVENUE).await;
    pool
}

/// The label adds as much liquidity as there is, has the pool paid, and leaves, in one transaction.
/// Returns what the label has more of the currency then, or less; wrapped shares come back in full or
/// are counted at the pool's first price, 500 base units each.
async fn come_and_go(pool: &PoolScene) -> i64 {
    let Scene {
        world,
        label,
        artist,
        currency,
        ..
    } = &pool.wrapper.scene;
    // The label borrows half of what it needs.
    let lend = pool.wrapper.scene.transfer(artist, label, 10_000_000);
    must(world.send(&[lend], &[artist]).await);
    must(
        world
            .send(
                &[pool.wrapper.wrap(label, FIRST_RESERVES[SHARES])],
                &[label],
            )
            .await,
    );
    world.fund(label, currency, FIRST_RESERVES[CURRENCY]).await;
    let before = pool.purses(label).await;
    let moment = [
        pool.deposit(label, FIRST_LIQUIDITY),
        pool.pay_pool(),
        pool.withdraw(label, FIRST_LIQUIDITY),
    ];
    must(world.send(&moment, &[label]).await);
    let after = pool.purses(label).await;
    let gain = |index: usize| after[index].cast_signed() - before[index].cast_signed();
    gain(CURRENCY) + gain(SHARES) * 500
}

#[tokio::test]
async fn liquidity_that_comes_for_one_payment_takes_its_part_where_leaving_is_free() {
    let pool = due(Fees::default()).await;
    let gain = come_and_go(&pool).await;
    assert_eq!(gain, PAYMENT.cast_signed() / 2);
    let [_, money] = pool.reserves().await;
    assert_eq!(money, FIRST_RESERVES[CURRENCY] + PAYMENT / 2);
}

#[tokio::test]
async fn liquidity_that_comes_for_one_payment_loses_where_leaving_costs_more_than_it_brings() {
    // A payment is 0.1 % of all that the pool holds: its currency, and shares of the same worth.
    let fees = Fees {
        withdraw: (1, 1_000),
        ..Fees::default()
    };
    let pool = due(fees).await;
    let gain = come_and_go(&pool).await;
    assert!(gain < 0, "{gain}");
    // The fee, in LP tokens, is the pool's owner's.
    let payer = &pool.wrapper.scene.world.payer;
    assert_eq!(pool.liquidity_of(payer).await, FIRST_LIQUIDITY / 1_000);
}

/// The fan buys for `spent`, has the pool paid, and sells again, in one transaction. Returns what the
/// fan has more of the currency then, or less.
async fn buy_and_sell(pool: &PoolScene, spent: u64) -> i64 {
    let Scene { world, fan, .. } = &pool.wrapper.scene;
    let before = pool.purses(fan).await[CURRENCY];
    must(world.send(&[pool.swap(fan, CURRENCY, spent)], &[fan]).await);
    let bought = pool.purses(fan).await[SHARES];
    let rest = [pool.pay_pool(), pool.swap(fan, SHARES, bought)];
    must(world.send(&rest, &[fan]).await);
    pool.purses(fan).await[CURRENCY].cast_signed() - before.cast_signed()
}

#[tokio::test]
async fn buying_before_a_payment_and_selling_after_it_gains_where_trading_is_free() {
    let pool = due(Fees::default()).await;
    let gain = buy_and_sell(&pool, 800_000_000).await;
    // The part of the payment that the money bought: 0.8 of 20.8.
    let exact = PAYMENT * 8 / 208;
    assert!(
        gain.abs_diff(exact.cast_signed()) < 1_000,
        "{gain}, not {exact}"
    );
}

#[tokio::test]
async fn buying_before_a_payment_and_selling_after_it_loses_where_fees_are_more_than_it_brings() {
    let fees = Fees {
        trade: (3, 1_000),
        ..Fees::default()
    };
    let pool = due(fees).await;
    let gain = buy_and_sell(&pool, 800_000_000).await;
    assert!(gain < 0, "{gain}");
}
