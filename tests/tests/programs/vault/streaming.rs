//! Vaults whose revenue becomes claimable bit by bit.

use provenue_accounting::SHARE_UNITS;
use provenue_client::{instructions::vault, preview::Preview, state::VaultOptions, token};
use provenue_oracle::{BigInt, Model, from_q64};
use provenue_tests::{assert_refused_unchanged, must};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    options::{NOW, founded},
    scene::{ARTIST_UNITS, ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene},
};

/// How long revenue takes to be released in these tests.
const SECONDS: u32 = 1_000;

/// A vault that streams, whose holders have accounts for the money.
async fn streaming() -> Scene {
    let options = VaultOptions {
        stream_seconds: SECONDS,
        ..VaultOptions::default()
    };
    let scene = founded(options, None).await;
    scene.open_payees().await;
    scene
}

/// Goes to so many seconds after the beginning.
fn at(scene: &Scene, seconds: i64) {
    scene.world.ledger.set_clock(NOW + seconds);
}

/// Pays both holders, and asserts that they have got what `released` times [`EVEN`] brought in all.
async fn assert_paid(scene: &Scene, released: u64) {
    must(scene.world.send(&[scene.distribute()], &[]).await);
    assert_eq!(scene.purse(&scene.artist).await, released * ARTISTS_PART);
    assert_eq!(scene.purse(&scene.label).await, released * LABELS_PART);
    scene.assert_balanced().await;
}

/// What a vault's stream has pending, and when it ends, in seconds after the beginning.
async fn stream(scene: &Scene) -> (u64, i64) {
    let slot = scene.slot().await;
    let end = i64::try_from(slot.ledger().stream.end()).unwrap_or(i64::MAX);
    (slot.pending.get(), end - NOW)
}

#[tokio::test]
async fn a_deposit_is_released_evenly_over_the_time() {
    let scene = streaming().await;
    scene.earn(1_000 * EVEN).await;
    assert_eq!(stream(&scene).await, (1_000 * EVEN, 1_000));
    assert_refused_unchanged(
        &scene.world,
        scene.claim(&scene.label),
        &[],
        "NothingToClaim",
    )
    .await;
    for (seconds, released) in [(1, 1), (250, 250), (250, 250), (999, 999), (1_000, 1_000)] {
        at(&scene, seconds);
        assert_paid(&scene, released).await;
        assert_eq!(stream(&scene).await.0, (1_000 - released) * EVEN);
    }
    assert_eq!(scene.held().await, 0);
    at(&scene, 5_000);
    assert_paid(&scene, 1_000).await;
}

#[tokio::test]
async fn nobody_need_look_before_the_end() {
    let scene = streaming().await;
    scene.earn(3 * EVEN).await;
    at(&scene, 1_000_000);
    assert_paid(&scene, 3).await;
    assert_eq!(scene.held().await, 0);
    // What comes long after starts anew.
    scene.earn(EVEN).await;
    assert_eq!(stream(&scene).await, (EVEN, 1_001_000));
}

#[tokio::test]
async fn a_second_deposit_ends_with_the_first_at_the_weighted_mean() {
    let scene = streaming().await;
    scene.earn(10 * EVEN).await;
    at(&scene, 500);
    scene.earn(15 * EVEN).await;
    // 5 parts have 500 seconds left, 15 have 1 000: the mean is 875.
    assert_eq!(stream(&scene).await, (20 * EVEN, 1_375));
    assert_paid(&scene, 5).await;
    // A fifth of the 875 seconds later.
    at(&scene, 675);
    must(scene.world.send(&[scene.settle(&scene.artist)], &[]).await);
    assert_eq!(scene.slot().await.pending.get(), 16 * EVEN);
    at(&scene, 1_374);
    must(scene.world.send(&[scene.distribute()], &[]).await);
    assert!(scene.held().await > 0);
    at(&scene, 1_375);
    assert_paid(&scene, 25).await;
    assert_eq!(scene.held().await, 0);
}

