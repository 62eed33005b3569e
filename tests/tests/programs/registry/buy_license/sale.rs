//! What a purchase does, and for whom.

use provenue_client::{
    Ledger, TermsOffer, address,
    events::{Event, events},
    flows,
    instructions::registry::{self, Purchase},
    state::{License, Terms},
    token::{MintInfo, NewMint},
};
use provenue_tests::{Attack, World, assert_refused_unchanged, forge, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;
use spl_token_2022_interface::instruction::approve;

use crate::registry::shop::{NOW, PRICE, PURSE, Shop};

#[tokio::test]
async fn the_price_reaches_the_vault_and_is_booked_and_the_licence_is_recorded() {
    let shop = Shop::open().await;
    let terms_address = shop.offer(&shop.sale()).await;
    let terms_before: Terms = shop.world.state(&terms_address).await;
    let buyer = shop.buyer.pubkey();
    shop.world.ledger.set_clock(NOW + 3);
    let receipt = must(
        shop.world
            .send(&[shop.purchase(&terms_address)], &[&shop.buyer])
            .await,
    );

    // The money.
    assert_eq!(shop.purse().await, PURSE - PRICE);
    assert_eq!(shop.treasury().await, PRICE);
    let vault = shop.world.vault_state(&shop.vault).await;
    assert_eq!(vault.currencies[0].gross.get(), PRICE);
    assert_eq!(vault.currencies[0].booked.get(), PRICE);

    // The licence.
    let license_address = address::license(&terms_address, &buyer);
    let license: License = shop.world.state(&license_address).await;
    assert_eq!(license.version, 1);
    let signer = [
        License::SEED,
        terms_address.as_ref(),
        buyer.as_ref(),
        &[license.bump],
    ];
    let derived = Address::create_program_address(&signer, &provenue_client::REGISTRY_PROGRAM);
    assert_eq!(derived, Ok(license_address));
    assert_eq!(license.terms, terms_address);
    assert_eq!(license.asset, shop.asset);
    assert_eq!(license.licensee, buyer);
    assert_eq!(license.purchases.get(), 1);
    assert_eq!(license.paid_total.get(), PRICE);
    assert_eq!(license.bought_at.get(), NOW + 3);
    assert_eq!(license.expires_at.get(), 0);
    assert_eq!((license.padding_0, license.padding_1), ([0; 6], [0; 4]));
    assert!(license.is_valid_at(i64::MAX));

    // The terms: one more is sold, nothing else changed.
    let terms: Terms = shop.world.state(&terms_address).await;
    let expected = Terms {
        sold: 1.into(),
        ..terms_before
    };
    assert_eq!(bytemuck::bytes_of(&terms), bytemuck::bytes_of(&expected));

    // What is said of it.
    let [Event::Deposited(deposited), Event::LicenseBought(bought)] = events(&receipt.logs)[..]
    else {
        panic!("two events were expected");
    };
    assert_eq!((deposited.vault, deposited.depositor), (shop.vault, buyer));
    assert_eq!((deposited.sent, deposited.gross), (PRICE, PRICE));
    assert_eq!(bought.license, license_address);
    assert_eq!((bought.terms, bought.asset), (terms_address, shop.asset));
    assert_eq!((bought.licensee, bought.buyer), (buyer, buyer));
    assert_eq!(bought.currency, shop.currency.address);
    assert_eq!((bought.price, bought.paid_total), (PRICE, PRICE));
    assert_eq!((bought.sold, bought.purchases), (1, 1));
    assert_eq!(bought.expires_at, 0);
}

#[tokio::test]
async fn a_licence_can_be_bought_for_somebody_else_who_need_not_sign_or_exist() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let friend = Address::new_unique();
    let gift = shop.purchase_for(&terms, &friend);
    let receipt = must(shop.world.send(&[gift], &[&shop.buyer]).await);
    let license: License = shop.world.state(&address::license(&terms, &friend)).await;
    assert_eq!(license.licensee, friend);
    let [_, Event::LicenseBought(bought)] = events(&receipt.logs)[..] else {
        panic!("two events were expected");
    };
    assert_eq!(
        (bought.licensee, bought.buyer),
        (friend, shop.buyer.pubkey())
    );
    let own = address::license(&terms, &shop.buyer.pubkey());
    assert_eq!(must(shop.world.ledger.account(&own).await), None);
}

