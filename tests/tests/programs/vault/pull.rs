//! Dues that move from vault to vault.

use provenue_client::{
    Draft, Ledger,
    events::{Event, events},
    instructions::upstream,
    token::{self, NewMint},
};
use provenue_tests::must;
use solana_signer::Signer;

use super::graph::{Graph, Link, absolute, hop, paid, relative};

#[tokio::test]
async fn three_relative_generations_compound() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let middle = graph.child(&[relative(&top, 1_000)]).await;
    let bottom = graph.child(&[relative(&middle, 5_000)]).await;
    graph.earn(&bottom, 1_000_000, &[]).await;
    assert_eq!(graph.slot(&bottom).await.reserved.get(), 500_000);
    assert_eq!(graph.booked(&middle).await, (0, 0));

    let receipt = graph
        .pull(&bottom, &[hop(&bottom, &middle), hop(&middle, &top)])
        .await;
    // Half of all, then a tenth of that half.
    assert_eq!(graph.booked(&middle).await, (500_000, 500_000));
    assert_eq!(graph.booked(&top).await, (50_000, 50_000));
    assert_eq!(graph.slot(&middle).await.paid_upstream.get(), 50_000);
    for (node, held) in [(&bottom, 500_000), (&middle, 450_000), (&top, 50_000)] {
        assert_eq!(graph.world.token_amount(&graph.treasury(node)).await, held);
        assert_eq!(graph.slot(node).await.booked.get(), held);
    }
    graph.assert_balanced(&[&bottom, &middle, &top]).await;

    let [Event::DuesPaid(first), Event::DuesPaid(second)] = events(&receipt.logs)[..] else {
        panic!("two events were expected");
    };
    assert_eq!((first.child, first.parent), (bottom.vault, middle.vault));
    assert_eq!(first.mint, graph.currency.address);
    assert_eq!((first.amount, first.received), (500_000, 500_000));
    assert_eq!((first.paid, first.paid_upstream), (500_000, 500_000));
    assert_eq!(
        (first.child_booked, first.parent_booked),
        (500_000, 500_000)
    );
    assert_eq!(
        (first.parent_gross, first.parent_royalties),
        (500_000, 500_000)
    );
    assert_eq!((second.child, second.parent), (middle.vault, top.vault));
    assert_eq!((second.amount, second.received), (50_000, 50_000));
    assert_eq!(
        (second.child_booked, second.parent_booked),
        (450_000, 50_000)
    );
}

#[tokio::test]
async fn three_absolute_generations_are_flat_and_charge_royalties_once() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let middle = graph.child(&[absolute(&top, 1_000)]).await;
    let bottom = graph.child(&[absolute(&middle, 2_000)]).await;
    graph.earn(&bottom, 1_000_000, &[]).await;
    let hops = [
        hop(&bottom, &middle),
        hop(&bottom, &top),
        hop(&middle, &top),
    ];
    let receipt = graph.pull(&bottom, &hops).await;
    // The last hop finds nothing due: what came to the middle are royalties.
    assert_eq!(
        paid(&receipt),
        [
            (bottom.vault, middle.vault, 200_000, 200_000),
            (bottom.vault, top.vault, 100_000, 100_000)
        ]
    );
    assert_eq!(graph.booked(&middle).await, (200_000, 200_000));
    assert_eq!(graph.slot(&middle).await.reserved.get(), 0);
    assert_eq!(graph.booked(&top).await, (100_000, 100_000));

    // What the middle earns from outside is charged all the same.
    graph.earn(&middle, 1_000, &[hop(&middle, &top)]).await;
    assert_eq!(graph.booked(&middle).await, (201_000, 200_000));
    assert_eq!(graph.booked(&top).await, (100_100, 100_100));
    graph.assert_balanced(&[&bottom, &middle, &top]).await;
}

#[tokio::test]
async fn a_second_pull_pays_nothing() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let child = graph.child(&[relative(&top, 3_333)]).await;
    graph.earn(&child, 10_001, &[]).await;
    let hops = [hop(&child, &top)];
    let first = graph.pull(&child, &hops).await;
    assert_eq!(paid(&first), [(child.vault, top.vault, 3_333, 3_333)]);
    let before = (graph.slot(&child).await, graph.slot(&top).await);
    let again = graph.pull(&child, &[hops[0], hops[0]]).await;
    assert!(events(&again.logs).is_empty());
    let after = (graph.slot(&child).await, graph.slot(&top).await);
    assert_eq!(before.0.ledger(), after.0.ledger());
    assert_eq!(before.1.ledger(), after.1.ledger());
    assert_eq!(graph.edge(&child, &top).await.paid[0].get(), 3_333);
}

#[tokio::test]
async fn the_same_hop_twice_in_one_pull_pays_once() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let child = graph.child(&[relative(&top, 5_000)]).await;
    graph.earn(&child, 100, &[]).await;
    let hops = [hop(&child, &top), hop(&child, &top)];
    let receipt = graph.pull(&child, &hops).await;
    assert_eq!(paid(&receipt), [(child.vault, top.vault, 50, 50)]);
    assert_eq!(graph.booked(&top).await, (50, 50));
    graph.assert_balanced(&[&child, &top]).await;
}

#[tokio::test]
async fn anyone_pulls() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let child = graph.child(&[relative(&top, 5_000)]).await;
    graph.earn(&child, 100, &[]).await;
    let stranger = graph.world.person().await;
    let pull = graph.pull_instruction(&child, &[hop(&child, &top)]);
    assert!(pull.accounts.iter().all(|meta| !meta.is_signer));
    must(
        graph
            .world
            .ledger
            .send(&Draft::new(&stranger, vec![pull]))
            .await,
    );
    assert_eq!(graph.booked(&top).await, (50, 50));
}

