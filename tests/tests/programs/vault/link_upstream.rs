//! Links between vaults: what they say, and what they leave the holders.

use provenue_client::{
    address,
    events::{Event, events},
    instructions::{upstream, upstream::LinkSigners, vault},
    state::Upstream,
};
use provenue_tests::{Attack, assert_refused, assert_refused_unchanged, must};
use provenue_vault::state::VaultOptions;
use solana_signer::Signer;

use super::graph::{Graph, Link, absolute, relative};

#[tokio::test]
async fn a_link_is_written_down() {
    let graph = Graph::new().await;
    let (parent, child) = (graph.root().await, graph.open().await);
    let link = Link {
        parent: &parent,
        relative: 1_200,
        absolute: 300,
    };
    let receipt = must(graph.link(&child, &link).await);
    let edge = graph.edge(&child, &parent).await;
    assert_eq!((edge.version, edge.linked.get()), (Upstream::VERSION, true));
    assert_eq!((edge.child, edge.parent), (child.vault, parent.vault));
    assert_eq!(
        (edge.relative_bps.get(), edge.absolute_bps.get()),
        (1_200, 300)
    );
    assert_eq!((edge.absolute_index.get(), edge.inherited.get()), (0, 0));
    assert_eq!(edge.paid.map(|paid| paid.get()), [0; 4]);
    let state = graph.world.vault_state(&child.vault).await;
    assert_eq!(
        (state.relative_bps.get(), state.absolute_bps.get()),
        (1_200, 300)
    );
    assert_eq!(
        (state.absolute_edges.get(), state.uninherited.get()),
        (1, 0)
    );
    let untouched = graph.world.vault_state(&parent.vault).await;
    assert_eq!(
        (untouched.relative_bps.get(), untouched.absolute_bps.get()),
        (0, 0)
    );

    let [Event::UpstreamLinked(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.child, event.parent), (child.vault, parent.vault));
    assert_eq!((event.relative_bps, event.absolute_bps), (1_200, 300));
    assert_eq!(
        (event.child_relative_bps, event.child_absolute_bps),
        (1_200, 300)
    );
    assert_eq!(event.uninherited, 0);
}

#[tokio::test]
async fn the_parents_authority_can_agree_in_the_bases_place() {
    let graph = Graph::new().await;
    let (parent, child) = (graph.root().await, graph.open().await);
    let authority = graph.world.person().await;
    let set = vault::set_authority(&parent.base.pubkey(), &authority.pubkey());
    must(graph.world.send(&[set], &[&parent.base]).await);
    let link = graph.link_instruction(&child, &relative(&parent, 500));
    let link = link.swapping(&parent.base.pubkey(), &authority.pubkey());
    must(graph.world.send(&[link], &[&child.base, &authority]).await);
    assert!(graph.edge(&child, &parent).await.linked.get());
}

#[tokio::test]
async fn one_key_can_pay_and_sign_for_both_sides() {
    let graph = Graph::new().await;
    let (parent, child) = (graph.root().await, graph.open().await);
    let person = graph.world.person().await;
    let key = person.pubkey();
    for node in [&parent, &child] {
        let set = vault::set_authority(&node.base.pubkey(), &key);
        must(graph.world.send(&[set], &[&node.base]).await);
    }
    let signers = LinkSigners {
        payer: key,
        authority: key,
        licensor: key,
    };
    let rate = provenue_accounting::UpstreamRate {
        relative_bps: 500,
        absolute_bps: 0,
    };
    let link = upstream::link_upstream(&signers, &child.vault, &parent.vault, rate);
    must(graph.world.send(&[link], &[&person]).await);
    assert!(graph.edge(&child, &parent).await.linked.get());
}

#[tokio::test]
async fn a_floor_bounds_what_all_parents_get_together() {
    let graph = Graph::new().await;
    let (first, second) = (graph.root().await, graph.root().await);
    let options = VaultOptions {
        floor_bps: 6_000,
        ..VaultOptions::default()
    };
    let child = graph.open_with(options).await;
    must(graph.link(&child, &relative(&first, 3_000)).await);
    let signers = [&child.base as _, &second.base as _];
    let both = Link {
        parent: &second,
        relative: 500,
        absolute: 501,
    };
    let attack = graph.link_instruction(&child, &both);
    assert_refused_unchanged(&graph.world, attack, &signers, "TooMuchUpstream").await;
    let both = Link {
        absolute: 500,
        ..both
    };
    must(graph.link(&child, &both).await);
    must(graph.seal(&child).await);
    // Holders keep exactly the floor of what comes from outside.
    graph.earn(&child, 10_000, &[]).await;
    assert_eq!(graph.slot(&child).await.reserved.get(), 4_000);
}

#[tokio::test]
async fn inherited_parts_count_against_the_floor() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let parent = graph.child(&[absolute(&top, 1_000)]).await;
    let options = VaultOptions {
        floor_bps: 8_000,
        ..VaultOptions::default()
    };
    let child = graph.open_with(options).await;
    let signers = [&child.base as _, &parent.base as _];
    let attack = graph.link_instruction(&child, &relative(&parent, 1_001));
    assert_refused_unchanged(&graph.world, attack, &signers, "TooMuchUpstream").await;
    must(graph.link(&child, &relative(&parent, 1_000)).await);
    let state = graph.world.vault_state(&child.vault).await;
    assert_eq!(
        (state.relative_bps.get(), state.absolute_bps.get()),
        (1_000, 1_000)
    );
}

#[tokio::test]
async fn without_a_floor_all_and_no_more_can_be_given_away() {
    let graph = Graph::new().await;
    let (parent, other) = (graph.root().await, graph.root().await);
    let child = graph.open().await;
    for bps in [10_001, u16::MAX] {
        let refused = graph.link(&child, &relative(&parent, bps)).await;
        assert_refused(refused, "TooMuchUpstream");
    }
    let both = Link {
        parent: &parent,
        relative: u16::MAX,
        absolute: u16::MAX,
    };
    assert_refused(graph.link(&child, &both).await, "TooMuchUpstream");
    must(graph.link(&child, &relative(&parent, 10_000)).await);
    assert_refused(
        graph.link(&child, &absolute(&other, 1)).await,
        "TooMuchUpstream",
    );
    must(graph.seal(&child).await);
    graph
        .earn(&child, 777, &[super::graph::hop(&child, &parent)])
        .await;
    assert_eq!(graph.booked(&parent).await, (777, 777));
    graph.assert_balanced(&[&child, &parent]).await;
}

#[tokio::test]
async fn a_link_of_nothing_owes_nothing_but_what_is_inherited() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let parent = graph.child(&[absolute(&top, 1_000)]).await;
    let child = graph.child(&[relative(&parent, 0)]).await;
    let hops = [
        super::graph::hop(&child, &parent),
        super::graph::hop(&child, &top),
    ];
    graph.earn(&child, 1_000, &hops).await;
    assert_eq!(graph.booked(&parent).await, (0, 0));
    assert_eq!(graph.booked(&top).await, (100, 100));
    assert!(!graph.edge(&child, &top).await.linked.get());
    let edge = address::upstream(&child.vault, &parent.vault);
    let edge: Upstream = graph.world.state(&edge).await;
    assert_eq!(edge.absolute_bps.get(), 0);
}
