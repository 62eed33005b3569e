//! A vault in a graph.

use std::collections::BTreeMap;

use super::{Edge, GraphError};
use crate::{Currency, Model, Upstream};

/// What a vault promises when it is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The least part of its revenue that stays with its holders, in basis points.
    pub floor_bps: u16,
    /// How long revenue takes to be released, in seconds; 0 is at once.
    pub stream_seconds: u32,
}

#[derive(Clone, Debug)]
pub(super) struct Node<V, H, M> {
    pub model: Model<H>,
    /// The model's currencies, in its order.
    pub mints: Vec<M>,
    /// The most it may owe upstream.
    pub most_bps: u16,
    pub is_sealed: bool,
    /// To upstream works.
    pub edges: BTreeMap<V, Edge<V>>,
}

impl<V: Ord, H, M: PartialEq> Node<V, H, M> {
    pub fn new(model: Model<H>, most_bps: u16) -> Self {
        Self {
            model,
            mints: Vec::new(),
            most_bps,
            is_sealed: false,
            edges: BTreeMap::new(),
        }
    }

    pub fn currency(&self, mint: &M) -> Result<Currency, GraphError> {
        let place = self.mints.iter().position(|known| known == mint);
        place.map(Currency).ok_or(GraphError::UnknownCurrency)
    }

    /// Owes more upstream.
    pub fn owing(&self, more: Upstream) -> Result<Upstream, GraphError> {
        self.model
            .upstream
            .plus(more, self.most_bps)
            .ok_or(GraphError::TooMuchUpstream)
    }

    /// Whom it owes an absolute part.
    pub fn absolute_edges(&self) -> impl Iterator<Item = (&V, u16)> {
        self.edges
            .iter()
            .map(|(ancestor, edge)| (ancestor, edge.rate.absolute_bps))
            .filter(|(_, bps)| *bps > 0)
    }
}
