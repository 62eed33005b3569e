//! One account in two places, and accounts that nobody asked for.

use provenue_tests::{Attack, assert_refused_unchanged, must};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_signer::Signer;

use super::scene::WrapperScene;
use crate::vault::scene::Scene;

/// What the label has wrapped.
const WRAPPED: u64 = 10_000;

/// The label wraps or unwraps a thousand more, and the accounts that change then.
fn each(scene: &WrapperScene) -> [(Instruction, [Address; 4]); 2] {
    let label = &scene.scene.label;
    let changed = [
        scene.scene.shares_of(label),
        scene.escrow,
        scene.mint.address,
        scene.wrapped_of(label),
    ];
    [
        (scene.wrap(label, 1_000), changed),
        (scene.unwrap(label, 1_000), changed),
    ]
}

/// The instruction with what the hook asks for left as it is, and `new` in the place of `old` before it.
fn replacing(mut instruction: Instruction, old: &Address, new: &Address) -> Instruction {
    let own = &mut instruction.accounts[..9];
    for meta in own.iter_mut().filter(|meta| meta.pubkey == *old) {
        meta.pubkey = *new;
    }
    instruction
}

#[tokio::test]
async fn an_account_that_changes_cannot_stand_in_two_places() {
    let scene = WrapperScene::wrapped(WRAPPED).await;
    let Scene { world, label, .. } = &scene.scene;
    for (valid, changed) in each(&scene) {
        for old in &changed {
            for new in changed.iter().filter(|new| *new != old) {
                let attack = replacing(valid.clone(), old, new);
                let name = "ConstraintDuplicateMutableAccount";
                assert_refused_unchanged(world, attack, &[label], name).await;
            }
        }
    }
    scene.assert_backed(WRAPPED).await;
}

#[tokio::test]
async fn an_account_that_changes_cannot_be_among_the_hooks_too() {
    let scene = WrapperScene::wrapped(WRAPPED).await;
    let Scene { world, label, .. } = &scene.scene;
    for (valid, changed) in each(&scene) {
        for account in changed {
            let mut attack = valid.clone();
            attack.accounts.push(AccountMeta::new(account, false));
            let name = "ConstraintDuplicateMutableAccount";
            assert_refused_unchanged(world, attack, &[label], name).await;
        }
    }
}

#[tokio::test]
async fn accounts_that_the_hook_does_not_ask_for_change_nothing() {
    let scene = WrapperScene::wrapped(WRAPPED).await;
    let Scene {
        world,
        artist,
        label,
        ..
    } = &scene.scene;
    let artists = scene.scene.position_of(artist);
    let before = must(provenue_client::Ledger::account(&world.ledger, &artists).await);
    for (mut more, _) in each(&scene) {
        // Twice the same, somebody else's position, a signer, the wrapper itself.
        more.accounts.extend([
            AccountMeta::new(scene.scene.position_of(label), false),
            AccountMeta::new(artists, false),
            AccountMeta::new(artist.pubkey(), true),
            AccountMeta::new_readonly(scene.wrapper, false),
        ]);
        must(world.send(&[more], &[label, artist]).await);
    }
    scene.assert_backed(WRAPPED).await;
    let after = must(provenue_client::Ledger::account(&world.ledger, &artists).await);
    assert!(before == after, "somebody else's position changed");
}

#[tokio::test]
async fn one_account_cannot_be_two_of_a_new_wrappers() {
    let scene = WrapperScene::new().await;
    let Scene { world, vault, .. } = &scene.scene;
    let payer = world.payer.pubkey();
    let valid = provenue_client::instructions::wrapper::create_wrapper(
        &payer,
        vault,
        &Address::new_unique(),
    );
    // Payer, vault, wrapper, mint, escrow, position: all of them change.
    let changed: Vec<_> = valid
        .accounts
        .iter()
        .filter(|meta| meta.is_writable)
        .map(|meta| meta.pubkey)
        .collect();
    assert_eq!(changed.len(), 6);
    for old in &changed[2..] {
        for new in changed.iter().filter(|new| *new != old) {
            let attack = valid.clone().swapping(old, new);
            let sent = world.send(std::slice::from_ref(&attack), &[]).await;
            assert!(sent.is_err(), "{new} stood in the place of {old}");
        }
    }
    let escrow = &changed[4];
    let attack = valid.swapping(&changed[5], escrow);
    let name = "ConstraintDuplicateMutableAccount";
    assert_refused_unchanged(world, attack, &[], name).await;
}
