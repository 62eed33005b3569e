//! The numbering of claims: every claim on a work is found, because none can be left out.

use provenue_client::{
    Ledger, REGISTRY_PROGRAM, address,
    events::{Event, events},
    instructions::registry,
    state::{Asset, Terms},
};
use provenue_tests::{Attack, World, assert_refused_unchanged, details, forge, look_alike, must};
use solana_address::Address;
use solana_signer::Signer;

use super::{CONTENT, claim};
use crate::registry::shop::Shop;

#[tokio::test]
async fn rivals_claim_a_work_under_the_next_index_and_change_nothing_of_earlier_claims() {
    let world = World::new().await;
    let mut claims: Vec<(Address, Option<_>)> = Vec::new();
    for index in 0..3 {
        let rival = world.person().await;
        let receipt = must(world.send(&[claim(&world, &rival, index)], &[&rival]).await);
        let [Event::AssetRegistered(event)] = events(&receipt.logs)[..] else {
            panic!("one event was expected");
        };
        assert_eq!(event.claim_index, index);
        let address = address::asset(&CONTENT, index);
        let asset: Asset = world.state(&address).await;
        assert_eq!(
            (asset.claim_index.get(), asset.owner),
            (index, rival.pubkey())
        );
        for (earlier, before) in &claims {
            assert_eq!(&must(world.ledger.account(earlier).await), before);
        }
        claims.push((address, must(world.ledger.account(&address).await)));
    }
}

#[tokio::test]
async fn the_last_claim_has_index_65535_and_none_wraps_around_to_0() {
    let world = World::new().await;
    let owner = world.person().await;
    must(world.send(&[claim(&world, &owner, 0)], &[&owner]).await);
    let first = address::asset(&CONTENT, 0);

    // Nobody registers 65,534 claims in a test: the first one is told that it is the last but one.
    forge::<Asset>(&world, &first, |asset| asset.claim_index = 65_534.into()).await;
    let last = claim(&world, &owner, 65_535).swapping(&address::asset(&CONTENT, 65_534), &first);
    must(world.send(&[last], &[&owner]).await);

    let last = address::asset(&CONTENT, 65_535);
    forge::<Asset>(&world, &last, |asset| asset.content_id = [8; 32]).await;
    let mut wrapped =
        registry::register_asset(&world.payer.pubkey(), &owner.pubkey(), 0, &details([8; 32]));
    wrapped.accounts[3].pubkey = last;
    assert_refused_unchanged(&world, wrapped, &[&owner], "PreviousClaimMismatch").await;
}

