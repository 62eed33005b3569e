//! Money that comes into a graph, and climbs it.

use num_bigint::BigInt;

use super::Graph;
use crate::{GraphError, ModelError, Revenue};

impl<V: Ord + Clone, H: Ord + Clone, M: PartialEq> Graph<V, H, M> {
    /// Books `received` base units that people paid.
    ///
    /// # Errors
    /// [`GraphError::UnknownVault`], [`GraphError::UnknownCurrency`], [`GraphError::NotSealed`], and
    /// those of [`crate::Model::book`].
    pub fn book(&mut self, vault: &V, mint: &M, received: u64) -> Result<(), GraphError> {
        let node = self.node_mut(vault)?;
        let currency = node.currency(mint)?;
        if !node.is_sealed {
            return Err(GraphError::NotSealed);
        }
        Ok(node.model.book(currency, received)?)
    }

    /// What a child owes a parent and has not paid, in base units:
    /// `floor((gross · relative + outside · absolute) / 10 000) − paid`, with the edge's own parts.
    /// Nothing without an edge, or when the child does not take the currency.
    pub fn dues(&self, child: &V, parent: &V, mint: &M) -> BigInt {
        let Some(node) = self.vaults.get(child) else {
            return BigInt::ZERO;
        };
        match (node.edges.get(parent), node.currency(mint)) {
            (Some(edge), Ok(currency)) => {
                let (gross, outside) = (node.model.gross(currency), node.model.outside(currency));
                edge.rate.owed(&gross, &outside) - edge.paid(currency)
            }
            _ => BigInt::ZERO,
        }
    }

    /// Moves all dues of an edge from the child to the parent. Nothing due is nothing done.
    ///
    /// `booked` is what the parent books then: as royalties what arrived, all dues unless the currency
    /// keeps a fee, and as outside revenue what else it finds that it has not booked yet.
    ///
    /// # Errors
    /// The dues stay due: [`GraphError::UnknownVault`], [`GraphError::UnknownCurrency`] when the parent
    /// does not take it, [`GraphError::MoreThanDue`], and [`ModelError::NoLiveUnits`] when all of the
    /// parent's shares are burned.
    pub fn pull(
        &mut self,
        child: &V,
        parent: &V,
        mint: &M,
        booked: Revenue,
    ) -> Result<(), GraphError> {
        let due = self.dues(child, parent, mint);
        if BigInt::from(booked.royalties) > due {
            return Err(GraphError::MoreThanDue);
        }
        if due == BigInt::ZERO {
            return Ok(());
        }
        let above = self.node(parent)?;
        let parents = above.currency(mint)?;
        if above.model.live_units() == BigInt::ZERO {
            return Err(ModelError::NoLiveUnits.into());
        }

        let node = self.node_mut(child)?;
        let childs = node.currency(mint)?;
        node.model.pay_dues(childs, &due)?;
        let edge = node.edges.entry(parent.clone()).or_default();
        *edge.paid.entry(childs).or_default() += due;
        self.node_mut(parent)?.model.book_revenue(parents, booked)?;
        Ok(())
    }
}
