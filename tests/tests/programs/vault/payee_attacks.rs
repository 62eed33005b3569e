//! Attacks on where the money goes when one holder is paid.

use provenue_client::{
    Ledger,
    instructions::vault::{self, Holder},
    token::{NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, World, assert_refused_unchanged, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{
    scene::{EVEN, LABELS_PART, Scene},
    tokens::{
        Recipe, auxiliary_account, close, demand_memo, demand_no_memo, freeze, give_away,
        overwrite, thaw,
    },
};

/// The associated token program.
const ASSOCIATED_TOKEN: Address =
    solana_address::address!("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");

/// Asserts that an attack that nobody need sign is refused.
async fn refuse(scene: &Scene, attack: Instruction, name: &str) {
    assert_refused_unchanged(&scene.world, attack, &[], name).await;
}

#[tokio::test]
async fn paying_somebody_else_is_refused() {
    let scene = Scene::earned().await;
    let payee = scene.payee_of(&scene.label);
    let thiefs = scene.payee_of(&scene.fan);
    refuse(
        &scene,
        scene.claim(&scene.label).swapping(&payee, &thiefs),
        "WrongPayee",
    )
    .await;
    // Nor with the thief's own bump.
    let thief = Holder {
        payee: scene.fan.pubkey(),
        ..scene.holder(&scene.label)
    };
    let attack = vault::claim(&scene.vault, &scene.currency, &thief);
    refuse(&scene, attack, "WrongPayee").await;
}

#[tokio::test]
async fn paying_an_account_of_the_owner_that_is_not_the_associated_one_is_refused() {
    let scene = Scene::earned().await;
    let mint = scene.currency.address;
    let owner = scene.label.pubkey();
    let other = auxiliary_account(&scene.world, &mint, &TOKEN, &owner)
        .await
        .pubkey();
    let attack = scene
        .claim(&scene.label)
        .swapping(&scene.payee_of(&scene.label), &other);
    refuse(&scene, attack, "WrongPayee").await;
}

#[tokio::test]
async fn a_wrong_payee_bump_is_refused() {
    let scene = Scene::earned().await;
    let claim = scene.claim(&scene.label);
    let right = claim.data[1];
    for bump in (0..=u8::MAX).filter(|bump| *bump != right).step_by(17) {
        let mut attack = claim.clone();
        attack.data[1] = bump;
        refuse(&scene, attack, "WrongPayee").await;
    }
}

#[tokio::test]
async fn an_address_of_another_bump_is_refused_for_nothing_can_be_there() {
    let scene = Scene::earned().await;
    let owner = scene.label.pubkey();
    let (payee, mut claim) = (scene.payee_of(&scene.label), scene.claim(&scene.label));
    // The associated token program makes accounts at the first bump only, so the vault need not
    // know which one is the first.
    let derived = (0..claim.data[1]).rev().find_map(|bump| {
        let seeds: [&[u8]; 4] = [
            owner.as_ref(),
            TOKEN.as_ref(),
            scene.currency.address.as_ref(),
            &[bump],
        ];
        let address = Address::create_program_address(&seeds, &ASSOCIATED_TOKEN).ok()?;
        Some((bump, address))
    });
    let (bump, address) = derived.unwrap_or_else(|| panic!("no other bump gives an address"));
    claim.data[1] = bump;
    refuse(&scene, claim.swapping(&payee, &address), "PayeeMissing").await;
}

#[tokio::test]
async fn a_missing_payee_is_refused() {
    let scene = Scene::new().await;
    scene.earn(EVEN).await;
    refuse(&scene, scene.claim(&scene.label), "PayeeMissing").await;
    // Also one that was there once.
    scene.open_payees().await;
    let payee = scene.payee_of(&scene.label);
    let close = close(&TOKEN, &payee, &scene.label.pubkey());
    must(scene.world.send(&[close], &[&scene.label]).await);
    refuse(&scene, scene.claim(&scene.label), "PayeeMissing").await;
}

#[tokio::test]
async fn a_payee_of_another_program_is_refused() {
    let scene = Scene::earned().await;
    let payee = scene.payee_of(&scene.label);
    let found = must(scene.world.ledger.account(&payee).await);
    let mut account = found.unwrap_or_default();
    account.owner = TOKEN_2022;
    must(scene.world.ledger.set_account(payee, account));
    refuse(&scene, scene.claim(&scene.label), "PayeeMissing").await;
}

#[tokio::test]
async fn a_payee_that_is_no_token_account_yet_is_refused() {
    let scene = Scene::earned().await;
    // The state of a token account that was never initialized.
    overwrite(&scene.world, &scene.payee_of(&scene.label), 108, &[0]).await;
    refuse(&scene, scene.claim(&scene.label), "PayeeMissing").await;
}

#[tokio::test]
async fn a_payee_that_was_given_away_is_refused() {
    let scene = Scene::earned().await;
    let (payee, label) = (scene.payee_of(&scene.label), scene.label.pubkey());
    let give = give_away(&TOKEN, &payee, &label, &scene.fan.pubkey());
    must(scene.world.send(&[give], &[&scene.label]).await);
    refuse(&scene, scene.claim(&scene.label), "WrongPayee").await;
}

#[tokio::test]
async fn a_payee_of_another_mint_is_refused() {
    let scene = Scene::earned().await;
    let fake = scene.world.currency(NewMint::spl(6)).await;
    // What no program does: the right address, and another mint's account there.
    overwrite(
        &scene.world,
        &scene.payee_of(&scene.label),
        0,
        fake.address.as_ref(),
    )
    .await;
    refuse(&scene, scene.claim(&scene.label), "WrongPayee").await;
}

#[tokio::test]
async fn a_frozen_payee_is_refused_until_it_is_thawed() {
    let world = World::new().await;
    let currency = Recipe::freezable(TOKEN).make(&world, |_| vec![]).await;
    let scene = Scene::with(world, currency).await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    let payee = scene.payee_of(&scene.label);
    let freeze = freeze(&scene.world, &scene.currency, &payee);
    must(scene.world.send(&[freeze], &[]).await);
    refuse(&scene, scene.claim(&scene.label), "PayeeFrozen").await;
    let thaw = thaw(&scene.world, &scene.currency, &payee);
    must(
        scene
            .world
            .send(&[thaw, scene.claim(&scene.label)], &[])
            .await,
    );
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
}

#[tokio::test]
async fn a_payee_that_wants_memos_is_refused_until_it_does_not() {
    let scene = Scene::taking(NewMint::token_2022(6)).await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    let (payee, label) = (scene.payee_of(&scene.label), scene.label.pubkey());
    let demand = demand_memo(&scene.world, &payee, &label);
    must(scene.world.send(&demand, &[&scene.label]).await);
    refuse(&scene, scene.claim(&scene.label), "PayeeWantsMemo").await;
    let claim = [demand_no_memo(&payee, &label), scene.claim(&scene.label)];
    must(scene.world.send(&claim, &[&scene.label]).await);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
}

#[tokio::test]
async fn the_treasury_cannot_be_the_payee() {
    let scene = Scene::earned().await;
    let attack = scene
        .claim(&scene.label)
        .swapping(&scene.payee_of(&scene.label), &scene.treasury());
    refuse(&scene, attack, "ConstraintDuplicateMutableAccount").await;
}