#[tokio::test]
async fn the_payer_pays_the_rent_once_and_the_buyer_the_price() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.rental(60)).await;
    let payer = shop.world.person().await;
    let buy = shop
        .purchase(&terms)
        .swapping(&shop.world.payer.pubkey(), &payer.pubkey());
    let ledger = &shop.world.ledger;
    let [payer_before, buyer_before] = [
        must(ledger.balance(&payer.pubkey()).await),
        must(ledger.balance(&shop.buyer.pubkey()).await),
    ];
    for _ in 0..2 {
        let buy = std::slice::from_ref(&buy);
        must(shop.world.send(buy, &[&shop.buyer, &payer]).await);
    }
    let license = address::license(&terms, &shop.buyer.pubkey());
    let license = must(ledger.account(&license).await).unwrap_or_default();
    let rent = must(ledger.minimum_balance(license.data.len()).await);
    assert_eq!(license.lamports, rent);
    assert_eq!(
        must(ledger.balance(&payer.pubkey()).await),
        payer_before - rent
    );
    assert_eq!(
        must(ledger.balance(&shop.buyer.pubkey()).await),
        buyer_before
    );
    assert_eq!(shop.purse().await, PURSE - 2 * PRICE);
}

#[tokio::test]
async fn a_buyer_can_pay_the_rent_too_and_be_the_owner_of_the_asset() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.rental(60)).await;
    let artist = shop.artist.pubkey();
    shop.world.fund(&shop.artist, &shop.currency, PRICE).await;
    for buyer in [&shop.buyer, &shop.artist] {
        let purchase = Purchase {
            payer: buyer.pubkey(),
            buyer: buyer.pubkey(),
            licensee: buyer.pubkey(),
            max_price: PRICE,
        };
        let buy = registry::buy_license(&purchase, &shop.asset, &terms, &shop.currency);
        must(shop.world.send(&[buy], &[buyer]).await);
    }
    assert_eq!(shop.treasury().await, 2 * PRICE);
    let license: License = shop.world.state(&address::license(&terms, &artist)).await;
    assert_eq!(license.licensee, artist);
}

#[tokio::test]
async fn a_delegate_of_the_source_can_buy() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let (world, delegate) = (&shop.world, shop.world.person().await);
    let (key, source) = (delegate.pubkey(), shop.currency.ata(&shop.buyer.pubkey()));
    let allow = |units| {
        let program = &shop.currency.program;
        must(approve(
            program,
            &source,
            &key,
            &shop.buyer.pubkey(),
            &[],
            units,
        ))
    };
    let purchase = Purchase {
        payer: world.payer.pubkey(),
        buyer: key,
        licensee: key,
        max_price: PRICE,
    };
    let buy = registry::buy_license(&purchase, &shop.asset, &terms, &shop.currency)
        .swapping(&shop.currency.ata(&key), &source);

    assert_refused_unchanged(world, buy.clone(), &[&delegate], "OwnerMismatch").await;
    must(world.send(&[allow(PRICE - 1)], &[&shop.buyer]).await);
    assert_refused_unchanged(world, buy.clone(), &[&delegate], "InsufficientFunds").await;
    must(world.send(&[allow(PRICE)], &[&shop.buyer]).await);
    must(world.send(&[buy], &[&delegate]).await);
    assert_eq!(shop.purse().await, PURSE - PRICE);
    let license: License = world.state(&address::license(&terms, &key)).await;
    assert_eq!(license.licensee, key);
}

#[tokio::test]
async fn of_a_mint_that_keeps_a_fee_what_arrives_is_booked() {
    let shop = Shop::taking(NewMint::with_fee(6, 100)).await;
    let terms = shop.offer(&shop.sale()).await;
    must(
        shop.world
            .send(&[shop.purchase(&terms)], &[&shop.buyer])
            .await,
    );
    let arrived = PRICE - PRICE.div_ceil(100);
    assert_eq!(shop.treasury().await, arrived);
    let vault = shop.world.vault_state(&shop.vault).await;
    assert_eq!(vault.currencies[0].gross.get(), arrived);
    let license = address::license(&terms, &shop.buyer.pubkey());
    let license: License = shop.world.state(&license).await;
    assert_eq!(license.paid_total.get(), PRICE, "what the buyer paid");
}

#[tokio::test]
async fn licences_are_paid_in_sol_too() {
    let world = World::new().await;
    let sol = world.wrapped_sol().await;
    let shop = Shop::with(world, sol).await;
    let terms = shop.offer(&shop.sale()).await;
    must(
        shop.world
            .send(&[shop.purchase(&terms)], &[&shop.buyer])
            .await,
    );
    assert_eq!(
        (shop.purse().await, shop.treasury().await),
        (PURSE - PRICE, PRICE)
    );
}

