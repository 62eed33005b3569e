//! What an issuer does with its powers hurts its own currency, and no other of the same vault.

use provenue_client::{
    VAULT_PROGRAM,
    events::{Event, events},
    instructions::vault::{self, Holder},
    state::risk,
    token::{self, MintInfo, NewMint, TOKEN_2022},
};
use provenue_tests::{World, assert_refused_unchanged, must};
use provenue_vault::VaultError;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;
use spl_token_2022_interface::{
    extension::{ExtensionType, pausable, transfer_hook},
    instruction::transfer_checked,
};

use super::{
    currency_extensions::mint_with,
    graph::{Graph, hop, paid, relative},
    scene::{ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, PURSE, Scene},
    tokens::{Recipe, freeze, thaw},
};

/// [`beside_a_sound_one`] of a currency whose issuer has powers.
async fn two_currencies(powers: &[ExtensionType]) -> (Scene, MintInfo) {
    let world = World::new().await;
    let risky = mint_with(&world, powers).await;
    beside_a_sound_one(world, risky).await
}

/// A vault that has earned [`EVEN`] of a risky currency, which is the scene's, and as much of a sound
/// one; and the latter.
async fn beside_a_sound_one(world: World, risky: MintInfo) -> (Scene, MintInfo) {
    let sound = world.currency(NewMint::spl(6)).await;
    let [artist, label, fan] = [
        world.person().await,
        world.person().await,
        world.person().await,
    ];
    let currencies = [risky.clone(), sound.clone()];
    let holders = [(label.pubkey(), LABEL_UNITS)];
    let vault = world.vault(&artist, &currencies, &holders).await;
    for currency in &currencies {
        world.fund(&fan, currency, PURSE).await;
        for holder in [&artist, &label] {
            world.open_account(&holder.pubkey(), currency).await;
        }
    }
    let scene = Scene {
        world,
        artist,
        label,
        fan,
        currency: risky,
        vault,
    };
    scene.earn(EVEN).await;
    must(
        scene
            .world
            .send(&[deposit(&scene, &sound)], &[&scene.fan])
            .await,
    );
    (scene, sound)
}

/// The fan pays [`EVEN`] of `currency`.
fn deposit(scene: &Scene, currency: &MintInfo) -> Instruction {
    vault::deposit(&scene.fan.pubkey(), &scene.vault, currency, EVEN)
}

/// Asserts that the sound currency is claimed, paid in and distributed as ever.
async fn assert_unharmed(scene: &Scene, sound: &MintInfo) {
    let (world, vault) = (&scene.world, &scene.vault);
    let holders = [&scene.artist, &scene.label].map(|holder| Holder::of(vault, &holder.pubkey()));
    let claim = vault::claim(vault, sound, &holders[1]);
    must(
        world
            .send(&[claim, deposit(scene, sound)], &[&scene.fan])
            .await,
    );
    let pay = vault::distribute(vault, sound, &holders);
    must(world.send(&[pay], &[]).await);
    let artist = world.token_amount(&sound.ata(&scene.artist.pubkey())).await;
    let label = world.token_amount(&sound.ata(&scene.label.pubkey())).await;
    assert_eq!((artist, label), (2 * ARTISTS_PART, 2 * LABELS_PART));
    assert_eq!(world.token_amount(&sound.ata(vault)).await, 0);
}

