//! Shares taken out of a pool for the moment in which revenue is booked. While they are out they are
//! no longer the pool's, and what is booked then is whose they are.

use provenue_client::{instructions::vault, state::VaultOptions, token};
use provenue_tests::must;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{
    amm::Fees,
    pool_scene::{CURRENCY, PoolScene, SHARES},
};
use crate::vault::{
    options::{NOW, founded},
    scene::Scene,
};

/// What waits in the treasury, sent by plain transfer: one base unit for each share unit.
const WAITING: u64 = 100_000_000;

/// What the fan spends for shares: about 0.76 of them, of the pool's 40.
const SPENT: u64 = 400_000_000;

/// A pool of a vault that streams over so many seconds, into whose treasury somebody has sent money.
async fn waiting(stream_seconds: u32, fees: Fees) -> PoolScene {
    let options = VaultOptions {
        stream_seconds,
        ..VaultOptions::default()
    };
    let pool = PoolScene::of(founded(options, None).await, fees).await;
    pool.open_fans_shares().await;
    let Scene {
        world,
        vault,
        currency,
        ..
    } = &pool.wrapper.scene;
    must(token::mint_to(&world.ledger, &world.payer, currency, vault, WAITING).await);
    pool
}

/// The fan buys shares of the pool, unwraps them, does `between`, and sells them back, all in one
/// transaction; a year later the fan is paid. Returns what the fan has more of the currency then, or
/// less.
async fn take_out(pool: &PoolScene, between: &[Instruction]) -> i64 {
    let scene = &pool.wrapper.scene;
    let Scene { world, fan, .. } = scene;
    let before = scene.purse(fan).await;
    let (_, bought) = {
        let [shares, money] = pool.reserves().await;
        super::amm::quote(SPENT, money, shares, pool.trade_fee)
    };
    let mut moment = vec![
        pool.swap(fan, CURRENCY, SPENT),
        pool.wrapper.unwrap(fan, bought),
    ];
    moment.extend_from_slice(between);
    moment.push(pool.wrapper.wrap(fan, bought));
    moment.push(pool.swap(fan, SHARES, bought));
    must(world.send(&moment, &[fan]).await);
    assert_eq!(scene.position(fan).await.units.get(), 0);
    world.ledger.set_clock(NOW + 365 * 24 * 60 * 60);
    let pay = vault::distribute(&scene.vault, &scene.currency, &[scene.holder(fan)]);
    must(world.send(&[pay], &[]).await);
    scene.purse(fan).await.cast_signed() - before.cast_signed()
}

/// Books what waits.
fn book(pool: &PoolScene) -> Instruction {
    vault::book(&pool.wrapper.scene.vault, &pool.wrapper.scene.currency)
}

#[tokio::test]
async fn who_takes_shares_out_while_money_is_booked_gets_their_part_where_trading_is_free() {
    let pool = waiting(0, Fees::default()).await;
    let gain = take_out(&pool, &[book(&pool)]).await;
    // Less a base unit or two that the pool's rounding keeps.
    let bought = 784_313;
    assert!((bought - 2..=bought).contains(&gain), "{gain}");
}

#[tokio::test]
async fn who_takes_shares_out_while_money_is_booked_loses_where_fees_are_higher() {
    let fees = Fees {
        trade: (3, 1_000),
        ..Fees::default()
    };
    let pool = waiting(0, fees).await;
    let gain = take_out(&pool, &[book(&pool)]).await;
    assert!(gain < 0, "{gain}");
}

#[tokio::test]
async fn who_takes_shares_out_while_money_is_booked_gets_nothing_of_a_stream() {
    let pool = waiting(1_000, Fees::default()).await;
    let gain = take_out(&pool, &[book(&pool)]).await;
    assert!((-2..=0).contains(&gain), "{gain}");
}

#[tokio::test]
async fn who_takes_shares_out_after_money_was_booked_gets_nothing_of_it() {
    let pool = waiting(0, Fees::default()).await;
    must(pool.wrapper.scene.world.send(&[book(&pool)], &[]).await);
    let gain = take_out(&pool, &[]).await;
    assert!((-2..=0).contains(&gain), "{gain}");
    // All of the pool's part is the pool's.
    let [_, before] = pool.reserves().await;
    must(pool.wrapper.scene.world.send(&[pool.pay_pool()], &[]).await);
    assert_eq!(pool.reserves().await[CURRENCY], before + 40_000_000);
    let fan = pool.wrapper.scene.fan.pubkey();
    assert_eq!(
        pool.wrapper
            .scene
            .world
            .token_amount(&pool.wrapper.mint.ata(&fan))
            .await,
        0
    );
}
