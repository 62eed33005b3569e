//! Making a log of works.

use provenue_client::{
    Ledger, REGISTRY_PROGRAM, address,
    events::{Event, events},
    instructions::log,
    state::Log,
};
use provenue_media::EMPTY_ROOT;
use provenue_tests::{Attack, World, assert_refused_unchanged, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::shop::NOW;

fn creating(world: &World, owner: &Keypair, id: u64) -> Instruction {
    log::create_log(&world.payer.pubkey(), &owner.pubkey(), id)
}

#[tokio::test]
async fn a_log_begins_without_leaves() {
    let world = World::new().await;
    let owner = world.person().await;
    world.ledger.set_clock(NOW);
    for id in [0, 1, u64::MAX] {
        let receipt = must(world.send(&[creating(&world, &owner, id)], &[&owner]).await);
        let address = address::log(&owner.pubkey(), id);
        let made: Log = world.state(&address).await;
        let key = owner.pubkey();
        let seeds = [Log::SEED, key.as_ref(), &id.to_le_bytes(), &[made.bump]];
        let derived = Address::create_program_address(&seeds, &REGISTRY_PROGRAM);
        assert_eq!(derived, Ok(address));
        assert_eq!((made.version, made.padding_0), (1, [0; 6]));
        assert_eq!((made.id.get(), made.owner), (id, key));
        assert_eq!((made.size.get(), made.anchors.get()), (0, 0));
        assert_eq!(made.root, EMPTY_ROOT);
        assert_eq!((made.created_at.get(), made.updated_at.get()), (NOW, NOW));

        let [Event::LogCreated(event)] = events(&receipt.logs)[..] else {
            panic!("one event was expected");
        };
        assert_eq!((event.log, event.owner, event.id), (address, key, id));
        assert_eq!(event.created_at, NOW);
    }
}

#[tokio::test]
async fn owner_and_payer_sign() {
    let world = World::new().await;
    let owner = world.person().await;
    let attack = creating(&world, &owner, 0).unsigned(&owner.pubkey());
    assert_refused_unchanged(&world, attack, &[], "MissingRequiredSignature").await;
    let stranger = Address::new_unique();
    let attack = creating(&world, &owner, 0)
        .swapping(&world.payer.pubkey(), &stranger)
        .unsigned(&stranger);
    assert_refused_unchanged(&world, attack, &[&owner], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_log_is_made_once() {
    let world = World::new().await;
    let owner = world.person().await;
    let create = creating(&world, &owner, 4);
    must(world.send(std::slice::from_ref(&create), &[&owner]).await);
    assert_refused_unchanged(&world, create, &[&owner], "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn a_log_lies_at_its_own_address() {
    let world = World::new().await;
    let (owner, other) = (world.person().await, world.person().await);
    let right = address::log(&owner.pubkey(), 0);
    for wrong in [
        address::log(&owner.pubkey(), 1),
        address::log(&other.pubkey(), 0),
        Address::new_unique(),
    ] {
        let attack = creating(&world, &owner, 0).swapping(&right, &wrong);
        assert_refused_unchanged(&world, attack, &[&owner], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn the_log_must_be_writable_and_the_system_program_the_real_one() {
    let world = World::new().await;
    let owner = world.person().await;
    let create = creating(&world, &owner, 0);
    let attack = create.clone().read_only(&create.accounts[2].pubkey);
    assert_refused_unchanged(&world, attack, &[&owner], "PrivilegeEscalation").await;
    let attack = create.swapping(&solana_sdk_ids::system_program::ID, &REGISTRY_PROGRAM);
    assert_refused_unchanged(&world, attack, &[&owner], "IncorrectProgramId").await;
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_keep_a_log_from_being_made() {
    let world = World::new().await;
    let owner = world.person().await;
    let address = address::log(&owner.pubkey(), 0);
    must(world.ledger.airdrop(&address, 1_000_000).await);
    must(world.send(&[creating(&world, &owner, 0)], &[&owner]).await);
    let made: Log = world.state(&address).await;
    assert_eq!(made.owner, owner.pubkey());
}
