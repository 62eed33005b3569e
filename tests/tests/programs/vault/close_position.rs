//! Closing an empty position.

use provenue_client::{
    Ledger, address,
    events::{Event, events},
    instructions::vault,
    state::{Position, Vault},
    token::{NewMint, TOKEN_2022},
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    scene::{ARTIST_UNITS, EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::{burn, close, give_away},
};

/// `owner` closes their position; the rent goes to the world's payer, who paid it.
fn close_of(scene: &Scene, owner: &Keypair) -> Instruction {
    let payer = scene.world.payer.pubkey();
    vault::close_position(
        &owner.pubkey(),
        &scene.vault,
        &scene.shares_of(owner),
        &payer,
    )
}

/// A scene in which the label has sold all its shares to the artist.
async fn sold_out() -> Scene {
    let scene = Scene::new().await;
    let sale = scene.transfer(&scene.label, &scene.artist, LABEL_UNITS);
    must(scene.world.send(&[sale], &[&scene.label]).await);
    scene
}

#[tokio::test]
async fn an_empty_position_is_gone_and_its_rent_is_back_with_who_paid_it() {
    let scene = sold_out().await;
    let (world, sponsor) = (&scene.world, scene.world.person().await);
    let (owner, account) = (scene.fan.pubkey(), scene.shares_of(&scene.fan));
    let create = vault::create_share_account(&sponsor.pubkey(), &scene.vault, &owner);
    let open = vault::open_position(&sponsor.pubkey(), &scene.vault, &account);
    must(world.send(&[create], &[&sponsor]).await);
    let before = must(world.ledger.balance(&sponsor.pubkey()).await);
    must(world.send(&[open], &[&sponsor]).await);
    let paid = must(world.ledger.balance(&sponsor.pubkey()).await);

    let close = vault::close_position(&owner, &scene.vault, &account, &sponsor.pubkey());
    let receipt = must(world.send(&[close], &[&scene.fan]).await);
    let after = must(world.ledger.balance(&sponsor.pubkey()).await);
    let rent = must(
        world
            .ledger
            .minimum_balance(8 + size_of::<Position>())
            .await,
    );
    assert_eq!((before - paid, after - paid), (rent, rent));
    let position = address::position(&account);
    assert!(must(world.ledger.account(&position).await).is_none());

    let [Event::PositionClosed(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.vault, scene.vault);
    assert_eq!(event.position, position);
    assert_eq!(event.token_account, account);
    assert_eq!(event.rent_payer, sponsor.pubkey());
    assert_eq!(
        scene.state().await.live_units.get(),
        ARTIST_UNITS + LABEL_UNITS
    );
}

#[tokio::test]
async fn an_owner_who_paid_the_rent_gets_it_back() {
    let scene = Scene::new().await;
    let (key, account) = (scene.fan.pubkey(), scene.shares_of(&scene.fan));
    let create = vault::create_share_account(&key, &scene.vault, &key);
    let open = vault::open_position(&key, &scene.vault, &account);
    must(scene.world.send(&[create], &[&scene.fan]).await);
    let before = must(scene.world.ledger.balance(&key).await);
    must(scene.world.send(&[open], &[&scene.fan]).await);
    let close = vault::close_position(&key, &scene.vault, &account, &key);
    must(scene.world.send(&[close], &[&scene.fan]).await);
    assert_eq!(must(scene.world.ledger.balance(&key).await), before);
}

#[tokio::test]
async fn a_closing_positions_fraction_goes_to_those_who_remain() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    // 3 base units: the label earns 0.9, the artist 2.1.
    scene.earn(3).await;
    let claim = scene.claim(&scene.artist);
    must(scene.world.send(&[claim], &[]).await);
    let sale = scene.transfer(&scene.label, &scene.artist, LABEL_UNITS);
    must(scene.world.send(&[sale], &[&scene.label]).await);
    let fraction = scene.earnings(&scene.label).await.entitlement().fraction();
    assert!(fraction > 0);
    let close = close_of(&scene, &scene.label);
    must(scene.world.send(&[close], &[&scene.label]).await);

    // 0.1 of the artist's own and 0.9 of the label's are a base unit, all but what rounding keeps.
    let settle = scene.settle(&scene.artist);
    must(scene.world.send(&[settle], &[]).await);
    let entitlement = scene.earnings(&scene.artist).await.entitlement();
    let all = entitlement.accrued + u128::from(scene.slot().await.carry.get());
    assert_eq!(all, 1 << 64);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn a_position_whose_token_account_is_closed_can_be_closed() {
    let scene = sold_out().await;
    let account = scene.shares_of(&scene.label);
    let key = scene.label.pubkey();
    let close_account = close(&TOKEN_2022, &account, &key);
    must(scene.world.send(&[close_account], &[&scene.label]).await);
    let close = close_of(&scene, &scene.label);
    must(scene.world.send(&[close], &[&scene.label]).await);
    assert!(
        must(
            scene
                .world
                .ledger
                .account(&scene.position_of(&scene.label))
                .await
        )
        .is_none()
    );
}

#[tokio::test]
async fn burned_shares_are_noticed_when_a_position_closes() {
    let scene = Scene::new().await;
    let share_mint = scene.share_mint().await;
    let burn = burn(
        &share_mint,
        &scene.shares_of(&scene.label),
        &scene.label.pubkey(),
        LABEL_UNITS,
    );
    let close = close_of(&scene, &scene.label);
    must(scene.world.send(&[burn, close], &[&scene.label]).await);
    assert_eq!(scene.state().await.live_units.get(), ARTIST_UNITS);
}

#[tokio::test]
async fn a_closed_position_can_be_opened_again_and_earns_from_then_on() {
    let scene = sold_out().await;
    let close = close_of(&scene, &scene.label);
    must(scene.world.send(&[close], &[&scene.label]).await);
    scene.earn(EVEN).await;
    let key = scene.label.pubkey();
    scene.world.open_position(&scene.vault, &key).await;
    let back = scene.transfer(&scene.artist, &scene.label, LABEL_UNITS);
    must(scene.world.send(&[back], &[&scene.artist]).await);
    assert_eq!(scene.earnings(&scene.label).await.accrued.get(), 0);
    scene.earn(EVEN).await;
    let settle = scene.settle(&scene.label);
    must(scene.world.send(&[settle], &[]).await);
    let earned = scene.earnings(&scene.label).await.entitlement();
    assert_eq!((earned.whole(), earned.fraction()), (LABELS_PART, 0));
}

#[tokio::test]
async fn a_new_owner_can_close_at_once() {
    let scene = Scene::new().await;
    let account = scene.auxiliary_position(&scene.label).await.pubkey();
    let (key, heir) = (scene.label.pubkey(), scene.fan.pubkey());
    let give = give_away(&TOKEN_2022, &account, &key, &heir);
    let payer = scene.world.payer.pubkey();
    let close = vault::close_position(&heir, &scene.vault, &account, &payer);
    let both: [provenue_client::SignerRef<'_>; 2] = [&scene.label, &scene.fan];
    must(scene.world.send(&[give, close], &both).await);
    let position = must(
        scene
            .world
            .ledger
            .account(&address::position(&account))
            .await,
    );
    assert!(position.is_none());
}

#[tokio::test]
async fn closing_somebody_elses_position_is_refused() {
    let scene = sold_out().await;
    let attack =
        close_of(&scene, &scene.label).swapping(&scene.label.pubkey(), &scene.fan.pubkey());
    assert_refused_unchanged(&scene.world, attack, &[&scene.fan], "NotTheOwner").await;
}

#[tokio::test]
async fn closing_without_the_owners_signature_is_refused() {
    let scene = sold_out().await;
    let attack = close_of(&scene, &scene.label).unsigned(&scene.label.pubkey());
    assert_refused_unchanged(&scene.world, attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn closing_a_position_with_shares_is_refused() {
    let scene = Scene::new().await;
    let attack = close_of(&scene, &scene.label);
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], "PositionInUse").await;
}

#[tokio::test]
async fn closing_a_position_with_something_to_claim_is_refused() {
    let scene = Scene::new().await;
    scene.earn(4).await;
    let sale = scene.transfer(&scene.label, &scene.artist, LABEL_UNITS);
    must(scene.world.send(&[sale], &[&scene.label]).await);
    assert_eq!(scene.earnings(&scene.label).await.entitlement().whole(), 1);
    let attack = close_of(&scene, &scene.label);
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], "PositionInUse").await;
}

#[tokio::test]
async fn closing_a_position_with_something_to_claim_of_a_later_currency_is_refused() {
    let scene = Scene::new().await;
    let (world, second) = (&scene.world, scene.world.currency(NewMint::spl(0)).await);
    world.open_account(&scene.vault, &second).await;
    let add = vault::add_currency(&scene.artist.pubkey(), &scene.vault, &second);
    must(world.send(&[add], &[&scene.artist]).await);
    world.fund(&scene.fan, &second, 4).await;
    let pay = vault::deposit(&scene.fan.pubkey(), &scene.vault, &second, 4);
    let sale = scene.transfer(&scene.label, &scene.artist, LABEL_UNITS);
    must(world.send(&[pay, sale], &[&scene.fan, &scene.label]).await);
    let attack = close_of(&scene, &scene.label);
    assert_refused_unchanged(world, attack, &[&scene.label], "PositionInUse").await;
}

#[tokio::test]
async fn closing_after_burning_with_something_to_claim_is_refused() {
    let scene = Scene::new().await;
    scene.earn(4).await;
    let burn = burn(
        &scene.share_mint().await,
        &scene.shares_of(&scene.label),
        &scene.label.pubkey(),
        LABEL_UNITS,
    );
    must(scene.world.send(&[burn], &[&scene.label]).await);
    let attack = close_of(&scene, &scene.label);
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], "PositionInUse").await;
}

