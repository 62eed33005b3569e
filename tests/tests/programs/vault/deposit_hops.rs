//! Paying revenue in that climbs on at once.

use provenue_client::{
    events::{Event, events},
    instructions::vault,
    state::Vault,
};
use provenue_tests::must;
use provenue_vault::VaultError;
use solana_signer::Signer;

use super::graph::{Graph, Link, PURSE, absolute, hop, paid, relative, skipped};

#[tokio::test]
async fn a_deposit_reaches_the_top_in_one_transaction() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let middle = graph.child(&[relative(&top, 2_500)]).await;
    let bottom = graph.child(&[relative(&middle, 4_000)]).await;
    let hops = [hop(&bottom, &middle), hop(&middle, &top)];
    let receipt = graph.earn(&bottom, 10_000, &hops).await;
    let names: Vec<_> = events(&receipt.logs).iter().map(Event::name).collect();
    assert_eq!(names, ["Deposited", "DuesPaid", "DuesPaid"]);
    assert_eq!(
        paid(&receipt),
        [
            (bottom.vault, middle.vault, 4_000, 4_000),
            (middle.vault, top.vault, 1_000, 1_000)
        ]
    );
    // 60 %, 30 %, 10 %: nothing waits anywhere, and holders can be paid.
    for (node, part) in [(&bottom, 6_000), (&middle, 3_000), (&top, 1_000)] {
        let key = node.base.pubkey();
        graph.world.open_account(&key, &graph.currency).await;
        let claim = vault::claim(
            &node.vault,
            &graph.currency,
            &vault::Holder::of(&node.vault, &key),
        );
        must(graph.world.send(&[claim], &[]).await);
        assert_eq!(
            graph.world.token_amount(&graph.currency.ata(&key)).await,
            part
        );
        assert_eq!(graph.world.token_amount(&graph.treasury(node)).await, 0);
    }
    graph.assert_balanced(&[&bottom, &middle, &top]).await;
}

#[tokio::test]
async fn what_the_hops_do_not_reach_stays_due() {
    let graph = Graph::new().await;
    let (left, right) = (graph.root().await, graph.root().await);
    let child = graph
        .child(&[relative(&left, 1_000), relative(&right, 2_000)])
        .await;
    graph.earn(&child, 1_000, &[hop(&child, &right)]).await;
    assert_eq!(graph.booked(&right).await, (200, 200));
    assert_eq!(graph.booked(&left).await, (0, 0));
    let slot = graph.slot(&child).await;
    assert_eq!((slot.reserved.get(), slot.paid_upstream.get()), (300, 200));
    graph.pull(&child, &[hop(&child, &left)]).await;
    assert_eq!(graph.booked(&left).await, (100, 100));
    graph.assert_balanced(&[&child, &left, &right]).await;
}

#[tokio::test]
async fn a_diamond_of_relative_parts_adds_up_at_the_top() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let left = graph.child(&[relative(&top, 5_000)]).await;
    let right = graph.child(&[relative(&top, 1_000)]).await;
    let bottom = graph
        .child(&[relative(&left, 2_000), relative(&right, 3_000)])
        .await;
    let hops = [
        hop(&bottom, &left),
        hop(&bottom, &right),
        hop(&left, &top),
        hop(&right, &top),
    ];
    graph.earn(&bottom, 1_000, &hops).await;
    assert_eq!(graph.booked(&left).await, (200, 200));
    assert_eq!(graph.booked(&right).await, (300, 300));
    assert_eq!(graph.booked(&top).await, (130, 130));
    graph.assert_balanced(&[&bottom, &left, &right, &top]).await;
}

#[tokio::test]
async fn dust_at_a_half_is_halved_exactly() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let child = graph.child(&[relative(&top, 5_000)]).await;
    for count in 1..=101_u64 {
        graph.earn(&child, 1, &[hop(&child, &top)]).await;
        assert_eq!(graph.booked(&top).await.0, count / 2, "after {count}");
    }
    let slot = graph.slot(&child).await;
    assert_eq!((slot.gross.get(), slot.booked.get()), (101, 51));
    graph.assert_balanced(&[&child, &top]).await;
}

#[tokio::test]
async fn dust_of_two_kinds_of_parts_is_no_less_than_one_large_payment() {
    let graph = Graph::new().await;
    let (left, right) = (graph.root().await, graph.root().await);
    let both = Link {
        parent: &right,
        relative: 1_111,
        absolute: 2_222,
    };
    let child = graph.child(&[absolute(&left, 3_333), both]).await;
    let hops = [hop(&child, &left), hop(&child, &right)];
    for _ in 0..100 {
        graph.earn(&child, 1, &hops).await;
    }
    // floor(33.33) each, and floor(66.66) of both together.
    assert_eq!(graph.booked(&left).await, (33, 33));
    assert_eq!(graph.booked(&right).await, (33, 33));
    let slot = graph.slot(&child).await;
    assert_eq!((slot.reserved.get(), slot.paid_upstream.get()), (66, 66));
    graph.assert_balanced(&[&child, &left, &right]).await;
}

#[tokio::test]
async fn a_hop_that_cannot_be_paid_does_not_keep_the_payment_out() {
    let graph = Graph::new().await;
    let poor = graph.open_taking(Default::default(), &[]).await;
    must(graph.seal(&poor).await);
    let child = graph.child(&[relative(&poor, 5_000)]).await;
    let receipt = graph.earn(&child, 10, &[hop(&child, &poor)]).await;
    let reason = u64::from(VaultError::UnknownCurrency.code());
    assert_eq!(skipped(&receipt), [(child.vault, poor.vault, 5, reason)]);
    assert_eq!(graph.booked(&child).await, (10, 0));
    let purse = graph.currency.ata(&graph.fan.pubkey());
    let held = graph.world.token_amount(&purse);
    assert_eq!(held.await, PURSE - 10);
}

#[tokio::test]
async fn booking_costs_the_same_with_one_parent_or_a_hundred() {
    let graph = Graph::new().await;
    let mut parents = Vec::new();
    for _ in 0..100 {
        parents.push(graph.root().await);
    }
    let one = graph.child(&[relative(&parents[0], 100)]).await;
    let links: Vec<_> = parents.iter().map(|parent| relative(parent, 1)).collect();
    let hundred = graph.child(&links).await;
    let owed = |vault: Vault| vault.relative_bps.get();
    for node in [&one, &hundred] {
        assert_eq!(owed(graph.world.vault_state(&node.vault).await), 100);
    }
    // The same sums, so that the arithmetic takes the same branches.
    for amount in [10_000, 1, 123_456_789] {
        let few = graph.earn(&one, amount, &[]).await.compute_units;
        let many = graph.earn(&hundred, amount, &[]).await.compute_units;
        println!("a deposit of {amount}: {few} CU with 1 parent, {many} CU with 100");
        assert_eq!(few, many);
    }
    assert_eq!(
        graph.slot(&one).await.ledger(),
        graph.slot(&hundred).await.ledger()
    );
    let last = &parents[99];
    graph.pull(&hundred, &[hop(&hundred, last)]).await;
    // floor((10 000 + 1 + 123 456 789) / 10 000)
    assert_eq!(graph.booked(last).await, (12_346, 12_346));
}
