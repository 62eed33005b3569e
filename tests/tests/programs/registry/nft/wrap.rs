//! Making an NFT of a work.

use provenue_client::{
    Ledger,
    events::{Event, events},
    instructions::nft::NewNft,
    state::Asset,
    token::{TOKEN_2022, TokenAccount},
};
use provenue_tests::{Attack, assert_refused, existing, must};
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
