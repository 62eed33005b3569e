//! Many vaults, each of which owes parts of its revenue to others.

mod edges;
mod error;
mod node;
mod payments;

use std::collections::BTreeMap;

pub use edges::Edge;
pub use error::GraphError;
use node::Node;
pub use node::Terms;

use crate::{Currency, Model, ModelError, Upstream, WHOLE_BPS};

/// Vaults and their edges to upstream works.
///
/// `V` names vaults, `H` holders, `M` currencies (mints): a vault has its own order of those. A vault
/// can be linked to others until it is sealed, and only to sealed ones, so there are no cycles.
#[derive(Clone, Debug)]
pub struct Graph<V, H, M> {
    vaults: BTreeMap<V, Node<V, H, M>>,
    /// The sealed ones, in the order they were.
    sealed: Vec<V>,
    /// Seconds.
    now: u64,
}

impl<V, H, M> Default for Graph<V, H, M> {
    fn default() -> Self {
        Self {
            vaults: BTreeMap::new(),
            sealed: Vec::new(),
            now: 0,
        }
    }
}

impl<V: Ord + Clone, H: Ord + Clone, M: PartialEq> Graph<V, H, M> {
    /// No vaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a vault without holders, currencies and edges.
    ///
    /// # Errors
    /// [`GraphError::VaultExists`], or [`ModelError::TooManyBps`] for a floor above 10 000.
    pub fn add_vault(&mut self, name: &V, terms: Terms) -> Result<(), GraphError> {
        if self.vaults.contains_key(name) {
            return Err(GraphError::VaultExists);
        }
        let most_bps = WHOLE_BPS
            .checked_sub(terms.floor_bps)
            .ok_or(ModelError::TooManyBps)?;
        let mut model = Model::with_upstream(Upstream::default())?.streaming(terms.stream_seconds);
        model.set_time(self.now);
        self.vaults.insert(name.clone(), Node::new(model, most_bps));
        Ok(())
    }

    /// Lets a vault take one more currency.
    ///
    /// # Errors
    /// [`GraphError::UnknownVault`], [`GraphError::CurrencyExists`], and those of
    /// [`Model::add_currency`].
    pub fn add_currency(&mut self, vault: &V, mint: M) -> Result<Currency, GraphError> {
        let node = self.node_mut(vault)?;
        if node.currency(&mint).is_ok() {
            return Err(GraphError::CurrencyExists);
        }
        let currency = node.model.add_currency()?;
        node.mints.push(mint);
        Ok(currency)
    }

    /// Says what time it is, in all vaults: [`Model::set_time`].
    pub fn set_time(&mut self, now: u64) {
        self.now = now;
        for node in self.vaults.values_mut() {
            node.model.set_time(now);
        }
    }

    /// One vault.
    ///
    /// # Errors
    /// [`GraphError::UnknownVault`].
    pub fn vault(&self, name: &V) -> Result<&Model<H>, GraphError> {
        Ok(&self.node(name)?.model)
    }

    /// One vault, for what its holders do. Revenue is booked through [`Graph::book`], which minds the
    /// seal, and moves between vaults through [`Graph::pull`], which minds the edges.
    ///
    /// # Errors
    /// [`GraphError::UnknownVault`].
    pub fn vault_mut(&mut self, name: &V) -> Result<&mut Model<H>, GraphError> {
        Ok(&mut self.node_mut(name)?.model)
    }

    /// What a vault calls a currency.
    ///
    /// # Errors
    /// [`GraphError::UnknownVault`], [`GraphError::UnknownCurrency`].
    pub fn currency(&self, vault: &V, mint: &M) -> Result<Currency, GraphError> {
        self.node(vault)?.currency(mint)
    }

    /// All vaults.
    pub fn vaults(&self) -> impl Iterator<Item = (&V, &Model<H>)> {
        self.vaults.iter().map(|(name, node)| (name, &node.model))
    }

    /// The sealed vaults, each before all that it owes: in this order, one pull of each edge moves
    /// everything as far as it goes.
    pub fn leaf_first(&self) -> impl Iterator<Item = &V> {
        self.sealed.iter().rev()
    }

    fn node(&self, name: &V) -> Result<&Node<V, H, M>, GraphError> {
        self.vaults.get(name).ok_or(GraphError::UnknownVault)
    }

    fn node_mut(&mut self, name: &V) -> Result<&mut Node<V, H, M>, GraphError> {
        self.vaults.get_mut(name).ok_or(GraphError::UnknownVault)
    }
}
