//! Attacks on paying one holder. Those on where the money goes are in `payee_attacks`.

use provenue_client::{
    VAULT_PROGRAM,
    instructions::vault::{self, Holder},
    state::{Position, Vault},
    token::{self, NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{
    Attack, World, assert_refused, assert_refused_unchanged, forge, look_alike, must,
};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{
    scene::{EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::{clone_of_another_program, close, make_account, set_amount},
};

/// Asserts that an attack that nobody need sign is refused.
async fn refuse(scene: &Scene, attack: Instruction, name: &str) {
    assert_refused_unchanged(&scene.world, attack, &[], name).await;
}

#[tokio::test]
async fn claiming_twice_is_refused() {
    let scene = Scene::earned().await;
    let claim = scene.claim(&scene.label);
    must(scene.world.send(std::slice::from_ref(&claim), &[]).await);
    refuse(&scene, claim, "NothingToClaim").await;
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
}

#[tokio::test]
async fn claiming_twice_in_one_transaction_pays_nothing_at_all() {
    let scene = Scene::earned().await;
    let twice = [scene.claim(&scene.label), scene.claim(&scene.label)];
    let result = scene.world.send(&twice, &[]).await;
    assert_refused(result, "NothingToClaim");
    assert_eq!(scene.purse(&scene.label).await, 0);
}

#[tokio::test]
async fn claiming_before_anything_was_earned_is_refused() {
    let scene = Scene::new().await;
    scene.open_payees().await;
    refuse(&scene, scene.claim(&scene.label), "NothingToClaim").await;
    // 30 % of 3 base units is not a whole one.
    scene.earn(3).await;
    refuse(&scene, scene.claim(&scene.label), "NothingToClaim").await;
}

#[tokio::test]
async fn claiming_from_a_vault_that_is_not_sealed_is_refused() {
    let world = World::new().await;
    let base = world.person().await;
    let currency = world.currency(NewMint::spl(6)).await;
    let vault = world
        .open_vault(&base, std::slice::from_ref(&currency))
        .await;
    world.open_position(&vault, &base.pubkey()).await;
    world.open_account(&base.pubkey(), &currency).await;
    // Money that lies in the treasury already belongs to nobody yet.
    world.fund(&base, &currency, 100).await;
    let plain = token::transfer(&base.pubkey(), &currency, &vault, 100);
    must(world.send(&[plain], &[&base]).await);
    let claim = vault::claim(&vault, &currency, &Holder::of(&vault, &base.pubkey()));
    assert_refused_unchanged(&world, claim, &[], "NothingToClaim").await;
}

#[tokio::test]
async fn a_look_alike_currency_is_refused() {
    let scene = Scene::earned().await;
    let fake = scene.world.currency(NewMint::spl(6)).await;
    scene.world.open_account(&scene.label.pubkey(), &fake).await;
    scene.world.open_account(&scene.vault, &fake).await;
    let attack = vault::claim(&scene.vault, &fake, &scene.holder(&scene.label));
    refuse(&scene, attack, "UnknownCurrency").await;
}

#[tokio::test]
async fn another_treasury_is_refused() {
    let scene = Scene::earned().await;
    let (base, other) = scene.other_vault().await;
    let fan = scene.fan.pubkey();
    let pay = vault::deposit(&fan, &other, &scene.currency, EVEN);
    must(scene.world.send(&[pay], &[&scene.fan]).await);
    let others = scene.currency.ata(&other);
    let attack = scene
        .claim(&scene.label)
        .swapping(&scene.treasury(), &others);
    refuse(&scene, attack, "WrongTreasury").await;
    // Nor can a holder of one vault claim from the other.
    let attack = scene
        .claim(&scene.label)
        .swapping(&scene.treasury(), &others);
    refuse(
        &scene,
        attack.swapping(&scene.vault, &other),
        "WrongPosition",
    )
    .await;
    let own = Holder::of(&other, &base.pubkey());
    scene
        .world
        .open_account(&base.pubkey(), &scene.currency)
        .await;
    let attack = vault::claim(&other, &scene.currency, &own).swapping(&other, &scene.vault);
    refuse(&scene, attack, "WrongPosition").await;
}

#[tokio::test]
async fn the_vaults_two_currencies_cannot_be_mixed() {
    let scene = Scene::earned().await;
    let second = scene.world.currency(NewMint::spl(6)).await;
    scene.world.open_account(&scene.vault, &second).await;
    let add = vault::add_currency(&scene.artist.pubkey(), &scene.vault, &second);
    must(scene.world.send(&[add], &[&scene.artist]).await);
    let claim = scene.claim(&scene.label);
    let attack = claim
        .clone()
        .swapping(&scene.treasury(), &second.ata(&scene.vault));
    refuse(&scene, attack, "WrongTreasury").await;
    let attack = claim.swapping(&scene.currency.address, &second.address);
    refuse(&scene, attack, "WrongTreasury").await;
}

#[tokio::test]
async fn another_position_or_token_account_is_refused() {
    let scene = Scene::earned().await;
    let claim = scene.claim(&scene.label);
    let (own, artists) = (
        scene.position_of(&scene.label),
        scene.position_of(&scene.artist),
    );
    refuse(
        &scene,
        claim.clone().swapping(&own, &artists),
        "WrongPosition",
    )
    .await;
    let (own, artists) = (
        scene.shares_of(&scene.label),
        scene.shares_of(&scene.artist),
    );
    refuse(&scene, claim.swapping(&own, &artists), "WrongPosition").await;
}

#[tokio::test]
async fn another_position_with_its_token_account_pays_only_its_own_owner() {
    let scene = Scene::earned().await;
    let claim = scene.claim(&scene.label);
    let attack = claim
        .swapping(
            &scene.position_of(&scene.label),
            &scene.position_of(&scene.artist),
        )
        .swapping(
            &scene.shares_of(&scene.label),
            &scene.shares_of(&scene.artist),
        );
    refuse(&scene, attack, "WrongPayee").await;
}

#[tokio::test]
async fn look_alikes_are_refused() {
    let scene = Scene::earned().await;
    let world = &scene.world;
    let fake = look_alike::<Vault>(world, &scene.vault, |_| {}).await;
    refuse(
        &scene,
        scene.claim(&scene.label).swapping(&scene.vault, &fake),
        "IllegalOwner",
    )
    .await;
    let position = scene.position_of(&scene.label);
    let fake = look_alike::<Position>(world, &position, |position| {
        position.owner = scene.fan.pubkey();
    })
    .await;
    let thief = Holder {
        payee: scene.fan.pubkey(),
        ..scene.holder(&scene.label)
    };
    let attack = vault::claim(&scene.vault, &scene.currency, &thief).swapping(&position, &fake);
    refuse(&scene, attack, "IllegalOwner").await;
    let fake = clone_of_another_program(world, &scene.treasury()).await;
    let attack = scene.claim(&scene.label).swapping(&scene.treasury(), &fake);
    refuse(&scene, attack, "IllegalOwner").await;
    let fake = clone_of_another_program(world, &scene.currency.address).await;
    let attack = scene
        .claim(&scene.label)
        .swapping(&scene.currency.address, &fake);
    refuse(&scene, attack, "IllegalOwner").await;
}

#[tokio::test]
async fn another_program_in_the_place_of_the_token_program_is_refused() {
    let scene = Scene::earned().await;
    let attack = scene.claim(&scene.label).swapping(&TOKEN, &VAULT_PROGRAM);
    refuse(&scene, attack, "IncorrectProgramId").await;
    let attack = scene.claim(&scene.label).swapping(&TOKEN, &TOKEN_2022);
    refuse(&scene, attack, "WrongPayee").await;
    // Also with the bump that would fit it.
    let mut wrong = scene.currency.clone();
    wrong.program = TOKEN_2022;
    let attack = vault::claim(&scene.vault, &wrong, &scene.holder(&scene.label));
    let attack = attack.swapping(&wrong.ata(&scene.vault), &scene.treasury());
    refuse(&scene, attack, "PayeeMissing").await;
}

#[tokio::test]
async fn accounts_that_change_but_are_only_read_are_refused() {
    let scene = Scene::earned().await;
    for read in [
        scene.vault,
        scene.position_of(&scene.label),
        scene.treasury(),
        scene.payee_of(&scene.label),
    ] {
        let attack = scene.claim(&scene.label).read_only(&read);
        refuse(&scene, attack, "ConstraintMut").await;
    }
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let scene = Scene::earned().await;
    forge::<Vault>(&scene.world, &scene.vault, |vault| vault.version = 2).await;
    refuse(&scene, scene.claim(&scene.label), "UnknownVersion").await;
}

#[tokio::test]
async fn a_position_of_a_later_layout_is_refused() {
    let scene = Scene::earned().await;
    let position = scene.position_of(&scene.label);
    forge::<Position>(&scene.world, &position, |position| position.version = 2).await;
    refuse(&scene, scene.claim(&scene.label), "UnknownVersion").await;
}

#[tokio::test]
async fn a_treasury_that_was_emptied_pays_nobody() {
    let scene = Scene::earned().await;
    set_amount(&scene.world, &scene.treasury(), LABELS_PART - 1).await;
    refuse(&scene, scene.claim(&scene.label), "InsufficientFunds").await;
}

#[tokio::test]
async fn a_token_account_that_became_another_mints_is_taken_for_empty() {
    let scene = Scene::earned().await;
    let (world, label) = (&scene.world, &scene.label);
    // Its owner closes an empty share account with a key of its own, and makes an account of another
    // mint there that holds more than there are shares.
    let account = scene.auxiliary_position(label).await;
    let source = scene.shares_of(label);
    let (key, address) = (label.pubkey(), account.pubkey());
    let fill = vault::transfer_shares(&key, &scene.vault, &source, &address, LABEL_UNITS);
    must(world.send(&[fill], &[label]).await);
    scene.earn(EVEN).await;
    let back = vault::transfer_shares(&key, &scene.vault, &address, &source, LABEL_UNITS);
    must(
        world
            .send(&[back, close(&TOKEN_2022, &address, &key)], &[label])
            .await,
    );
    let fake = world.currency(NewMint::token_2022(6)).await;
    make_account(world, &account, &fake.address, &TOKEN_2022, &key).await;
    set_amount(world, &address, 50_000_000).await;

    let holder = Holder {
        token_account: address,
        payee: key,
    };
    let claim = vault::claim(&scene.vault, &scene.currency, &holder);
    must(world.send(&[claim], &[]).await);
    assert_eq!(world.position_of(&address).await.units.get(), 0);
    assert_eq!(scene.state().await.live_units.get(), 100_000_000);
    scene.earn(EVEN).await;
    let again = vault::claim(&scene.vault, &scene.currency, &holder);
    refuse(&scene, again, "NothingToClaim").await;
}
