//! Who owes whom which part.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigInt;

use super::Graph;
use crate::{Currency, GraphError, Upstream};

/// What one vault owes another.
#[derive(Clone, Debug)]
pub struct Edge<V> {
    pub(super) rate: Upstream,
    /// By a link of its own; else it is inherited only.
    pub(super) is_linked: bool,
    /// The ancestors whose absolute parts the child took over from this parent.
    inherited: BTreeSet<V>,
    /// Base units that left the child, in the child's currencies.
    pub(super) paid: BTreeMap<Currency, BigInt>,
}

impl<V> Default for Edge<V> {
    fn default() -> Self {
        Self {
            rate: Upstream::default(),
            is_linked: false,
            inherited: BTreeSet::new(),
            paid: BTreeMap::new(),
        }
    }
}

impl<V> Edge<V> {
    /// Its parts of the child's revenue, inherited ones included.
    #[must_use]
    pub fn rate(&self) -> Upstream {
        self.rate
    }

    /// Whether it is a link of its own, or inherited only.
    #[must_use]
    pub fn is_linked(&self) -> bool {
        self.is_linked
    }

    /// What it was paid, in base units of a currency of the child.
    #[must_use]
    pub fn paid(&self, currency: Currency) -> BigInt {
        self.paid.get(&currency).cloned().unwrap_or_default()
    }
}

impl<V: Ord + Clone, H: Ord + Clone, M: PartialEq> Graph<V, H, M> {
    /// Makes an unsealed vault owe a sealed one. What the parent owes by absolute parts, the child
    /// owes from now on: each has to be written down with [`Graph::inherit`] before the seal.
    ///
    /// # Errors
    /// [`GraphError::UnknownVault`], [`GraphError::AlreadySealed`], [`GraphError::NotSealed`] for the
    /// parent, [`GraphError::AlreadyLinked`], [`GraphError::TooMuchUpstream`].
    pub fn link(&mut self, child: &V, parent: &V, own: Upstream) -> Result<(), GraphError> {
        let above = self.node(parent)?;
        let node = self.node(child)?;
        if node.is_sealed {
            return Err(GraphError::AlreadySealed);
        }
        if !above.is_sealed {
            return Err(GraphError::NotSealed);
        }
        if node.edges.get(parent).is_some_and(|edge| edge.is_linked) {
            return Err(GraphError::AlreadyLinked);
        }
        let inherited = Upstream::absolute(above.model.upstream.absolute_bps);
        let owed = own
            .plus(inherited, node.most_bps)
            .ok_or(GraphError::TooMuchUpstream)?;
        let sum = node.owing(owed)?;

        let node = self.node_mut(child)?;
        node.model.upstream = sum;
        let edge = node.edges.entry(parent.clone()).or_default();
        edge.is_linked = true;
        edge.rate.relative_bps += own.relative_bps;
        edge.rate.absolute_bps += own.absolute_bps;
        Ok(())
    }

    /// Writes down, on the child's own edge to `ancestor`, the absolute part that it took over when it
    /// was linked to `parent`. What comes by several parents adds up.
    ///
    /// # Errors
    /// [`GraphError::UnknownVault`], [`GraphError::AlreadySealed`], [`GraphError::NotLinked`],
    /// [`GraphError::NothingToInherit`].
    pub fn inherit(&mut self, child: &V, parent: &V, ancestor: &V) -> Result<(), GraphError> {
        let above = self.node(parent)?;
        let node = self.node(child)?;
        if node.is_sealed {
            return Err(GraphError::AlreadySealed);
        }
        let link = node.edges.get(parent).filter(|edge| edge.is_linked);
        let link = link.ok_or(GraphError::NotLinked)?;
        let bps = above
            .absolute_edges()
            .find_map(|(name, bps)| (name == ancestor).then_some(bps))
            .filter(|_| !link.inherited.contains(ancestor))
            .ok_or(GraphError::NothingToInherit)?;

        let edges = &mut self.node_mut(child)?.edges;
        edges.entry(ancestor.clone()).or_default().rate.absolute_bps += bps;
        let link = edges.entry(parent.clone()).or_default();
        link.inherited.insert(ancestor.clone());
        Ok(())
    }

    /// What a child must still [`Graph::inherit`]: pairs of parent and ancestor.
    ///
    /// # Errors
    /// [`GraphError::UnknownVault`].
    pub fn uninherited(&self, child: &V) -> Result<Vec<(V, V)>, GraphError> {
        let mut missing = Vec::new();
        for (parent, link) in &self.node(child)?.edges {
            if link.is_linked {
                let ancestors = self.node(parent)?.absolute_edges();
                missing.extend(
                    ancestors
                        .filter(|(ancestor, _)| !link.inherited.contains(ancestor))
                        .map(|(ancestor, _)| (parent.clone(), ancestor.clone())),
                );
            }
        }
        Ok(missing)
    }

    /// Seals a vault: its edges are final, and it can receive money.
    ///
    /// # Errors
    /// [`GraphError::UnknownVault`], [`GraphError::AlreadySealed`], [`GraphError::NotInherited`].
    pub fn seal(&mut self, vault: &V) -> Result<(), GraphError> {
        if self.node(vault)?.is_sealed {
            return Err(GraphError::AlreadySealed);
        }
        if !self.uninherited(vault)?.is_empty() {
            return Err(GraphError::NotInherited);
        }
        self.node_mut(vault)?.is_sealed = true;
        self.sealed.push(vault.clone());
        Ok(())
    }

    /// What a vault owes others: parents, and ancestors it inherited.
    ///
    /// # Errors
    /// [`GraphError::UnknownVault`].
    pub fn edges(&self, child: &V) -> Result<impl Iterator<Item = (&V, &Edge<V>)>, GraphError> {
        Ok(self.node(child)?.edges.iter())
    }
}