#[tokio::test]
async fn closing_a_position_twice_is_refused() {
    let scene = sold_out().await;
    let close = close_of(&scene, &scene.label);
    must(scene.world.send(&[close], &[&scene.label]).await);
    let again = close_of(&scene, &scene.label);
    assert_refused_unchanged(&scene.world, again, &[&scene.label], "AccountDataTooSmall").await;
}

#[tokio::test]
async fn rent_for_another_than_who_paid_it_is_refused() {
    let scene = sold_out().await;
    let payer = scene.world.payer.pubkey();
    for thief in [scene.fan.pubkey(), scene.label.pubkey()] {
        let attack = close_of(&scene, &scene.label).swapping(&payer, &thief);
        assert_refused_unchanged(&scene.world, attack, &[&scene.label], "WrongRentPayer").await;
    }
}

#[tokio::test]
async fn closing_with_an_empty_token_account_in_the_place_of_the_full_one_is_refused() {
    let scene = Scene::new().await;
    let fans = scene
        .world
        .open_position(&scene.vault, &scene.fan.pubkey())
        .await;
    let attack = close_of(&scene, &scene.label).swapping(&scene.shares_of(&scene.label), &fans);
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], "WrongPosition").await;
}

#[tokio::test]
async fn closing_a_position_of_another_vault_is_refused() {
    let scene = sold_out().await;
    let (_, other) = scene.other_vault().await;
    let attack = close_of(&scene, &scene.label).swapping(&scene.vault, &other);
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], "WrongPosition").await;
}