#[tokio::test]
async fn two_edges_of_one_child_are_paid_apart() {
    let graph = Graph::new().await;
    let (first, second) = (graph.root().await, graph.root().await);
    let both = Link {
        parent: &second,
        relative: 2_000,
        absolute: 500,
    };
    let child = graph.child(&[relative(&first, 1_000), both]).await;
    graph.earn(&child, 1_000, &[]).await;
    graph.pull(&child, &[hop(&child, &second)]).await;
    assert_eq!(graph.booked(&second).await, (250, 250));
    assert_eq!(graph.booked(&first).await, (0, 0));
    // The other's dues were not touched, and grow on.
    graph.earn(&child, 1_000, &[]).await;
    let receipt = graph
        .pull(&child, &[hop(&child, &first), hop(&child, &second)])
        .await;
    assert_eq!(
        paid(&receipt),
        [
            (child.vault, first.vault, 200, 200),
            (child.vault, second.vault, 250, 250)
        ]
    );
    graph.assert_balanced(&[&child, &first, &second]).await;
}

#[tokio::test]
async fn of_a_currency_that_keeps_a_fee_the_parent_books_what_arrives() {
    let graph = Graph::taking(NewMint::with_fee(6, 100)).await;
    let top = graph.root().await;
    let child = graph.child(&[relative(&top, 5_000)]).await;
    let receipt = graph.earn(&child, 1_000, &[hop(&child, &top)]).await;
    // 1 % of 1 000 is kept; half of 990 is sent; of it 1 %, rounded up, is kept again.
    assert_eq!(paid(&receipt), [(child.vault, top.vault, 495, 490)]);
    assert_eq!(graph.booked(&child).await, (990, 0));
    assert_eq!(graph.booked(&top).await, (490, 490));
    let slot = graph.slot(&child).await;
    assert_eq!((slot.paid_upstream.get(), slot.booked.get()), (495, 495));
    assert_eq!(graph.edge(&child, &top).await.paid[0].get(), 495);
    assert_eq!(graph.world.token_amount(&graph.treasury(&top)).await, 490);
    graph.assert_balanced(&[&child, &top]).await;
}

#[tokio::test]
async fn of_dues_that_the_mint_keeps_whole_nothing_is_booked() {
    let graph = Graph::taking(NewMint::with_fee(6, 100)).await;
    let top = graph.root().await;
    let child = graph.child(&[relative(&top, 5_000)]).await;
    // Two of three arrive; half of two is sent, and kept.
    let receipt = graph.earn(&child, 3, &[hop(&child, &top)]).await;
    assert_eq!(paid(&receipt), [(child.vault, top.vault, 1, 0)]);
    assert_eq!(graph.booked(&top).await, (0, 0));
    assert_eq!(graph.edge(&child, &top).await.paid[0].get(), 1);
    graph.assert_balanced(&[&child, &top]).await;
}

#[tokio::test]
async fn what_came_to_the_parent_by_plain_transfer_is_no_royalty() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let middle = graph.child(&[absolute(&top, 1_000)]).await;
    let child = graph.child(&[relative(&middle, 5_000)]).await;
    graph.earn(&child, 1_000, &[]).await;
    let plain = token::transfer(&graph.fan.pubkey(), &graph.currency, &middle.vault, 300);
    must(graph.world.send(&[plain], &[&graph.fan]).await);
    let hops = [hop(&child, &middle), hop(&middle, &top)];
    let receipt = graph.pull(&child, &hops).await;
    assert_eq!(
        paid(&receipt),
        [
            (child.vault, middle.vault, 500, 500),
            (middle.vault, top.vault, 30, 30)
        ]
    );
    assert_eq!(graph.booked(&middle).await, (800, 500));
    graph.pull(&child, &[hop(&child, &top)]).await;
    assert_eq!(graph.booked(&top).await, (130, 130));
    graph.assert_balanced(&[&child, &middle, &top]).await;
}

#[tokio::test]
async fn currencies_are_pulled_apart() {
    let graph = Graph::new().await;
    let second = graph.world.currency(NewMint::token_2022(2)).await;
    let payer = &graph.world.payer;
    let [one, other] = [graph.currency.clone(), second.clone()];
    let [in_order, reversed] = [[one.clone(), other.clone()], [other, one]];
    let top = graph.open_taking(Default::default(), &reversed).await;
    must(graph.seal(&top).await);
    let child = graph.open_taking(Default::default(), &in_order).await;
    graph.finish(&child, &[relative(&top, 5_000)]).await;
    graph.world.fund(&graph.fan, &second, 60).await;
    let deposit = provenue_client::instructions::vault::deposit;
    let pay = deposit(&graph.fan.pubkey(), &child.vault, &second, 60);
    must(graph.world.send(&[pay], &[&graph.fan]).await);
    graph.earn(&child, 1_000, &[hop(&child, &top)]).await;
    // The child's order, which is not the parent's.
    let edge = graph.edge(&child, &top).await;
    assert_eq!((edge.paid[0].get(), edge.paid[1].get()), (500, 0));
    let pull = upstream::pull(&child.vault, &second, &[hop(&child, &top)]);
    must(
        graph
            .world
            .ledger
            .send(&Draft::new(payer, vec![pull]))
            .await,
    );
    let edge = graph.edge(&child, &top).await;
    assert_eq!((edge.paid[0].get(), edge.paid[1].get()), (500, 30));
    let state = graph.world.vault_state(&top.vault).await;
    assert_eq!(state.currencies[0].gross.get(), 30);
    assert_eq!(state.currencies[1].gross.get(), 500);
}
