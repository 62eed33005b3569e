//! Offering licences.

use provenue_client::{
    DerivativeRate, REGISTRY_PROGRAM, TermsOffer, address,
    events::{Event, events},
    flows::license,
    instructions::registry,
    state::{Asset, Terms, Vault},
    token::{NewMint, TOKEN},
};
use provenue_registry::offer::MAX_PERIOD_SECONDS;
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must, share_name};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::shop::{NOW, PRICE, Shop};

/// `owner` offers licences to `asset` under that index.
fn offering(
    shop: &Shop,
    owner: &Keypair,
    asset: &Address,
    index: u16,
    offer: &TermsOffer,
) -> Instruction {
    let payer = shop.world.payer.pubkey();
    registry::offer_terms(&payer, &owner.pubkey(), asset, index, offer)
}

/// The artist's first offer.
fn first(shop: &Shop, offer: &TermsOffer) -> Instruction {
    offering(shop, &shop.artist, &shop.asset, 0, offer)
}

#[tokio::test]
async fn terms_record_all_that_is_offered() {
    let shop = Shop::open().await;
    let before: Asset = shop.world.state(&shop.asset).await;
    shop.world.ledger.set_clock(NOW + 9);
    let offer = TermsOffer {
        currency: shop.currency.address,
        price: 12_345_678_901,
        supply_cap: 77,
        period_seconds: 86_400,
        document_hash: [5; 32],
        derivatives: Some(DerivativeRate {
            relative_bps: 1_000,
            absolute_bps: 250,
        }),
    };
    let receipt = must(
        shop.world
            .send(&[first(&shop, &offer)], &[&shop.artist])
            .await,
    );

    let address = address::terms(&shop.asset, 0);
    let terms: Terms = shop.world.state(&address).await;
    let signer = [Terms::SEED, shop.asset.as_ref(), &[0, 0], &[terms.bump]];
    let derived = Address::create_program_address(&signer, &REGISTRY_PROGRAM);
    assert_eq!(derived, Ok(address));
    assert_eq!((terms.version, terms.active), (1, 1));
    assert_eq!(terms.index.get(), 0);
    assert_eq!(terms.asset, shop.asset);
    assert_eq!(terms.currency, shop.currency.address);
    assert_eq!(terms.price.get(), 12_345_678_901);
    assert_eq!(terms.supply_cap.get(), 77);
    assert_eq!(terms.sold.get(), 0);
    assert_eq!(terms.period_seconds.get(), 86_400);
    assert_eq!(terms.document_hash, [5; 32]);
    assert_eq!(terms.created_at.get(), NOW + 9);
    assert_eq!(terms.derivatives(), offer.derivatives);
    assert_eq!(terms.padding_0, [0; 6]);

    let asset: Asset = shop.world.state(&shop.asset).await;
    let expected = Asset {
        terms_count: 1.into(),
        updated_at: (NOW + 9).into(),
        ..before
    };
    assert_eq!(bytemuck::bytes_of(&asset), bytemuck::bytes_of(&expected));

    let [Event::TermsOffered(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.asset, event.terms), (shop.asset, address));
    assert_eq!(event.currency, shop.currency.address);
    assert_eq!(event.document_hash, [5; 32]);
    assert_eq!(
        (event.price, event.supply_cap, event.period_seconds),
        (12_345_678_901, 77, 86_400)
    );
    assert_eq!((event.index, event.terms_count), (0, 1));
    let derivatives = (event.derivative_relative_bps, event.derivative_absolute_bps);
    assert_eq!((event.derivatives_allowed, derivatives), (1, (1_000, 250)));
}

#[tokio::test]
async fn derivatives_that_owe_more_than_they_earn_are_refused() {
    let shop = Shop::open().await;
    let owing = |relative_bps, absolute_bps| TermsOffer {
        derivatives: Some(DerivativeRate {
            relative_bps,
            absolute_bps,
        }),
        ..shop.sale()
    };
    for (relative, absolute) in [(10_001, 0), (5_000, 5_001), (u16::MAX, u16::MAX)] {
        let attack = first(&shop, &owing(relative, absolute));
        let refused = "DerivativeRateTooHigh";
        assert_refused_unchanged(&shop.world, attack, &[&shop.artist], refused).await;
    }
    must(
        shop.world
            .send(&[first(&shop, &owing(4_000, 6_000))], &[&shop.artist])
            .await,
    );
}

