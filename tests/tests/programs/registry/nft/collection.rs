//! Collections, and NFTs that are members of them.

use provenue_client::{
    Ledger, REGISTRY_PROGRAM, SignerRef, address,
    events::{Event, events},
    flows::nft,
    instructions::{
        nft::{Collection, NewNft, create_collection, wrap_asset},
        vault::ShareName,
    },
    token::{TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, assert_refused, assert_refused_unchanged, existing, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use spl_token_2022_interface::{
    extension::{
        BaseStateWithExtensions, ExtensionType, StateWithExtensions,
        group_member_pointer::GroupMemberPointer, group_pointer::GroupPointer,
    },
    state::Mint,
};
use spl_token_group_interface::state::{TokenGroup, TokenGroupMember};
use spl_token_metadata_interface::state::TokenMetadata;

use super::scene::{Scene, name, plain};

/// A work that is not wrapped, and a studio with a collection of two places.
struct Studio {
    scene: Scene,
    studio: Keypair,
    collection: Collection,
}

impl Studio {
    async fn new() -> Self {
        let scene = Scene::new().await;
        let studio = scene.world().person().await;
        let collection = Collection {
            curator: studio.pubkey(),
            index: 7,
        };
        let payer = scene.world().payer.pubkey();
        let create = create_collection(&payer, &collection, 2, &name());
        must(scene.world().send(&[create], &[&studio]).await);
        Self {
            scene,
            studio,
            collection,
        }
    }

    /// The artist wraps the work, as a member.
    fn joining(&self, collection: Collection) -> Instruction {
        self.scene.wrapping(&member(collection))
    }

    fn both(&self) -> [SignerRef<'_>; 2] {
        [&self.scene.shop.artist, &self.studio]
    }

    async fn group(&self) -> TokenGroup {
        let account = existing(self.scene.world(), &self.collection.address()).await;
        let mint = must(StateWithExtensions::<Mint>::unpack(&account.data));
        *must(mint.get_extension::<TokenGroup>())
    }
}

fn member(collection: Collection) -> NewNft {
    NewNft {
        collection: Some(collection),
        ..plain()
    }
}

#[tokio::test]
async fn a_collection_is_a_group_that_nobody_can_change() {
    let scene = Scene::new().await;
    let (world, studio) = (scene.world(), scene.world().person().await);
    let collection = Collection {
        curator: studio.pubkey(),
        index: 0,
    };
    let create = create_collection(&world.payer.pubkey(), &collection, 1_000, &name());
    let receipt = must(world.send(&[create], &[&studio]).await);

    let at = collection.address();
    let account = existing(world, &at).await;
    let mint = must(StateWithExtensions::<Mint>::unpack(&account.data));
    assert_eq!((mint.base.supply, mint.base.decimals), (0, 0));
    assert!(mint.base.mint_authority.is_none() && mint.base.freeze_authority.is_none());
    assert_eq!(
        must(mint.get_extension_types()),
        [
            ExtensionType::MetadataPointer,
            ExtensionType::GroupPointer,
            ExtensionType::TokenMetadata,
            ExtensionType::TokenGroup
        ]
    );
    let pointer = must(mint.get_extension::<GroupPointer>());
    assert_eq!(Option::<Address>::from(pointer.authority), None);
    assert_eq!(Option::from(pointer.group_address), Some(at));
    let group = must(mint.get_extension::<TokenGroup>());
    assert_eq!(Option::from(group.update_authority), Some(at));
    assert_eq!(group.mint, at);
    assert_eq!(
        (u64::from(group.size), u64::from(group.max_size)),
        (0, 1_000)
    );
    let said = must(mint.get_variable_len_extension::<TokenMetadata>());
    assert_eq!(Option::<Address>::from(said.update_authority), None);
    assert_eq!((said.name, said.uri), (name().name, name().uri));
    let rent = must(world.ledger.minimum_balance(account.data.len()).await);
    assert_eq!(account.lamports, rent);

    let [Event::CollectionCreated(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.collection, event.curator), (at, studio.pubkey()));
    assert_eq!((event.max_size, event.index), (1_000, 0));
}

#[tokio::test]
async fn an_nft_becomes_a_member() {
    let studio = Studio::new().await;
    let scene = &studio.scene;
    let join = studio.joining(studio.collection);
    let receipt = must(scene.world().send(&[join], &studio.both()).await);

    let at = studio.collection.address();
    let account = existing(scene.world(), &scene.mint).await;
    let mint = must(StateWithExtensions::<Mint>::unpack(&account.data));
    assert_eq!(
        must(mint.get_extension_types()),
        [
            ExtensionType::MintCloseAuthority,
            ExtensionType::MetadataPointer,
            ExtensionType::GroupMemberPointer,
            ExtensionType::TokenMetadata,
            ExtensionType::TokenGroupMember
        ]
    );
    let pointer = must(mint.get_extension::<GroupMemberPointer>());
    assert_eq!(Option::<Address>::from(pointer.authority), None);
    assert_eq!(Option::from(pointer.member_address), Some(scene.mint));
    let member = must(mint.get_extension::<TokenGroupMember>());
    assert_eq!((member.mint, member.group), (scene.mint, at));
    assert_eq!(u64::from(member.member_number), 1);
    assert_eq!(u64::from(studio.group().await.size), 1);
    let rent = must(
        scene
            .world()
            .ledger
            .minimum_balance(account.data.len())
            .await,
    );
    assert_eq!(account.lamports, rent);
    let [Event::AssetWrapped(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.collection, at);
}

#[tokio::test]
async fn each_wrapping_takes_a_place_until_the_collection_is_full() {
    let studio = Studio::new().await;
    let (scene, artist) = (&studio.scene, &studio.scene.shop.artist);
    for number in 1..=2 {
        let join = studio.joining(studio.collection);
        must(scene.world().send(&[join], &studio.both()).await);
        assert_eq!(u64::from(studio.group().await.size), number);
        must(nft::unwrap(&scene.world().ledger, artist, &scene.shop.asset).await);
    }
    let join = studio.joining(studio.collection);
    let refused = scene.world().send(&[join], &studio.both()).await;
    assert!(refused.is_err());
    assert!(!scene.asset().await.is_wrapped());
    // Without the collection it goes on.
    let wrap = scene.wrapping(&plain());
    must(scene.world().send(&[wrap], &[artist]).await);
}

#[tokio::test]
async fn an_artist_can_be_their_own_curator() {
    let scene = Scene::new().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let ledger = &world.ledger;
    let name = name();
    let created = nft::create_collection(ledger, artist, artist, 0, 5, &name);
    let (address, _) = must(created.await);
    let collection = Collection {
        curator: artist.pubkey(),
        index: 0,
    };
    assert_eq!(address, collection.address());
    let new = member(collection);
    must(nft::wrap(ledger, artist, artist, None, &scene.shop.asset, &new).await);
}

#[tokio::test]
async fn nobody_joins_somebody_elses_collection() {
    let studio = Studio::new().await;
    let (scene, artist) = (&studio.scene, &studio.scene.shop.artist);
    let (world, theirs) = (scene.world(), studio.collection.address());
    // The studio does not sign.
    let unsigned = studio
        .joining(studio.collection)
        .unsigned(&studio.studio.pubkey());
    assert_refused_unchanged(world, unsigned, &[artist], "MissingRequiredSignature").await;
    // The artist signs in its place.
    let own = Collection {
        curator: artist.pubkey(),
        index: 7,
    };
    let attack = studio.joining(own).swapping(&own.address(), &theirs);
    assert_refused_unchanged(world, attack, &[artist], "NotTheCurator").await;
    // The studio signs for another of its own.
    let other = Collection {
        index: 8,
        ..studio.collection
    };
    let attack = studio.joining(other).swapping(&other.address(), &theirs);
    assert_refused_unchanged(world, attack, &studio.both(), "NotTheCurator").await;
    assert_eq!(u64::from(studio.group().await.size), 0);
}

#[tokio::test]
async fn a_collection_that_is_none_is_refused() {
    let studio = Studio::new().await;
    let scene = &studio.scene;
    let missing = Collection {
        index: 8,
        ..studio.collection
    };
    let refused = scene
        .world()
        .send(&[studio.joining(missing)], &studio.both())
        .await;
    assert!(refused.is_err());
    assert!(!scene.asset().await.is_wrapped());

    // A group at any other address.
    let copy = provenue_tests::clone_at(scene.world(), &studio.collection.address()).await;
    let attack = studio
        .joining(studio.collection)
        .swapping(&studio.collection.address(), &copy);
    let both = studio.both();
    assert_refused_unchanged(scene.world(), attack, &both, "NotTheCurator").await;
}

#[tokio::test]
async fn a_collection_is_named_whole() {
    let studio = Studio::new().await;
    let scene = &studio.scene;
    let world = scene.world();
    let join = studio.joining(studio.collection);
    let at = studio.collection.address();
    let no_account = join.clone().swapping(&at, &REGISTRY_PROGRAM);
    let refused = "CollectionIncomplete";
    assert_refused_unchanged(world, no_account, &studio.both(), refused).await;
    let key = studio.studio.pubkey();
    let no_curator = join
        .clone()
        .unsigned(&key)
        .swapping(&key, &REGISTRY_PROGRAM);
    assert_refused_unchanged(world, no_curator, &[&scene.shop.artist], refused).await;
    let mut no_index = join;
    no_index.data = scene.wrapping(&plain()).data;
    assert_refused_unchanged(world, no_index, &studio.both(), refused).await;
}

#[tokio::test]
async fn the_collection_must_be_writable() {
    let studio = Studio::new().await;
    let attack = studio
        .joining(studio.collection)
        .read_only(&studio.collection.address());
    let both = studio.both();
    assert_refused_unchanged(studio.scene.world(), attack, &both, "ConstraintMut").await;
}

#[tokio::test]
async fn a_collection_is_made_once_and_signed_by_its_curator() {
    let studio = Studio::new().await;
    let world = studio.scene.world();
    let payer = world.payer.pubkey();
    let again = create_collection(&payer, &studio.collection, 9, &name());
    let refused = "AccountAlreadyInUse";
    assert_refused_unchanged(world, again, &[&studio.studio], refused).await;

    let thief = world.person().await;
    let key = studio.studio.pubkey();
    let next = Collection {
        index: 8,
        ..studio.collection
    };
    let create = create_collection(&payer, &next, 9, &name());
    let unsigned = create.clone().unsigned(&key);
    assert_refused_unchanged(world, unsigned, &[], "MissingRequiredSignature").await;
    let squat = create.swapping(&key, &thief.pubkey());
    assert_refused_unchanged(world, squat, &[&thief], "InvalidSeeds").await;
}

#[tokio::test]
async fn a_collection_has_room_and_a_name() {
    let studio = Studio::new().await;
    let world = studio.scene.world();
    let next = Collection {
        index: 8,
        ..studio.collection
    };
    let payer = world.payer.pubkey();
    let empty = create_collection(&payer, &next, 0, &name());
    assert_refused_unchanged(world, empty, &[&studio.studio], "EmptyCollection").await;
    let unnamed = ShareName {
        name: String::new(),
        ..name()
    };
    let unnamed = create_collection(&payer, &next, 1, &unnamed);
    assert_refused_unchanged(world, unnamed, &[&studio.studio], "NftTextLength").await;
    let other = create_collection(&payer, &next, 1, &name()).swapping(&TOKEN_2022, &TOKEN);
    assert_refused_unchanged(world, other, &[&studio.studio], "IncorrectProgramId").await;
}

#[tokio::test]
async fn members_are_added_by_wrapping_alone() {
    let studio = Studio::new().await;
    let (scene, world) = (&studio.scene, studio.scene.world());
    let wrap = scene.wrapping(&plain());
    must(world.send(&[wrap], &[&scene.shop.artist]).await);
    // Neither the studio nor the artist is an authority that Token-2022 would listen to.
    for key in [studio.studio.pubkey(), scene.shop.artist.pubkey()] {
        let join = spl_token_group_interface::instruction::initialize_member(
            &TOKEN_2022,
            &scene.mint,
            &scene.mint,
            &key,
            &studio.collection.address(),
            &key,
        );
        let refused = world.send(&[join], &studio.both()).await;
        assert!(refused.is_err());
    }
    assert_eq!(u64::from(studio.group().await.size), 0);
    let other = wrap_asset(
        &world.payer.pubkey(),
        &scene.shop.artist.pubkey(),
        &scene.shop.asset,
        &member(studio.collection),
    );
    assert_refused(
        world.send(&[other], &studio.both()).await,
        "AccountAlreadyInUse",
    );
    assert_eq!(address::nft(&scene.shop.asset), scene.mint);
}
