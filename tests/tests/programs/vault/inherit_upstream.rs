//! Absolute parts that are taken over from parents.

use provenue_client::{
    events::{Event, events},
    state::Upstream,
};
use provenue_tests::{assert_refused_unchanged, must};
use solana_signer::Signer;

use super::graph::{Graph, Link, absolute, hop, relative};

#[tokio::test]
async fn what_is_inherited_is_written_down() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let parent = graph.child(&[absolute(&top, 700)]).await;
    let child = graph.open().await;
    must(graph.link(&child, &absolute(&parent, 200)).await);
    let state = graph.world.vault_state(&child.vault).await;
    assert_eq!(
        (state.absolute_bps.get(), state.uninherited.get()),
        (900, 1)
    );
    // Anyone may call it: only who pays the rent signs.
    let inherit = graph.inherit(&child, &parent, &top.vault);
    let receipt = must(graph.world.send(&[inherit], &[]).await);
    let edge = graph.edge(&child, &top).await;
    assert_eq!(
        (edge.version, edge.linked.get()),
        (Upstream::VERSION, false)
    );
    assert_eq!((edge.child, edge.parent), (child.vault, top.vault));
    assert_eq!((edge.relative_bps.get(), edge.absolute_bps.get()), (0, 700));
    assert_eq!(edge.absolute_index.get(), 1);
    assert_eq!(graph.edge(&child, &parent).await.inherited.get(), 1);
    let state = graph.world.vault_state(&child.vault).await;
    assert_eq!(
        (state.absolute_bps.get(), state.uninherited.get()),
        (900, 0)
    );
    assert_eq!(state.absolute_edges.get(), 2);

    let [Event::UpstreamInherited(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.child, event.parent), (child.vault, parent.vault));
    assert_eq!((event.ancestor, event.absolute_bps), (top.vault, 700));
    assert_eq!((event.edge_absolute_bps, event.uninherited), (700, 0));
}

#[tokio::test]
async fn a_vault_that_has_not_inherited_is_not_sealed() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let parent = graph.child(&[absolute(&top, 700)]).await;
    let child = graph.open().await;
    must(graph.link(&child, &relative(&parent, 200)).await);
    let seal = provenue_client::instructions::vault::seal(&child.base.pubkey(), &child.vault);
    assert_refused_unchanged(&graph.world, seal, &[&child.base], "NotInherited").await;
    graph.inherit_all(&child, &parent).await;
    must(graph.seal(&child).await);
}

#[tokio::test]
async fn relative_parts_are_not_inherited() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let parent = graph.child(&[relative(&top, 700)]).await;
    let child = graph.open().await;
    must(graph.link(&child, &relative(&parent, 200)).await);
    let state = graph.world.vault_state(&child.vault).await;
    assert_eq!((state.absolute_bps.get(), state.uninherited.get()), (0, 0));
    // There is an edge, but nothing absolute on it.
    let attack = graph.inherit(&child, &parent, &top.vault);
    assert_refused_unchanged(&graph.world, attack, &[], "WrongEdge").await;
    must(graph.seal(&child).await);
}

#[tokio::test]
async fn diamonds_add_up() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let left = graph.child(&[absolute(&top, 1_000)]).await;
    let right = graph.child(&[absolute(&top, 500)]).await;
    let child = graph.open().await;
    let own = Link {
        parent: &top,
        relative: 300,
        absolute: 50,
    };
    // By one parent before the link of its own, by the other after it.
    must(graph.link(&child, &absolute(&left, 100)).await);
    graph.inherit_all(&child, &left).await;
    must(graph.link(&child, &own).await);
    must(graph.link(&child, &relative(&right, 200)).await);
    graph.inherit_all(&child, &right).await;
    must(graph.seal(&child).await);

    let edge = graph.edge(&child, &top).await;
    assert!(edge.linked.get());
    assert_eq!(
        (edge.relative_bps.get(), edge.absolute_bps.get()),
        (300, 1_550)
    );
    let state = graph.world.vault_state(&child.vault).await;
    assert_eq!(
        (state.relative_bps.get(), state.absolute_bps.get()),
        (500, 1_650)
    );
    assert_eq!(state.absolute_edges.get(), 2);

    let hops = [
        hop(&child, &left),
        hop(&child, &right),
        hop(&child, &top),
        hop(&left, &top),
        hop(&right, &top),
    ];
    graph.earn(&child, 1_000_000, &hops).await;
    assert_eq!(graph.booked(&left).await, (10_000, 10_000));
    assert_eq!(graph.booked(&right).await, (20_000, 20_000));
    // 3 % and 15.5 %; of the royalties of left and right nothing.
    assert_eq!(graph.booked(&top).await, (185_000, 185_000));
    graph.assert_balanced(&[&top, &left, &right, &child]).await;
}

#[tokio::test]
async fn all_parts_of_a_parent_are_inherited_in_order_down_three_generations() {
    let graph = Graph::new().await;
    let (first, second) = (graph.root().await, graph.root().await);
    let parent = graph
        .child(&[
            absolute(&first, 100),
            relative(&second, 5),
            absolute(&graph.root().await, 30),
        ])
        .await;
    let child = graph.child(&[absolute(&parent, 10)]).await;
    let grandchild = graph.child(&[absolute(&child, 1)]).await;
    let state = graph.world.vault_state(&grandchild.vault).await;
    assert_eq!(
        (state.absolute_bps.get(), state.absolute_edges.get()),
        (141, 4)
    );
    assert_eq!(
        graph.edge(&grandchild, &first).await.absolute_bps.get(),
        100
    );
    assert_eq!(
        graph.edge(&grandchild, &parent).await.absolute_bps.get(),
        10
    );
    assert_eq!(graph.edge(&grandchild, &child).await.inherited.get(), 3);
}
