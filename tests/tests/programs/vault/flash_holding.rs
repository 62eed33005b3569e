//! Shares bought only for the moment in which money comes.

use provenue_client::{instructions::vault, state::VaultOptions, token};
use provenue_oracle::Model;
use provenue_tests::{assert_refused_unchanged, must};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    options::{NOW, founded},
    scene::{ARTIST_UNITS, ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene},
};

/// A vault that streams over so many seconds, and a trader who can receive shares and money.
async fn with_trader(stream_seconds: u32) -> (Scene, Keypair) {
    let options = VaultOptions {
        stream_seconds,
        ..VaultOptions::default()
    };
    let scene = founded(options, None).await;
    scene.open_payees().await;
    let trader = scene.world.person().await;
    let key = trader.pubkey();
    scene.world.open_position(&scene.vault, &key).await;
    scene.world.open_account(&key, &scene.currency).await;
    (scene, trader)
}

/// The trader has all shares of the label while the fan pays [`EVEN`].
fn round(scene: &Scene, trader: &Keypair) -> [Instruction; 3] {
    [
        scene.transfer(&scene.label, trader, LABEL_UNITS),
        scene.deposit(EVEN),
        scene.transfer(trader, &scene.label, LABEL_UNITS),
    ]
}

/// Sends everything in one transaction, or each in one of its own.
async fn send(scene: &Scene, trader: &Keypair, all: &[Instruction], apart: bool) {
    let whole = all.len().max(1);
    for part in all.chunks(if apart { 1 } else { whole }) {
        let signers = [&scene.label, trader, &scene.fan];
        let signers: Vec<_> = signers
            .into_iter()
            .filter(|signer| {
                let metas = part.iter().flat_map(|one| &one.accounts);
                let key = signer.pubkey();
                metas
                    .into_iter()
                    .any(|meta| meta.is_signer && meta.pubkey == key)
            })
            .map(|signer| signer as provenue_client::SignerRef<'_>)
            .collect();
        must(scene.world.send(part, &signers).await);
    }
}

/// Pays all three.
async fn pay(scene: &Scene, trader: &Keypair) {
    let holders = [&scene.artist, &scene.label, trader].map(|holder| scene.holder(holder));
    let pay = vault::distribute(&scene.vault, &scene.currency, &holders);
    must(scene.world.send(&[pay], &[]).await);
    scene.assert_balanced().await;
}

/// What artist, label and trader have got.
async fn purses(scene: &Scene, trader: &Keypair) -> [u64; 3] {
    [
        scene.purse(&scene.artist).await,
        scene.purse(&scene.label).await,
        scene.purse(trader).await,
    ]
}

#[tokio::test]
async fn without_a_stream_who_holds_shares_at_the_booking_gets_their_part_and_no_more() {
    for apart in [false, true] {
        let (scene, trader) = with_trader(0).await;
        scene.earn(EVEN).await;
        send(&scene, &trader, &round(&scene, &trader), apart).await;
        scene.earn(EVEN).await;
        pay(&scene, &trader).await;

        // The exact model of the same life.
        let mut model = must(Model::new(0));
        let money = must(model.add_currency());
        model.issue(&"artist", ARTIST_UNITS);
        model.issue(&"label", LABEL_UNITS);
        must(model.book(money, EVEN));
        must(model.transfer(&"label", &"trader", LABEL_UNITS));
        must(model.book(money, EVEN));
        must(model.transfer(&"trader", &"label", LABEL_UNITS));
        must(model.book(money, EVEN));
        let exact = ["artist", "label", "trader"].map(|one| model.whole_owed(&one, money));
        let paid = purses(&scene, &trader).await;
        assert_eq!(paid.map(provenue_oracle::BigInt::from), exact);
        assert_eq!(paid, [3 * ARTISTS_PART, 2 * LABELS_PART, LABELS_PART]);
        assert_eq!(scene.held().await, 0);
    }
}

#[tokio::test]
async fn with_a_stream_a_holding_of_no_time_earns_nothing() {
    for apart in [false, true] {
        let (scene, trader) = with_trader(1_000).await;
        scene.earn(EVEN).await;
        scene.world.ledger.set_clock(NOW + 500);
        send(&scene, &trader, &round(&scene, &trader), apart).await;
        let claim = scene.claim(&trader);
        assert_refused_unchanged(&scene.world, claim.clone(), &[], "NothingToClaim").await;
        scene.world.ledger.set_clock(NOW + 9_000);
        assert_refused_unchanged(&scene.world, claim, &[], "NothingToClaim").await;
        pay(&scene, &trader).await;
        let paid = purses(&scene, &trader).await;
        assert_eq!(paid, [2 * ARTISTS_PART, 2 * LABELS_PART, 0]);
        assert_eq!(scene.held().await, 0);
    }
}

#[tokio::test]
async fn with_a_stream_a_holding_earns_for_the_time_it_lasts() {
    let (scene, trader) = with_trader(1_000).await;
    let [buy, deposit, sell] = round(&scene, &trader);
    must(
        scene
            .world
            .send(&[buy, deposit], &[&scene.label, &scene.fan])
            .await,
    );
    // A quarter of the time, which ends at an odd second for nobody.
    scene.world.ledger.set_clock(NOW + 240);
    must(scene.world.send(&[sell], &[&trader]).await);
    scene.world.ledger.set_clock(NOW + 1_000);
    pay(&scene, &trader).await;
    let traders = LABELS_PART * 240 / 1_000;
    assert_eq!(LABELS_PART * 240 % 1_000, 0);
    let expected = [ARTISTS_PART, LABELS_PART - traders, traders];
    assert_eq!(purses(&scene, &trader).await, expected);
    assert_eq!(scene.held().await, 0);
}

#[tokio::test]
async fn money_that_waits_unbooked_is_booked_for_who_holds_shares_then() {
    let (scene, trader) = with_trader(0).await;
    let (world, currency) = (&scene.world, &scene.currency);
    must(token::mint_to(&world.ledger, &world.payer, currency, &scene.vault, EVEN).await);
    // Whoever sells books first, as the client's own transfer does.
    let book = vault::book(&scene.vault, currency);
    let [buy, _, sell] = round(&scene, &trader);
    must(world.send(&[book.clone(), buy], &[&scene.label]).await);
    must(world.send(&[book, sell], &[&trader]).await);
    pay(&scene, &trader).await;
    let paid = purses(&scene, &trader).await;
    assert_eq!(paid, [ARTISTS_PART, LABELS_PART, 0]);
}
