//! Paying revenue in.

use provenue_client::{
    Ledger, VAULT_PROGRAM,
    events::{Event, events},
    instructions::vault,
    state::Vault,
    token::{self, MintInfo, NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, World, assert_refused_unchanged, forge, look_alike, must};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{
    scene::{ARTIST_UNITS, EVEN, LABEL_UNITS, PURSE, Scene},
    tokens::{approve, burn, set_amount},
};

/// Asserts that the fan's attack is refused.
async fn refuse(scene: &Scene, attack: Instruction, name: &str) {
    assert_refused_unchanged(&scene.world, attack, &[&scene.fan], name).await;
}

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
    // All of it but the last fraction of a base unit, which does not divide over the share units.
    let earned = world.token_amount(&currency.ata(&base.pubkey())).await;
    assert_eq!(earned, u64::MAX - 1);
    let slot = world.vault_state(&vault).await.currencies[0];
    assert_eq!((slot.gross.get(), slot.booked.get()), (u64::MAX, 1));

    // The books are full: more is refused, and stays with the payer.
    let more = vault::deposit(&base.pubkey(), &vault, &currency, 1);
    assert_refused_unchanged(&world, more, &[&base], "Overflow").await;
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
    let currency = super::tokens::Recipe::freezable(TOKEN)
        .make(&world, |_| vec![])
        .await;
    let scene = Scene::with(world, currency).await;
    let freeze = super::tokens::freeze(&scene.world, &scene.currency, &scene.treasury());
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
