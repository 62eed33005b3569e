//! Which hops bring all dues to the top, computed with the programs' own arithmetic.

use std::collections::{HashMap, HashSet};

use solana_address::Address;
use solana_instruction::Instruction;

use super::Graph;
use crate::{
    error::{ClientError, Result},
    instructions::upstream::{Hop, pull},
    state::{CurrencySlot, Upstream, Vault},
    token::MintInfo,
};

/// A hop that has something to pay when its turn comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedHop {
    /// From where to where.
    pub hop: Hop,
    /// What it will pay, in base units, if nothing happens meanwhile.
    pub due: u64,
    /// What it had paid when the graph was read, in base units.
    pub paid: u64,
}

/// What `edge` owes by the books of one currency, in base units.
pub(super) fn dues(slot: &CurrencySlot, edge: &Upstream, paid: u64) -> Result<u64> {
    let dues = slot.ledger().dues(edge.rate(), paid);
    dues.map_err(|_| changed(&edge.child))
}

fn changed(vault: &Address) -> ClientError {
    ClientError::Precondition(format!(
        "vault {vault} changed while it was read: try again"
    ))
}

/// Vaults as they will be, in one currency.
struct Forecast<'a> {
    currency: &'a MintInfo,
    now: i64,
    vaults: HashMap<Address, (Vault, u64)>,
}

impl Graph {
    /// The hops that bring all dues of `currency` to the top at `now`, in seconds since 1970: each
    /// after all that bring royalties to where it starts. Hops that would pay nothing are left out.
    ///
    /// # Errors
    /// When the accounts contradict each other: they were read at different times.
    pub fn plan(&self, currency: &MintInfo, now: i64) -> Result<Vec<PlannedHop>> {
        self.plan_after(currency, now, 0)
    }

    /// [`Graph::plan`], after a deposit of which `received` base units reach the graph's own vault.
    pub(super) fn plan_after(
        &self,
        currency: &MintInfo,
        now: i64,
        received: u64,
    ) -> Result<Vec<PlannedHop>> {
        let vaults = self.nodes.iter().filter_map(|node| {
            let index = node.vault.currency_index(&currency.address).ok()?;
            Some((node.address, (node.vault, *node.held.get(index)?)))
        });
        let mut forecast = Forecast {
            currency,
            now,
            vaults: vaults.collect(),
        };
        if let Some(root) = self.nodes.first().filter(|_| received > 0) {
            forecast.receive(&root.address, received, 0);
        }
        let mut planned = Vec::new();
        for edge in self.nodes.iter().flat_map(|node| &node.edges) {
            planned.extend(forecast.climb(edge)?);
        }
        Ok(planned)
    }
}

impl Forecast<'_> {
    /// Pays what `edge` owes by now, as far as the program would.
    fn climb(&mut self, edge: &Upstream) -> Result<Option<PlannedHop>> {
        let Some((child, _)) = self.vaults.get(&edge.child) else {
            return Ok(None);
        };
        let index = child.currency_index(&self.currency.address)?;
        let paid = edge.paid[index].get();
        let due = dues(&child.currencies[index], edge, paid)?;
        if due == 0 {
            return Ok(None);
        }
        let received = self.currency.arriving(due);
        // The program skips what cannot be paid, and says why.
        if !child.is_held_at(self.now)
            && self.receive(&edge.parent, received, received)
            && let Some((child, held)) = self.vaults.get_mut(&edge.child)
        {
            let mut ledger = child.currencies[index].ledger();
            let settled = ledger.pay_upstream(due);
            settled.map_err(|_| changed(&edge.child))?;
            child.currencies[index].set_ledger(&ledger);
            *held = held.saturating_sub(due);
        }
        Ok(Some(PlannedHop {
            hop: Hop {
                child: edge.child,
                parent: edge.parent,
            },
            due,
            paid,
        }))
    }

    /// Books what reaches a vault, and says whether it could be.
    fn receive(&mut self, vault: &Address, received: u64, royalties: u64) -> bool {
        let Some((vault, held)) = self.vaults.get_mut(vault) else {
            return false;
        };
        let index = vault.currency_index(&self.currency.address).ok();
        let after = held.checked_add(received);
        let (Some(index), Some(after), false) = (index, after, vault.is_held_at(self.now)) else {
            return false;
        };
        let mut trial = *vault;
        let seconds = u64::try_from(self.now).unwrap_or(0);
        if trial.book_at(index, after, royalties, seconds).is_err() {
            return false;
        }
        (*vault, *held) = (trial, after);
        true
    }
}

/// The instructions that take `hops` in order: a hop goes on with the instruction before it wherever
/// that gets to where it starts.
pub(super) fn pulls(currency: &MintInfo, hops: &[PlannedHop]) -> Vec<Instruction> {
    let mut groups: Vec<Vec<Hop>> = Vec::new();
    let mut reached: HashSet<Address> = HashSet::new();
    for PlannedHop { hop, .. } in hops {
        match groups.last_mut().filter(|_| reached.contains(&hop.child)) {
            Some(group) => group.push(*hop),
            None => {
                reached = HashSet::from([hop.child]);
                groups.push(vec![*hop]);
            }
        }
        reached.insert(hop.parent);
    }
    let begun = groups
        .iter()
        .filter_map(|group| Some((group.first()?, group)));
    begun
        .map(|(first, group)| pull(&first.child, currency, group))
        .collect()
}
