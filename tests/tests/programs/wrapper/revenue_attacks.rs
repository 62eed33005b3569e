//! Attacks on what wrapped shares earn, and by a wrapper on what others earn.

use provenue_client::{
    VAULT_PROGRAM, address,
    events::{Event, events},
    instructions::{
        control,
        vault::{self, Holder},
        wrapper,
    },
    token::TOKEN_2022,
};
use provenue_tests::{Attack, World, assert_refused_unchanged, must};
use provenue_vault::VaultError;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::create_account;
use spl_token_2022_interface::instruction::{initialize_multisig, transfer_checked};

use super::{
    amm::Fees,
    pool_scene::{CURRENCY, FIRST_RESERVES, PoolScene, SHARES},
    scene::WrapperScene,
};
use crate::vault::scene::{EVEN, LABEL_UNITS, LABELS_PART, Scene};

/// Revenue of one base unit for each share unit.
const REVENUE: u64 = 100_000_000;

/// A pool to which revenue is due, and a thief who has a wrapper of the same vault and accounts for
/// all that could be stolen.
async fn due() -> (PoolScene, Keypair) {
    let pool = PoolScene::new(Fees::default()).await;
    let scene = &pool.wrapper.scene;
    scene.earn(REVENUE).await;
    let thief = scene.world.person().await;
    let key = thief.pubkey();
    let payer = scene.world.payer.pubkey();
    let create = wrapper::create_wrapper(&payer, &scene.vault, &key);
    must(scene.world.send(&[create], &[]).await);
    scene.world.open_account(&key, &scene.currency).await;
    scene.world.open_position(&scene.vault, &key).await;
    (pool, thief)
}

#[tokio::test]
async fn a_pools_revenue_is_paid_to_nobody_else() {
    let (pool, thief) = due().await;
    let Scene {
        world,
        vault,
        currency,
        ..
    } = &pool.wrapper.scene;
    let stolen = Holder {
        payee: thief.pubkey(),
        ..pool.wrapper.holder()
    };
    let claim = vault::claim(vault, currency, &stolen);
    assert_refused_unchanged(world, claim, &[], "WrongPayee").await;
    // A distribution passes it over and says why.
    let distribute = vault::distribute(vault, currency, &[stolen]);
    let receipt = must(world.send(&[distribute], &[]).await);
    let events = events(&receipt.logs);
    let [Event::HolderSkipped(skipped)] = events[..] else {
        panic!("one event was expected");
    };
    assert_eq!(skipped.due, FIRST_RESERVES[SHARES]);
    assert_eq!(skipped.reason, u64::from(VaultError::WrongPayee.code()));
    assert_eq!(world.token_amount(&currency.ata(&thief.pubkey())).await, 0);
    // And it is all still there.
    must(world.send(&[pool.pay_pool()], &[]).await);
    let [_, money] = pool.reserves().await;
    assert_eq!(money, FIRST_RESERVES[CURRENCY] + FIRST_RESERVES[SHARES]);
}

#[tokio::test]
async fn a_pools_revenue_cannot_be_pointed_elsewhere() {
    let (pool, thief) = due().await;
    let Scene {
        world,
        artist,
        vault,
        ..
    } = &pool.wrapper.scene;
    let escrow = &pool.wrapper.escrow;
    // Not by a stranger, nor by the vault's base and authority, who founded the pool too.
    for signer in [&thief, artist] {
        let key = signer.pubkey();
        let redirect = control::delegate_revenue(&key, vault, escrow, &key);
        assert_refused_unchanged(world, redirect, &[signer], "NotTheOwner").await;
    }
    // Nor by whoever says that another wrapper's making is about this escrow.
    let payer = world.payer.pubkey();
    let beneficiary = Address::new_unique();
    let made = address::wrapper(vault, &beneficiary);
    let own = address::share_account(vault, &made);
    let attack = wrapper::create_wrapper(&payer, vault, &beneficiary)
        .swapping(&own, escrow)
        .swapping(&address::position(&own), &address::position(escrow));
    assert_refused_unchanged(world, attack, &[], "InvalidSeeds").await;
    let position = world.position_of(escrow).await;
    assert_eq!(position.payee(), &pool.wrapper.beneficiary);
}

#[tokio::test]
async fn a_wrapper_of_ones_own_takes_nothing_of_anothers_revenue() {
    let (pool, thief) = due().await;
    let scene = &pool.wrapper.scene;
    let Scene {
        world,
        label,
        vault,
        currency,
        ..
    } = scene;
    // The label wraps for the thief: from now on that is the thief's, and no more.
    let key = thief.pubkey();
    let own = address::wrapper(vault, &key);
    let escrow = address::share_account(vault, &own);
    let mint = address::wrapped_mint(&own);
    let mint = must(provenue_client::token::MintInfo::fetch(&world.ledger, &mint).await);
    world.open_account(&key, &mint).await;
    let wrap = wrapper::wrap(
        &label.pubkey(),
        vault,
        &key,
        &scene.shares_of(label),
        &mint.ata(&key),
        LABEL_UNITS,
    );
    must(world.send(&[wrap], &[label]).await);
    scene.earn(REVENUE).await;
    // Its wrapped shares open no other escrow.
    let theft = wrapper::unwrap(
        &key,
        vault,
        &pool.wrapper.beneficiary,
        &mint.ata(&key),
        &scene.shares_of(&thief),
        LABEL_UNITS,
    );
    assert_refused_unchanged(world, theft, &[&thief], "MintMismatch").await;
    let thiefs = Holder {
        token_account: escrow,
        payee: key,
    };
    let holders = [pool.wrapper.holder(), thiefs, scene.holder(label)];
    let pay = vault::distribute(vault, currency, &holders);
    must(world.send(&[pay], &[]).await);
    let [_, money] = pool.reserves().await;
    assert_eq!(money, FIRST_RESERVES[CURRENCY] + 2 * FIRST_RESERVES[SHARES]);
    assert_eq!(world.token_amount(&currency.ata(&key)).await, LABEL_UNITS);
    assert_eq!(scene.purse(label).await, LABEL_UNITS);
    scene.assert_balanced().await;
}