#[tokio::test]
async fn what_derivatives_owe_needs_the_assets_vault() {
    let shop = Shop::open().await;
    let bare = shop.world.work(&shop.artist, &[]).await.asset;
    let owing = |relative_bps| TermsOffer {
        derivatives: Some(DerivativeRate {
            relative_bps,
            absolute_bps: 0,
        }),
        ..TermsOffer::default()
    };
    let mut attack = offering(&shop, &shop.artist, &bare, 0, &owing(1));
    attack.accounts[4].pubkey = REGISTRY_PROGRAM;
    assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "VaultMissing").await;
    let free = offering(&shop, &shop.artist, &bare, 0, &owing(0));
    must(shop.world.send(&[free], &[&shop.artist]).await);
    let terms: Terms = shop.world.state(&address::terms(&bare, 0)).await;
    assert_eq!(terms.derivatives(), Some(DerivativeRate::default()));
}

#[tokio::test]
async fn terms_are_numbered_in_order_and_retired_ones_keep_their_number() {
    let shop = Shop::open().await;
    for index in 0..3 {
        let offer = offering(&shop, &shop.artist, &shop.asset, index, &shop.sale());
        let receipt = must(shop.world.send(&[offer], &[&shop.artist]).await);
        let [Event::TermsOffered(event)] = events(&receipt.logs)[..] else {
            panic!("one event was expected");
        };
        assert_eq!((event.index, event.terms_count), (index, index + 1));
        let address = address::terms(&shop.asset, index);
        let terms: Terms = shop.world.state(&address).await;
        assert_eq!(terms.index.get(), index);
        must(license::retire(&shop.world.ledger, &shop.artist, &address).await);
    }
    let asset: Asset = shop.world.state(&shop.asset).await;
    assert_eq!(asset.terms_count.get(), 3);
}

#[tokio::test]
async fn a_free_offer_needs_no_vault_and_may_name_any_currency() {
    let shop = Shop::open().await;
    let asset = shop.world.work(&shop.artist, &[]).await.asset;
    let free = TermsOffer {
        currency: Address::new_unique(),
        ..TermsOffer::default()
    };
    let offer = offering(&shop, &shop.artist, &asset, 0, &free);
    assert_eq!(
        offer.accounts[4].pubkey, REGISTRY_PROGRAM,
        "no vault is named"
    );
    must(shop.world.send(&[offer], &[&shop.artist]).await);
    let terms: Terms = shop.world.state(&address::terms(&asset, 0)).await;
    assert_eq!((terms.price.get(), terms.currency), (0, free.currency));
}

#[tokio::test]
async fn the_largest_numbers_can_be_offered() {
    let shop = Shop::open().await;
    let offer = TermsOffer {
        price: u64::MAX,
        supply_cap: u64::MAX,
        period_seconds: MAX_PERIOD_SECONDS,
        ..shop.sale()
    };
    let terms: Terms = shop.world.state(&shop.offer(&offer).await).await;
    assert_eq!(terms.price.get(), u64::MAX);
    assert_eq!(terms.supply_cap.get(), u64::MAX);
    assert_eq!(terms.period_seconds.get(), MAX_PERIOD_SECONDS);
}

#[tokio::test]
async fn a_price_can_be_asked_before_the_vault_is_sealed() {
    let shop = Shop::open().await;
    let world = &shop.world;
    let asset = world.work(&shop.artist, &[]).await.asset;
    let key = shop.artist.pubkey();
    let open = registry::open_vault(
        &world.payer.pubkey(),
        &key,
        &asset,
        &share_name(),
        Default::default(),
    );
    let vault = address::vault(&asset);
    let take = provenue_client::flows::mint::currency_action(
        &world.payer.pubkey(),
        &key,
        &vault,
        &shop.currency,
    );
    let mut instructions = vec![open];
    instructions.extend(take.instructions);
    instructions.push(offering(&shop, &shop.artist, &asset, 0, &shop.sale()));
    must(world.send(&instructions, &[&shop.artist]).await);
    let terms: Terms = world.state(&address::terms(&asset, 0)).await;
    assert!(terms.is_active());
    assert!(!world.vault_state(&vault).await.is_sealed());
}

