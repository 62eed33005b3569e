//! Making an NFT of a work.

use provenue_client::{
    Ledger, REGISTRY_PROGRAM, RevocationReason, address,
    events::{Event, events},
    instructions::{lifecycle, nft::NewNft, registry, vault::ShareName},
    state::{Asset, Terms},
    token::{TOKEN, TOKEN_2022, TokenAccount},
};
use provenue_tests::{
    Attack, assert_refused, assert_refused_unchanged, existing, forge, look_alike, must,
};
use solana_address::Address;
use solana_signer::Signer;
use spl_token_2022_interface::{
    extension::{
        BaseStateWithExtensions, ExtensionType, StateWithExtensions,
        metadata_pointer::MetadataPointer, mint_close_authority::MintCloseAuthority,
    },
    instruction::{AuthorityType, mint_to, set_authority},
    state::Mint,
};
use spl_token_metadata_interface::state::TokenMetadata;

use super::scene::{Scene, name, plain};
use crate::registry::{link_ingredient::scene::derivable, shop::NOW};

#[tokio::test]
async fn the_owner_holds_the_only_token_of_a_mint_that_nobody_can_change() {
    let scene = Scene::new().await;
    let (world, artist) = (scene.world(), scene.shop.artist.pubkey());
    let before = scene.asset().await;
    world.ledger.set_clock(NOW + 7);
    let receipt = must(
        world
            .send(&[scene.wrapping(&plain())], &[&scene.shop.artist])
            .await,
    );

    let asset = scene.asset().await;
    let expected = Asset {
        mint: scene.mint,
        updated_at: (NOW + 7).into(),
        ..before
    };
    assert_eq!(bytemuck::bytes_of(&asset), bytemuck::bytes_of(&expected));

    let account = existing(world, &scene.mint).await;
    let mint = must(StateWithExtensions::<Mint>::unpack(&account.data));
    assert_eq!((mint.base.supply, mint.base.decimals), (1, 0));
    assert!(mint.base.mint_authority.is_none() && mint.base.freeze_authority.is_none());
    assert_eq!(
        must(mint.get_extension_types()),
        [
            ExtensionType::MintCloseAuthority,
            ExtensionType::MetadataPointer,
            ExtensionType::TokenMetadata
        ]
    );
    let close = must(mint.get_extension::<MintCloseAuthority>());
    assert_eq!(Option::from(close.close_authority), Some(scene.shop.asset));
    let pointer = must(mint.get_extension::<MetadataPointer>());
    assert_eq!(Option::<Address>::from(pointer.authority), None);
    assert_eq!(Option::from(pointer.metadata_address), Some(scene.mint));

    let token = must(TokenAccount::fetch(&world.ledger, &scene.holding(&artist)).await);
    let token = token.unwrap_or_else(|| panic!("a token account was expected"));
    assert_eq!((token.mint, token.owner), (scene.mint, artist));
    assert_eq!((token.amount, token.frozen), (1, false));

    // It has what it needs to stay, and no more.
    let rent = must(world.ledger.minimum_balance(account.data.len()).await);
    assert_eq!(account.lamports, rent);

    let [Event::AssetWrapped(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.asset, event.mint), (scene.shop.asset, scene.mint));
    assert_eq!(
        (event.owner, event.collection),
        (artist, Address::default())
    );
}

#[tokio::test]
async fn metadata_says_which_work_it_is_and_what_derivatives_owe() {
    let scene = Scene::new().await;
    let world = scene.world();
    let terms = scene.shop.offer(&derivable(&scene.shop, 0)).await;
    let nft = NewNft {
        terms: Some(terms),
        ..plain()
    };
    let wrap = scene.wrapping(&nft);
    must(world.send(&[wrap], &[&scene.shop.artist]).await);

    let account = existing(world, &scene.mint).await;
    let mint = must(StateWithExtensions::<Mint>::unpack(&account.data));
    let said = must(mint.get_variable_len_extension::<TokenMetadata>());
    assert_eq!(Option::<Address>::from(said.update_authority), None);
    assert_eq!(said.mint, scene.mint);
    assert_eq!((said.name, said.symbol), (name().name, name().symbol));
    assert_eq!(said.uri, name().uri);
    let content_id = scene.asset().await.content_id;
    let content_id: String = content_id
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let expected = [
        ("asset", scene.shop.asset.to_string()),
        ("content_id", content_id),
        ("vault", scene.shop.vault.to_string()),
        ("terms", terms.to_string()),
        (
            "royalties",
            "derivatives owe 10.00% of all revenue and 2.50% of revenue from outside".to_owned(),
        ),
    ];
    let expected = expected.map(|(field, value)| (field.to_owned(), value));
    assert_eq!(said.additional_metadata, expected);
    let rent = must(world.ledger.minimum_balance(account.data.len()).await);
    assert_eq!(account.lamports, rent);
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_stop_it() {
    let scene = Scene::new().await;
    let world = scene.world();
    // Less than the mint needs, and as much as a token account does.
    for address in [scene.mint, scene.holding(&scene.shop.artist.pubkey())] {
        must(world.ledger.airdrop(&address, 2_000_000).await);
    }
    let wrap = scene.wrapping(&plain());
    must(world.send(&[wrap], &[&scene.shop.artist]).await);
    assert_eq!(scene.mint_info().await.supply, 1);
}

#[tokio::test]
async fn an_owner_can_pay_for_themselves() {
    let scene = Scene::new().await;
    let (payer, artist) = (scene.world().payer.pubkey(), &scene.shop.artist);
    let wrap = scene.wrapping(&plain()).swapping(&payer, &artist.pubkey());
    must(scene.world().send(&[wrap], &[artist]).await);
    assert!(scene.asset().await.is_wrapped());
}

#[tokio::test]
async fn nobody_can_mint_freeze_take_or_rewrite_it() {
    let scene = Scene::wrapped().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let (mint, holding) = (scene.mint, scene.holding(&artist.pubkey()));
    let key = artist.pubkey();
    let mint_more = must(mint_to(&TOKEN_2022, &mint, &holding, &key, &[], 1));
    assert_refused(world.send(&[mint_more], &[artist]).await, "FixedSupply");
    for kind in [
        AuthorityType::MintTokens,
        AuthorityType::FreezeAccount,
        AuthorityType::CloseMint,
        AuthorityType::MetadataPointer,
    ] {
        let take = must(set_authority(
            &TOKEN_2022,
            &mint,
            Some(&key),
            kind,
            &key,
            &[],
        ));
        let refused = world.send(&[take], &[artist]).await;
        assert!(refused.is_err());
    }
    let rename = spl_token_metadata_interface::instruction::update_field(
        &TOKEN_2022,
        &mint,
        &key,
        spl_token_metadata_interface::state::Field::Name,
        "Other".to_owned(),
    );
    let refused = world.send(&[rename], &[artist]).await;
    assert!(refused.is_err());
}

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