/// A multisig of two, both of whom must sign, that holds the label's shares.
async fn multisig(scene: &Scene) -> (Address, [Keypair; 2]) {
    /// Bytes of its account.
    const SPACE: usize = 355;
    let Scene {
        world,
        label,
        vault,
        ..
    } = scene;
    let (account, members) = (Keypair::new(), [Keypair::new(), Keypair::new()]);
    let (payer, key) = (world.payer.pubkey(), account.pubkey());
    let rent = must(provenue_client::Ledger::minimum_balance(&world.ledger, SPACE).await);
    let keys = members.each_ref().map(Keypair::pubkey);
    let make = [
        create_account(&payer, &key, rent, SPACE as u64, &TOKEN_2022),
        must(initialize_multisig(&TOKEN_2022, &key, &keys.each_ref(), 2)),
    ];
    must(world.send(&make, &[&account]).await);
    let shares = world.open_position(vault, &key).await;
    world.open_account(&key, &scene.currency).await;
    let source = scene.shares_of(label);
    let give = vault::transfer_shares(&label.pubkey(), vault, &source, &shares, LABEL_UNITS);
    must(world.send(&[give], &[label]).await);
    (key, members)
}

#[tokio::test]
async fn nobody_takes_a_wallets_or_a_multisigs_revenue_by_a_wrapper() {
    let scene = Scene::new().await;
    let (multisig, members) = multisig(&scene).await;
    scene.earn(EVEN).await;
    let Scene {
        world,
        artist,
        vault,
        ..
    } = &scene;
    let payer = world.payer.pubkey();
    let thief = Address::new_unique();
    let made = address::wrapper(vault, &thief);
    let escrow = address::share_account(vault, &made);
    for victim in [artist.pubkey(), multisig] {
        let shares = address::share_account(vault, &victim);
        let position = address::position(&shares);
        let create = wrapper::create_wrapper(&payer, vault, &thief);
        let attack = create.clone().swapping(&escrow, &shares);
        assert_refused_unchanged(world, attack, &[], "InvalidSeeds").await;
        let attack = create
            .clone()
            .swapping(&address::position(&escrow), &position);
        assert_refused_unchanged(world, attack, &[], "WrongPosition").await;
        let attack = create
            .swapping(&escrow, &shares)
            .swapping(&address::position(&escrow), &position);
        assert_refused_unchanged(world, attack, &[], "InvalidSeeds").await;
        assert_eq!(world.position_of(&shares).await.payee(), &victim);
    }
    // One member alone neither wraps the multisig's shares nor points its revenue elsewhere.
    let [member, other] = &members;
    let (key, shares) = (member.pubkey(), address::share_account(vault, &multisig));
    let redirect = control::delegate_revenue(&key, vault, &shares, &thief);
    assert_refused_unchanged(world, redirect, &[member], "NotTheOwner").await;
    let wrapped = WrapperScene::of(scene, thief).await;
    let wrap = wrapper::wrap(
        &key,
        &wrapped.scene.vault,
        &thief,
        &shares,
        &wrapped.wrapped_of(&wrapped.scene.label),
        LABEL_UNITS,
    );
    let world = &wrapped.scene.world;
    assert_refused_unchanged(world, wrap, &[member], "OwnerMismatch").await;
    // What was earned is the multisig's, and all of its shares still move where both sign.
    let holder = Holder {
        token_account: shares,
        payee: multisig,
    };
    let claim = vault::claim(&wrapped.scene.vault, &wrapped.scene.currency, &holder);
    must(world.send(&[claim], &[]).await);
    let purse = wrapped.scene.currency.ata(&multisig);
    assert_eq!(world.token_amount(&purse).await, LABELS_PART);
    move_by_both(world, &wrapped.scene, &multisig, [member, other]).await;
    assert_eq!(world.token_amount(&shares).await, 0);
}

/// Both members move the multisig's shares back to the label.
async fn move_by_both(world: &World, scene: &Scene, multisig: &Address, members: [&Keypair; 2]) {
    let from = address::share_account(&scene.vault, multisig);
    let to = scene.shares_of(&scene.label);
    let share_mint = address::share_mint(&scene.vault);
    let keys = members.map(Keypair::pubkey);
    let mut transfer = must(transfer_checked(
        &TOKEN_2022,
        &from,
        &share_mint,
        &to,
        multisig,
        &keys.each_ref(),
        LABEL_UNITS,
        6,
    ));
    let hook = vault::transfer_shares(multisig, &scene.vault, &from, &to, LABEL_UNITS);
    assert!(
        hook.accounts
            .iter()
            .any(|meta| meta.pubkey == VAULT_PROGRAM)
    );
    transfer.accounts.extend(hook.accounts.into_iter().skip(4));
    must(
        world
            .send(&[transfer], &members.map(|member| member as _))
            .await,
    );
}