#[tokio::test]
async fn a_new_owner_cannot_close_while_the_former_one_is_owed() {
    let scene = Scene::new().await;
    let (world, label) = (&scene.world, &scene.label);
    let (source, auxiliary) = (
        scene.shares_of(label),
        scene.auxiliary_position(label).await,
    );
    let account = auxiliary.pubkey();
    let (key, heir) = (label.pubkey(), world.person().await);
    let there = vault::transfer_shares(&key, &scene.vault, &source, &account, LABEL_UNITS);
    let back = vault::transfer_shares(&key, &scene.vault, &account, &source, LABEL_UNITS);
    let give = give_away(&TOKEN_2022, &account, &key, &heir.pubkey());
    must(world.send(&[there], &[label]).await);
    scene.earn(1_000).await;
    must(world.send(&[back, give], &[label]).await);
    let payer = world.payer.pubkey();
    let close = vault::close_position(&heir.pubkey(), &scene.vault, &account, &payer);
    assert_refused_unchanged(world, close, &[&heir], "NotTheOwner").await;
}

#[tokio::test]
async fn a_closing_position_that_nobody_could_inherit_from_is_refused() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene.earn(1).await;
    let share_mint = scene.share_mint().await;
    for (holder, units) in [(&scene.artist, ARTIST_UNITS), (&scene.label, LABEL_UNITS)] {
        let burn = burn(
            &share_mint,
            &scene.shares_of(holder),
            &holder.pubkey(),
            units,
        );
        let settle = scene.settle(holder);
        must(scene.world.send(&[burn, settle], &[holder]).await);
    }
    let attack = close_of(&scene, &scene.label);
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], "NoLiveUnits").await;
}

