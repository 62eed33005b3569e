//! Members that become assets.

use provenue_client::{
    AssetDetails, address,
    events::{Event, events},
    instructions::{log::create_log, registry},
    member_leaf,
    state::{Asset, Log, Member},
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_signer::Signer;

use super::scene::{LATER, OWN, Scene, THEIRS, work};
use crate::registry::shop::NOW;

#[tokio::test]
async fn an_asset_has_the_time_of_the_anchor_and_says_where_it_comes_from() {
    let scene = Scene::proved().await;
    let receipt = must(scene.world.send(&[scene.making_own()], &[]).await);
    let details = work(OWN);
    let address = address::asset(&details.content_id, 0);
    let asset: Asset = scene.world.state(&address).await;
    assert_eq!(asset.owner, scene.studio.pubkey());
    assert_eq!(asset.registered_at.get(), NOW);
    assert_eq!(asset.updated_at.get(), LATER + 1_000);
    assert_eq!((asset.log, asset.log_index.get()), (scene.log, OWN));
    assert!(asset.was_member() && asset.allows_training());
    assert_eq!(asset.content_id, details.content_id);
    assert_eq!(asset.byte_length.get(), details.byte_length);
    assert_eq!(asset.media_type_text(), details.media_type);
    assert_eq!(
        (asset.claim_index.get(), asset.generation_record),
        (0, [0xa1; 32])
    );
    assert_eq!(scene.member(OWN).await.asset, address);

    let [Event::MemberMaterialised(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.asset, event.owner), (address, asset.owner));
    assert_eq!((event.log, event.index), (scene.log, OWN));
    assert_eq!((event.content_id, event.claim_index), (asset.content_id, 0));
    assert_eq!(event.registered_at, NOW);
    assert_eq!((event.disclosure, event.training_allowed), (2, 1));
}

#[tokio::test]
async fn an_asset_that_was_no_member_says_so() {
    let scene = Scene::new().await;
    let (payer, key) = (scene.world.payer.pubkey(), scene.studio.pubkey());
    let claim = registry::register_asset(&payer, &key, 0, &work(OWN));
    must(scene.world.send(&[claim], &[&scene.studio]).await);
    let asset = address::asset(&work(OWN).content_id, 0);
    let asset: Asset = scene.world.state(&asset).await;
    assert!(!asset.was_member());
    assert_eq!(asset.log_index.get(), 0);
}

#[tokio::test]
async fn a_member_becomes_one_asset_whatever_its_number() {
    let scene = Scene::proved().await;
    let make = scene.making_own();
    must(scene.world.send(std::slice::from_ref(&make), &[]).await);
    assert_refused_unchanged(&scene.world, make, &[], "AccountAlreadyInUse").await;
    let second = scene.making(OWN, &scene.studio.pubkey(), false, 1, &work(OWN));
    assert_refused_unchanged(&scene.world, second, &[], "AlreadyMaterialised").await;
}

#[tokio::test]
async fn a_rival_who_registers_meanwhile_is_earlier_by_number_and_later_by_time() {
    let scene = Scene::proved().await;
    let rival = scene.world.person().await;
    let payer = scene.world.payer.pubkey();
    let claim = registry::register_asset(&payer, &rival.pubkey(), 0, &work(OWN));
    must(scene.world.send(&[claim], &[&rival]).await);

    let taken = scene.making_own();
    assert_refused_unchanged(&scene.world, taken, &[], "AccountAlreadyInUse").await;
    let next = scene.making(OWN, &scene.studio.pubkey(), false, 1, &work(OWN));
    must(scene.world.send(&[next], &[]).await);
    let content = work(OWN).content_id;
    let rivals: Asset = scene.world.state(&address::asset(&content, 0)).await;
    let studios: Asset = scene.world.state(&address::asset(&content, 1)).await;
    assert!(studios.registered_at.get() < rivals.registered_at.get());
}

#[tokio::test]
async fn claims_of_members_have_no_gaps_either() {
    let scene = Scene::proved().await;
    let key = scene.studio.pubkey();
    let mut gap = scene.making(OWN, &key, false, 1, &work(OWN));
    let absent = gap.clone();
    assert_refused_unchanged(&scene.world, absent, &[], "UninitializedAccount").await;
    gap.accounts[5].pubkey = provenue_client::REGISTRY_PROGRAM;
    assert_refused_unchanged(&scene.world, gap, &[], "PreviousClaimMissing").await;

    let payer = scene.world.payer.pubkey();
    let other = registry::register_asset(&payer, &key, 0, &work(THEIRS));
    must(scene.world.send(&[other], &[&scene.studio]).await);
    let [own, theirs] = [OWN, THEIRS].map(|at| address::asset(&work(at).content_id, 0));
    let of_other = scene
        .making(OWN, &key, false, 1, &work(OWN))
        .swapping(&own, &theirs);
    assert_refused_unchanged(&scene.world, of_other, &[], "PreviousClaimMismatch").await;
}

#[tokio::test]
async fn nothing_of_a_member_can_be_changed() {
    let scene = Scene::proved().await;
    let (key, right) = (scene.studio.pubkey(), work(OWN));
    let changes: [&dyn Fn(&mut AssetDetails); 11] = [
        &|details| details.content_id[0] ^= 1,
        &|details| details.byte_length += 1,
        &|details| details.chunk_size_log2 = 17,
        &|details| details.media_type = "image/png".to_owned(),
        &|details| details.disclosure = 0,
        &|details| details.training_allowed = false,
        &|details| details.generation_record = None,
        &|details| details.manifest_hash = Some([1; 32]),
        &|details| details.signing_certificate = Some([1; 32]),
        &|details| details.claim_generator = "c2patool 0.9".to_owned(),
        &|details| details.digital_source_type = 1,
    ];
    for change in changes {
        let mut changed = right.clone();
        change(&mut changed);
        let attack = scene.making(OWN, &key, false, 0, &changed);
        assert_refused_unchanged(&scene.world, attack, &[], "NotAMember").await;
    }
    // Another member's account with the right details.
    let attack = scene.making(THEIRS, &key, false, 0, &right);
    assert_refused_unchanged(&scene.world, attack, &[], "NotAMember").await;
}

#[tokio::test]
async fn a_leaf_that_nobody_may_register_becomes_no_asset() {
    // The studio logged a work of no bytes: its leaf is right, the work is not.
    let scene = Scene::proved().await;
    let empty = AssetDetails {
        byte_length: 0,
        ..work(OWN)
    };
    let leaf = must(member_leaf(&scene.studio.pubkey(), &empty));
    let member = address::member(&scene.log, OWN);
    forge::<Member>(&scene.world, &member, |member| member.leaf = leaf).await;
    let attack = scene.making(OWN, &scene.studio.pubkey(), false, 0, &empty);
    assert_refused_unchanged(&scene.world, attack, &[], "EmptyFile").await;
}

#[tokio::test]
async fn a_member_that_was_not_proved_becomes_no_asset() {
    let scene = Scene::new().await;
    let attack = scene.making_own();
    assert_refused_unchanged(&scene.world, attack, &[], "AccountDataTooSmall").await;
}

#[tokio::test]
async fn look_alikes_and_other_logs_are_refused() {
    let scene = Scene::proved().await;
    let member = address::member(&scene.log, OWN);
    let make = scene.making_own();
    let forged = look_alike::<Member>(&scene.world, &member, |member| {
        member.anchored_at = 1.into();
    })
    .await;
    let attack = make.clone().swapping(&member, &forged);
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
    let forged = look_alike::<Log>(&scene.world, &scene.log, |_| ()).await;
    let attack = make.clone().swapping(&scene.log, &forged);
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
    let attack = make
        .clone()
        .swapping(&member, &address::log_anchor(&scene.log, 0));
    assert_refused_unchanged(&scene.world, attack, &[], "AccountDataTooSmall").await;

    let (payer, key) = (scene.world.payer.pubkey(), scene.studio.pubkey());
    let create = create_log(&payer, &key, 1);
    must(scene.world.send(&[create], &[&scene.studio]).await);
    let attack = make.swapping(&scene.log, &address::log(&key, 1));
    assert_refused_unchanged(&scene.world, attack, &[], "WrongLog").await;
}

#[tokio::test]
async fn accounts_of_an_unknown_layout_are_refused() {
    let scene = Scene::proved().await;
    let make = scene.making_own();
    let member = address::member(&scene.log, OWN);
    forge::<Member>(&scene.world, &member, |member| member.version = 2).await;
    assert_refused_unchanged(&scene.world, make, &[], "UnknownVersion").await;

    let scene = Scene::proved().await;
    let make = scene.making_own();
    forge::<Log>(&scene.world, &scene.log, |log| log.version = 2).await;
    assert_refused_unchanged(&scene.world, make, &[], "UnknownVersion").await;
}

#[tokio::test]
async fn what_changes_must_be_writable_at_its_own_address() {
    let scene = Scene::proved().await;
    let make = scene.making_own();
    let asset = address::asset(&work(OWN).content_id, 0);
    let attack = make.clone().swapping(&asset, &Address::new_unique());
    assert_refused_unchanged(&scene.world, attack, &[], "InvalidSeeds").await;
    let attack = make.clone().read_only(&asset);
    assert_refused_unchanged(&scene.world, attack, &[], "PrivilegeEscalation").await;
    let attack = make.read_only(&address::member(&scene.log, OWN));
    assert_refused_unchanged(&scene.world, attack, &[], "ConstraintMut").await;
}
