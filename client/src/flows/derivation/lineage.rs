//! Where a work comes from, and what became of it.

use std::collections::{BTreeMap, HashSet};

use provenue_registry::DerivativeRate;
use solana_address::Address;

use crate::{
    address,
    error::Result,
    flows::graph::{EdgeDues, edge_dues},
    ledger::Ledger,
    state::{self, Asset, Ingredient, Upstream, Vault},
};

/// A work's ancestors and descendants, read from links on chain.
#[derive(Clone, Debug)]
pub struct Lineage {
    /// The work.
    pub root: Address,
    /// It, and every work that a link names, by address.
    pub assets: BTreeMap<Address, Asset>,
    /// The links up: of the work, of its ingredients, and so on, breadth first and the oldest first.
    pub above: Vec<Ingredient>,
    /// The links down: to the work, to its derivatives, and so on, breadth first and the oldest first.
    pub below: Vec<Ingredient>,
}

/// Which way links are followed.
#[derive(Clone, Copy)]
enum Direction {
    Up,
    Down,
}

impl Lineage {
    /// Reads at most `depth` links up and as many down. What links know is taken from the chain alone,
    /// so a work that hides what it was made from has no ingredients here.
    ///
    /// # Errors
    /// When the ledger cannot be reached or does not serve such queries.
    pub async fn read<L: Ledger>(ledger: &L, root: &Address, depth: usize) -> Result<Self> {
        let asset = state::fetch(ledger, root).await?;
        let mut lineage = Self {
            root: *root,
            assets: BTreeMap::from([(*root, asset)]),
            above: Vec::new(),
            below: Vec::new(),
        };
        lineage.above = lineage.follow(ledger, depth, Direction::Up).await?;
        lineage.below = lineage.follow(ledger, depth, Direction::Down).await?;
        Ok(lineage)
    }

    /// All links in one direction, level by level.
    async fn follow<L: Ledger>(
        &mut self,
        ledger: &L,
        depth: usize,
        direction: Direction,
    ) -> Result<Vec<Ingredient>> {
        let mut links = Vec::new();
        let mut seen = HashSet::from([self.root]);
        let mut level = vec![self.root];
        for _ in 0..depth {
            let mut next = Vec::new();
            for work in level {
                let asset = self.assets.get(&work);
                let found = match direction {
                    // Queries cost servers more than reading an account, so none is made in vain.
                    Direction::Up
                        if asset.is_some_and(|asset| asset.ingredients_count.get() > 0) =>
                    {
                        state::ingredients_of(ledger, &work).await?
                    }
                    Direction::Down
                        if asset.is_some_and(|asset| asset.derivatives_count.get() > 0) =>
                    {
                        state::derivatives_of(ledger, &work).await?
                    }
                    _ => Vec::new(),
                };
                let mut found: Vec<_> = found.into_iter().map(|(_, link)| link).collect();
                found.sort_by_key(|link| (link.created_at.get(), link.parent, link.child));
                for link in &found {
                    let other = match direction {
                        Direction::Up => link.parent,
                        Direction::Down => link.child,
                    };
                    if seen.insert(other) {
                        next.push(other);
                    }
                }
                links.extend(found);
            }
            self.read_assets(ledger, &next).await?;
            if next.is_empty() {
                break;
            }
            level = next;
        }
        Ok(links)
    }

    async fn read_assets<L: Ledger>(&mut self, ledger: &L, works: &[Address]) -> Result<()> {
        for (address, asset) in state::fetch_all(ledger, works).await? {
            self.assets.insert(address, asset);
        }
        Ok(())
    }

    /// What the child of a link owes the parent, in each currency of the child's vault; nothing where
    /// nothing was agreed.
    ///
    /// # Errors
    /// When the ledger cannot be reached.
    pub async fn dues<L: Ledger>(&self, ledger: &L, link: &Ingredient) -> Result<Vec<EdgeDues>> {
        if link.rate() == DerivativeRate::default() {
            return Ok(Vec::new());
        }
        let [child, parent] = [link.child, link.parent].map(|asset| address::vault(&asset));
        let vault: Vault = state::fetch(ledger, &child).await?;
        let edge: Upstream = state::fetch(ledger, &address::upstream(&child, &parent)).await?;
        edge_dues(&vault, &edge)
    }
}