/// Asserts that both holders get all that the harmed currency brought, once the harm is undone.
async fn assert_healed(scene: &Scene) {
    must(scene.world.send(&[scene.distribute()], &[]).await);
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    assert_eq!(scene.held().await, 0);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn a_treasury_that_a_permanent_delegate_empties() {
    let (scene, sound) = two_currencies(&[ExtensionType::PermanentDelegate]).await;
    let (world, currency) = (&scene.world, &scene.currency);
    let risks = scene.slot().await.risks.get();
    assert_eq!(risks, risk::SEIZE | risk::FREEZE);
    let issuer = world.payer.pubkey();
    world.open_account(&issuer, currency).await;
    let seize = must(transfer_checked(
        &TOKEN_2022,
        &scene.treasury(),
        &currency.address,
        &currency.ata(&issuer),
        &issuer,
        &[],
        EVEN,
        6,
    ));
    must(world.send(&[seize], &[]).await);

    assert_refused_unchanged(world, scene.claim(&scene.label), &[], "InsufficientFunds").await;
    // Nothing is booked that only fills a part of the hole.
    let pay = scene.deposit(EVEN);
    assert_refused_unchanged(world, pay, &[&scene.fan], "TreasuryShort").await;
    let receipt = must(world.send(&[scene.distribute()], &[]).await);
    let [Event::HolderSkipped(artist), Event::HolderSkipped(label)] = events(&receipt.logs)[..]
    else {
        panic!("two skipped holders were expected");
    };
    assert_eq!((artist.due, label.due), (ARTISTS_PART, LABELS_PART));
    let short = u64::from(VaultError::TreasuryShort.code());
    assert_eq!((artist.reason, label.reason), (short, short));
    assert_unharmed(&scene, &sound).await;

    // What was due stays due, and is paid when the money is back.
    must(token::mint_to(&world.ledger, &world.payer, currency, &scene.vault, EVEN).await);
    assert_healed(&scene).await;
}

#[tokio::test]
async fn a_paused_mint() {
    let (scene, sound) = two_currencies(&[ExtensionType::Pausable]).await;
    let (world, currency) = (&scene.world, &scene.currency);
    assert_eq!(scene.slot().await.risks.get(), risk::PAUSE | risk::FREEZE);
    let issuer = world.payer.pubkey();
    let mint = &currency.address;
    let pause = must(pausable::instruction::pause(
        &TOKEN_2022,
        mint,
        &issuer,
        &[],
    ));
    must(world.send(&[pause], &[]).await);
    for payout in [scene.claim(&scene.label), scene.distribute()] {
        assert_refused_unchanged(world, payout, &[], "MintPaused").await;
    }
    let pay = deposit(&scene, currency);
    assert_refused_unchanged(world, pay, &[&scene.fan], "MintPaused").await;
    assert_unharmed(&scene, &sound).await;
    let resume = must(pausable::instruction::resume(
        &TOKEN_2022,
        mint,
        &issuer,
        &[],
    ));
    must(world.send(&[resume], &[]).await);
    assert_healed(&scene).await;
}

#[tokio::test]
async fn a_frozen_treasury() {
    let (scene, sound) = two_currencies(&[]).await;
    let stop = freeze(&scene.world, &scene.currency, &scene.treasury());
    must(scene.world.send(&[stop], &[]).await);
    for payout in [scene.claim(&scene.label), scene.distribute()] {
        assert_refused_unchanged(&scene.world, payout, &[], "AccountFrozen").await;
    }
    let pay = deposit(&scene, &scene.currency);
    assert_refused_unchanged(&scene.world, pay, &[&scene.fan], "AccountFrozen").await;
    assert_unharmed(&scene, &sound).await;
    let resume = thaw(&scene.world, &scene.currency, &scene.treasury());
    must(scene.world.send(&[resume], &[]).await);
    assert_healed(&scene).await;
}

/// A currency whose issuer can set a transfer hook, and has set none.
async fn hookable(world: &World) -> MintInfo {
    let recipe = Recipe {
        freezable: false,
        extensions: &[ExtensionType::TransferHook],
        ..Recipe::freezable(TOKEN_2022)
    };
    let issuer = Some(world.payer.pubkey());
    let without_program = |mint: &_| {
        vec![must(transfer_hook::instruction::initialize(
            &TOKEN_2022,
            mint,
            issuer,
            None,
        ))]
    };
    recipe.make(world, without_program).await
}

/// The issuer has a program called in each transfer of `currency`, or none.
async fn set_hook(world: &World, currency: &MintInfo, program: Option<Address>) {
    let issuer = world.payer.pubkey();
    let mint = &currency.address;
    let set = transfer_hook::instruction::update(&TOKEN_2022, mint, &issuer, &[], program);
    must(world.send(&[must(set)], &[]).await);
}

#[tokio::test]
async fn a_hook_that_the_issuer_sets_later() {
    let world = World::new().await;
    let risky = hookable(&world).await;
    let (scene, sound) = beside_a_sound_one(world, risky).await;
    let (world, currency) = (&scene.world, &scene.currency);
    assert_eq!(scene.slot().await.risks.get(), risk::HOOK);
    // One that is no program, and one that is, of which the vault brings no accounts.
    for program in [Address::new_unique(), VAULT_PROGRAM] {
        set_hook(world, currency, Some(program)).await;
        for payout in [scene.claim(&scene.label), scene.distribute()] {
            assert_refused_unchanged(world, payout, &[], "MissingAccount").await;
        }
        let pay = deposit(&scene, currency);
        assert_refused_unchanged(world, pay, &[&scene.fan], "MissingAccount").await;
    }
    // Nothing that needs no money to move is stopped: the shares can be sold.
    let sale = scene.transfer(&scene.label, &scene.artist, 1);
    let back = scene.transfer(&scene.artist, &scene.label, 1);
    must(
        world
            .send(&[sale, back], &[&scene.label, &scene.artist])
            .await,
    );
    assert_unharmed(&scene, &sound).await;
    assert_eq!(scene.held().await, EVEN);
    set_hook(world, currency, None).await;
    assert_healed(&scene).await;
}

#[tokio::test]
async fn dues_in_a_currency_with_a_hook_wait_for_the_issuer() {
    let world = World::new().await;
    let risky = hookable(&world).await;
    let graph = Graph::with(world, risky).await;
    let top = graph.root().await;
    let child = graph.child(&[relative(&top, 2_500)]).await;
    graph.earn(&child, 1_000, &[]).await;
    set_hook(&graph.world, &graph.currency, Some(VAULT_PROGRAM)).await;
    let hops = [hop(&child, &top)];
    let pull = graph.pull_instruction(&child, &hops);
    assert_refused_unchanged(&graph.world, pull, &[], "MissingAccount").await;
    set_hook(&graph.world, &graph.currency, None).await;
    let receipt = graph.pull(&child, &hops).await;
    assert_eq!(paid(&receipt), [(child.vault, top.vault, 250, 250)]);
    graph.assert_balanced(&[&child, &top]).await;
}
