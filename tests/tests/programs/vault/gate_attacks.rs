//! Attacks on making a gate.

use provenue_client::{
    Ledger, address,
    instructions::control,
    state::{Vault, VaultOptions},
    token::TOKEN_2022,
};
use provenue_tests::{Attack, SOL, World, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_sdk_ids::system_program;
use solana_signer::Signer;

/// A gated vault without its gate, its base, and an instruction that makes the gate.
async fn gateless() -> (World, Keypair, Address, Instruction) {
    let world = World::new().await;
    let base = world.person().await;
    let (vault, create) = another(&world, &base).await;
    (world, base, vault, create)
}

/// The same of another base.
async fn another(world: &World, base: &Keypair) -> (Address, Instruction) {
    let options = VaultOptions {
        gated: true,
        ..VaultOptions::default()
    };
    let vault = world.open_vault_with(base, &[], options).await;
    let create = control::create_gate(&world.payer.pubkey(), &base.pubkey(), &vault, 0, 5);
    (vault, create)
}

#[tokio::test]
async fn a_gate_that_lets_nobody_hold_anything_is_refused() {
    let (world, base, vault, _) = gateless().await;
    let create = control::create_gate(&world.payer.pubkey(), &base.pubkey(), &vault, 0, 0);
    assert_refused_unchanged(&world, create, &[&base], "ZeroAmount").await;
}

#[tokio::test]
async fn a_gate_after_the_seal_is_refused() {
    let (world, base, vault, create) = gateless().await;
    // No transaction seals a gated vault that has no gate.
    forge::<Vault>(&world, &vault, |vault| vault.state = 1).await;
    assert_refused_unchanged(&world, create, &[&base], "AlreadySealed").await;
}

#[tokio::test]
async fn a_gate_made_without_being_the_authority_is_refused() {
    let (world, base, vault, create) = gateless().await;
    let stranger = world.person().await;
    let attack = create.clone().swapping(&base.pubkey(), &stranger.pubkey());
    assert_refused_unchanged(&world, attack, &[&stranger], "NotTheAuthority").await;
    let (other, _) = another(&world, &stranger).await;
    let attack = create.swapping(&vault, &other);
    assert_refused_unchanged(&world, attack, &[&base], "InvalidSeeds").await;
    let attack = control::create_gate(&world.payer.pubkey(), &base.pubkey(), &other, 0, 5);
    assert_refused_unchanged(&world, attack, &[&base], "NotTheAuthority").await;
}

#[tokio::test]
async fn a_gate_that_nobody_signed_for_is_refused() {
    let (world, base, _, create) = gateless().await;
    let attack = create.clone().unsigned(&base.pubkey());
    assert_refused_unchanged(&world, attack, &[], "MissingRequiredSignature").await;
    let stranger = world.person().await.pubkey();
    let attack = create.swapping(&world.payer.pubkey(), &stranger);
    let attack = attack.unsigned(&stranger);
    assert_refused_unchanged(&world, attack, &[&base], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_gate_at_another_address_is_refused() {
    let (world, base, vault, create) = gateless().await;
    let other = world.person().await;
    let (other, _) = another(&world, &other).await;
    let ours = address::gate(&vault);
    for address in [address::gate(&other), Address::new_unique()] {
        let attack = create.clone().swapping(&ours, &address);
        assert_refused_unchanged(&world, attack, &[&base], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn a_gate_of_a_look_alike_is_refused() {
    let (world, base, vault, create) = gateless().await;
    let free = look_alike::<Vault>(&world, &vault, |_| {}).await;
    let attack = create.swapping(&vault, &free);
    assert_refused_unchanged(&world, attack, &[&base], "IllegalOwner").await;
}

#[tokio::test]
async fn a_gate_or_a_vault_that_is_only_read_is_refused() {
    let (world, base, vault, create) = gateless().await;
    let attack = create.clone().read_only(&vault);
    assert_refused_unchanged(&world, attack, &[&base], "ConstraintMut").await;
    let attack = create.read_only(&address::gate(&vault));
    assert_refused_unchanged(&world, attack, &[&base], "PrivilegeEscalation").await;
}

#[tokio::test]
async fn another_program_in_the_place_of_the_system_program_is_refused() {
    let (world, base, _, create) = gateless().await;
    let attack = create.swapping(&system_program::ID, &TOKEN_2022);
    assert_refused_unchanged(&world, attack, &[&base], "IncorrectProgramId").await;
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let (world, base, vault, create) = gateless().await;
    forge::<Vault>(&world, &vault, |vault| vault.version = 2).await;
    assert_refused_unchanged(&world, create, &[&base], "UnknownVersion").await;
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_stop_a_gate() {
    let (world, base, vault, create) = gateless().await;
    let gate = address::gate(&vault);
    must(world.ledger.airdrop(&gate, SOL).await);
    must(world.send(&[create], &[&base]).await);
    assert!(world.vault_state(&vault).await.has_gate.get());
}
