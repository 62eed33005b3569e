//! Taking a claim back: how, and what can and cannot be done with the asset afterwards.

use provenue_client::{
    AttestationKind, Credential, DerivativeRate, RevocationReason, Statement, TermsOffer, address,
    events::{Event, events},
    flows::{attest, mint::SHARE_UNITS, ownership, shares},
    instructions::{
        lifecycle, registry,
        vault::{self, Holder},
    },
    state::{self, Asset, License, Terms},
};
use provenue_tests::{assert_refused_unchanged, must, share_name};
use solana_signer::Signer;

use super::scene::{METADATA, Scene, assert_same};
use crate::registry::{
    link_ingredient::scene::{RATE, Scene as Derivation, derivable},
    shop::{NOW, PRICE, Shop},
};

/// The artist takes the shop's work back.
async fn revoke(shop: &Shop) {
    let artist = shop.artist.pubkey();
    let revoke = lifecycle::revoke_asset(&artist, &shop.asset, RevocationReason::Harmful);
    must(shop.world.send(&[revoke], &[&shop.artist]).await);
}

#[tokio::test]
async fn a_revoked_asset_says_why_and_stays_otherwise_as_it_was() {
    let scene = Scene::new().await;
    let before = scene.asset(&scene.old).await;
    scene.world.ledger.set_clock(NOW + 3);
    let receipt = scene.done(scene.revoking(&scene.old)).await;

    let asset = scene.asset(&scene.old).await;
    let expected = Asset {
        status: Asset::REVOKED,
        revocation_reason: 2.into(),
        updated_at: (NOW + 3).into(),
        ..before
    };
    assert_same(&asset, &expected);
    let [Event::AssetRevoked(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(
        (event.asset, event.owner, event.revoked_at, event.reason),
        (scene.old, scene.artist.pubkey(), NOW + 3, 2)
    );
    // It is among the claims on its content as before, and the next claim comes after it.
    let claims = must(state::claims(&scene.world.ledger, &asset.content_id).await);
    assert_eq!(claims.len(), 1);
    let rival = scene.world.person().await;
    let details = provenue_tests::details(asset.content_id);
    let payer = scene.world.payer.pubkey();
    let again = registry::register_asset(&payer, &rival.pubkey(), 1, &details);
    must(scene.world.send(&[again], &[&rival]).await);
}

#[tokio::test]
async fn a_reason_without_a_meaning_is_refused() {
    let scene = Scene::new().await;
    for code in [0, 7, 8, 255, 256, 999] {
        let mut attack = scene.revoking(&scene.old);
        attack.data[1..3].copy_from_slice(&u16::to_le_bytes(code));
        let refused = "UnknownRevocationReason";
        assert_refused_unchanged(&scene.world, attack, &[&scene.artist], refused).await;
    }
    for code in [1, 3, 4, 5, 6, 1_000, u16::MAX] {
        let asset = scene.world.work(&scene.artist, &[]).await.asset;
        let mut revoke = scene.revoking(&asset);
        revoke.data[1..3].copy_from_slice(&u16::to_le_bytes(code));
        scene.done(revoke).await;
        assert_eq!(scene.asset(&asset).await.revocation_reason.get(), code);
    }
}

#[tokio::test]
async fn a_revoked_asset_stays_so_and_neither_changes_nor_freezes() {
    let scene = Scene::new().await;
    scene.done(scene.revoking(&scene.old)).await;
    for attack in [
        scene.revoking(&scene.old),
        scene.updating(METADATA),
        scene.freezing(),
        scene.superseding(),
    ] {
        assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "AssetRevoked").await;
    }
}

#[tokio::test]
async fn a_revoked_asset_gets_no_vault_and_no_terms() {
    let scene = Scene::new().await;
    scene.done(scene.revoking(&scene.old)).await;
    let (payer, artist) = (scene.world.payer.pubkey(), scene.artist.pubkey());
    let open = registry::open_vault(
        &payer,
        &artist,
        &scene.old,
        &share_name(),
        Default::default(),
    );
    let offer = registry::offer_terms(&payer, &artist, &scene.old, 0, &TermsOffer::default());
    for attack in [open, offer] {
        assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "AssetRevoked").await;
    }
}

#[tokio::test]
async fn nobody_buys_or_renews_a_licence_to_a_revoked_asset() {
    let shop = Shop::open().await;
    let rented = shop.offer(&shop.rental(60)).await;
    let free = shop.offer(&TermsOffer::default()).await;
    let buy = shop.purchase(&rented);
    must(shop.world.send(&[buy], &[&shop.buyer]).await);
    revoke(&shop).await;
    let friend = shop.world.person().await.pubkey();
    for attack in [
        shop.purchase(&rented),
        shop.purchase_for(&rented, &friend),
        shop.purchase(&free),
    ] {
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "AssetRevoked").await;
    }
    // What was bought before says what it said.
    let license = address::license(&rented, &shop.buyer.pubkey());
    let license: License = shop.world.state(&license).await;
    assert!(license.is_valid_at(NOW) && !license.is_valid_at(NOW + 60));
}

