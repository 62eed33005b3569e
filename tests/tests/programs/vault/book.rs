//! Booking what came by a plain transfer.

use provenue_client::{
    events::{Event, events},
    instructions::vault,
    state::Vault,
    token::{self, NewMint},
};
use provenue_tests::{Attack, SOL, World, assert_refused_unchanged, forge, look_alike, must};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{
    scene::{ARTIST_UNITS, ARTISTS_PART, EVEN, LABEL_UNITS, Scene},
    tokens::{burn, clone_of_another_program, set_amount},
};

fn book(scene: &Scene) -> Instruction {
    vault::book(&scene.vault, &scene.currency)
}

/// A wallet that never heard of vaults sends money to the treasury.
async fn send_plainly(scene: &Scene, amount: u64) {
    let plain = token::transfer(&scene.fan.pubkey(), &scene.currency, &scene.vault, amount);
    must(scene.world.send(&[plain], &[&scene.fan]).await);
}

/// Both holders burn all they have.
async fn burn_everything(scene: &Scene) {
    let share_mint = scene.share_mint().await;
    for (holder, units) in [(&scene.artist, ARTIST_UNITS), (&scene.label, LABEL_UNITS)] {
        let shares = scene.shares_of(holder);
        let burn = burn(&share_mint, &shares, &holder.pubkey(), units);
        must(
            scene
                .world
                .send(&[burn, scene.settle(holder)], &[holder])
                .await,
        );
    }
}

