//! What vaults owe each other, up to the works that all began with.

mod climb;
mod link;
mod plan;
mod pull;

use std::collections::{HashMap, HashSet, VecDeque};

pub(super) use link::inherit_actions;
pub use link::{Link, link, link_actions};
pub use plan::PlannedHop;
pub use pull::{PaidDues, Pull, PullOptions, SkippedDues, make_tables, pull_all};
use solana_address::Address;

pub(super) use climb::deposit_action;

use super::revenue::held;
use crate::{
    error::Result,
    ledger::Ledger,
    state::{self, Upstream, Vault},
};

/// A vault of a graph.
#[derive(Clone)]
pub struct Node {
    /// Where it is.
    pub address: Address,
    /// What it says.
    pub vault: Vault,
    /// What it owes to whom, ordered by the address of the edge.
    pub edges: Vec<Upstream>,
    /// What its treasuries hold, in the order of its currencies.
    pub held: Vec<u64>,
}

/// What an edge owes in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EdgeDues {
    /// The currency's mint.
    pub mint: Address,
    /// Paid so far, in base units.
    pub paid: u64,
    /// Due now, in base units.
    pub due: u64,
}

impl Node {
    /// What one of its edges owes, in each of its currencies.
    ///
    /// # Errors
    /// When vault and edge contradict each other: they were read at different times.
    pub fn dues(&self, edge: &Upstream) -> Result<Vec<EdgeDues>> {
        edge_dues(&self.vault, edge)
    }
}

/// What an edge of `vault` owes, in each of the vault's currencies.
///
/// # Errors
/// When vault and edge contradict each other: they were read at different times.
pub fn edge_dues(vault: &Vault, edge: &Upstream) -> Result<Vec<EdgeDues>> {
    let slots = vault.currencies().iter().zip(&edge.paid);
    slots
        .map(|(slot, paid)| {
            Ok(EdgeDues {
                mint: slot.mint,
                paid: paid.get(),
                due: plan::dues(slot, edge, paid.get())?,
            })
        })
        .collect()
}

/// A vault, and all that it and those above it owe, each vault after all that owe it.
#[derive(Clone)]
pub struct Graph {
    nodes: Vec<Node>,
}

impl Graph {
    /// Reads the graph above a vault, breadth first.
    ///
    /// # Errors
    /// When the ledger cannot be reached or does not serve such queries.
    pub async fn read<L: Ledger>(ledger: &L, root: &Address) -> Result<Self> {
        let mut seen = HashSet::from([*root]);
        let mut waiting = VecDeque::from([*root]);
        let mut nodes = Vec::new();
        while let Some(address) = waiting.pop_front() {
            let vault: Vault = state::fetch(ledger, &address).await?;
            let edges = match vault.rate().total_bps() {
                // Without edges; queries cost servers more than reading an account.
                0 => Vec::new(),
                _ => state::upstream_of(ledger, &address).await?,
            };
            let edges: Vec<_> = edges.into_iter().map(|(_, edge)| edge).collect();
            let parents = edges.iter().map(|edge| edge.parent);
            waiting.extend(parents.filter(|parent| seen.insert(*parent)));
            let held = held(ledger, &vault).await?;
            nodes.push(Node {
                address,
                vault,
                edges,
                held,
            });
        }
        Ok(Self {
            nodes: children_first(nodes),
        })
    }

    /// The vaults: the one whose graph it is first, and each after all that owe it.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The vault at `address`, where it is in the graph.
    #[must_use]
    pub fn node(&self, address: &Address) -> Option<&Node> {
        self.nodes.iter().find(|node| node.address == *address)
    }
}

/// Orders vaults so that each stands after all that owe it. An edge needs an unsealed child and a sealed
/// parent, so there is no cycle.
fn children_first(nodes: Vec<Node>) -> Vec<Node> {
    let mut owing: HashMap<Address, usize> = HashMap::new();
    for edge in nodes.iter().flat_map(|node| &node.edges) {
        *owing.entry(edge.parent).or_default() += 1;
    }
    let mut ready: VecDeque<Address> = nodes
        .iter()
        .map(|node| node.address)
        .filter(|address| !owing.contains_key(address))
        .collect();
    let mut rest: HashMap<_, _> = nodes.into_iter().map(|node| (node.address, node)).collect();
    let mut ordered = Vec::with_capacity(rest.len());
    while let Some(node) = ready.pop_front().and_then(|address| rest.remove(&address)) {
        for edge in &node.edges {
            if let Some(count) = owing.get_mut(&edge.parent) {
                *count -= 1;
                if *count == 0 {
                    ready.push_back(edge.parent);
                }
            }
        }
        ordered.push(node);
    }
    ordered
}