#[tokio::test]
async fn closing_a_look_alike_is_refused() {
    let scene = sold_out().await;
    let (world, label) = (&scene.world, &scene.label);
    let position = scene.position_of(label);
    let fake = look_alike::<Position>(world, &position, |_| {}).await;
    let attack = close_of(&scene, label).swapping(&position, &fake);
    assert_refused_unchanged(world, attack, &[label], "IllegalOwner").await;
    let fake = look_alike::<Vault>(world, &scene.vault, |_| {}).await;
    let attack = close_of(&scene, label).swapping(&scene.vault, &fake);
    assert_refused_unchanged(world, attack, &[label], "IllegalOwner").await;
}

#[tokio::test]
async fn a_vault_in_the_place_of_the_position_is_refused() {
    let scene = sold_out().await;
    let (_, other) = scene.other_vault().await;
    let attack = close_of(&scene, &scene.label).swapping(&scene.position_of(&scene.label), &other);
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], "InvalidAccountData").await;
}

#[tokio::test]
async fn accounts_that_change_but_are_only_read_are_refused() {
    let scene = sold_out().await;
    let sponsor = scene.world.person().await;
    let (owner, account) = (scene.fan.pubkey(), scene.shares_of(&scene.fan));
    let create = vault::create_share_account(&sponsor.pubkey(), &scene.vault, &owner);
    let open = vault::open_position(&sponsor.pubkey(), &scene.vault, &account);
    must(scene.world.send(&[create, open], &[&sponsor]).await);
    let position = address::position(&account);
    for read in [scene.vault, position, sponsor.pubkey()] {
        let attack = vault::close_position(&owner, &scene.vault, &account, &sponsor.pubkey());
        let attack = attack.read_only(&read);
        assert_refused_unchanged(&scene.world, attack, &[&scene.fan], "ConstraintMut").await;
    }
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let scene = sold_out().await;
    forge::<Vault>(&scene.world, &scene.vault, |vault| vault.version = 2).await;
    let attack = close_of(&scene, &scene.label);
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], "UnknownVersion").await;
}

#[tokio::test]
async fn a_position_of_a_later_layout_is_refused() {
    let scene = sold_out().await;
    let position = scene.position_of(&scene.label);
    forge::<Position>(&scene.world, &position, |position| position.version = 2).await;
    let attack = close_of(&scene, &scene.label);
    assert_refused_unchanged(&scene.world, attack, &[&scene.label], "UnknownVersion").await;
}