#[tokio::test]
async fn what_a_wallet_sent_to_the_treasury_is_booked_for_the_holders() {
    let scene = Scene::new().await;
    scene.earn(1_000).await;
    send_plainly(&scene, EVEN).await;
    assert_eq!(scene.slot().await.gross.get(), 1_000);
    let receipt = must(scene.world.send(&[book(&scene)], &[]).await);
    let slot = scene.slot().await;
    assert_eq!(
        (slot.gross.get(), slot.booked.get()),
        (EVEN + 1_000, EVEN + 1_000)
    );
    let [Event::Booked(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(
        (event.vault, event.mint),
        (scene.vault, scene.currency.address)
    );
    assert_eq!((event.to_upstream, event.to_holders), (0, EVEN));
    assert_eq!((event.gross, event.booked), (EVEN + 1_000, EVEN + 1_000));

    scene.open_payees().await;
    must(scene.world.send(&[scene.distribute()], &[]).await);
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART + 700);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn booking_again_books_nothing() {
    let scene = Scene::new().await;
    send_plainly(&scene, 100).await;
    must(scene.world.send(&[book(&scene)], &[]).await);
    let before = bytemuck::bytes_of(&scene.state().await).to_vec();
    let receipt = must(scene.world.send(&[book(&scene)], &[]).await);
    assert!(events(&receipt.logs).is_empty());
    assert_eq!(bytemuck::bytes_of(&scene.state().await), before);
}

#[tokio::test]
async fn booking_nothing_is_no_error_even_when_every_share_is_burned() {
    let scene = Scene::new().await;
    scene.earn(100).await;
    burn_everything(&scene).await;
    let receipt = must(scene.world.send(&[book(&scene)], &[]).await);
    assert!(events(&receipt.logs).is_empty());
    assert_eq!(scene.slot().await.gross.get(), 100);
}

#[tokio::test]
async fn sol_sent_to_the_treasury_is_booked_once_it_counts() {
    let world = World::new().await;
    let sol = world.wrapped_sol().await;
    let scene = Scene::with(world, sol).await;
    let (fan, treasury) = (scene.fan.pubkey(), scene.treasury());
    let send = solana_system_interface::instruction::transfer(&fan, &treasury, SOL);
    let count = must(spl_token_interface::instruction::sync_native(
        &token::TOKEN,
        &treasury,
    ));
    must(
        scene
            .world
            .send(&[send, count, book(&scene)], &[&scene.fan])
            .await,
    );
    assert_eq!(scene.slot().await.gross.get(), SOL);
}

#[tokio::test]
async fn another_vaults_treasury_is_refused() {
    let scene = Scene::new().await;
    let (_, other) = scene.other_vault().await;
    send_plainly(&scene, 100).await;
    let attack = book(&scene).swapping(&scene.vault, &other);
    assert_refused_unchanged(&scene.world, attack, &[], "WrongTreasury").await;
}

#[tokio::test]
async fn a_rich_account_in_the_place_of_the_treasury_is_refused() {
    let scene = Scene::new().await;
    let (treasury, rich) = (scene.treasury(), scene.payee_of(&scene.fan));
    let attack = book(&scene).swapping(&treasury, &rich);
    assert_refused_unchanged(&scene.world, attack, &[], "WrongTreasury").await;
    let fake = clone_of_another_program(&scene.world, &rich).await;
    let attack = book(&scene).swapping(&treasury, &fake);
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
}

#[tokio::test]
async fn a_treasury_of_a_currency_that_was_not_added_is_refused() {
    let scene = Scene::new().await;
    let other = scene.world.currency(NewMint::spl(6)).await;
    scene.world.open_account(&scene.vault, &other).await;
    let attack = vault::book(&scene.vault, &other);
    assert_refused_unchanged(&scene.world, attack, &[], "WrongTreasury").await;
    // Nor does the place of a currency that is still free stand for any account.
    let nothing = scene.state().await.currencies[1].treasury;
    let attack = book(&scene).swapping(&scene.treasury(), &nothing);
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
}

#[tokio::test]
async fn booking_before_the_seal_is_refused() {
    let world = World::new().await;
    let (base, payer) = (world.person().await, world.person().await);
    let currency = world.currency(NewMint::spl(6)).await;
    let vault = world
        .open_vault(&base, std::slice::from_ref(&currency))
        .await;
    world.fund(&payer, &currency, 10).await;
    let plain = token::transfer(&payer.pubkey(), &currency, &vault, 10);
    must(world.send(&[plain], &[&payer]).await);
    let attack = vault::book(&vault, &currency);
    assert_refused_unchanged(&world, attack, &[], "NotSealed").await;
}

#[tokio::test]
async fn booking_when_every_share_is_burned_is_refused() {
    let scene = Scene::new().await;
    burn_everything(&scene).await;
    send_plainly(&scene, 100).await;
    assert_refused_unchanged(&scene.world, book(&scene), &[], "NoLiveUnits").await;
}

#[tokio::test]
async fn booking_a_treasury_that_was_emptied_is_refused() {
    let scene = Scene::new().await;
    scene.earn(100).await;
    set_amount(&scene.world, &scene.treasury(), 99).await;
    assert_refused_unchanged(&scene.world, book(&scene), &[], "TreasuryShort").await;
}

#[tokio::test]
async fn booking_past_what_64_bits_hold_is_refused() {
    let scene = Scene::new().await;
    scene.earn(100).await;
    scene.open_payees().await;
    must(scene.world.send(&[scene.distribute()], &[]).await);
    set_amount(&scene.world, &scene.treasury(), u64::MAX).await;
    assert_refused_unchanged(&scene.world, book(&scene), &[], "Overflow").await;
}

#[tokio::test]
async fn booking_in_a_look_alike_is_refused() {
    let scene = Scene::new().await;
    send_plainly(&scene, 100).await;
    let fake = look_alike::<Vault>(&scene.world, &scene.vault, |_| {}).await;
    let attack = book(&scene).swapping(&scene.vault, &fake);
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
}

#[tokio::test]
async fn booking_in_a_vault_that_is_only_read_is_refused() {
    let scene = Scene::new().await;
    send_plainly(&scene, 100).await;
    let attack = book(&scene).read_only(&scene.vault);
    assert_refused_unchanged(&scene.world, attack, &[], "ConstraintMut").await;
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let scene = Scene::new().await;
    send_plainly(&scene, 100).await;
    forge::<Vault>(&scene.world, &scene.vault, |vault| vault.version = 2).await;
    assert_refused_unchanged(&scene.world, book(&scene), &[], "UnknownVersion").await;
}