#[tokio::test]
async fn only_the_owner_offers() {
    let shop = Shop::open().await;
    let stranger = shop.world.person().await;
    let propose = registry::propose_owner(&shop.artist.pubkey(), &shop.asset, &stranger.pubkey());
    must(shop.world.send(&[propose], &[&shop.artist]).await);
    let attack = offering(&shop, &stranger, &shop.asset, 0, &shop.sale());
    assert_refused_unchanged(&shop.world, attack, &[&stranger], "NotTheOwner").await;
}

#[tokio::test]
async fn owner_and_payer_sign() {
    let shop = Shop::open().await;
    let payer = shop.world.person().await;
    let offer = first(&shop, &shop.sale());
    let unsigned = offer.clone().unsigned(&shop.artist.pubkey());
    assert_refused_unchanged(&shop.world, unsigned, &[], "MissingRequiredSignature").await;
    let unpaid = offer
        .swapping(&shop.world.payer.pubkey(), &payer.pubkey())
        .unsigned(&payer.pubkey());
    assert_refused_unchanged(
        &shop.world,
        unpaid,
        &[&shop.artist],
        "MissingRequiredSignature",
    )
    .await;
}

#[tokio::test]
async fn terms_have_no_gaps_and_an_index_is_used_once() {
    let shop = Shop::open().await;
    let signers: [&(dyn Signer + Sync); 1] = [&shop.artist];
    for index in [1, 65_535] {
        let gap = offering(&shop, &shop.artist, &shop.asset, index, &shop.sale());
        assert_refused_unchanged(&shop.world, gap, &signers, "TermsIndexTaken").await;
    }
    shop.offer(&shop.sale()).await;
    let again = first(
        &shop,
        &TermsOffer {
            price: 1,
            ..shop.sale()
        },
    );
    assert_refused_unchanged(&shop.world, again, &signers, "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn there_are_at_most_65535_terms() {
    let shop = Shop::open().await;
    let last_but_one = 65_534;
    forge::<Asset>(&shop.world, &shop.asset, |asset| {
        asset.terms_count = last_but_one.into();
    })
    .await;
    shop.offer(&shop.sale()).await;
    let one_more = offering(&shop, &shop.artist, &shop.asset, 65_535, &shop.sale());
    assert_refused_unchanged(&shop.world, one_more, &[&shop.artist], "TooManyTerms").await;
}

#[tokio::test]
async fn terms_lie_at_their_own_address() {
    let shop = Shop::open().await;
    let other = shop.world.work(&shop.artist, &[]).await.asset;
    let terms = address::terms(&shop.asset, 0);
    for elsewhere in [
        address::terms(&other, 0),
        address::terms(&shop.asset, 1),
        Address::new_unique(),
    ] {
        let attack = first(&shop, &shop.sale()).swapping(&terms, &elsewhere);
        assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn a_price_needs_the_vault() {
    let shop = Shop::open().await;
    let bare = shop.world.work(&shop.artist, &[]).await.asset;
    for price in [1, PRICE, u64::MAX] {
        let offer = TermsOffer {
            price,
            ..shop.sale()
        };
        // The asset has none, or it has one that is not named.
        for (asset, vault) in [(bare, address::vault(&bare)), (shop.asset, shop.vault)] {
            let attack = offering(&shop, &shop.artist, &asset, 0, &offer)
                .swapping(&vault, &REGISTRY_PROGRAM);
            assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "VaultMissing").await;
        }
    }
}

#[tokio::test]
async fn another_vault_is_refused_even_for_a_free_offer() {
    let shop = Shop::open().await;
    let taken = std::slice::from_ref(&shop.currency);
    let other = shop.world.work(&shop.artist, taken).await.asset;
    let bare = shop.world.work(&shop.artist, &[]).await.asset;
    let free = TermsOffer::default();
    for (asset, offer) in [
        (shop.asset, shop.sale()),
        (shop.asset, free.clone()),
        (bare, free),
    ] {
        let vault = address::vault(&asset);
        let mut attack = offering(&shop, &shop.artist, &asset, 0, &offer);
        let named = attack.accounts[4].pubkey;
        assert!(named == vault || named == REGISTRY_PROGRAM);
        attack.accounts[4].pubkey = address::vault(&other);
        assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "WrongVault").await;
    }
}

#[tokio::test]
async fn look_alikes_of_asset_and_vault_are_refused() {
    let shop = Shop::open().await;
    let thief = shop.world.person().await;
    let asset = look_alike::<Asset>(&shop.world, &shop.asset, |asset| {
        asset.owner = thief.pubkey();
    })
    .await;
    let attack = offering(&shop, &thief, &asset, 0, &shop.sale())
        .swapping(&address::vault(&asset), &shop.vault);
    assert_refused_unchanged(&shop.world, attack, &[&thief], "IllegalOwner").await;

    let vault = look_alike::<Vault>(&shop.world, &shop.vault, |_| ()).await;
    let attack = first(&shop, &shop.sale()).swapping(&shop.vault, &vault);
    assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "IllegalOwner").await;
}