#[tokio::test]
async fn nothing_is_made_from_a_revoked_asset() {
    let scene = Derivation::new().await;
    revoke(&scene.shop).await;
    let attack = scene.licensed();
    let buyer = &scene.shop.buyer;
    assert_refused_unchanged(&scene.shop.world, attack, &[buyer], "AssetRevoked").await;
    let attack = scene.agreed(DerivativeRate::default());
    let both = [buyer as _, &scene.shop.artist as _];
    assert_refused_unchanged(&scene.shop.world, attack, &both, "AssetRevoked").await;
}

#[tokio::test]
async fn a_revoked_asset_is_linked_to_nothing_more() {
    let scene = Derivation::new().await;
    let buyer = &scene.shop.buyer;
    let reason = RevocationReason::RegisteredInError;
    let revoke = lifecycle::revoke_asset(&buyer.pubkey(), &scene.child, reason);
    must(scene.shop.world.send(&[revoke], &[buyer]).await);
    let attack = scene.licensed();
    assert_refused_unchanged(&scene.shop.world, attack, &[buyer], "AssetRevoked").await;
}

#[tokio::test]
async fn terms_of_a_revoked_asset_are_retired_and_it_changes_hands() {
    let shop = Shop::open().await;
    let terms = shop.offer(&derivable(&shop, 0)).await;
    revoke(&shop).await;
    let retire = registry::retire_terms(&shop.artist.pubkey(), &shop.asset, &terms);
    must(shop.world.send(&[retire], &[&shop.artist]).await);
    let terms: Terms = shop.world.state(&terms).await;
    assert!(!terms.is_active());
    assert_eq!(terms.derivatives(), Some(RATE));

    let (ledger, heir) = (&shop.world.ledger, shop.world.person().await);
    must(ownership::offer(ledger, &shop.artist, &shop.asset, &heir.pubkey()).await);
    must(ownership::accept(ledger, &heir, &shop.asset).await);
    let asset: Asset = shop.world.state(&shop.asset).await;
    assert_eq!(asset.owner, heir.pubkey());
    assert!(asset.is_revoked());
    assert_eq!(
        shop.world.vault_state(&shop.vault).await.authority,
        heir.pubkey()
    );
    // Nor can the next owner undo it.
    let reason = RevocationReason::Replaced;
    let again = lifecycle::revoke_asset(&heir.pubkey(), &shop.asset, reason);
    assert_refused_unchanged(&shop.world, again, &[&heir], "AssetRevoked").await;
}

#[tokio::test]
async fn a_revoked_asset_is_still_attested_to() {
    let shop = Shop::open().await;
    revoke(&shop).await;
    let reviewer = shop.world.person().await;
    let notice = Statement {
        kind: AttestationKind::TakedownNotice.code(),
        ..Statement::default()
    };
    let (ledger, signer) = (&shop.world.ledger, Credential::Transaction(&reviewer));
    must(attest::attest(ledger, &reviewer, signer, &shop.asset, &notice).await);
    let kind = notice.kind;
    must(attest::revoke(ledger, &reviewer, signer, &shop.asset, kind, 1).await);
}

#[tokio::test]
async fn the_vault_of_a_revoked_asset_pays_its_holders_as_before() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let buy = shop.purchase(&terms);
    must(shop.world.send(&[buy], &[&shop.buyer]).await);
    revoke(&shop).await;

    // Deposits, transfers of shares and claims.
    let deposit = vault::deposit(&shop.buyer.pubkey(), &shop.vault, &shop.currency, 1_000_001);
    must(shop.world.send(&[deposit], &[&shop.buyer]).await);
    let artist = shop.artist.pubkey();
    let holder = Holder::of(&shop.vault, &artist);
    shop.world.open_account(&artist, &shop.currency).await;
    let claim = vault::claim(&shop.vault, &shop.currency, &holder);
    must(shop.world.send(&[claim], &[]).await);
    let paid = shop.world.token_amount(&shop.currency.ata(&artist)).await;
    assert_eq!(paid, PRICE + 1_000_001);
    assert_eq!(shop.treasury().await, 0);
    let fan = shop.world.person().await.pubkey();
    let half = SHARE_UNITS / 2;
    let (ledger, artist) = (&shop.world.ledger, &shop.artist);
    must(shares::transfer(ledger, artist, artist, &shop.vault, &fan, half).await);
}
