//! Receivers without a position: the vault's reserve pays for theirs.

use provenue_client::{
    Ledger, VAULT_PROGRAM, address,
    events::{Event, events},
    instructions::vault,
    state::Position,
};
use provenue_tests::{Attack, SOL, World, assert_refused_unchanged, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;
use spl_tlv_account_resolution::error::AccountResolutionError;

use super::{
    execute::direct_call,
    scene::{ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::overwrite,
};

/// What Token-2022 says of an account that is not what the list demands.
const INCORRECT_ACCOUNT: u32 = AccountResolutionError::IncorrectAccount as u32;

/// What a tenth of all shares earns of [`EVEN`].
const TENTH: u64 = EVEN / 10;

/// Least lamports of an account of so many bytes.
async fn rent(world: &World, bytes: usize) -> u64 {
    must(world.ledger.minimum_balance(bytes).await)
}

/// Least lamports of a position.
async fn position_rent(world: &World) -> u64 {
    rent(world, 8 + size_of::<Position>()).await
}

async fn lamports(world: &World, address: &Address) -> u64 {
    must(world.ledger.balance(address).await)
}

/// Sends lamports, as any wallet would.
async fn give(world: &World, address: &Address, lamports: u64) {
    let gift = transfer(&world.payer.pubkey(), address, lamports);
    must(world.send(&[gift], &[]).await);
}

/// Somebody who has an associated share account without a position, and an account for the money.
async fn receiver(scene: &Scene) -> Keypair {
    let person = scene.world.person().await;
    let payer = scene.world.payer.pubkey();
    let create = vault::create_share_account(&payer, &scene.vault, &person.pubkey());
    must(scene.world.send(&[create], &[]).await);
    scene
        .world
        .open_account(&person.pubkey(), &scene.currency)
        .await;
    person
}

/// With so many lamports in the reserve and at the position's address, the label sends a tenth of all
/// shares. Returns what the reserve and the position have then.
async fn left_of(reserve: u64, position: u64) -> (u64, u64) {
    let scene = Scene::new().await;
    let (world, buyer) = (&scene.world, receiver(&scene).await);
    let (reserve_address, position_address) = (
        address::rent_reserve(&scene.vault),
        scene.position_of(&buyer),
    );
    for (address, lamports) in [(&reserve_address, reserve), (&position_address, position)] {
        if lamports > 0 {
            give(world, address, lamports).await;
        }
    }
    let sale = scene.transfer(&scene.label, &buyer, 10_000_000);
    must(world.send(&[sale], &[&scene.label]).await);
    assert_eq!(scene.position(&buyer).await.units.get(), 10_000_000);
    let after = (
        lamports_of(&scene, &reserve_address).await,
        lamports_of(&scene, &position_address).await,
    );
    assert_eq!(after.0 + after.1, reserve + position);

    // All of it comes back to the reserve.
    let back = scene.transfer(&buyer, &scene.label, 10_000_000);
    let shares = scene.shares_of(&buyer);
    let close = vault::close_position(&buyer.pubkey(), &scene.vault, &shares, &reserve_address);
    must(world.send(&[back, close], &[&buyer]).await);
    let returned = lamports_of(&scene, &reserve_address).await;
    assert_eq!(returned, reserve + position);
    after
}

async fn lamports_of(scene: &Scene, address: &Address) -> u64 {
    lamports(&scene.world, address).await
}

#[tokio::test]
async fn a_plain_transfer_opens_the_receivers_position() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    let (world, buyer) = (&scene.world, receiver(&scene).await);
    let reserve = address::rent_reserve(&scene.vault);
    give(world, &reserve, SOL).await;
    scene.earn(EVEN).await;
    let sale = scene.transfer(&scene.label, &buyer, 10_000_000);
    let receipt = must(world.send(&[sale], &[&scene.label]).await);
    let [
        Event::PositionOpened(opened),
        Event::SharesTransferred(moved),
    ] = events(&receipt.logs)[..]
    else {
        panic!("two events were expected");
    };
    assert_eq!(opened.vault, scene.vault);
    assert_eq!(opened.position, scene.position_of(&buyer));
    assert_eq!(opened.token_account, scene.shares_of(&buyer));
    assert_eq!((opened.owner, opened.rent_payer), (buyer.pubkey(), reserve));
    assert_eq!(moved.destination, opened.position);
    assert_eq!(moved.destination_units, 10_000_000);

    let position = scene.position(&buyer).await;
    assert_eq!(
        (position.owner, position.rent_payer),
        (buyer.pubkey(), reserve)
    );
    assert_eq!(position.payout, Address::default());
    assert_eq!(position.units.get(), 10_000_000);
    assert_eq!(
        position.currencies[0].checkpoint.get(),
        scene.slot().await.index.get()
    );
    assert_eq!(position.currencies[0].accrued.get(), 0);
    let rent = position_rent(world).await;
    assert_eq!(lamports(world, &reserve).await, SOL - rent);
    let account = must(world.ledger.account(&opened.position).await).unwrap_or_default();
    assert_eq!((account.owner, account.lamports), (VAULT_PROGRAM, rent));

    // It earns from then on, and nothing of what came before.
    scene.earn(EVEN).await;
    let holders = [&scene.artist, &scene.label, &buyer].map(|holder| scene.holder(holder));
    let pay = vault::distribute(&scene.vault, &scene.currency, &holders);
    must(world.send(&[pay], &[]).await);
    assert_eq!(scene.purse(&scene.artist).await, 2 * ARTISTS_PART);
    assert_eq!(scene.purse(&scene.label).await, 2 * LABELS_PART - TENTH);
    assert_eq!(scene.purse(&buyer).await, TENTH);
    assert_eq!(scene.held().await, 0);
    scene.assert_balanced().await;

    // Who sells and closes gives the rent back to the reserve.
    let back = scene.transfer(&buyer, &scene.label, 10_000_000);
    let shares = scene.shares_of(&buyer);
    let close = vault::close_position(&buyer.pubkey(), &scene.vault, &shares, &reserve);
    must(world.send(&[back, close], &[&buyer]).await);
    assert_eq!(lamports(world, &reserve).await, SOL);
    assert!(must(world.ledger.account(&opened.position).await).is_none());

    // And can receive again.
    let again = scene.transfer(&scene.label, &buyer, 1);
    must(world.send(&[again], &[&scene.label]).await);
    assert_eq!(scene.position(&buyer).await.units.get(), 1);
}

#[tokio::test]
async fn one_reserve_pays_for_many_receivers_in_one_transaction() {
    let scene = Scene::new().await;
    let buyers = [receiver(&scene).await, receiver(&scene).await];
    let reserve = address::rent_reserve(&scene.vault);
    let rent = position_rent(&scene.world).await;
    give(&scene.world, &reserve, 2 * rent).await;
    let sales = buyers
        .each_ref()
        .map(|buyer| scene.transfer(&scene.label, buyer, 7));
    must(scene.world.send(&sales, &[&scene.label]).await);
    for buyer in &buyers {
        assert_eq!(scene.position(buyer).await.units.get(), 7);
    }
    assert_eq!(lamports_of(&scene, &reserve).await, 0);
    let label = scene.position(&scene.label).await.units.get();
    assert_eq!(label, LABEL_UNITS - 14);
}

#[tokio::test]
async fn a_reserve_with_just_enough_is_emptied() {
    let rent = position_rent(&World::new().await).await;
    assert_eq!(left_of(rent, 0).await, (0, rent));
}

#[tokio::test]
async fn what_a_reserve_may_not_keep_goes_along() {
    let world = World::new().await;
    let (least, rent) = (rent(&world, 0).await, position_rent(&world).await);
    for spare in [1, least / 2, least - 1] {
        assert_eq!(left_of(rent + spare, 0).await, (0, rent + spare));
    }
    assert_eq!(left_of(rent + least, 0).await, (least, rent));
}

#[tokio::test]
async fn lamports_at_the_positions_address_are_used_first() {
    let world = World::new().await;
    let (least, rent) = (rent(&world, 0).await, position_rent(&world).await);
    // The reserve adds what is missing, nothing when nothing is, and what it may not keep.
    assert_eq!(left_of(rent - least, least).await, (0, rent));
    assert_eq!(left_of(0, rent).await, (0, rent));
    assert_eq!(left_of(0, 2 * rent).await, (0, 2 * rent));
    assert_eq!(left_of(least, rent).await, (least, rent));
    assert_eq!(left_of(rent - 1, least).await, (0, rent + least - 1));
}

#[tokio::test]
async fn a_reserve_without_enough_opens_nothing() {
    let scene = Scene::new().await;
    let (world, buyer) = (&scene.world, receiver(&scene).await);
    let sale = scene.transfer(&scene.label, &buyer, 1);
    assert_refused_unchanged(world, sale.clone(), &[&scene.label], "ReserveEmpty").await;
    let rent = position_rent(world).await;
    let reserve = address::rent_reserve(&scene.vault);
    give(world, &reserve, rent - 1).await;
    assert_refused_unchanged(world, sale.clone(), &[&scene.label], "ReserveEmpty").await;

    // Whoever opens the position before needs no reserve.
    let shares = scene.shares_of(&buyer);
    let open = vault::open_position(&world.payer.pubkey(), &scene.vault, &shares);
    must(world.send(&[open, sale], &[&scene.label]).await);
    assert_eq!(lamports(world, &reserve).await, rent - 1);
    let position = scene.position(&buyer).await;
    assert_eq!(position.rent_payer, world.payer.pubkey());
}

#[tokio::test]
async fn a_full_reserve_opens_no_position_of_the_vault_itself() {
    let scene = Scene::new().await;
    let payer = scene.world.payer.pubkey();
    let create = vault::create_share_account(&payer, &scene.vault, &scene.vault);
    must(scene.world.send(&[create], &[]).await);
    give(&scene.world, &address::rent_reserve(&scene.vault), SOL).await;
    let account = address::share_account(&scene.vault, &scene.vault);
    let (source, label) = (scene.shares_of(&scene.label), scene.label.pubkey());
    let attack = vault::transfer_shares(&label, &scene.vault, &source, &account, 1);
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], "VaultAsHolder").await;
}

