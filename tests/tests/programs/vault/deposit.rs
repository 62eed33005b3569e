//! Paying revenue in.

use provenue_accounting::Ledger;
use provenue_client::{
    events::{Event, events},
    instructions::vault,
    token::{self, NewMint, TOKEN},
};
use provenue_tests::{Attack, World, assert_refused_unchanged, must};
use solana_signer::Signer;

use super::{
    scene::{ARTIST_UNITS, EVEN, LABEL_UNITS, PURSE, Scene},
    tokens::approve,
};

#[tokio::test]
async fn what_is_paid_in_is_booked() {
    let scene = Scene::new().await;
    let (mut gross, mut index) = (0, 0);
    for amount in [EVEN, 1, 1_000_003] {
        let receipt = must(
            scene
                .world
                .send(&[scene.deposit(amount)], &[&scene.fan])
                .await,
        );
        gross += amount;
        let slot = scene.slot().await;
        assert_eq!((slot.gross.get(), slot.booked.get()), (gross, gross));
        assert_eq!((slot.reserved.get(), slot.paid_upstream.get()), (0, 0));
        assert_eq!(slot.paid_holders.get(), 0);
        assert!(slot.index.get() > index);
        index = slot.index.get();
        assert_eq!(scene.held().await, gross);
        assert_eq!(scene.purse(&scene.fan).await, PURSE - gross);
        // index · units + carry = gross, to the 2^64th part of a base unit.
        let units = u128::from(ARTIST_UNITS + LABEL_UNITS);
        let spread = index * units + u128::from(slot.carry.get());
        assert_eq!(spread, u128::from(gross) << 64);

        let [Event::Deposited(event)] = events(&receipt.logs)[..] else {
            panic!("one event was expected");
        };
        assert_eq!(
            (event.vault, event.mint),
            (scene.vault, scene.currency.address)
        );
        assert_eq!(event.depositor, scene.fan.pubkey());
        assert_eq!((event.sent, event.to_holders), (amount, amount));
        assert_eq!(
            (event.to_upstream, event.gross, event.booked),
            (0, gross, gross)
        );
    }
}

