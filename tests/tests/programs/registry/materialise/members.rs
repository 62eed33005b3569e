//! Proving that a leaf is in a log.

use provenue_client::{
    Ledger, REGISTRY_PROGRAM, address,
    events::{Event, events},
    instructions::log::ProvenLeaf,
    state::{LogAnchor, Member},
};
use provenue_media::tree::node_hash;
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_signer::Signer;

use super::scene::{LATER, OWN, SIZES, Scene, THEIRS};
use crate::registry::shop::NOW;

#[tokio::test]
async fn every_leaf_has_the_time_of_the_first_anchor_with_it() {
    let scene = Scene::new().await;
    for index in 0..SIZES[1] {
        let (sequence, time) = if index < SIZES[0] {
            (0, NOW)
        } else {
            (1, LATER)
        };
        let prove = scene.proving(sequence, index);
        let receipt = must(scene.world.send(&[prove], &[]).await);
        let member = scene.member(index).await;
        let number = index.to_le_bytes();
        let seeds = [Member::SEED, scene.log.as_ref(), &number, &[member.bump]];
        let derived = Address::create_program_address(&seeds, &REGISTRY_PROGRAM);
        assert_eq!(derived, Ok(address::member(&scene.log, index)));
        assert_eq!((member.version, member.padding_0), (1, [0; 6]));
        assert_eq!((member.index.get(), member.log), (index, scene.log));
        assert_eq!(member.leaf, scene.leaves.leaf(index));
        assert_eq!(member.anchored_at.get(), time);
        assert!(!member.is_asset());
        let [Event::MemberProved(event)] = events(&receipt.logs)[..] else {
            panic!("one event was expected");
        };
        assert_eq!((event.member, event.log), (derived.unwrap(), scene.log));
        assert_eq!((event.index, event.leaf), (index, member.leaf));
        assert_eq!(event.anchored_at, time);
    }
}

#[tokio::test]
async fn no_other_anchor_will_do() {
    let scene = Scene::new().await;
    // Of an anchor after the first the time would be later, of one before the leaf was not there.
    let late = scene.proving(1, OWN);
    assert_refused_unchanged(&scene.world, late, &[], "NotFirstAnchor").await;
    for index in [THEIRS, SIZES[1], u64::MAX] {
        let leaf = ProvenLeaf {
            index,
            ..scene.proven(0, OWN)
        };
        let early = scene.proving_leaf(0, &leaf);
        assert_refused_unchanged(&scene.world, early, &[], "NotFirstAnchor").await;
    }
}

#[tokio::test]
async fn what_is_no_leaf_is_refused() {
    let scene = Scene::new().await;
    let right = scene.proven(0, OWN);
    let with = |leaf, proof: &[[u8; 32]]| ProvenLeaf {
        index: OWN,
        leaf,
        proof: proof.to_vec(),
    };
    for leaf in [[0; 32], [0x1e; 32], scene.leaves.head(9).root] {
        let attack = scene.proving_leaf(0, &with(leaf, &right.proof));
        assert_refused_unchanged(&scene.world, attack, &[], "NotAMember").await;
    }
    for at in 0..right.proof.len() {
        let mut changed = right.clone();
        changed.proof[at][0] ^= 1;
        let attack = scene.proving_leaf(0, &changed);
        assert_refused_unchanged(&scene.world, attack, &[], "NotAMember").await;
    }
    let elsewhere = ProvenLeaf {
        index: OWN + 1,
        ..right.clone()
    };
    let attack = scene.proving_leaf(0, &elsewhere);
    assert_refused_unchanged(&scene.world, attack, &[], "NotAMember").await;
}

#[tokio::test]
async fn proofs_of_another_length_and_nodes_are_refused() {
    let scene = Scene::new().await;
    let right = scene.proven(0, OWN);
    let node = node_hash(&right.leaf, &right.proof[0]);
    let longer = [&right.proof[..], &[[0; 32]]].concat();
    for (leaf, proof) in [
        (right.leaf, &right.proof[1..]),
        (right.leaf, &longer[..]),
        (right.leaf, &[]),
        (node, &right.proof[1..]),
    ] {
        let forged = ProvenLeaf {
            index: OWN,
            leaf,
            proof: proof.to_vec(),
        };
        let attack = scene.proving_leaf(0, &forged);
        assert_refused_unchanged(&scene.world, attack, &[], "ProofLength").await;
    }
}

#[tokio::test]
async fn a_leaf_is_proved_once() {
    let scene = Scene::proved().await;
    let again = scene.proving(0, OWN);
    assert_refused_unchanged(&scene.world, again, &[], "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn a_member_lies_at_its_own_address() {
    let scene = Scene::new().await;
    let right = address::member(&scene.log, OWN);
    for wrong in [
        address::member(&scene.log, OWN + 1),
        address::member(&Address::new_unique(), OWN),
    ] {
        let attack = scene.proving(0, OWN).swapping(&right, &wrong);
        assert_refused_unchanged(&scene.world, attack, &[], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn look_alikes_and_other_kinds_of_anchors_are_refused() {
    let scene = Scene::new().await;
    let anchor = address::log_anchor(&scene.log, 0);
    let forged = look_alike::<LogAnchor>(&scene.world, &anchor, |anchor| {
        anchor.time = 1.into();
    })
    .await;
    let right = scene.proving(0, OWN);
    let attack = right.clone().swapping(&anchor, &forged);
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
    let attack = right.clone().swapping(&anchor, &scene.log);
    assert_refused_unchanged(&scene.world, attack, &[], "InvalidAccountData").await;
    forge::<LogAnchor>(&scene.world, &anchor, |anchor| anchor.version = 2).await;
    assert_refused_unchanged(&scene.world, right, &[], "UnknownVersion").await;
}

#[tokio::test]
async fn the_payer_signs_and_the_member_is_writable() {
    let scene = Scene::new().await;
    let stranger = Address::new_unique();
    let unsigned = scene
        .proving(0, OWN)
        .swapping(&scene.world.payer.pubkey(), &stranger)
        .unsigned(&stranger);
    assert_refused_unchanged(&scene.world, unsigned, &[], "MissingRequiredSignature").await;
    let read = scene
        .proving(0, OWN)
        .read_only(&address::member(&scene.log, OWN));
    assert_refused_unchanged(&scene.world, read, &[], "PrivilegeEscalation").await;
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_keep_a_leaf_from_being_proved() {
    let scene = Scene::new().await;
    let address = address::member(&scene.log, OWN);
    must(scene.world.ledger.airdrop(&address, 1_000_000).await);
    must(scene.world.send(&[scene.proving(0, OWN)], &[]).await);
    assert_eq!(scene.member(OWN).await.index.get(), OWN);
}
