//! Somebody else who is paid in an owner's place.

use provenue_client::{
    events::{Event, events},
    instructions::{
        control,
        vault::{self, Holder},
    },
    token::TOKEN_2022,
};
use provenue_tests::{assert_refused_unchanged, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use spl_token_2022_interface::instruction::{AuthorityType, initialize_multisig2, set_authority};

use super::{
    scene::{ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::give_away,
};

/// What a multisig of Token-2022 takes.
const MULTISIG_BYTES: usize = 355;

/// `owner` has `payout` paid.
fn delegate(scene: &Scene, owner: &Keypair, payout: &Address) -> Instruction {
    let shares = scene.shares_of(owner);
    control::delegate_revenue(&owner.pubkey(), &scene.vault, &shares, payout)
}

/// Whom a claim pays for the label's shares.
fn paying(scene: &Scene, payee: &Address) -> Holder {
    Holder {
        token_account: scene.shares_of(&scene.label),
        payee: *payee,
    }
}

fn claim(scene: &Scene, holder: &Holder) -> Instruction {
    vault::claim(&scene.vault, &scene.currency, holder)
}

#[tokio::test]
async fn a_claim_pays_whom_the_owner_named() {
    let scene = Scene::earned().await;
    let world = &scene.world;
    let friend = world.person().await;
    let key = friend.pubkey();
    world.open_account(&key, &scene.currency).await;
    let receipt = must(
        world
            .send(&[delegate(&scene, &scene.label, &key)], &[&scene.label])
            .await,
    );
    let [Event::RevenueDelegated(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(
        (event.vault, event.owner),
        (scene.vault, scene.label.pubkey())
    );
    assert_eq!(event.position, scene.position_of(&scene.label));
    assert_eq!(event.payee, key);
    let position = scene.position(&scene.label).await;
    assert_eq!(
        (position.owner, position.payout),
        (scene.label.pubkey(), key)
    );

    // The owner's own account is the wrong one now. What was earned before goes along.
    let own = scene.claim(&scene.label);
    assert_refused_unchanged(world, own, &[], "WrongPayee").await;
    let receipt = must(
        world
            .send(&[claim(&scene, &paying(&scene, &key))], &[])
            .await,
    );
    let Some(Event::Claimed(event)) = events(&receipt.logs).pop() else {
        panic!("a claim was expected");
    };
    assert_eq!((event.owner, event.payee), (scene.label.pubkey(), key));
    assert_eq!(event.amount, LABELS_PART);
    assert_eq!(scene.purse(&friend).await, LABELS_PART);
    assert_eq!(scene.purse(&scene.label).await, 0);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn a_distribution_pays_whom_the_owner_named() {
    let scene = Scene::earned().await;
    let world = &scene.world;
    let friend = world.person().await;
    let key = friend.pubkey();
    world.open_account(&key, &scene.currency).await;
    let change = delegate(&scene, &scene.label, &key);
    must(world.send(&[change], &[&scene.label]).await);
    // With the owner's account the label is skipped, and the artist is paid.
    must(world.send(&[scene.distribute()], &[]).await);
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART);
    assert_eq!(scene.purse(&scene.label).await, 0);
    let holders = [Holder::from_position(&scene.position(&scene.label).await)];
    let pay = vault::distribute(&scene.vault, &scene.currency, &holders);
    must(world.send(&[pay], &[]).await);
    assert_eq!(scene.purse(&friend).await, LABELS_PART);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn the_owner_can_undo_it() {
    for zero in [false, true] {
        let scene = Scene::earned().await;
        let world = &scene.world;
        let (owner, friend) = (scene.label.pubkey(), Address::new_unique());
        let change = delegate(&scene, &scene.label, &friend);
        must(world.send(&[change], &[&scene.label]).await);
        assert_eq!(*scene.position(&scene.label).await.payee(), friend);
        let nobody = if zero { Address::default() } else { owner };
        let undo = delegate(&scene, &scene.label, &nobody);
        must(world.send(&[undo], &[&scene.label]).await);
        let position = scene.position(&scene.label).await;
        assert_eq!(
            (position.payout, *position.payee()),
            (Address::default(), owner)
        );
        must(world.send(&[scene.claim(&scene.label)], &[]).await);
        assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    }
}

/// A token account of the label's that can be given away, with all of the label's shares.
async fn movable_account(scene: &Scene) -> Address {
    let account = scene.auxiliary_position(&scene.label).await.pubkey();
    let (key, source) = (scene.label.pubkey(), scene.shares_of(&scene.label));
    let fill = vault::transfer_shares(&key, &scene.vault, &source, &account, LABEL_UNITS);
    must(scene.world.send(&[fill], &[&scene.label]).await);
    account
}

#[tokio::test]
async fn a_new_owner_is_paid_again() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    let (world, label, fan) = (&scene.world, &scene.label, &scene.fan);
    let account = movable_account(&scene).await;
    let friend = Address::new_unique();
    let change = control::delegate_revenue(&label.pubkey(), &scene.vault, &account, &friend);
    must(world.send(&[change], &[label]).await);
    scene.earn(EVEN).await;
    let give = give_away(&TOKEN_2022, &account, &label.pubkey(), &fan.pubkey());
    let settle = vault::settle(&scene.vault, &account);
    must(world.send(&[give, settle], &[label]).await);
    let position = world.position_of(&account).await;
    assert_eq!(
        (position.owner, position.payout),
        (fan.pubkey(), Address::default())
    );
    let before = scene.purse(fan).await;
    let pay = claim(&scene, &Holder::from_position(&position));
    must(world.send(&[pay], &[]).await);
    assert_eq!(scene.purse(fan).await - before, LABELS_PART);
}

#[tokio::test]
async fn a_new_owner_whom_nobody_settled_yet_can_delegate_and_the_former_cannot() {
    let scene = Scene::new().await;
    let (world, label, fan) = (&scene.world, &scene.label, &scene.fan);
    let account = movable_account(&scene).await;
    let give = give_away(&TOKEN_2022, &account, &label.pubkey(), &fan.pubkey());
    must(world.send(&[give], &[label]).await);
    let friend = Address::new_unique();
    let late = control::delegate_revenue(&label.pubkey(), &scene.vault, &account, &friend);
    assert_refused_unchanged(world, late, &[label], "NotTheOwner").await;
    let change = control::delegate_revenue(&fan.pubkey(), &scene.vault, &account, &friend);
    must(world.send(&[change], &[fan]).await);
    let position = world.position_of(&account).await;
    assert_eq!((position.owner, position.payout), (fan.pubkey(), friend));
}

#[tokio::test]
async fn nobody_delegates_for_a_token_multisig_that_cannot_sign_for_itself() {
    let scene = Scene::new().await;
    let (world, label) = (&scene.world, &scene.label);
    let account = movable_account(&scene).await;
    let multisig = Keypair::new();
    let key = multisig.pubkey();
    let space = MULTISIG_BYTES;
    let rent = must(provenue_client::Ledger::minimum_balance(&world.ledger, space).await);
    let payer = world.payer.pubkey();
    let make = solana_system_interface::instruction::create_account(
        &payer,
        &key,
        rent,
        space as u64,
        &TOKEN_2022,
    );
    let members = [label.pubkey(), scene.fan.pubkey()];
    let begin = must(initialize_multisig2(
        &TOKEN_2022,
        &key,
        &[&members[0], &members[1]],
        1,
    ));
    let kind = AuthorityType::AccountOwner;
    let give = must(set_authority(
        &TOKEN_2022,
        &account,
        Some(&key),
        kind,
        &members[0],
        &[],
    ));
    must(world.send(&[make, begin, give], &[&multisig, label]).await);
    // A member is not the owner, and the multisig's address is not signed by naming it.
    let friend = Address::new_unique();
    let attack = control::delegate_revenue(&label.pubkey(), &scene.vault, &account, &friend);
    assert_refused_unchanged(world, attack, &[label], "NotTheOwner").await;
    let mut attack = control::delegate_revenue(&key, &scene.vault, &account, &friend);
    attack.accounts[0].is_signer = false;
    assert_refused_unchanged(world, attack, &[], "MissingRequiredSignature").await;
    // It is paid at its own account all the same.
    world.open_account(&key, &scene.currency).await;
    scene.earn(EVEN).await;
    let settle = vault::settle(&scene.vault, &account);
    let holder = Holder {
        token_account: account,
        payee: key,
    };
    must(world.send(&[settle, claim(&scene, &holder)], &[]).await);
    assert_eq!(
        world.token_amount(&scene.currency.ata(&key)).await,
        LABELS_PART
    );
}
