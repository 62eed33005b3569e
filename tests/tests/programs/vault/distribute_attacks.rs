//! Attacks on paying many holders at once.

use provenue_client::{
    Ledger, VAULT_PROGRAM, address,
    events::{Event, events},
    instructions::vault::{self, Holder},
    state::{Position, Vault},
    token::{NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use provenue_vault::VaultError;
use solana_instruction::{AccountMeta, Instruction};
use solana_signer::Signer;

use super::{
    scene::{ARTISTS_PART, EVEN, LABELS_PART, Scene},
    tokens::{clone_of_another_program, overwrite, set_amount},
};

/// Asserts that an attack that nobody need sign is refused.
async fn refuse(scene: &Scene, attack: Instruction, name: &str) {
    assert_refused_unchanged(&scene.world, attack, &[], name).await;
}

#[tokio::test]
async fn somebody_elses_account_in_the_place_of_a_payee_gets_nothing() {
    let scene = Scene::earned().await;
    let (payee, thiefs) = (scene.payee_of(&scene.label), scene.payee_of(&scene.fan));
    let thief = Holder {
        payee: scene.fan.pubkey(),
        ..scene.holder(&scene.label)
    };
    let before = scene.purse(&scene.fan).await;
    for attack in [
        scene.distribute().swapping(&payee, &thiefs),
        vault::distribute(&scene.vault, &scene.currency, &[thief]),
    ] {
        let receipt = must(scene.world.send(&[attack], &[]).await);
        let all = events(&receipt.logs);
        let Some(Event::HolderSkipped(skipped)) = all.last() else {
            panic!("a skipped holder was expected");
        };
        assert_eq!(skipped.reason, u64::from(VaultError::WrongPayee.code()));
    }
    assert_eq!(scene.purse(&scene.fan).await, before);
    assert_eq!(scene.purse(&scene.label).await, 0);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn the_treasury_cannot_be_a_payee() {
    let scene = Scene::earned().await;
    let attack = scene
        .distribute()
        .swapping(&scene.payee_of(&scene.label), &scene.treasury());
    refuse(&scene, attack, "ConstraintDuplicateMutableAccount").await;
}

#[tokio::test]
async fn a_wrong_payee_bump_pays_nobody() {
    let scene = Scene::earned().await;
    let mut attack = scene.distribute();
    // Behind the discriminator and the number of bumps.
    attack.data[5] ^= 1;
    let receipt = must(scene.world.send(&[attack], &[]).await);
    let [Event::HolderSkipped(skipped), Event::Claimed(_)] = events(&receipt.logs)[..] else {
        panic!("one skipped holder and one payment were expected");
    };
    assert_eq!(
        (skipped.due, skipped.position),
        (ARTISTS_PART, scene.position_of(&scene.artist))
    );
    assert_eq!(scene.purse(&scene.artist).await, 0);
}

#[tokio::test]
async fn another_number_of_bumps_than_of_holders_is_refused() {
    let scene = Scene::earned().await;
    let distribute = scene.distribute();
    let mut short = distribute.clone();
    short.accounts.truncate(4 + 2);
    refuse(&scene, short, "BumpCount").await;
    let mut odd = distribute.clone();
    odd.accounts.truncate(4 + 3);
    refuse(&scene, odd, "BumpCount").await;
    let mut long = distribute.clone();
    long.accounts
        .push(AccountMeta::new(scene.payee_of(&scene.fan), false));
    refuse(&scene, long, "BumpCount").await;
    let mut none = distribute;
    none.data = vec![10, 0, 0, 0, 0];
    refuse(&scene, none, "BumpCount").await;
}

#[tokio::test]
async fn the_position_of_another_holder_pays_only_that_holder() {
    let scene = Scene::earned().await;
    // The artist's position with the label's payee, and the other way round.
    let (label, artist) = (
        scene.position_of(&scene.label),
        scene.position_of(&scene.artist),
    );
    let mut attack = scene.distribute();
    for meta in &mut attack.accounts {
        meta.pubkey = match meta.pubkey {
            key if key == label => artist,
            key if key == artist => label,
            key => key,
        };
    }
    let receipt = must(scene.world.send(&[attack], &[]).await);
    let wrong = u64::from(VaultError::WrongPayee.code());
    for event in events(&receipt.logs) {
        assert!(matches!(event, Event::HolderSkipped(skipped) if skipped.reason == wrong));
    }
    assert_eq!(scene.held().await, EVEN);
}

#[tokio::test]
async fn a_position_of_another_vault_is_passed_over() {
    let scene = Scene::earned().await;
    let (base, other) = scene.other_vault().await;
    scene
        .world
        .open_account(&base.pubkey(), &scene.currency)
        .await;
    let strangers = [
        scene.holder(&scene.label),
        Holder::of(&other, &base.pubkey()),
    ];
    let theirs = address::position(&strangers[1].token_account);
    let before = must(scene.world.ledger.account(&theirs).await);
    let attack = vault::distribute(&scene.vault, &scene.currency, &strangers);
    must(scene.world.send(&[attack], &[]).await);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
    assert_eq!(must(scene.world.ledger.account(&theirs).await), before);
}

#[tokio::test]
async fn a_look_alike_position_is_refused() {
    let scene = Scene::earned().await;
    let position = scene.position_of(&scene.label);
    let fake = look_alike::<Position>(&scene.world, &position, |position| {
        position.currencies[0].accrued = (1 << 80).into();
    })
    .await;
    refuse(
        &scene,
        scene.distribute().swapping(&position, &fake),
        "IllegalOwner",
    )
    .await;
}

#[tokio::test]
async fn an_account_of_another_kind_in_the_place_of_a_position_is_refused() {
    let scene = Scene::earned().await;
    let position = scene.position_of(&scene.label);
    let (_, other) = scene.other_vault().await;
    refuse(
        &scene,
        scene.distribute().swapping(&position, &other),
        "InvalidAccountData",
    )
    .await;
    // The vault itself is in use already.
    let own = scene.distribute().swapping(&position, &scene.vault);
    refuse(&scene, own, "ConstraintDuplicateMutableAccount").await;
    let payee = scene.payee_of(&scene.fan);
    refuse(
        &scene,
        scene.distribute().swapping(&position, &payee),
        "IllegalOwner",
    )
    .await;
}

#[tokio::test]
async fn an_account_that_has_only_the_length_of_a_position_is_refused() {
    let scene = Scene::earned().await;
    let position = scene.position_of(&scene.label);
    overwrite(&scene.world, &position, 0, &[0; 8]).await;
    refuse(&scene, scene.distribute(), "InvalidAccountData").await;
}

#[tokio::test]
async fn a_position_that_is_cut_off_is_refused() {
    let scene = Scene::earned().await;
    let position = scene.position_of(&scene.label);
    let found = must(scene.world.ledger.account(&position).await);
    for length in [7, 8, 100] {
        let mut account = found.clone().unwrap_or_default();
        account.data.truncate(length);
        must(scene.world.ledger.set_account(position, account));
        let name = if length < 8 {
            "AccountDataTooSmall"
        } else {
            "InvalidAccountData"
        };
        refuse(&scene, scene.distribute(), name).await;
    }
}

#[tokio::test]
async fn holders_accounts_that_change_but_are_only_read_are_refused() {
    let scene = Scene::earned().await;
    for read in [
        scene.position_of(&scene.label),
        scene.payee_of(&scene.label),
    ] {
        refuse(&scene, scene.distribute().read_only(&read), "ConstraintMut").await;
    }
}

#[tokio::test]
async fn vault_or_treasury_that_are_only_read_are_refused() {
    let scene = Scene::earned().await;
    for read in [scene.vault, scene.treasury()] {
        refuse(&scene, scene.distribute().read_only(&read), "ConstraintMut").await;
    }
}

#[tokio::test]
async fn a_look_alike_currency_is_refused() {
    let scene = Scene::earned().await;
    let fake = scene.world.currency(NewMint::spl(6)).await;
    scene.world.open_account(&scene.vault, &fake).await;
    let attack = vault::distribute(&scene.vault, &fake, &[scene.holder(&scene.label)]);
    refuse(&scene, attack, "UnknownCurrency").await;
    let copy = clone_of_another_program(&scene.world, &scene.currency.address).await;
    let attack = scene.distribute().swapping(&scene.currency.address, &copy);
    refuse(&scene, attack, "IllegalOwner").await;
}

#[tokio::test]
async fn another_treasury_is_refused() {
    let scene = Scene::earned().await;
    let (_, other) = scene.other_vault().await;
    let others = scene.currency.ata(&other);
    refuse(
        &scene,
        scene.distribute().swapping(&scene.treasury(), &others),
        "WrongTreasury",
    )
    .await;
    let rich = scene.payee_of(&scene.fan);
    refuse(
        &scene,
        scene.distribute().swapping(&scene.treasury(), &rich),
        "WrongTreasury",
    )
    .await;
}

#[tokio::test]
async fn another_vault_is_refused() {
    let scene = Scene::earned().await;
    let (_, other) = scene.other_vault().await;
    let attack = scene.distribute().swapping(&scene.vault, &other);
    refuse(&scene, attack, "WrongTreasury").await;
    let attack = scene
        .distribute()
        .swapping(&scene.vault, &other)
        .swapping(&scene.treasury(), &scene.currency.ata(&other));
    must(scene.world.send(&[attack], &[]).await);
    assert_eq!(scene.purse(&scene.label).await, 0);
    let fake = look_alike::<Vault>(&scene.world, &scene.vault, |_| {}).await;
    refuse(
        &scene,
        scene.distribute().swapping(&scene.vault, &fake),
        "IllegalOwner",
    )
    .await;
}

#[tokio::test]
async fn another_token_program_pays_nobody() {
    let scene = Scene::earned().await;
    let attack = scene.distribute().swapping(&TOKEN, &VAULT_PROGRAM);
    refuse(&scene, attack, "IncorrectProgramId").await;
    let attack = scene.distribute().swapping(&TOKEN, &TOKEN_2022);
    let receipt = must(scene.world.send(&[attack], &[]).await);
    let all = events(&receipt.logs);
    let wrong = u64::from(VaultError::WrongPayee.code());
    let skipped =
        |event: &Event| matches!(event, Event::HolderSkipped(skipped) if skipped.reason == wrong);
    assert!(all.len() == 2 && all.iter().all(skipped));
    assert_eq!(scene.held().await, EVEN);
}

#[tokio::test]
async fn even_a_forged_index_cannot_pay_out_more_than_is_booked() {
    let scene = Scene::earned().await;
    forge::<Vault>(&scene.world, &scene.vault, |vault| {
        let slot = &mut vault.currencies[0];
        slot.index = (slot.index.get() * 2).into();
    })
    .await;
    // There is enough in the treasury, but it is not booked.
    set_amount(&scene.world, &scene.treasury(), 2 * EVEN).await;
    refuse(&scene, scene.distribute(), "Overdrawn").await;
}

#[tokio::test]
async fn a_treasury_that_was_emptied_pays_whom_it_can() {
    let scene = Scene::earned().await;
    // Enough for the artist, who comes first, but not for the label.
    set_amount(&scene.world, &scene.treasury(), EVEN - 1).await;
    let receipt = must(scene.world.send(&[scene.distribute()], &[]).await);
    let [Event::Claimed(_), Event::HolderSkipped(skipped)] = events(&receipt.logs)[..] else {
        panic!("a payment and a skipped holder were expected");
    };
    assert_eq!(skipped.position, scene.position_of(&scene.label));
    assert_eq!(skipped.reason, u64::from(VaultError::TreasuryShort.code()));
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART);
    assert_eq!(scene.purse(&scene.label).await, 0);
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let scene = Scene::earned().await;
    forge::<Vault>(&scene.world, &scene.vault, |vault| vault.version = 2).await;
    refuse(&scene, scene.distribute(), "UnknownVersion").await;
}

#[tokio::test]
async fn a_position_of_a_later_layout_is_refused() {
    let scene = Scene::earned().await;
    let position = scene.position_of(&scene.label);
    forge::<Position>(&scene.world, &position, |position| position.version = 2).await;
    refuse(&scene, scene.distribute(), "UnknownVersion").await;
}