#[tokio::test]
async fn a_claim_cannot_be_made_twice() {
    let world = World::new().await;
    let (owner, thief) = (world.person().await, world.person().await);
    must(world.send(&[claim(&world, &owner, 0)], &[&owner]).await);
    let again = claim(&world, &owner, 0);
    assert_refused_unchanged(&world, again, &[&owner], "AccountAlreadyInUse").await;
    let stolen = claim(&world, &thief, 0);
    assert_refused_unchanged(&world, stolen, &[&thief], "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn a_claim_above_the_first_needs_the_claim_before() {
    let world = World::new().await;
    let owner = world.person().await;
    let previous = address::asset(&CONTENT, 0);

    // The claim before does not exist.
    let alone = claim(&world, &owner, 1);
    assert_refused_unchanged(&world, alone, &[&owner], "UninitializedAccount").await;

    // It exists, and is not named: an optional account is left out by naming the program.
    must(world.send(&[claim(&world, &owner, 0)], &[&owner]).await);
    let unnamed = claim(&world, &owner, 1).swapping(&previous, &REGISTRY_PROGRAM);
    assert_refused_unchanged(&world, unnamed, &[&owner], "PreviousClaimMissing").await;
}

#[tokio::test]
async fn claims_have_no_gaps() {
    let world = World::new().await;
    let owner = world.person().await;
    let first = address::asset(&CONTENT, 0);
    must(world.send(&[claim(&world, &owner, 0)], &[&owner]).await);
    for (index, missing) in [(2, 1), (65_535, 65_534)] {
        let gap = claim(&world, &owner, index).swapping(&address::asset(&CONTENT, missing), &first);
        assert_refused_unchanged(&world, gap, &[&owner], "PreviousClaimMismatch").await;
    }
}

#[tokio::test]
async fn the_claim_before_must_be_on_the_same_work() {
    let world = World::new().await;
    let owner = world.person().await;
    let other =
        registry::register_asset(&world.payer.pubkey(), &owner.pubkey(), 0, &details([8; 32]));
    must(
        world
            .send(&[other, claim(&world, &owner, 0)], &[&owner])
            .await,
    );
    let rival = claim(&world, &owner, 1)
        .swapping(&address::asset(&CONTENT, 0), &address::asset(&[8; 32], 0));
    assert_refused_unchanged(&world, rival, &[&owner], "PreviousClaimMismatch").await;
}

#[tokio::test]
async fn a_claim_comes_before_neither_itself_nor_the_one_after_the_next() {
    let world = World::new().await;
    let owner = world.person().await;
    let [first, second] = [0, 1].map(|index| address::asset(&CONTENT, index));
    must(world.send(&[claim(&world, &owner, 0)], &[&owner]).await);

    let itself = claim(&world, &owner, 1).swapping(&first, &second);
    let error = "ConstraintDuplicateMutableAccount";
    assert_refused_unchanged(&world, itself, &[&owner], error).await;

    must(world.send(&[claim(&world, &owner, 1)], &[&owner]).await);
    let skipping = claim(&world, &owner, 2).swapping(&second, &first);
    assert_refused_unchanged(&world, skipping, &[&owner], "PreviousClaimMismatch").await;
}

#[tokio::test]
async fn nothing_comes_before_the_first_claim() {
    let world = World::new().await;
    let owner = world.person().await;
    must(world.send(&[claim(&world, &owner, 0)], &[&owner]).await);
    let other = details([8; 32]);
    let mut first = registry::register_asset(&world.payer.pubkey(), &owner.pubkey(), 0, &other);
    first.accounts[3].pubkey = address::asset(&CONTENT, 0);
    assert_refused_unchanged(&world, first, &[&owner], "PreviousClaimMismatch").await;
}

#[tokio::test]
async fn a_look_alike_of_the_claim_before_is_refused() {
    let world = World::new().await;
    let owner = world.person().await;
    let first = address::asset(&CONTENT, 0);
    must(world.send(&[claim(&world, &owner, 0)], &[&owner]).await);

    // The attacker's own program keeps an account that says "claim 4".
    let forged = look_alike::<Asset>(&world, &first, |asset| asset.claim_index = 4.into()).await;
    let gap = claim(&world, &owner, 5).swapping(&address::asset(&CONTENT, 4), &forged);
    assert_refused_unchanged(&world, gap, &[&owner], "IllegalOwner").await;
}

#[tokio::test]
async fn another_kind_of_account_is_not_the_claim_before() {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    let world = &shop.world;
    let owner = world.person().await;
    let second = claim(world, &owner, 1).swapping(&address::asset(&CONTENT, 0), &terms);
    assert_refused_unchanged(world, second, &[&owner], "AccountDataTooSmall").await;
    let state: Terms = world.state(&terms).await;
    assert!(state.is_active());
}

#[tokio::test]
async fn a_claim_before_of_an_unknown_layout_is_refused() {
    let world = World::new().await;
    let owner = world.person().await;
    must(world.send(&[claim(&world, &owner, 0)], &[&owner]).await);
    let first = address::asset(&CONTENT, 0);
    forge::<Asset>(&world, &first, |asset| asset.version = 2).await;
    let second = claim(&world, &owner, 1);
    assert_refused_unchanged(&world, second, &[&owner], "UnknownVersion").await;
}