/// The hook called directly for a receiver without a position, on an account forged to be in the
/// middle of a transfer.
async fn forged_call(scene: &Scene, buyer: &Keypair) -> Instruction {
    /// Of an associated share account: base, its kind, an extension of no bytes, and a header.
    const TRANSFERRING: usize = 165 + 1 + 4 + 4;
    let source = scene.shares_of(&scene.label);
    overwrite(&scene.world, &source, TRANSFERRING, &[1]).await;
    direct_call(scene, &source, &scene.shares_of(buyer))
}

#[tokio::test]
async fn another_account_in_the_place_of_the_reserve_is_refused() {
    let scene = Scene::new().await;
    let (_, other) = scene.other_vault().await;
    let (world, buyer) = (&scene.world, receiver(&scene).await);
    let ours = address::rent_reserve(&scene.vault);
    let theirs = address::rent_reserve(&other);
    for reserve in [&ours, &theirs] {
        give(world, reserve, SOL).await;
    }
    // Token-2022 compares the accounts with the list, and this program with its own address.
    let sale = scene.transfer(&scene.label, &buyer, 1);
    for swapped in [&theirs, &world.payer.pubkey()] {
        let attack = sale.clone().swapping(&ours, swapped);
        let name = format!("Custom({INCORRECT_ACCOUNT})");
        assert_refused_unchanged(world, attack, &[&scene.label], &name).await;
    }
    let call = forged_call(&scene, &buyer).await;
    for swapped in [&theirs, &world.payer.pubkey()] {
        let attack = call.clone().swapping(&ours, swapped);
        assert_refused_unchanged(world, attack, &[], "WrongReserve").await;
    }
}

#[tokio::test]
async fn another_address_for_a_new_position_is_refused() {
    let scene = Scene::new().await;
    let (world, buyer) = (&scene.world, receiver(&scene).await);
    give(world, &address::rent_reserve(&scene.vault), SOL).await;
    let position = scene.position_of(&buyer);
    let other = address::position(&scene.treasury());
    let call = forged_call(&scene, &buyer).await;
    let attack = call.swapping(&position, &other);
    assert_refused_unchanged(world, attack, &[], "InvalidSeeds").await;
}

#[tokio::test]
async fn a_reserve_or_a_position_that_is_only_read_is_refused() {
    let scene = Scene::new().await;
    let (world, buyer) = (&scene.world, receiver(&scene).await);
    let reserve = address::rent_reserve(&scene.vault);
    give(world, &reserve, SOL).await;
    for key in [reserve, scene.position_of(&buyer)] {
        let attack = scene.transfer(&scene.label, &buyer, 1).read_only(&key);
        assert_refused_unchanged(world, attack, &[&scene.label], "PrivilegeEscalation").await;
    }
}