/// A free licence to a work without a vault, for which none of the payment's accounts exists.
async fn free(shop: &Shop) -> (Address, Instruction) {
    let asset = shop.world.work(&shop.artist, &[]).await.asset;
    let offer = TermsOffer {
        currency: Address::new_unique(),
        ..TermsOffer::default()
    };
    let ledger = &shop.world.ledger;
    let (terms, _) = must(flows::license::offer(ledger, &shop.artist, &asset, &offer).await);
    let buyer = shop.buyer.pubkey();
    let purchase = Purchase {
        payer: shop.world.payer.pubkey(),
        buyer,
        licensee: buyer,
        max_price: 0,
    };
    let currency = MintInfo {
        address: offer.currency,
        ..shop.currency.clone()
    };
    let buy = registry::buy_license(&purchase, &asset, &terms, &currency);
    (address::license(&terms, &buyer), buy)
}

#[tokio::test]
async fn a_free_licence_needs_neither_a_vault_nor_money() {
    let shop = Shop::open().await;
    let (license_address, buy) = free(&shop).await;
    let receipt = must(shop.world.send(&[buy], &[&shop.buyer]).await);
    let license: License = shop.world.state(&license_address).await;
    assert_eq!((license.purchases.get(), license.paid_total.get()), (1, 0));
    let [Event::LicenseBought(bought)] = events(&receipt.logs)[..] else {
        panic!("one event was expected: nothing is deposited");
    };
    assert_eq!((bought.price, bought.paid_total, bought.sold), (0, 0, 1));
}

#[tokio::test]
async fn a_free_licence_moves_no_money_whatever_accounts_are_named() {
    let shop = Shop::open().await;
    let free = TermsOffer {
        price: 0,
        ..shop.sale()
    };
    let terms = shop.offer(&free).await;
    must(
        shop.world
            .send(&[shop.purchase(&terms)], &[&shop.buyer])
            .await,
    );
    assert_eq!((shop.purse().await, shop.treasury().await), (PURSE, 0));
}

#[tokio::test]
async fn a_price_above_what_the_buyer_would_pay_is_refused() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let at_most = |max_price| {
        let purchase = Purchase {
            payer: shop.world.payer.pubkey(),
            buyer: shop.buyer.pubkey(),
            licensee: shop.buyer.pubkey(),
            max_price,
        };
        registry::buy_license(&purchase, &shop.asset, &terms, &shop.currency)
    };
    for max_price in [0, PRICE - 1] {
        let buy = at_most(max_price);
        assert_refused_unchanged(&shop.world, buy, &[&shop.buyer], "PriceAboveMaximum").await;
    }
    must(shop.world.send(&[at_most(u64::MAX)], &[&shop.buyer]).await);
    assert_eq!(
        shop.purse().await,
        PURSE - PRICE,
        "the price, not the maximum"
    );
}

#[tokio::test]
async fn no_more_are_sold_than_offered_renewals_included() {
    let shop = Shop::open().await;
    let limited = TermsOffer {
        supply_cap: 3,
        ..shop.rental(60)
    };
    let terms_address = shop.offer(&limited).await;
    let friend = Address::new_unique();
    for licensee in [shop.buyer.pubkey(), friend, friend] {
        let buy = shop.purchase_for(&terms_address, &licensee);
        must(shop.world.send(&[buy], &[&shop.buyer]).await);
    }
    for licensee in [friend, Address::new_unique()] {
        let buy = shop.purchase_for(&terms_address, &licensee);
        assert_refused_unchanged(&shop.world, buy, &[&shop.buyer], "SoldOut").await;
    }
    let terms: Terms = shop.world.state(&terms_address).await;
    assert_eq!(terms.sold.get(), 3);
}

#[tokio::test]
async fn without_a_cap_the_counter_of_sales_never_wraps() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    forge::<Terms>(&shop.world, &terms, |terms| {
        terms.sold = (u64::MAX - 1).into()
    })
    .await;
    must(
        shop.world
            .send(&[shop.purchase(&terms)], &[&shop.buyer])
            .await,
    );
    let one_more = shop.purchase_for(&terms, &Address::new_unique());
    assert_refused_unchanged(&shop.world, one_more, &[&shop.buyer], "Overflow").await;
}

#[tokio::test]
async fn retired_terms_are_not_sold_not_even_as_a_renewal() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.rental(60)).await;
    let buy = shop.purchase(&terms);
    must(
        shop.world
            .send(std::slice::from_ref(&buy), &[&shop.buyer])
            .await,
    );
    must(flows::license::retire(&shop.world.ledger, &shop.artist, &terms).await);
    assert_refused_unchanged(&shop.world, buy, &[&shop.buyer], "TermsRetired").await;
}