#[tokio::test]
async fn dust_neither_delays_nor_speeds_what_waits() {
    let scene = streaming().await;
    scene.earn(100 * EVEN).await;
    for round in 1..10_u64 {
        at(&scene, 100 * round as i64);
        for _ in 0..5 {
            scene.earn(1).await;
            assert_eq!(stream(&scene).await.1, 1_000);
        }
        // All but the dust is released on time.
        let released = 100 * EVEN - stream(&scene).await.0;
        let due = 10 * round * EVEN;
        assert!(released.abs_diff(due) <= 5 * round, "{released} of {due}");
    }
    at(&scene, 1_000);
    must(scene.world.send(&[scene.distribute()], &[]).await);
    let paid = scene.slot().await.paid_holders.get();
    // 45 base units of dust: 31.5 and 13.5, of which halves are not paid.
    assert_eq!(paid, 100 * EVEN + 31 + 13);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn claims_at_any_times_sum_to_the_total_and_agree_with_the_exact_model() {
    let scene = streaming().await;
    let mut model = must(Model::new(0)).streaming(SECONDS);
    let money = must(model.add_currency());
    model.issue(&"artist", ARTIST_UNITS);
    model.issue(&"label", LABEL_UNITS);
    let holders: [(&str, &Keypair); 2] = [("artist", &scene.artist), ("label", &scene.label)];

    let deposits = [(0, 1_000_003), (331, 77_777), (332, 1), (800, 2_922_219)];
    let mut total = 0;
    let mut times: Vec<i64> = (0..2_200).step_by(37).collect();
    times.extend(deposits.map(|(seconds, _)| seconds));
    times.sort_unstable();
    times.dedup();
    for seconds in times {
        at(&scene, seconds);
        model.set_time((NOW + seconds) as u64);
        if let Some((_, amount)) = deposits.iter().find(|(time, _)| *time == seconds) {
            scene.earn(*amount).await;
            must(model.book(money, *amount));
            total += amount;
        }
        let (name, holder) = holders[(seconds % 2) as usize];
        let preview = must(Preview::now(&scene.world.ledger, &scene.state().await).await);
        let foreseen = must(preview.claimable(&scene.position(holder).await))[0].whole;
        let before = scene.purse(holder).await;
        if foreseen > 0 {
            must(scene.world.send(&[scene.claim(holder)], &[]).await);
        } else {
            must(scene.world.send(&[scene.settle(holder)], &[]).await);
        }
        let paid = scene.purse(holder).await - before;
        assert_eq!(paid, foreseen);
        model.release();
        if paid > 0 {
            must(model.pay(&name, money, paid));
        }
        let slot = scene.slot().await;
        assert_eq!(BigInt::from(slot.pending.get()), model.pending(money));
        let accrued = from_q64(scene.earnings(holder).await.accrued.get());
        assert!(model.admits(&name, money, &accrued), "{name} at {seconds}");
        scene.assert_balanced().await;
    }
    assert_eq!(scene.slot().await.pending.get(), 0);
    must(scene.world.send(&[scene.distribute()], &[]).await);
    let paid = (
        scene.purse(&scene.artist).await,
        scene.purse(&scene.label).await,
    );
    assert_eq!(total, 4_000_000);
    assert_eq!(paid, (2_800_000, 1_200_000));
    assert_eq!(scene.held().await, 0);
}

#[tokio::test]
async fn a_plain_transfer_streams_from_its_booking() {
    let scene = streaming().await;
    let (world, currency) = (&scene.world, &scene.currency);
    must(token::mint_to(&world.ledger, &world.payer, currency, &scene.vault, EVEN).await);
    at(&scene, 400);
    must(
        world
            .send(&[vault::book(&scene.vault, currency)], &[])
            .await,
    );
    assert_eq!(stream(&scene).await, (EVEN, 1_400));
    // Booking nothing changes nothing.
    at(&scene, 500);
    must(
        world
            .send(&[vault::book(&scene.vault, currency)], &[])
            .await,
    );
    assert_eq!(stream(&scene).await, (EVEN, 1_400));
    at(&scene, 1_400);
    assert_paid(&scene, 1).await;
}

#[tokio::test]
async fn what_is_released_goes_to_who_holds_shares_then() {
    let scene = streaming().await;
    scene.earn(10 * EVEN).await;
    // The label sells all in the middle: it has earned half of its part, and the artist gets the rest.
    at(&scene, 500);
    let sale = scene.transfer(&scene.label, &scene.artist, LABEL_UNITS);
    must(scene.world.send(&[sale], &[&scene.label]).await);
    at(&scene, 1_000);
    must(scene.world.send(&[scene.distribute()], &[]).await);
    assert_eq!(scene.purse(&scene.label).await, 5 * LABELS_PART);
    assert_eq!(
        scene.purse(&scene.artist).await,
        5 * ARTISTS_PART + 5 * EVEN
    );
    assert_eq!(scene.held().await, 0);
    assert_eq!(scene.state().await.live_units.get(), SHARE_UNITS);
    scene.assert_balanced().await;
}

#[tokio::test]
async fn a_stream_with_nobody_left_waits_and_cannot_be_added_to() {
    let scene = streaming().await;
    scene.earn(10 * EVEN).await;
    at(&scene, 500);
    for (holder, units) in [(&scene.artist, ARTIST_UNITS), (&scene.label, LABEL_UNITS)] {
        let shares = scene.shares_of(holder);
        let burn = vault::burn_shares(&holder.pubkey(), &scene.vault, &shares, units);
        must(scene.world.send(&burn, &[holder]).await);
    }
    assert_eq!(scene.state().await.live_units.get(), 0);
    let late = scene.deposit(1);
    assert_refused_unchanged(&scene.world, late, &[&scene.fan], "NoLiveUnits").await;
    // What was released before stays theirs; what nobody holds shares for stays pending.
    at(&scene, 2_000);
    assert_paid(&scene, 5).await;
    assert_eq!(scene.slot().await.pending.get(), 5 * EVEN);
    assert_eq!(scene.held().await, 5 * EVEN);
}