#[tokio::test]
async fn of_a_mint_that_keeps_a_fee_what_came_is_booked() {
    let scene = Scene::taking(NewMint::with_fee(6, 100)).await;
    let receipt = must(
        scene
            .world
            .send(&[scene.deposit(1_001)], &[&scene.fan])
            .await,
    );
    let [Event::Deposited(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    // 1 % of 1 001, rounded up.
    assert_eq!(
        (event.sent, event.to_holders, event.gross),
        (1_001, 990, 990)
    );
    assert_eq!(
        (scene.slot().await.booked.get(), scene.held().await),
        (990, 990)
    );
}

#[tokio::test]
async fn of_a_payment_that_the_mint_keeps_whole_nothing_is_booked() {
    let scene = Scene::taking(NewMint::with_fee(6, 100)).await;
    let receipt = must(scene.world.send(&[scene.deposit(1)], &[&scene.fan]).await);
    let [Event::Deposited(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.sent, event.to_holders, event.gross), (1, 0, 0));
    assert_eq!(scene.slot().await.ledger(), Ledger::default());
}

#[tokio::test]
async fn a_deposit_books_also_what_came_before_by_plain_transfer() {
    let scene = Scene::new().await;
    let plain = token::transfer(&scene.fan.pubkey(), &scene.currency, &scene.vault, 40);
    let both = [plain, scene.deposit(2)];
    let receipt = must(scene.world.send(&both, &[&scene.fan]).await);
    let [Event::Deposited(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.sent, event.to_holders, event.gross), (2, 42, 42));
}

#[tokio::test]
async fn a_delegate_can_pay_for_the_owner() {
    let scene = Scene::new().await;
    let delegate = scene.world.person().await;
    let (fan, source) = (scene.fan.pubkey(), scene.payee_of(&scene.fan));
    let allow = approve(&TOKEN, &source, &delegate.pubkey(), &fan, 10);
    must(scene.world.send(&[allow], &[&scene.fan]).await);
    let deposit = scene.deposit(10).swapping(&fan, &delegate.pubkey());
    must(
        scene
            .world
            .send(std::slice::from_ref(&deposit), &[&delegate])
            .await,
    );
    assert_eq!(scene.held().await, 10);
    let name = "OwnerMismatch";
    assert_refused_unchanged(&scene.world, deposit, &[&delegate], name).await;
}

#[tokio::test]
async fn four_currencies_are_booked_apart() {
    let world = World::new().await;
    let (base, payer) = (world.person().await, world.person().await);
    let currencies = [
        world.currency(NewMint::spl(6)).await,
        world.currency(NewMint::token_2022(0)).await,
        world.currency(NewMint::with_fee(2, 100)).await,
        world.wrapped_sol().await,
    ];
    let vault = world.vault(&base, &currencies, &[]).await;
    for (currency, amount) in currencies.iter().zip([100, 200, 300, 400]) {
        world.fund(&payer, currency, amount).await;
        let deposit = vault::deposit(&payer.pubkey(), &vault, currency, amount);
        must(world.send(&[deposit], &[&payer]).await);
    }
    let state = world.vault_state(&vault).await;
    for (slot, (currency, booked)) in state
        .currencies
        .iter()
        .zip(currencies.iter().zip([100, 200, 297, 400]))
    {
        assert_eq!((slot.mint, slot.gross.get()), (currency.address, booked));
        assert_eq!(world.token_amount(&slot.treasury).await, booked);
    }
}

#[tokio::test]
async fn dust_adds_up_and_nobody_gets_more_than_their_part() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    for count in 1..=100_u64 {
        let pay = [scene.deposit(1), scene.distribute()];
        must(scene.world.send(&pay, &[&scene.fan]).await);
        let (artist, label) = (
            scene.purse(&scene.artist).await,
            scene.purse(&scene.label).await,
        );
        // The whole base units of 70 % and 30 %; what rounding keeps back may be one.
        let (most, least) = (count * 7 / 10, (count * 7).saturating_sub(1) / 10);
        assert!((least..=most).contains(&artist), "{artist} of {count}");
        let (most, least) = (count * 3 / 10, (count * 3).saturating_sub(1) / 10);
        assert!((least..=most).contains(&label), "{label} of {count}");
    }
    scene.assert_balanced().await;
}

#[tokio::test]
async fn all_the_money_a_mint_can_have_is_booked_and_paid() {
    let world = World::new().await;
    let currency = world.currency(NewMint::spl(0)).await;
    let (base, payer) = (world.person().await, world.person().await);
    let vault = world
        .vault(&base, std::slice::from_ref(&currency), &[])
        .await;
    world.fund(&payer, &currency, u64::MAX).await;
    for amount in [u64::MAX - 1, 1] {
        let deposit = vault::deposit(&payer.pubkey(), &vault, &currency, amount);
        must(world.send(&[deposit], &[&payer]).await);
    }
    world.open_account(&base.pubkey(), &currency).await;
    let holder = vault::Holder::of(&vault, &base.pubkey());
    let claim = vault::claim(&vault, &currency, &holder);
    must(world.send(std::slice::from_ref(&claim), &[]).await);
    let earned = world.token_amount(&currency.ata(&base.pubkey())).await;
    assert_eq!(earned, u64::MAX);
    let slot = world.vault_state(&vault).await.currencies[0];
    assert_eq!((slot.gross.get(), slot.booked.get()), (u64::MAX, 0));

    // The books are full: more is refused, and stays with the payer.
    let more = vault::deposit(&base.pubkey(), &vault, &currency, 1);
    assert_refused_unchanged(&world, more, &[&base], "Overflow").await;
}
