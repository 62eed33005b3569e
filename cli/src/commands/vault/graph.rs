//! `vault graph`: what a vault owes upstream, drawn.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    fmt,
};

use provenue_client::{
    UpstreamRate,
    flows::graph::{Graph, Node},
    solana::Address,
    token::MintInfo,
};
use serde::Serialize;

use crate::{
    args::VaultGraphArgs,
    context::Context,
    failure::Result,
    output::{Money, as_text, style::FAINT, upstream_rate},
};

/// A graph: each vault after all that owe it.
#[derive(Serialize)]
pub struct GraphReport {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    vaults: Vec<VaultRow>,
}

#[derive(Serialize)]
struct VaultRow {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    upstream: Vec<EdgeRow>,
}

#[derive(Serialize)]
struct EdgeRow {
    #[serde(serialize_with = "as_text")]
    parent: Address,
    relative_bps: u16,
    absolute_bps: u16,
    currencies: Vec<DuesRow>,
}

#[derive(Serialize)]
struct DuesRow {
    paid: Money,
    due: Money,
}

pub async fn run(context: &Context, args: &VaultGraphArgs) -> Result<GraphReport> {
    let (ledger, found) = args.vault.open(context).await?;
    let graph = Graph::read(&ledger, &found.address).await?;
    let mut mints = HashMap::new();
    for slot in graph
        .nodes()
        .iter()
        .flat_map(|node| node.vault.currencies())
    {
        if let Entry::Vacant(unknown) = mints.entry(slot.mint) {
            unknown.insert(MintInfo::fetch(&ledger, &slot.mint).await?);
        }
    }
    let rows = graph.nodes().iter().map(|node| VaultRow::new(node, &mints));
    Ok(GraphReport {
        vault: found.address,
        vaults: rows.collect::<Result<_>>()?,
    })
}

impl VaultRow {
    fn new(node: &Node, mints: &HashMap<Address, MintInfo>) -> Result<Self> {
        let mut upstream = Vec::with_capacity(node.edges.len());
        for edge in &node.edges {
            let dues = node.dues(edge)?;
            let known = dues
                .iter()
                .filter_map(|dues| Some((dues, mints.get(&dues.mint)?)));
            let currencies = known.map(|(dues, mint)| DuesRow {
                paid: Money::new(mint, dues.paid),
                due: Money::new(mint, dues.due),
            });
            upstream.push(EdgeRow {
                parent: edge.parent,
                relative_bps: edge.relative_bps.get(),
                absolute_bps: edge.absolute_bps.get(),
                currencies: currencies.collect(),
            });
        }
        Ok(Self {
            vault: node.address,
            upstream,
        })
    }
}

/// ```text
/// Fz9c…
/// ├─ 10 % of all  7cQp…  owes 0.5 SOL
/// │  └─ 2.5 % of what comes from outside  9WzD…
/// └─ 20 % of all  9WzD…
/// ```
impl fmt::Display for GraphReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.vault)?;
        let rows = self.vaults.iter().map(|row| (row.vault, row)).collect();
        let mut drawing = Drawing {
            rows,
            drawn: HashSet::new(),
        };
        drawing.branches(f, &self.vault)
    }
}

struct Drawing<'a> {
    rows: HashMap<Address, &'a VaultRow>,
    drawn: HashSet<Address>,
}

impl<'a> Drawing<'a> {
    /// Draws what is above `root`, depth first. A vault's own branches are drawn where it is met first.
    fn branches(&mut self, f: &mut fmt::Formatter<'_>, root: &Address) -> fmt::Result {
        let mut stack: Vec<(String, bool, &EdgeRow)> = Vec::new();
        self.push(&mut stack, "", root);
        while let Some((indent, last, edge)) = stack.pop() {
            let (branch, below) = if last {
                ("└─", "   ")
            } else {
                ("├─", "│  ")
            };
            let rate = upstream_rate(UpstreamRate {
                relative_bps: edge.relative_bps,
                absolute_bps: edge.absolute_bps,
            });
            write!(f, "{indent}{branch} {rate}  {}", edge.parent)?;
            let again = self.drawn.contains(&edge.parent);
            let owes = self
                .rows
                .get(&edge.parent)
                .is_some_and(|row| !row.upstream.is_empty());
            if again && owes {
                write!(f, "  {FAINT}(above){FAINT:#}")?;
            }
            for dues in &edge.currencies {
                write!(f, "  {FAINT}due{FAINT:#} {}", dues.due)?;
            }
            writeln!(f)?;
            if !again {
                self.push(&mut stack, &format!("{indent}{below}"), &edge.parent);
            }
        }
        Ok(())
    }

    fn push(
        &mut self,
        stack: &mut Vec<(String, bool, &'a EdgeRow)>,
        indent: &str,
        vault: &Address,
    ) {
        self.drawn.insert(*vault);
        let edges = self.rows.get(vault).map_or(&[][..], |row| &row.upstream);
        for (index, edge) in edges.iter().rev().enumerate() {
            stack.push((indent.to_owned(), index == 0, edge));
        }
    }
}
