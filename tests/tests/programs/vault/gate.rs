//! Vaults whose shares move only as a gate allows.

use provenue_client::{
    Ledger, VAULT_PROGRAM, address,
    events::{Event, events},
    instructions::{control, vault},
    state::{Gate, VaultOptions},
};
use provenue_tests::{Attack, World, assert_refused_unchanged, clone_at, forge, look_alike, must};
use solana_instruction::{AccountMeta, Instruction};
use solana_signer::Signer;
use spl_tlv_account_resolution::error::AccountResolutionError;

use super::{
    execute::direct_call,
    options::{NOW, founded, gated_transfer},
    scene::{ARTIST_UNITS, ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::overwrite,
};

/// The most that an account may hold in these tests.
const MOST: u64 = 80_000_000;

/// Until when shares are locked up in these tests.
const LOCKED_UNTIL: i64 = NOW + 100;

const GATED: VaultOptions = VaultOptions {
    floor_bps: 0,
    stream_seconds: 0,
    holdable: false,
    gated: true,
};

/// A gated vault whose lock-up has just ended.
async fn gated() -> Scene {
    let scene = founded(GATED, Some((LOCKED_UNTIL, MOST))).await;
    scene.world.ledger.set_clock(LOCKED_UNTIL);
    scene
}

/// Sends a transfer of the label's that must be refused.
async fn refuse(scene: &Scene, transfer: Instruction, name: &str) {
    assert_refused_unchanged(&scene.world, transfer, &[&scene.label], name).await;
}

/// The label's transfer to the artist.
fn transfer(scene: &Scene, units: u64) -> Instruction {
    gated_transfer(scene, &scene.label, &scene.artist, units)
}

#[tokio::test]
async fn a_gate_says_when_and_how_many_and_never_changes() {
    let world = World::new().await;
    let base = world.person().await;
    let vault = world.open_vault_with(&base, &[], GATED).await;
    let (payer, key) = (world.payer.pubkey(), base.pubkey());
    let create = control::create_gate(&payer, &key, &vault, -5, 1);
    let receipt = must(world.send(&[create], &[&base]).await);
    let [Event::GateCreated(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    let address = address::gate(&vault);
    assert_eq!((event.vault, event.gate), (vault, address));
    assert_eq!((event.lock_until, event.max_units), (-5, 1));
    let gate: Gate = world.state(&address).await;
    assert_eq!((gate.vault, gate.version), (vault, 1));
    assert_eq!((gate.lock_until.get(), gate.max_units.get()), (-5, 1));
    let state = world.vault_state(&vault).await;
    assert_eq!(state.gate, address);
    assert!(state.has_gate.get());
    let account = must(world.ledger.account(&address).await).unwrap_or_default();
    assert_eq!(account.owner, VAULT_PROGRAM);

    let again = control::create_gate(&payer, &key, &vault, 0, u64::MAX);
    assert_refused_unchanged(&world, again, &[&base], "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn no_share_moves_before_the_lock_up_ends() {
    let scene = founded(GATED, Some((LOCKED_UNTIL, MOST))).await;
    scene.open_payees().await;
    for time in [NOW, LOCKED_UNTIL - 1] {
        scene.world.ledger.set_clock(time);
        for units in [0, 1, 10_000_000] {
            refuse(&scene, transfer(&scene, units), "LockedUp").await;
        }
    }
    // Money is not locked up.
    scene.earn(EVEN).await;
    must(scene.world.send(&[scene.distribute()], &[]).await);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);

    scene.world.ledger.set_clock(LOCKED_UNTIL);
    let sale = transfer(&scene, 10_000_000);
    must(scene.world.send(&[sale], &[&scene.label]).await);
    scene.earn(EVEN).await;
    must(scene.world.send(&[scene.distribute()], &[]).await);
    let tenth = EVEN / 10;
    assert_eq!(scene.purse(&scene.artist).await, 2 * ARTISTS_PART + tenth);
    assert_eq!(scene.purse(&scene.label).await, 2 * LABELS_PART - tenth);
    assert_eq!(scene.held().await, 0);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn nobody_receives_more_than_the_gate_allows() {
    let scene = gated().await;
    let fits = MOST - ARTIST_UNITS;
    refuse(&scene, transfer(&scene, fits + 1), "HoldingTooLarge").await;
    refuse(&scene, transfer(&scene, LABEL_UNITS), "HoldingTooLarge").await;
    let sale = transfer(&scene, fits);
    must(scene.world.send(&[sale], &[&scene.label]).await);
    assert_eq!(scene.position(&scene.artist).await.units.get(), MOST);
    refuse(&scene, transfer(&scene, 1), "HoldingTooLarge").await;

    // Whoever is at the limit can sell, and then buy again.
    let back = gated_transfer(&scene, &scene.artist, &scene.label, 5);
    must(scene.world.send(&[back], &[&scene.artist]).await);
    refuse(&scene, transfer(&scene, 6), "HoldingTooLarge").await;
    let sale = transfer(&scene, 5);
    must(scene.world.send(&[sale], &[&scene.label]).await);
}

#[tokio::test]
async fn who_was_issued_more_than_the_gate_allows_can_only_send() {
    let scene = founded(GATED, Some((0, LABEL_UNITS))).await;
    refuse(&scene, transfer(&scene, 0), "HoldingTooLarge").await;
    refuse(&scene, transfer(&scene, 1), "HoldingTooLarge").await;
    let there = gated_transfer(&scene, &scene.artist, &scene.label, 1);
    assert_refused_unchanged(&scene.world, there, &[&scene.artist], "HoldingTooLarge").await;
    let fan = scene.fan.pubkey();
    scene.world.open_position(&scene.vault, &fan).await;
    let sale = gated_transfer(&scene, &scene.artist, &scene.fan, LABEL_UNITS);
    must(scene.world.send(&[sale], &[&scene.artist]).await);
    assert_eq!(scene.position(&scene.fan).await.units.get(), LABEL_UNITS);
}

#[tokio::test]
async fn a_transfer_without_the_gate_or_with_another_is_refused() {
    let scene = gated().await;
    let incorrect = format!(
        "Custom({})",
        AccountResolutionError::IncorrectAccount as u32
    );
    let ours = address::gate(&scene.vault);
    let (world, base) = (&scene.world, scene.world.person().await);
    let other = world.open_vault_with(&base, &[], GATED).await;
    let create = control::create_gate(&world.payer.pubkey(), &base.pubkey(), &other, 0, 1);
    must(world.send(&[create], &[&base]).await);
    let theirs = address::gate(&other);
    let copy = clone_at(world, &ours).await;
    let free = look_alike::<Gate>(world, &ours, |gate| gate.max_units = u64::MAX.into()).await;

    let without = scene.transfer(&scene.label, &scene.artist, 1);
    refuse(&scene, without, &incorrect).await;
    for gate in [theirs, copy, free, scene.vault] {
        let attack = transfer(&scene, 1).swapping(&ours, &gate);
        refuse(&scene, attack, &incorrect).await;
    }

    // Not even were Token-2022 to call the hook with them.
    /// Of an associated share account: base, its kind, an extension of no bytes, and a header.
    const TRANSFERRING: usize = 165 + 1 + 4 + 4;
    let (source, destination) = (
        scene.shares_of(&scene.label),
        scene.shares_of(&scene.artist),
    );
    overwrite(world, &source, TRANSFERRING, &[1]).await;
    let call = direct_call(&scene, &source, &destination);
    assert_refused_unchanged(world, call.clone(), &[], "WrongGate").await;
    for gate in [theirs, copy, free] {
        let mut attack = call.clone();
        attack.accounts.push(AccountMeta::new_readonly(gate, false));
        assert_refused_unchanged(world, attack, &[], "WrongGate").await;
    }
    let mut call = call;
    call.accounts.push(AccountMeta::new_readonly(ours, false));
    must(world.send(&[call], &[]).await);
}

#[tokio::test]
async fn a_gate_of_a_later_layout_stops_transfers() {
    let scene = gated().await;
    let gate = address::gate(&scene.vault);
    forge::<Gate>(&scene.world, &gate, |gate| gate.version = 2).await;
    refuse(&scene, transfer(&scene, 1), "UnknownVersion").await;
}

#[tokio::test]
async fn a_gated_vault_without_its_gate_cannot_be_sealed() {
    let world = World::new().await;
    let base = world.person().await;
    let vault = world.open_vault_with(&base, &[], GATED).await;
    let account = world.open_position(&vault, &base.pubkey()).await;
    let issue = vault::issue_shares(&base.pubkey(), &vault, &account, 100_000_000);
    must(world.send(&[issue], &[&base]).await);
    let seal = vault::seal(&base.pubkey(), &vault);
    assert_refused_unchanged(&world, seal.clone(), &[&base], "NoGate").await;
    let payer = world.payer.pubkey();
    let create = control::create_gate(&payer, &base.pubkey(), &vault, 0, 1);
    must(world.send(&[create, seal], &[&base]).await);
    assert!(world.vault_state(&vault).await.is_sealed());
}

#[tokio::test]
async fn a_vault_that_was_created_without_a_gate_gets_none() {
    let world = World::new().await;
    let base = world.person().await;
    let vault = world
        .open_vault_with(&base, &[], VaultOptions::default())
        .await;
    let payer = world.payer.pubkey();
    let create = control::create_gate(&payer, &base.pubkey(), &vault, 0, 1);
    assert_refused_unchanged(&world, create.clone(), &[&base], "NotGated").await;
    world
        .issue_and_seal(&base, &vault, &[(base.pubkey(), 100_000_000)])
        .await;
    assert_refused_unchanged(&world, create, &[&base], "NotGated").await;
}
