//! Time: licences run out by the bank's clock, however many slots that takes.

use provenue_client::{
    Ledger, address,
    state::{Asset, License},
};
use provenue_tests::must;
use solana_signer::Signer;

use crate::Shop;

const NOW: i64 = 2_000_000_000;
const MONTH: u64 = 30 * 86_400;

#[tokio::test]
async fn a_licence_runs_out_by_the_bank_s_clock_and_is_renewed_from_then() {
    let shop = Shop::open().await;
    let (world, ledger) = (&shop.world, &shop.world.ledger);
    let terms = shop.offer(MONTH).await;
    let license = address::license(&terms, &shop.buyer.pubkey());
    let end = NOW + MONTH as i64;

    ledger.to_time(NOW).await;
    must(world.send(&[shop.purchase(&terms)], &[&shop.buyer]).await);
    let bought: License = world.state(&license).await;
    assert_eq!(
        (bought.bought_at.get(), bought.expires_at.get()),
        (NOW, end)
    );
    assert!(bought.is_valid_at(must(ledger.unix_time().await)));

    // A renewal before the end adds to it.
    ledger.to_time(end - 1).await;
    must(world.send(&[shop.purchase(&terms)], &[&shop.buyer]).await);
    let renewed: License = world.state(&license).await;
    let end = end + MONTH as i64;
    assert_eq!(renewed.expires_at.get(), end);

    // It is good for one more second, then no longer.
    ledger.to_time(end - 1).await;
    assert!(renewed.is_valid_at(must(ledger.unix_time().await)));
    ledger.to_time(end).await;
    assert!(!renewed.is_valid_at(must(ledger.unix_time().await)));

    // A renewal after the end begins when it is bought.
    let late = end + 1_000;
    ledger.to_time(late).await;
    must(world.send(&[shop.purchase(&terms)], &[&shop.buyer]).await);
    let renewed: License = world.state(&license).await;
    assert_eq!(renewed.expires_at.get(), late + MONTH as i64);
    assert_eq!(renewed.bought_at.get(), NOW);
    assert_eq!(renewed.purchases.get(), 3);
}

#[tokio::test]
async fn slots_alone_do_not_run_a_licence_out() {
    let shop = Shop::open().await;
    let (world, ledger) = (&shop.world, &shop.world.ledger);
    let terms = shop.offer(MONTH).await;
    ledger.to_time(NOW).await;
    must(world.send(&[shop.purchase(&terms)], &[&shop.buyer]).await);
    let slot = must(ledger.slot().await);
    ledger.to_slot(slot + 10_000);
    assert_eq!(must(ledger.slot().await), slot + 10_000);

    let license = address::license(&terms, &shop.buyer.pubkey());
    let license: License = world.state(&license).await;
    assert!(license.is_valid_at(must(ledger.unix_time().await)));
}

#[tokio::test]
async fn what_is_written_down_has_the_time_of_the_bank() {
    let shop = Shop::open().await;
    shop.world.ledger.to_time(NOW).await;
    shop.offer(MONTH).await;
    let asset: Asset = shop.world.state(&shop.asset).await;
    assert!(asset.registered_at.get() < NOW);
    assert_eq!(asset.updated_at.get(), NOW);
}
