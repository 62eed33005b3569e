//! Bringing a position up to date.

use provenue_client::{
    Ledger, address,
    events::{Event, events},
    instructions::vault,
    state::{Position, Vault},
    token::{TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_signer::Signer;

use super::{
    scene::{ARTIST_UNITS, ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::{burn, clone_of_another_program, close, give_away},
};

#[tokio::test]
async fn what_was_earned_is_written_down_once() {
    let scene = Scene::new().await;
    scene.earn(EVEN).await;
    let receipt = must(scene.world.send(&[scene.settle(&scene.label)], &[]).await);
    let earned = scene.earnings(&scene.label).await;
    assert_eq!(earned.accrued.get(), u128::from(LABELS_PART) << 64);
    assert_eq!(earned.checkpoint.get(), scene.slot().await.index.get());
    assert_eq!(earned.claimed.get(), 0);
    let [Event::PositionSettled(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.vault, scene.vault);
    assert_eq!(event.position, scene.position_of(&scene.label));
    assert_eq!(event.owner, scene.label.pubkey());
    assert_eq!(
        (event.units, event.live_units),
        (LABEL_UNITS, ARTIST_UNITS + LABEL_UNITS)
    );

    // Again, by anyone, changes nothing.
    let before = [
        bytemuck::bytes_of(&scene.position(&scene.label).await).to_vec(),
        bytemuck::bytes_of(&scene.state().await).to_vec(),
    ];
    must(scene.world.send(&[scene.settle(&scene.label)], &[]).await);
    let after = [
        bytemuck::bytes_of(&scene.position(&scene.label).await).to_vec(),
        bytemuck::bytes_of(&scene.state().await).to_vec(),
    ];
    assert_eq!(before, after);
}

#[tokio::test]
async fn burned_shares_stop_earning_when_somebody_settles() {
    let scene = Scene::new().await;
    let shares = scene.shares_of(&scene.label);
    let burn = burn(
        &scene.share_mint().await,
        &shares,
        &scene.label.pubkey(),
        20_000_000,
    );
    must(scene.world.send(&[burn], &[&scene.label]).await);
    assert_eq!(scene.state().await.live_units.get(), 100_000_000);

    // Nobody has noticed: the label earns on 30 shares still.
    scene.earn(EVEN).await;
    let receipt = must(scene.world.send(&[scene.settle(&scene.label)], &[]).await);
    let earned = scene.earnings(&scene.label).await.entitlement();
    assert_eq!(earned.accrued, u128::from(LABELS_PART) << 64);
    assert_eq!(scene.state().await.live_units.get(), 80_000_000);
    let [Event::PositionSettled(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.units, event.live_units), (10_000_000, 80_000_000));

    // From now on it is 10 of 80.
    scene.earn(EVEN * 8).await;
    must(scene.world.send(&[scene.settle(&scene.label)], &[]).await);
    let more = scene.earnings(&scene.label).await.entitlement();
    assert_eq!(more.accrued - earned.accrued, u128::from(EVEN) << 64);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn a_closed_token_account_holds_nothing_and_owes_its_last_owner() {
    let scene = Scene::new().await;
    let (label, shares) = (scene.label.pubkey(), scene.shares_of(&scene.label));
    scene.earn(EVEN).await;
    let burn = burn(&scene.share_mint().await, &shares, &label, LABEL_UNITS);
    let close = close(&TOKEN_2022, &shares, &label);
    must(scene.world.send(&[burn, close], &[&scene.label]).await);
    must(scene.world.send(&[scene.settle(&scene.label)], &[]).await);
    let position = scene.position(&scene.label).await;
    assert_eq!((position.units.get(), position.owner), (0, label));
    let earned = position.currencies[0].entitlement();
    assert_eq!((earned.whole(), earned.fraction()), (LABELS_PART, 0));
    assert_eq!(scene.state().await.live_units.get(), ARTIST_UNITS);
}

#[tokio::test]
async fn a_token_account_given_to_the_vault_keeps_its_last_owner() {
    let scene = Scene::new().await;
    let (world, label) = (&scene.world, &scene.label);
    let account = scene.auxiliary_position(label).await.pubkey();
    let give = give_away(&TOKEN_2022, &account, &label.pubkey(), &scene.vault);
    let settle = vault::settle(&scene.vault, &account);
    must(world.send(&[give, settle], &[label]).await);
    assert_eq!(world.position_of(&account).await.owner, label.pubkey());
}

#[tokio::test]
async fn a_token_account_of_the_other_token_program_holds_no_shares() {
    let scene = Scene::new().await;
    let (world, shares) = (&scene.world, scene.shares_of(&scene.label));
    // What neither program makes: an account of SPL Token that names a mint of Token-2022.
    let found = must(world.ledger.account(&shares).await);
    let mut account = found.unwrap_or_default();
    account.owner = TOKEN;
    account.data.truncate(165);
    must(world.ledger.set_account(shares, account));
    must(world.send(&[scene.settle(&scene.label)], &[]).await);
    assert_eq!(scene.position(&scene.label).await.units.get(), 0);
    assert_eq!(scene.state().await.live_units.get(), ARTIST_UNITS);
}

#[tokio::test]
async fn settling_with_another_token_account_is_refused() {
    let scene = Scene::new().await;
    let (own, other) = (
        scene.shares_of(&scene.label),
        scene.shares_of(&scene.artist),
    );
    let attack = scene.settle(&scene.label).swapping(&own, &other);
    assert_refused_unchanged(&scene.world, attack, &[], "WrongPosition").await;
    let copy = clone_of_another_program(&scene.world, &own).await;
    let attack = scene.settle(&scene.label).swapping(&own, &copy);
    assert_refused_unchanged(&scene.world, attack, &[], "WrongPosition").await;
}

#[tokio::test]
async fn settling_another_position_is_refused() {
    let scene = Scene::new().await;
    let (own, other) = (
        scene.position_of(&scene.label),
        scene.position_of(&scene.artist),
    );
    let attack = scene.settle(&scene.label).swapping(&own, &other);
    assert_refused_unchanged(&scene.world, attack, &[], "WrongPosition").await;
}

#[tokio::test]
async fn settling_a_position_in_another_vault_is_refused() {
    let scene = Scene::new().await;
    let (_, other) = scene.other_vault().await;
    let attack = scene.settle(&scene.label).swapping(&scene.vault, &other);
    assert_refused_unchanged(&scene.world, attack, &[], "WrongPosition").await;
}

#[tokio::test]
async fn settling_look_alikes_is_refused() {
    let scene = Scene::new().await;
    let fake = look_alike::<Vault>(&scene.world, &scene.vault, |_| {}).await;
    let attack = scene.settle(&scene.label).swapping(&scene.vault, &fake);
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
    let position = scene.position_of(&scene.label);
    let fake = look_alike::<Position>(&scene.world, &position, |position| {
        position.units = 100_000_000.into();
    })
    .await;
    let attack = scene.settle(&scene.label).swapping(&position, &fake);
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
}

#[tokio::test]
async fn vault_and_position_cannot_stand_for_each_other() {
    let scene = Scene::new().await;
    let (vault, position) = (scene.vault, scene.position_of(&scene.label));
    let attack = scene.settle(&scene.label).swapping(&vault, &position);
    let name = "ConstraintDuplicateMutableAccount";
    assert_refused_unchanged(&scene.world, attack, &[], name).await;
    let (_, other) = scene.other_vault().await;
    let attack = scene.settle(&scene.label).swapping(&position, &other);
    assert_refused_unchanged(&scene.world, attack, &[], "InvalidAccountData").await;
}

#[tokio::test]
async fn settling_a_position_that_was_never_opened_is_refused() {
    let scene = Scene::new().await;
    let account = address::share_account(&scene.vault, &scene.fan.pubkey());
    let attack = vault::settle(&scene.vault, &account);
    assert_refused_unchanged(&scene.world, attack, &[], "AccountDataTooSmall").await;
}

#[tokio::test]
async fn accounts_that_change_but_are_only_read_are_refused() {
    let scene = Scene::new().await;
    for read in [scene.vault, scene.position_of(&scene.label)] {
        let attack = scene.settle(&scene.label).read_only(&read);
        assert_refused_unchanged(&scene.world, attack, &[], "ConstraintMut").await;
    }
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let scene = Scene::new().await;
    forge::<Vault>(&scene.world, &scene.vault, |vault| vault.version = 2).await;
    let attack = scene.settle(&scene.label);
    assert_refused_unchanged(&scene.world, attack, &[], "UnknownVersion").await;
}

#[tokio::test]
async fn a_position_of_a_later_layout_is_refused() {
    let scene = Scene::new().await;
    let position = scene.position_of(&scene.label);
    forge::<Position>(&scene.world, &position, |position| position.version = 2).await;
    let attack = scene.settle(&scene.label);
    assert_refused_unchanged(&scene.world, attack, &[], "UnknownVersion").await;
}

#[tokio::test]
async fn units_that_no_vault_has_are_refused() {
    let scene = Scene::new().await;
    scene.earn(EVEN).await;
    let position = scene.position_of(&scene.label);
    forge::<Position>(&scene.world, &position, |position| {
        position.units = 100_000_001.into();
    })
    .await;
    let attack = scene.settle(&scene.label);
    assert_refused_unchanged(&scene.world, attack, &[], "TooManyUnits").await;
}

#[tokio::test]
async fn more_units_than_live_in_the_vault_are_refused() {
    let scene = Scene::new().await;
    forge::<Vault>(&scene.world, &scene.vault, |vault| {
        vault.live_units = (LABEL_UNITS - 1).into();
    })
    .await;
    let attack = scene.settle(&scene.label);
    assert_refused_unchanged(&scene.world, attack, &[], "Overflow").await;
}

#[tokio::test]
async fn both_positions_together_hold_all_live_units() {
    let scene = Scene::new().await;
    let artist = scene.position(&scene.artist).await.units.get();
    let label = scene.position(&scene.label).await.units.get();
    assert_eq!((artist, label), (ARTIST_UNITS, LABEL_UNITS));
    assert_eq!(scene.state().await.live_units.get(), artist + label);
    scene.earn(EVEN).await;
    must(scene.world.send(&[scene.settle(&scene.artist)], &[]).await);
    let earned = scene.earnings(&scene.artist).await.entitlement();
    assert_eq!(earned.accrued, u128::from(ARTISTS_PART) << 64);
}
