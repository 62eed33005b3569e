//! What gives the right to a link.

use provenue_client::{
    DerivativeRate, REGISTRY_PROGRAM, address,
    events::{Event, events},
    flows::license,
    instructions::derivation::{LinkRight, link_ingredient},
    state::{Asset, Ingredient, License, Terms, Upstream},
};
use provenue_tests::{Attack, assert_refused_unchanged, look_alike, must};
use solana_signer::Signer;

use super::scene::{RATE, Scene, derivable};
use crate::registry::shop::NOW;

#[tokio::test]
async fn a_licence_links_works_and_vaults_at_the_rates_of_its_terms() {
    let scene = Scene::new().await;
    let Scene { shop, terms, child } = &scene;
    let receipt = must(shop.world.send(&[scene.licensed()], &[&shop.buyer]).await);

    let license = address::license(terms, &shop.buyer.pubkey());
    let link: Ingredient = shop
        .world
        .state(&address::ingredient(child, &shop.asset))
        .await;
    assert_eq!((link.child, link.parent), (*child, shop.asset));
    assert_eq!((link.terms, link.license), (*terms, license));
    assert_eq!((link.relation, link.rate()), (1, RATE));
    assert_eq!((link.version, link.created_at.get()), (1, NOW));
    let edge = address::upstream(&address::vault(child), &shop.vault);
    let edge: Upstream = shop.world.state(&edge).await;
    assert!(edge.linked.get());
    assert_eq!(
        (edge.relative_bps.get(), edge.absolute_bps.get()),
        (1_000, 250)
    );
    let [made, from]: [Asset; 2] = [
        shop.world.state(child).await,
        shop.world.state(&shop.asset).await,
    ];
    assert_eq!(
        (made.ingredients_count.get(), made.derivatives_count.get()),
        (1, 0)
    );
    assert_eq!(
        (from.ingredients_count.get(), from.derivatives_count.get()),
        (0, 1)
    );

    let all = events(&receipt.logs);
    let Some(Event::IngredientLinked(event)) = all.last() else {
        panic!("an event was expected");
    };
    assert_eq!((event.child, event.parent), (*child, shop.asset));
    assert_eq!((event.terms, event.license), (*terms, license));
    assert_eq!((event.relative_bps, event.absolute_bps), (1_000, 250));
    assert_eq!((event.relation, event.ingredients_count), (1, 1));
    assert_eq!(event.derivatives_count, 1);
}

#[tokio::test]
async fn an_agreement_links_at_the_rates_agreed_to() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let agreed = DerivativeRate {
        relative_bps: 7,
        absolute_bps: 0,
    };
    let both = [&shop.buyer as _, &shop.artist as _];
    must(shop.world.send(&[scene.agreed(agreed)], &both).await);
    let link = address::ingredient(&scene.child, &shop.asset);
    let link: Ingredient = shop.world.state(&link).await;
    assert_eq!(link.rate(), agreed);
    assert!(!link.is_licensed());
}

#[tokio::test]
async fn somebody_elses_licence_is_refused() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let own = address::license(&scene.terms, &shop.buyer.pubkey());
    let other = shop.world.person().await.pubkey();
    let buy = shop.purchase_for(&scene.terms, &other);
    must(shop.world.send(&[buy], &[&shop.buyer]).await);
    let attack = scene
        .licensed()
        .swapping(&own, &address::license(&scene.terms, &other));
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "NotTheLicensee").await;
}

#[tokio::test]
async fn a_licence_that_has_ended_is_refused() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let terms = shop.offer(&derivable(shop, 60)).await;
    let buy = shop.purchase(&terms);
    must(shop.world.send(&[buy], &[&shop.buyer]).await);
    let link = scene.licensed_under(&terms);
    shop.world.ledger.set_clock(NOW + 60);
    assert_refused_unchanged(&shop.world, link.clone(), &[&shop.buyer], "LicenseExpired").await;
    let renew = shop.purchase(&terms);
    must(shop.world.send(&[renew], &[&shop.buyer]).await);
    must(shop.world.send(&[link], &[&shop.buyer]).await);
}

#[tokio::test]
async fn terms_without_derivatives_are_refused() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let terms = shop.offer(&shop.sale()).await;
    let buy = shop.purchase(&terms);
    must(shop.world.send(&[buy], &[&shop.buyer]).await);
    let attack = scene.licensed_under(&terms);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "DerivativesNotAllowed").await;
}

#[tokio::test]
async fn a_licence_under_other_terms_is_refused() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    // Cheaper for derivatives, and not bought.
    let mut offer = derivable(shop, 0);
    offer.derivatives = Some(DerivativeRate::default());
    let cheaper = shop.offer(&offer).await;
    let attack = scene.licensed().swapping(&scene.terms, &cheaper);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "WrongTerms").await;
}

#[tokio::test]
async fn a_licence_to_another_work_is_refused() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let other = shop.world.work(&shop.artist, &[]).await.asset;
    let mut link = scene.linking(LinkRight::License {
        terms: scene.terms,
        rate: DerivativeRate::default(),
    });
    link.parent = other;
    let attack = link_ingredient(&link);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "WrongAsset").await;
}

#[tokio::test]
async fn a_licence_under_retired_terms_is_as_good() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    must(license::retire(&shop.world.ledger, &shop.artist, &scene.terms).await);
    must(shop.world.send(&[scene.licensed()], &[&shop.buyer]).await);
}

#[tokio::test]
async fn look_alikes_of_licence_and_terms_are_refused() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let license = address::license(&scene.terms, &shop.buyer.pubkey());
    let forged = look_alike::<License>(&shop.world, &license, |_| ()).await;
    let attack = scene.licensed().swapping(&license, &forged);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "IllegalOwner").await;
    let forged = look_alike::<Terms>(&shop.world, &scene.terms, |_| ()).await;
    let attack = scene.licensed().swapping(&scene.terms, &forged);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "IllegalOwner").await;
}

#[tokio::test]
async fn a_link_needs_exactly_one_right() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let license = address::license(&scene.terms, &shop.buyer.pubkey());
    for left_out in [scene.terms, license] {
        let attack = scene.licensed().swapping(&left_out, &REGISTRY_PROGRAM);
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "RightMissing").await;
    }
    let artist = shop.artist.pubkey();
    let unsigned = scene
        .agreed(RATE)
        .unsigned(&artist)
        .swapping(&artist, &REGISTRY_PROGRAM);
    assert_refused_unchanged(&shop.world, unsigned, &[&shop.buyer], "RightMissing").await;
    // A licence, and other rates than those of its terms.
    let mut both = scene.licensed();
    both.data = scene.agreed(DerivativeRate::default()).data;
    assert_refused_unchanged(&shop.world, both, &[&shop.buyer], "RightMissing").await;
}

#[tokio::test]
async fn only_the_parents_owner_agrees() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let thief = scene.agreed(RATE);
    let artist = shop.artist.pubkey();
    let attack = thief.clone().swapping(&artist, &shop.buyer.pubkey());
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "NotTheLicensor").await;
    let attack = thief.unsigned(&artist);
    let refused = "MissingRequiredSignature";
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], refused).await;
}

#[tokio::test]
async fn nobody_agrees_to_more_than_all() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let attack = scene.agreed(DerivativeRate {
        relative_bps: 9_000,
        absolute_bps: 1_001,
    });
    let both = [&shop.buyer as _, &shop.artist as _];
    assert_refused_unchanged(&shop.world, attack, &both, "DerivativeRateTooHigh").await;
}
