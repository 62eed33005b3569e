//! Many generations: what it takes to bring money to the top, and that all of it arrives.

use provenue_client::{
    Ledger,
    flows::plan::{Action, execute},
    instructions::upstream::Hop,
};
use provenue_tests::must;
use solana_signer::Signer;

use super::graph::{Graph, Node, hop, relative};

/// Hops that fit a transaction without lookup tables.
const HOPS: usize = 8;

/// What the ledger asks for a signature.
const LAMPORTS_PER_SIGNATURE: u64 = 5_000;

/// What the lowest vault earns, in base units.
const EARNED: u64 = 900_000_000_000_007;

#[tokio::test]
async fn sixty_four_generations_are_paid_to_the_last_base_unit() {
    const DEPTH: usize = 64;
    let graph = Graph::new().await;
    let mut chain = vec![graph.root().await];
    for _ in 0..DEPTH {
        let parent = &chain[chain.len() - 1];
        let child = graph.child(&[relative(parent, 8_999)]).await;
        chain.push(child);
    }
    chain.reverse();
    let payer = graph.world.payer.pubkey();
    let before = must(graph.world.ledger.balance(&payer).await);
    let (mut transactions, mut units) = (0, 0);
    graph.earn(&chain[0], EARNED, &[]).await;
    for start in (0..DEPTH).step_by(HOPS) {
        let end = (start + HOPS).min(DEPTH);
        let hops: Vec<Hop> = (start..end)
            .map(|at| hop(&chain[at], &chain[at + 1]))
            .collect();
        let receipt = graph.pull(&chain[start], &hops).await;
        transactions += 1;
        units += receipt.compute_units;
    }
    let spent = before - must(graph.world.ledger.balance(&payer).await);
    println!("{DEPTH} generations: {transactions} pulls, {units} CU, {spent} lamports");
    assert_eq!(transactions, DEPTH / HOPS);
    // The deposit has two signatures; nothing but fees is spent.
    assert_eq!(spent, LAMPORTS_PER_SIGNATURE * (2 + transactions as u64));

    let mut gross = EARNED;
    let mut kept = 0;
    for (place, node) in chain.iter().enumerate() {
        let royalties = if place == 0 { 0 } else { gross };
        assert_eq!(graph.booked(node).await, (gross, royalties), "at {place}");
        let up = if place == DEPTH {
            0
        } else {
            u64::try_from(u128::from(gross) * 8_999 / 10_000).unwrap_or_default()
        };
        kept += gross - up;
        gross = up;
    }
    // Nothing was lost on the way.
    assert_eq!(kept, EARNED);
    graph
        .assert_balanced(&chain.iter().collect::<Vec<_>>())
        .await;
}

/// What a vault of a layer owes the two above it, in basis points.
const RATES: [u16; 2] = [5_000, 4_900];

/// Layers of vaults, each of which owes two of the layer above; the lowest of all owes the first two.
/// All that is due climbs, and every vault books what the model says.
async fn climb_layers(layers: usize, width: usize) {
    let graph = Graph::new().await;
    let payer = &graph.world.payer;
    let mut above: Vec<Node> = Vec::new();
    let mut all: Vec<Vec<Node>> = Vec::new();
    for layer in 0..layers {
        let mut nodes = Vec::new();
        for place in 0..width {
            let node = if layer == 0 {
                graph.root().await
            } else {
                let [first, second] = [place, (place + 1) % width].map(|at| &above[at]);
                let links = [relative(first, RATES[0]), relative(second, RATES[1])];
                graph.child(&links).await
            };
            nodes.push(node);
        }
        all.push(std::mem::replace(&mut above, nodes));
    }
    all.push(above);
    // The first is what was above the first layer.
    all.remove(0);
    let top = &all[layers - 1];
    let links = [relative(&top[0], RATES[0]), relative(&top[1], RATES[1])];
    let lowest = graph.child(&links).await;
    graph.earn(&lowest, EARNED, &[]).await;

    let before = must(graph.world.ledger.balance(&payer.pubkey()).await);
    let (mut transactions, mut units) = (1, 0);
    let first = [hop(&lowest, &top[0]), hop(&lowest, &top[1])];
    units += graph.pull(&lowest, &first).await.compute_units;
    let mut expected = vec![0_u64; width];
    expected[0] = part(EARNED, RATES[0]);
    expected[1] = part(EARNED, RATES[1]);
    for layer in (0..layers).rev() {
        for (node, gross) in all[layer].iter().zip(&expected) {
            assert_eq!(graph.booked(node).await, (*gross, *gross));
        }
        if layer == 0 {
            break;
        }
        let up = &all[layer - 1];
        let mut actions = Vec::new();
        let mut next = vec![0_u64; width];
        for (place, node) in all[layer].iter().enumerate() {
            let parents = [place, (place + 1) % width];
            let hops = parents.map(|at| hop(node, &up[at]));
            actions.push(Action::new("pull", graph.pull_instruction(node, &hops)));
            for (at, rate) in parents.into_iter().zip(RATES) {
                next[at] += part(expected[place], rate);
            }
        }
        for step in must(execute(&graph.world.ledger, payer, &[], &[], &actions).await) {
            transactions += 1;
            units += step.receipt.compute_units;
        }
        expected = next;
    }
    let spent = before - must(graph.world.ledger.balance(&payer.pubkey()).await);
    println!(
        "{} ancestors in {layers} layers: {transactions} transactions, {units} CU, {spent} lamports",
        layers * width
    );
    assert_eq!(spent, LAMPORTS_PER_SIGNATURE * transactions);
    let nodes: Vec<_> = all.iter().flatten().chain([&lowest]).collect();
    graph.assert_balanced(&nodes).await;
}

/// A part of an amount, rounded down.
fn part(amount: u64, bps: u16) -> u64 {
    u64::try_from(u128::from(amount) * u128::from(bps) / 10_000).unwrap_or_default()
}

#[tokio::test]
async fn sixty_four_ancestors_in_layers_book_what_the_model_says() {
    climb_layers(16, 4).await;
}

#[tokio::test]
async fn a_thousand_and_twenty_four_ancestors_book_what_the_model_says() {
    climb_layers(64, 16).await;
}
