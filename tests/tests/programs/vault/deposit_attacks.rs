//! Attacks on paying revenue in.

use provenue_client::{
    Ledger, VAULT_PROGRAM,
    instructions::vault,
    state::Vault,
    token::{self, MintInfo, NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, World, assert_refused_unchanged, forge, look_alike, must};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{
    scene::{ARTIST_UNITS, LABEL_UNITS, PURSE, Scene},
    tokens::{Recipe, burn, freeze, set_amount},
};

/// Asserts that the fan's attack is refused.
async fn refuse(scene: &Scene, attack: Instruction, name: &str) {
    assert_refused_unchanged(&scene.world, attack, &[&scene.fan], name).await;
}

#[tokio::test]
async fn paying_nothing_is_refused() {
    let scene = Scene::new().await;
    refuse(&scene, scene.deposit(0), "ZeroAmount").await;
}

#[tokio::test]
async fn paying_before_the_seal_is_refused() {
    let world = World::new().await;
    let (base, payer) = (world.person().await, world.person().await);
    let currency = world.currency(NewMint::spl(6)).await;
    let vault = world
        .open_vault(&base, std::slice::from_ref(&currency))
        .await;
    world.fund(&payer, &currency, 10).await;
    let attack = vault::deposit(&payer.pubkey(), &vault, &currency, 10);
    assert_refused_unchanged(&world, attack, &[&payer], "NotSealed").await;
}

#[tokio::test]
async fn paying_with_a_look_alike_currency_is_refused() {
    let scene = Scene::new().await;
    let fake = scene.world.currency(NewMint::spl(6)).await;
    scene.world.fund(&scene.fan, &fake, 10).await;
    scene.world.open_account(&scene.vault, &fake).await;
    let fan = scene.fan.pubkey();
    let attack = vault::deposit(&fan, &scene.vault, &fake, 10);
    refuse(&scene, attack.clone(), "UnknownCurrency").await;
    let attack = attack.swapping(&fake.ata(&scene.vault), &scene.treasury());
    refuse(&scene, attack.clone(), "UnknownCurrency").await;
    let attack = attack.swapping(&fake.address, &scene.currency.address);
    refuse(&scene, attack, "MintMismatch").await;
}

#[tokio::test]
async fn paying_into_another_account_than_the_treasury_is_refused() {
    let scene = Scene::new().await;
    let (_, other) = scene.other_vault().await;
    scene.open_payees().await;
    for wrong in [scene.currency.ata(&other), scene.payee_of(&scene.artist)] {
        let attack = scene.deposit(10).swapping(&scene.treasury(), &wrong);
        refuse(&scene, attack, "WrongTreasury").await;
    }
}

#[tokio::test]
async fn booking_what_another_vault_receives_is_refused() {
    let scene = Scene::new().await;
    let (_, other) = scene.other_vault().await;
    let attack = scene.deposit(10).swapping(&scene.vault, &other);
    refuse(&scene, attack, "WrongTreasury").await;
}

/// A scene whose vault takes another currency too, of which the fan has [`PURSE`].
async fn with_second_currency() -> (Scene, MintInfo) {
    let scene = Scene::new().await;
    let second = scene.world.currency(NewMint::spl(6)).await;
    scene.world.open_account(&scene.vault, &second).await;
    let add = vault::add_currency(&scene.artist.pubkey(), &scene.vault, &second);
    must(scene.world.send(&[add], &[&scene.artist]).await);
    scene.world.fund(&scene.fan, &second, PURSE).await;
    (scene, second)
}

#[tokio::test]
async fn the_vaults_two_currencies_cannot_be_mixed() {
    let (scene, second) = with_second_currency().await;
    let first = &scene.currency;
    let fan = scene.fan.pubkey();
    let attack = scene
        .deposit(10)
        .swapping(&scene.treasury(), &second.ata(&scene.vault));
    refuse(&scene, attack, "WrongTreasury").await;
    let attack = scene.deposit(10).swapping(&first.address, &second.address);
    refuse(&scene, attack, "WrongTreasury").await;
    let attack = scene
        .deposit(10)
        .swapping(&first.ata(&fan), &second.ata(&fan));
    refuse(&scene, attack, "MintMismatch").await;
}

#[tokio::test]
async fn paying_with_somebody_elses_money_is_refused() {
    let scene = Scene::new().await;
    let thief = scene.world.person().await;
    let attack = scene
        .deposit(10)
        .swapping(&scene.fan.pubkey(), &thief.pubkey());
    assert_refused_unchanged(&scene.world, attack, &[&thief], "OwnerMismatch").await;
}

#[tokio::test]
async fn paying_without_the_payers_signature_is_refused() {
    let scene = Scene::new().await;
    let attack = scene.deposit(10).unsigned(&scene.fan.pubkey());
    assert_refused_unchanged(&scene.world, attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn paying_more_than_the_payer_has_is_refused() {
    let scene = Scene::new().await;
    for amount in [PURSE + 1, u64::MAX] {
        refuse(&scene, scene.deposit(amount), "InsufficientFunds").await;
    }
}

#[tokio::test]
async fn paying_the_treasury_from_itself_is_refused() {
    let scene = Scene::new().await;
    scene.earn(10).await;
    let attack = scene
        .deposit(10)
        .swapping(&scene.payee_of(&scene.fan), &scene.treasury());
    refuse(&scene, attack, "ConstraintDuplicateMutableAccount").await;
}

#[tokio::test]
async fn another_program_in_the_place_of_the_token_program_is_refused() {
    let scene = Scene::new().await;
    let attack = scene.deposit(10).swapping(&TOKEN, &VAULT_PROGRAM);
    refuse(&scene, attack, "IncorrectProgramId").await;
    let attack = scene.deposit(10).swapping(&TOKEN, &TOKEN_2022);
    refuse(&scene, attack, "IncorrectProgramId").await;
}

#[tokio::test]
async fn paying_into_a_look_alike_is_refused() {
    let scene = Scene::new().await;
    let fake = look_alike::<Vault>(&scene.world, &scene.vault, |_| {}).await;
    let attack = scene.deposit(10).swapping(&scene.vault, &fake);
    refuse(&scene, attack, "IllegalOwner").await;
}

#[tokio::test]
async fn a_position_in_the_place_of_the_vault_is_refused() {
    let scene = Scene::new().await;
    let position = scene.position_of(&scene.artist);
    let attack = scene.deposit(10).swapping(&scene.vault, &position);
    refuse(&scene, attack, "AccountDataTooSmall").await;
}

#[tokio::test]
async fn accounts_that_change_but_are_only_read_are_refused() {
    let scene = Scene::new().await;
    for read in [scene.vault, scene.payee_of(&scene.fan), scene.treasury()] {
        let attack = scene.deposit(10).read_only(&read);
        refuse(&scene, attack, "ConstraintMut").await;
    }
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let scene = Scene::new().await;
    forge::<Vault>(&scene.world, &scene.vault, |vault| vault.version = 2).await;
    refuse(&scene, scene.deposit(10), "UnknownVersion").await;
}

#[tokio::test]
async fn paying_when_every_share_is_burned_is_refused() {
    let scene = Scene::new().await;
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
    assert_eq!(scene.state().await.live_units.get(), 0);
    refuse(&scene, scene.deposit(10), "NoLiveUnits").await;
}

#[tokio::test]
async fn paying_into_a_treasury_that_was_emptied_is_refused() {
    let scene = Scene::new().await;
    scene.earn(100).await;
    set_amount(&scene.world, &scene.treasury(), 89).await;
    refuse(&scene, scene.deposit(10), "TreasuryShort").await;
    // What is missing must come back first: 11, which earns nobody anything.
    let plain = token::transfer(&scene.fan.pubkey(), &scene.currency, &scene.vault, 11);
    must(
        scene
            .world
            .send(&[plain, scene.deposit(10)], &[&scene.fan])
            .await,
    );
    assert_eq!(scene.slot().await.gross.get(), 110);
}

#[tokio::test]
async fn paying_into_a_frozen_treasury_is_refused() {
    let world = World::new().await;
    let currency = Recipe::freezable(TOKEN).make(&world, |_| vec![]).await;
    let scene = Scene::with(world, currency).await;
    let freeze = freeze(&scene.world, &scene.currency, &scene.treasury());
    must(scene.world.send(&[freeze], &[]).await);
    refuse(&scene, scene.deposit(10), "AccountFrozen").await;
}

#[tokio::test]
async fn paying_from_a_source_that_does_not_exist_is_refused() {
    let scene = Scene::new().await;
    let key = scene.label.pubkey();
    assert!(
        must(
            scene
                .world
                .ledger
                .account(&scene.payee_of(&scene.label))
                .await
        )
        .is_none()
    );
    let attack = vault::deposit(&key, &scene.vault, &scene.currency, 10);
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], "InvalidAccountData").await;
}
