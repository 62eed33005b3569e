//! How long licences last.

use provenue_client::{
    address,
    events::{Event, events},
    state::License,
};
use provenue_registry::offer::MAX_PERIOD_SECONDS;
use provenue_tests::{assert_refused_unchanged, forge, must};
use solana_address::Address;
use solana_signer::Signer;

use crate::registry::shop::{NOW, PRICE, PURSE, Shop};

const DAY: i64 = 86_400;

/// The buyer buys, or renews, at that time; the licence then, and what was said of it.
async fn buy_at(
    shop: &Shop,
    terms: &Address,
    time: i64,
) -> (License, provenue_registry::events::LicenseBought) {
    shop.world.ledger.set_clock(time);
    let buy = shop.purchase(terms);
    let receipt = must(shop.world.send(&[buy], &[&shop.buyer]).await);
    let [Event::Deposited(_), Event::LicenseBought(event)] = events(&receipt.logs)[..] else {
        panic!("two events were expected");
    };
    let license = address::license(terms, &shop.buyer.pubkey());
    (shop.world.state(&license).await, event)
}

#[tokio::test]
async fn a_renewal_adds_a_period_after_the_end_of_the_one_held() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.rental(30 * DAY as u64)).await;
    let (license, _) = buy_at(&shop, &terms, NOW).await;
    assert_eq!(license.expires_at.get(), NOW + 30 * DAY);
    assert!(license.is_valid_at(NOW + 30 * DAY - 1));
    assert!(!license.is_valid_at(NOW + 30 * DAY));

    let (license, event) = buy_at(&shop, &terms, NOW + 10 * DAY).await;
    assert_eq!(license.expires_at.get(), NOW + 60 * DAY);
    assert_eq!(license.bought_at.get(), NOW, "of the first purchase");
    assert_eq!(license.purchases.get(), 2);
    assert_eq!(license.paid_total.get(), 2 * PRICE);
    assert_eq!(event.expires_at, NOW + 60 * DAY);
    assert_eq!((event.price, event.paid_total), (PRICE, 2 * PRICE));
    assert_eq!((event.purchases, event.sold), (2, 2));
    assert_eq!(shop.purse().await, PURSE - 2 * PRICE);
    assert_eq!(shop.treasury().await, 2 * PRICE);

    // Another one, before the second period has begun.
    let (license, event) = buy_at(&shop, &terms, NOW + 11 * DAY).await;
    assert_eq!(license.expires_at.get(), NOW + 90 * DAY);
    assert_eq!((event.purchases, event.paid_total), (3, 3 * PRICE));
}

#[tokio::test]
async fn a_licence_that_ran_out_is_renewed_from_now() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.rental(DAY as u64)).await;
    buy_at(&shop, &terms, NOW).await;
    // At the very end, and long after it.
    let (license, _) = buy_at(&shop, &terms, NOW + DAY).await;
    assert_eq!(license.expires_at.get(), NOW + 2 * DAY);
    let (license, _) = buy_at(&shop, &terms, NOW + 100 * DAY).await;
    assert_eq!(license.expires_at.get(), NOW + 101 * DAY);
}

#[tokio::test]
async fn licensees_of_the_same_terms_do_not_share_a_period() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.rental(DAY as u64)).await;
    let friend = Address::new_unique();
    for licensee in [friend, friend, shop.buyer.pubkey()] {
        let buy = shop.purchase_for(&terms, &licensee);
        must(shop.world.send(&[buy], &[&shop.buyer]).await);
    }
    for (licensee, days) in [(friend, 2), (shop.buyer.pubkey(), 1)] {
        let license: License = shop.world.state(&address::license(&terms, &licensee)).await;
        assert_eq!(license.expires_at.get(), NOW + days * DAY);
        assert_eq!(i64::from(license.purchases.get()), days);
    }
}

#[tokio::test]
async fn an_everlasting_licence_is_not_bought_twice() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let buy = shop.purchase(&terms);
    must(
        shop.world
            .send(std::slice::from_ref(&buy), &[&shop.buyer])
            .await,
    );
    assert_refused_unchanged(&shop.world, buy, &[&shop.buyer], "AlreadyLicensed").await;
    assert_eq!(shop.purse().await, PURSE - PRICE);
}

#[tokio::test]
async fn an_end_past_the_clock_s_range_is_refused() {
    let shop = Shop::open().await;
    let longest = shop.offer(&shop.rental(MAX_PERIOD_SECONDS)).await;
    let too_long = shop.purchase(&longest);
    assert_refused_unchanged(&shop.world, too_long, &[&shop.buyer], "Overflow").await;

    let just_fits = MAX_PERIOD_SECONDS - NOW as u64;
    let terms = shop.offer(&shop.rental(just_fits)).await;
    let (license, _) = buy_at(&shop, &terms, NOW).await;
    assert_eq!(license.expires_at.get(), i64::MAX);
    let renewal = shop.purchase(&terms);
    assert_refused_unchanged(&shop.world, renewal, &[&shop.buyer], "Overflow").await;
}

#[tokio::test]
async fn totals_of_a_licence_never_wrap() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.rental(60)).await;
    buy_at(&shop, &terms, NOW).await;
    let license = address::license(&terms, &shop.buyer.pubkey());
    let renewal = shop.purchase(&terms);

    let paid = u64::MAX - PRICE + 1;
    forge::<License>(&shop.world, &license, |license| {
        license.paid_total = paid.into();
    })
    .await;
    assert_refused_unchanged(&shop.world, renewal.clone(), &[&shop.buyer], "Overflow").await;
    forge::<License>(&shop.world, &license, |license| {
        license.paid_total = (paid - 1).into();
        license.purchases = u32::MAX.into();
    })
    .await;
    assert_refused_unchanged(&shop.world, renewal.clone(), &[&shop.buyer], "Overflow").await;
    forge::<License>(&shop.world, &license, |license| {
        license.purchases = (u32::MAX - 1).into();
    })
    .await;
    must(shop.world.send(&[renewal], &[&shop.buyer]).await);
    let license: License = shop.world.state(&license).await;
    assert_eq!(license.paid_total.get(), u64::MAX);
    assert_eq!(license.purchases.get(), u32::MAX);
}
