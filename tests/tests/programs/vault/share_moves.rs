//! All the ways in which shares move, are burned or change hands: each holder gets exactly what their
//! shares earned, and nothing is left in the treasury.

use provenue_client::{
    Ledger, address,
    instructions::vault::{self, Holder},
    token::{NewMint, TOKEN_2022},
};
use provenue_tests::{assert_refused, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;
use spl_token_2022_interface::{
    extension::{ExtensionType, cpi_guard::instruction::enable_cpi_guard},
    instruction::reallocate,
};

use super::{
    scene::{ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene},
    tokens::{approve, burn, close, demand_memo, give_away},
};

/// A tenth of all share units, and what they earn of [`EVEN`].
const UNITS: u64 = 10_000_000;
const TENTH: u64 = EVEN / 10;

/// The memo program.
const MEMO: Address = Address::from_str_const("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr");

/// A vault that has earned [`EVEN`] before anything moves.
async fn earning() -> Scene {
    let scene = Scene::new().await;
    scene.open_payees().await;
    scene.earn(EVEN).await;
    scene
}

/// Pays both holders, and asserts that they have got so much and nothing is left.
async fn assert_paid(scene: &Scene, artist: u64, label: u64) {
    assert_paid_with(scene, &[], artist, label).await;
}

/// The same, when there are other share accounts, of the label's or of the artist's.
async fn assert_paid_with(scene: &Scene, others: &[Holder], artist: u64, label: u64) {
    let both = [scene.holder(&scene.artist), scene.holder(&scene.label)];
    let holders = [&both[..], others].concat();
    let pay = vault::distribute(&scene.vault, &scene.currency, &holders);
    must(scene.world.send(&[pay], &[]).await);
    assert_eq!(scene.purse(&scene.artist).await, artist);
    assert_eq!(scene.purse(&scene.label).await, label);
    assert_eq!(scene.held().await, 0);
    let slot = scene.slot().await;
    assert_eq!(slot.gross.get(), artist + label);
    scene.assert_balanced().await;
}

/// The label's tenth of all shares, for the artist.
fn tenth(scene: &Scene) -> Instruction {
    scene.transfer(&scene.label, &scene.artist, UNITS)
}

#[tokio::test]
async fn a_transfer_of_nothing() {
    let scene = earning().await;
    let nothing = scene.transfer(&scene.label, &scene.artist, 0);
    must(scene.world.send(&[nothing], &[&scene.label]).await);
    scene.earn(EVEN).await;
    assert_paid(&scene, 2 * ARTISTS_PART, 2 * LABELS_PART).await;
}

#[tokio::test]
async fn a_transfer_to_oneself() {
    let scene = earning().await;
    for units in [0, 1, LABEL_UNITS] {
        let to_self = scene.transfer(&scene.label, &scene.label, units);
        must(scene.world.send(&[to_self], &[&scene.label]).await);
        scene.earn(EVEN).await;
    }
    assert_paid(&scene, 4 * ARTISTS_PART, 4 * LABELS_PART).await;
}

#[tokio::test]
async fn a_transfer_between_two_accounts_of_one_owner() {
    let scene = earning().await;
    let second = scene.auxiliary_position(&scene.label).await.pubkey();
    let (key, first) = (scene.label.pubkey(), scene.shares_of(&scene.label));
    let over = vault::transfer_shares(&key, &scene.vault, &first, &second, UNITS);
    must(scene.world.send(&[over], &[&scene.label]).await);
    scene.earn(EVEN).await;
    let holder = Holder {
        token_account: second,
        payee: key,
    };
    assert_paid_with(&scene, &[holder], 2 * ARTISTS_PART, 2 * LABELS_PART).await;
    let earned = scene.world.position_of(&second).await.currencies[0];
    assert_eq!(earned.claimed.get(), TENTH);
}

#[tokio::test]
async fn a_transfer_by_a_delegate() {
    let scene = earning().await;
    let delegate = scene.world.person().await;
    let (source, key) = (scene.shares_of(&scene.label), scene.label.pubkey());
    let allow = approve(&TOKEN_2022, &source, &delegate.pubkey(), &key, UNITS);
    let destination = scene.shares_of(&scene.artist);
    let sale = vault::transfer_shares(
        &delegate.pubkey(),
        &scene.vault,
        &source,
        &destination,
        UNITS,
    );
    let signers = [&scene.label as provenue_client::SignerRef<'_>, &delegate];
    must(scene.world.send(&[allow, sale], &signers).await);
    scene.earn(EVEN).await;
    assert_paid(&scene, 2 * ARTISTS_PART + TENTH, 2 * LABELS_PART - TENTH).await;
}

#[tokio::test]
async fn a_transfer_in_a_vault_whose_currency_keeps_a_fee() {
    let scene = Scene::taking(NewMint::with_fee(6, 100)).await;
    scene.open_payees().await;
    // What comes divides evenly: the mint keeps 7 892. What is paid loses a hundredth, rounded up.
    let (sent, fee) = (EVEN + 7_892, |amount: u64| amount.div_ceil(100));
    scene.earn(sent).await;
    must(scene.world.send(&[tenth(&scene)], &[&scene.label]).await);
    scene.earn(sent).await;
    must(scene.world.send(&[scene.distribute()], &[]).await);
    let (artist, label) = (2 * ARTISTS_PART + TENTH, 2 * LABELS_PART - TENTH);
    assert_eq!(scene.purse(&scene.artist).await, artist - fee(artist));
    assert_eq!(scene.purse(&scene.label).await, label - fee(label));
    assert_eq!(scene.held().await, 0);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn a_burn_that_is_settled() {
    let scene = earning().await;
    let (key, shares) = (scene.label.pubkey(), scene.shares_of(&scene.label));
    let burn = vault::burn_shares(&key, &scene.vault, &shares, UNITS);
    must(scene.world.send(&burn, &[&scene.label]).await);
    // Nine tenths are left: seven and two.
    scene.earn(9 * EVEN).await;
    assert_paid(&scene, ARTISTS_PART + 7 * EVEN, LABELS_PART + 2 * EVEN).await;
    let live = scene.state().await.live_units.get();
    assert_eq!(live, 100_000_000 - UNITS);
}

#[tokio::test]
async fn a_burn_that_nobody_settled_earns_until_somebody_does() {
    let scene = earning().await;
    let (key, shares) = (scene.label.pubkey(), scene.shares_of(&scene.label));
    let burn = burn(&scene.share_mint().await, &shares, &key, LABEL_UNITS);
    must(scene.world.send(&[burn], &[&scene.label]).await);
    scene.earn(EVEN).await;
    must(scene.world.send(&[scene.settle(&scene.label)], &[]).await);
    scene.earn(EVEN).await;
    assert_paid(&scene, 2 * ARTISTS_PART + EVEN, 2 * LABELS_PART).await;
}

#[tokio::test]
async fn a_burn_and_a_transfer_after_it() {
    let scene = earning().await;
    let (key, shares) = (scene.label.pubkey(), scene.shares_of(&scene.label));
    let burn = burn(&scene.share_mint().await, &shares, &key, UNITS);
    must(
        scene
            .world
            .send(&[burn, tenth(&scene)], &[&scene.label])
            .await,
    );
    // Nine tenths are left: eight and one.
    scene.earn(9 * EVEN).await;
    assert_paid(&scene, ARTISTS_PART + 8 * EVEN, LABELS_PART + EVEN).await;
}

#[tokio::test]
async fn a_token_account_that_is_closed_and_opened_again() {
    let scene = earning().await;
    let (world, key, shares) = (
        &scene.world,
        scene.label.pubkey(),
        scene.shares_of(&scene.label),
    );
    let all = scene.transfer(&scene.label, &scene.artist, LABEL_UNITS);
    let close = close(&TOKEN_2022, &shares, &key);
    must(world.send(&[all, close], &[&scene.label]).await);
    assert!(must(world.ledger.account(&shares).await).is_none());
    scene.earn(EVEN).await;
    // What the label is owed can be paid, or wait, while there is no account.
    let create = vault::create_share_account(&world.payer.pubkey(), &scene.vault, &key);
    let back = scene.transfer(&scene.artist, &scene.label, LABEL_UNITS);
    must(world.send(&[create, back], &[&scene.artist]).await);
    scene.earn(EVEN).await;
    assert_paid(&scene, 2 * ARTISTS_PART + EVEN, 2 * LABELS_PART).await;
}

#[tokio::test]
async fn a_closed_token_account_that_is_owed() {
    let scene = earning().await;
    let all = scene.transfer(&scene.label, &scene.artist, LABEL_UNITS);
    let close = close(
        &TOKEN_2022,
        &scene.shares_of(&scene.label),
        &scene.label.pubkey(),
    );
    must(scene.world.send(&[all, close], &[&scene.label]).await);
    scene.earn(EVEN).await;
    assert_paid(&scene, ARTISTS_PART + EVEN, LABELS_PART).await;
}

#[tokio::test]
async fn an_account_that_is_not_the_associated_one_given_away() {
    let scene = earning().await;
    let account = scene.auxiliary_position(&scene.label).await.pubkey();
    let (key, home) = (scene.label.pubkey(), scene.shares_of(&scene.label));
    let over = vault::transfer_shares(&key, &scene.vault, &home, &account, UNITS);
    must(scene.world.send(&[over], &[&scene.label]).await);
    scene.earn(EVEN).await;
    // It takes along what it has earned; what the label's other account has stays the label's.
    let give = give_away(&TOKEN_2022, &account, &key, &scene.artist.pubkey());
    let settle = vault::settle(&scene.vault, &account);
    must(scene.world.send(&[give, settle], &[&scene.label]).await);
    scene.earn(EVEN).await;
    let holder = Holder {
        token_account: account,
        payee: scene.artist.pubkey(),
    };
    let (artist, label) = (3 * ARTISTS_PART + 2 * TENTH, 3 * LABELS_PART - 2 * TENTH);
    assert_paid_with(&scene, &[holder], artist, label).await;
}

#[tokio::test]
async fn a_receiver_who_wants_a_memo() {
    let scene = earning().await;
    let (key, shares) = (scene.artist.pubkey(), scene.shares_of(&scene.artist));
    let demand = demand_memo(&scene.world, &shares, &key);
    must(scene.world.send(&demand, &[&scene.artist]).await);
    let silent = scene.world.send(&[tenth(&scene)], &[&scene.label]).await;
    assert_refused(silent, "NoMemo");
    scene.earn(EVEN).await;
    let memo = Instruction::new_with_bytes(MEMO, b"a tenth of the song", Vec::new());
    let sale = [memo, tenth(&scene)];
    must(scene.world.send(&sale, &[&scene.label]).await);
    scene.earn(EVEN).await;
    assert_paid(&scene, 3 * ARTISTS_PART + TENTH, 3 * LABELS_PART - TENTH).await;
}

#[tokio::test]
async fn accounts_with_a_cpi_guard() {
    let scene = earning().await;
    let payer = scene.world.payer.pubkey();
    for holder in [&scene.artist, &scene.label] {
        let (key, shares) = (holder.pubkey(), scene.shares_of(holder));
        let guard = [ExtensionType::CpiGuard];
        let room = must(reallocate(&TOKEN_2022, &shares, &payer, &key, &[], &guard));
        let enable = must(enable_cpi_guard(&TOKEN_2022, &shares, &key, &[]));
        must(scene.world.send(&[room, enable], &[holder]).await);
    }
    // The guard is against programs that spend in their callers' names; this one spends nothing.
    must(scene.world.send(&[tenth(&scene)], &[&scene.label]).await);
    scene.earn(EVEN).await;
    let (artist, label) = (2 * ARTISTS_PART + TENTH, 2 * LABELS_PART - TENTH);
    assert_paid(&scene, artist, label).await;
    let reserve = address::rent_reserve(&scene.vault);
    assert_eq!(must(scene.world.ledger.balance(&reserve).await), 0);
}
