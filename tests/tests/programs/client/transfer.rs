//! Shares that are sold after money came by plain transfer, before it was booked.

use provenue_client::{
    events::{Event, events},
    flows::{mint::SHARE_UNITS, revenue, shares},
    token::{self, NewMint},
};
use provenue_tests::{World, must};
use solana_signer::Signer;

use crate::vault::scene::{ARTIST_UNITS, EVEN, LABEL_UNITS, Scene};

#[tokio::test]
async fn what_came_before_shares_are_sold_stays_the_sellers() {
    let world = World::new().await;
    let (seller, buyer) = (world.person().await, world.person().await);
    let currencies = [
        world.currency(NewMint::spl(6)).await,
        world.currency(NewMint::with_fee(2, 100)).await,
        world.currency(NewMint::spl(0)).await,
    ];
    let vault = world.vault(&seller, &currencies, &[]).await;
    world.open_position(&vault, &buyer.pubkey()).await;
    for currency in &currencies[..2] {
        world.fund(&seller, currency, EVEN).await;
        let plain = token::transfer(&seller.pubkey(), currency, &vault, EVEN);
        must(world.send(&[plain], &[&seller]).await);
    }
    let (ledger, to) = (&world.ledger, buyer.pubkey());
    let sale = shares::transfer(ledger, &seller, &seller, &vault, &to, SHARE_UNITS);
    let steps = must(sale.await);
    let [step] = steps.as_slice() else {
        panic!("one transaction was expected, not {}", steps.len());
    };
    let names: Vec<_> = events(&step.receipt.logs).iter().map(Event::name).collect();
    assert_eq!(names, ["Booked", "Booked", "SharesTransferred"]);
    assert!(
        step.says[0].starts_with("booked 0.78125 of ") && step.says[0].contains(", then moved 100"),
        "{}",
        step.says[0]
    );

    let mut holders = must(shares::holders(ledger, &vault).await);
    holders.sort_by_key(|holder| holder.owner != seller.pubkey());
    let earned = |holder: &shares::Holder| -> Vec<u64> {
        holder.claimable.iter().map(|due| due.whole).collect()
    };
    let after_fee = EVEN - EVEN.div_ceil(100);
    assert_eq!(earned(&holders[0])[0], EVEN);
    assert!(after_fee - earned(&holders[0])[1] <= 1);
    assert_eq!(earned(&holders[1]), [0, 0, 0]);
    // Nothing is left to book.
    let to = seller.pubkey();
    let sale = shares::transfer(ledger, &buyer, &buyer, &vault, &to, 1);
    let steps = must(sale.await);
    assert!(steps[0].says[0].starts_with("moved "));
}

#[tokio::test]
async fn money_beyond_all_books_does_not_hold_shares_up() {
    const HALF_OF_ALL: u64 = 1 << 63;
    let scene = Scene::new().await;
    let (world, vault, currency) = (&scene.world, &scene.vault, &scene.currency);
    scene.open_payees().await;
    world.fund(&scene.fan, currency, HALF_OF_ALL).await;
    scene.earn(HALF_OF_ALL).await;
    must(world.send(&[scene.distribute()], &[]).await);
    // All comes back, and all that ever came is more than the books can count.
    for holder in [&scene.artist, &scene.label] {
        let all = scene.purse(holder).await;
        let back = token::transfer(&holder.pubkey(), currency, vault, all);
        must(world.send(&[back], &[holder]).await);
    }
    let rest = scene.purse(&scene.fan).await;
    let more = token::transfer(&scene.fan.pubkey(), currency, vault, rest);
    must(world.send(&[more], &[&scene.fan]).await);
    assert!(
        revenue::book(&world.ledger, &world.payer, vault, currency)
            .await
            .is_err()
    );

    let (artist, label) = (&scene.artist, scene.label.pubkey());
    let gift = shares::transfer(&world.ledger, artist, artist, vault, &label, ARTIST_UNITS);
    must(gift.await);
    let all = world.token_amount(&scene.shares_of(&scene.label)).await;
    assert_eq!(all, ARTIST_UNITS + LABEL_UNITS);
}