#[tokio::test]
async fn a_currency_that_the_vault_does_not_take_is_refused() {
    let shop = Shop::open().await;
    let other = shop.world.currency(NewMint::spl(6)).await;
    // The zero address stands in the vault's slots that are not in use.
    for currency in [other.address, Address::default(), shop.vault] {
        let offer = TermsOffer {
            currency,
            ..shop.sale()
        };
        let attack = first(&shop, &offer);
        assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "CurrencyNotTaken").await;
    }
}

#[tokio::test]
async fn a_period_past_the_clock_s_range_is_refused() {
    let shop = Shop::open().await;
    for period in [MAX_PERIOD_SECONDS + 1, u64::MAX] {
        let attack = first(&shop, &shop.rental(period));
        assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "PeriodTooLong").await;
    }
}

#[tokio::test]
async fn accounts_of_an_unknown_layout_are_refused() {
    let shop = Shop::open().await;
    let offer = first(&shop, &shop.sale());
    forge::<Vault>(&shop.world, &shop.vault, |vault| vault.version = 2).await;
    assert_refused_unchanged(
        &shop.world,
        offer.clone(),
        &[&shop.artist],
        "UnknownVersion",
    )
    .await;

    let shop = Shop::open().await;
    let offer = first(&shop, &shop.sale());
    forge::<Asset>(&shop.world, &shop.asset, |asset| asset.version = 2).await;
    assert_refused_unchanged(&shop.world, offer, &[&shop.artist], "UnknownVersion").await;
}

#[tokio::test]
async fn other_kinds_of_accounts_are_refused() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let as_asset = offering(&shop, &shop.artist, &terms, 0, &TermsOffer::default());
    assert_refused_unchanged(
        &shop.world,
        as_asset,
        &[&shop.artist],
        "AccountDataTooSmall",
    )
    .await;
    let position = address::position(&address::share_account(&shop.vault, &shop.artist.pubkey()));
    let as_vault = offering(&shop, &shop.artist, &shop.asset, 1, &shop.sale())
        .swapping(&shop.vault, &position);
    assert_refused_unchanged(
        &shop.world,
        as_vault,
        &[&shop.artist],
        "AccountDataTooSmall",
    )
    .await;
}

#[tokio::test]
async fn what_changes_must_be_writable_and_the_system_program_the_real_one() {
    let shop = Shop::open().await;
    let offer = first(&shop, &shop.sale());
    let asset = offer.clone().read_only(&shop.asset);
    assert_refused_unchanged(&shop.world, asset, &[&shop.artist], "ConstraintMut").await;
    let terms = offer.clone().read_only(&address::terms(&shop.asset, 0));
    assert_refused_unchanged(&shop.world, terms, &[&shop.artist], "PrivilegeEscalation").await;
    let attack = offer.swapping(&solana_sdk_ids::system_program::ID, &TOKEN);
    assert_refused_unchanged(&shop.world, attack, &[&shop.artist], "IncorrectProgramId").await;
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_keep_terms_from_being_offered() {
    use provenue_client::Ledger;
    let shop = Shop::open().await;
    let terms = address::terms(&shop.asset, 0);
    must(shop.world.ledger.airdrop(&terms, 1_000_000).await);
    assert_eq!(shop.offer(&shop.sale()).await, terms);
}
