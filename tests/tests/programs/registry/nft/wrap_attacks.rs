//! What makes no NFT of a work.

use provenue_client::{
    REGISTRY_PROGRAM, RevocationReason, address,
    instructions::{lifecycle, nft::NewNft, registry, vault::ShareName},
    state::{Asset, Terms},
    token::{TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_signer::Signer;

use super::scene::{Scene, name, plain};
use crate::registry::link_ingredient::scene::derivable;

#[tokio::test]
async fn only_the_owner_wraps() {
    let scene = Scene::new().await;
    let (world, artist, thief) = (scene.world(), &scene.shop.artist, &scene.shop.buyer);
    let propose = registry::propose_owner(&artist.pubkey(), &scene.shop.asset, &thief.pubkey());
    must(world.send(&[propose], &[artist]).await);
    // Not even whom the asset was proposed to, before they accept.
    let attack = scene
        .wrapping(&plain())
        .swapping(&artist.pubkey(), &thief.pubkey())
        .swapping(
            &scene.holding(&artist.pubkey()),
            &scene.holding(&thief.pubkey()),
        );
    assert_refused_unchanged(world, attack, &[thief], "NotTheOwner").await;
}

#[tokio::test]
async fn owner_and_payer_sign() {
    let scene = Scene::new().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let (wrap, other) = (scene.wrapping(&plain()), world.person().await.pubkey());
    let unsigned = wrap.clone().unsigned(&artist.pubkey());
    assert_refused_unchanged(world, unsigned, &[], "MissingRequiredSignature").await;
    let unpaid = wrap
        .swapping(&world.payer.pubkey(), &other)
        .unsigned(&other);
    assert_refused_unchanged(world, unpaid, &[artist], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_work_is_wrapped_once() {
    let scene = Scene::wrapped().await;
    let (world, artist, buyer) = (scene.world(), &scene.shop.artist, &scene.shop.buyer);
    let again = scene.wrapping(&plain());
    assert_refused_unchanged(world, again.clone(), &[artist], "AccountAlreadyInUse").await;

    // Nor by who has bought the NFT, or after it was burned.
    scene.send_nft(artist, &buyer.pubkey()).await;
    let bought = again
        .clone()
        .swapping(&artist.pubkey(), &buyer.pubkey())
        .swapping(
            &scene.holding(&artist.pubkey()),
            &scene.holding(&buyer.pubkey()),
        );
    assert_refused_unchanged(world, bought, &[buyer], "AccountAlreadyInUse").await;
    assert_refused_unchanged(world, again, &[artist], "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn a_proposal_ends_and_none_can_be_made_or_accepted() {
    let scene = Scene::new().await;
    let (world, artist, heir) = (scene.world(), &scene.shop.artist, &scene.shop.buyer);
    let asset = &scene.shop.asset;
    let propose = registry::propose_owner(&artist.pubkey(), asset, &heir.pubkey());
    must(world.send(std::slice::from_ref(&propose), &[artist]).await);
    let wrap = scene.wrapping(&plain());
    must(world.send(&[wrap], &[artist]).await);
    assert_eq!(scene.asset().await.pending_owner, Address::default());

    let accept = registry::accept_ownership(&heir.pubkey(), asset, true);
    assert_refused_unchanged(world, accept, &[heir], "OwnedByHolder").await;
    assert_refused_unchanged(world, propose, &[artist], "OwnedByHolder").await;
    scene.send_nft(artist, &heir.pubkey()).await;
    let propose = registry::propose_owner(&heir.pubkey(), asset, &artist.pubkey());
    assert_refused_unchanged(world, propose, &[heir], "OwnedByHolder").await;
}

#[tokio::test]
async fn the_mint_is_the_assets_own() {
    let scene = Scene::new().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let other = world.work(artist, &[]).await.asset;
    for mint in [address::nft(&other), Address::new_unique()] {
        let attack = scene.wrapping(&plain()).swapping(&scene.mint, &mint);
        assert_refused_unchanged(world, attack, &[artist], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn the_token_goes_to_the_owners_associated_account() {
    let scene = Scene::new().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let own = scene.holding(&artist.pubkey());
    let theirs = scene.holding(&scene.shop.buyer.pubkey());
    for account in [theirs, Address::new_unique()] {
        let attack = scene.wrapping(&plain()).swapping(&own, &account);
        // The program of associated token accounts says so.
        assert_refused_unchanged(world, attack, &[artist], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn a_look_alike_of_the_asset_is_refused() {
    let scene = Scene::new().await;
    let (world, thief) = (scene.world(), &scene.shop.buyer);
    let (asset, key) = (scene.shop.asset, thief.pubkey());
    let forged = look_alike::<Asset>(world, &asset, |asset| asset.owner = key).await;
    let attack = provenue_client::instructions::nft::wrap_asset(
        &world.payer.pubkey(),
        &key,
        &forged,
        &plain(),
    );
    assert_refused_unchanged(world, attack, &[thief], "IllegalOwner").await;
}

#[tokio::test]
async fn an_asset_of_an_unknown_layout_is_refused() {
    let scene = Scene::new().await;
    forge::<Asset>(scene.world(), &scene.shop.asset, |asset| asset.version = 2).await;
    let attack = scene.wrapping(&plain());
    let artist = &scene.shop.artist;
    assert_refused_unchanged(scene.world(), attack, &[artist], "UnknownVersion").await;
}

#[tokio::test]
async fn a_revoked_work_is_not_wrapped() {
    let scene = Scene::new().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let reason = RevocationReason::NotMine;
    let revoke = lifecycle::revoke_asset(&artist.pubkey(), &scene.shop.asset, reason);
    must(world.send(&[revoke], &[artist]).await);
    let attack = scene.wrapping(&plain());
    assert_refused_unchanged(world, attack, &[artist], "AssetRevoked").await;
}

#[tokio::test]
async fn terms_that_it_shows_are_the_assets_own() {
    let scene = Scene::new().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let terms = scene.shop.offer(&derivable(&scene.shop, 0)).await;
    let showing = |terms: Address| {
        scene.wrapping(&NewNft {
            terms: Some(terms),
            ..plain()
        })
    };
    let other = world
        .work(artist, std::slice::from_ref(&scene.shop.currency))
        .await;
    let offer = scene.shop.sale();
    let offered =
        provenue_client::flows::license::offer(&world.ledger, artist, &other.asset, &offer);
    let others = must(offered.await).0;
    assert_refused_unchanged(world, showing(others), &[artist], "WrongAsset").await;
    let forged = look_alike::<Terms>(world, &terms, |_| ()).await;
    assert_refused_unchanged(world, showing(forged), &[artist], "IllegalOwner").await;
    forge::<Terms>(world, &terms, |terms| terms.version = 2).await;
    assert_refused_unchanged(world, showing(terms), &[artist], "UnknownVersion").await;
}

#[tokio::test]
async fn texts_that_do_not_fit_are_refused() {
    let scene = Scene::new().await;
    for name in [
        ShareName {
            name: String::new(),
            ..name()
        },
        ShareName {
            name: "n".repeat(33),
            ..name()
        },
        ShareName {
            symbol: String::new(),
            ..name()
        },
        ShareName {
            symbol: "S".repeat(11),
            ..name()
        },
        ShareName {
            uri: "u".repeat(201),
            ..name()
        },
    ] {
        let attack = scene.wrapping(&NewNft { name, ..plain() });
        let artist = &scene.shop.artist;
        assert_refused_unchanged(scene.world(), attack, &[artist], "NftTextLength").await;
    }
}

#[tokio::test]
async fn the_longest_texts_fit_with_all_there_is_to_show() {
    let scene = Scene::new().await;
    let terms = scene.shop.offer(&derivable(&scene.shop, 0)).await;
    let name = ShareName {
        name: "n".repeat(32),
        symbol: "S".repeat(10),
        uri: "u".repeat(200),
    };
    let wrap = scene.wrapping(&NewNft {
        name,
        terms: Some(terms),
        ..plain()
    });
    must(scene.world().send(&[wrap], &[&scene.shop.artist]).await);
}

#[tokio::test]
async fn another_program_in_the_place_of_one_that_is_called_is_refused() {
    let scene = Scene::new().await;
    for program in [
        TOKEN_2022,
        spl_associated_token_account_interface_id(),
        solana_sdk_ids::system_program::ID,
    ] {
        let attack = scene.wrapping(&plain()).swapping(&program, &TOKEN);
        let artist = &scene.shop.artist;
        assert_refused_unchanged(scene.world(), attack, &[artist], "IncorrectProgramId").await;
    }
}

/// The program of associated token accounts, as the client names it.
fn spl_associated_token_account_interface_id() -> Address {
    Address::from_str_const("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL")
}

#[tokio::test]
async fn what_changes_must_be_writable() {
    let scene = Scene::new().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let asset = scene.wrapping(&plain()).read_only(&scene.shop.asset);
    assert_refused_unchanged(world, asset, &[artist], "ConstraintMut").await;
    let mint = scene.wrapping(&plain()).read_only(&scene.mint);
    assert_refused_unchanged(world, mint, &[artist], "PrivilegeEscalation").await;
    let holding = scene.holding(&artist.pubkey());
    let holding = scene.wrapping(&plain()).read_only(&holding);
    assert_refused_unchanged(world, holding, &[artist], "ConstraintMut").await;
}

#[tokio::test]
async fn one_account_in_two_places_is_refused() {
    let scene = Scene::new().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let holding = scene.holding(&artist.pubkey());
    for (place, other) in [(holding, scene.mint), (holding, scene.shop.asset)] {
        let attack = scene.wrapping(&plain()).swapping(&place, &other);
        let refused = "ConstraintDuplicateMutableAccount";
        assert_refused_unchanged(world, attack, &[artist], refused).await;
    }
    assert_eq!(scene.wrapping(&plain()).program_id, REGISTRY_PROGRAM);
}
