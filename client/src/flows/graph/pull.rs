//! Paying all dues of a graph.

use std::collections::BTreeMap;

use solana_address::Address;
use solana_message::AddressLookupTableAccount;

use super::{Graph, PlannedHop, plan::pulls};
use crate::{
    address,
    error::Result,
    events::{Event, events},
    flows::{payout::reason, plan::Step, revenue::book},
    instructions::upstream::Hop,
    ledger::{Draft, Ledger, SignerRef},
    packing::{MAX_INSTRUCTION_TRACE, Packing, Parcel},
    state::{self, Upstream, Vault},
    tables::{self, MAX_TABLE_ADDRESSES},
    token::MintInfo,
};

/// Compute units that one hop needs at most, a transfer fee and all.
pub(super) const UNITS_PER_HOP: u32 = 20_000;

/// Up to two instructions that set a budget.
const BASE_TRACE: usize = 2;

/// How dues are pulled.
#[derive(Clone, Debug, Default)]
pub struct PullOptions {
    /// Lookup tables with the graph's accounts, as [`make_tables`] makes them: more hops fit a
    /// transaction.
    pub tables: Vec<AddressLookupTableAccount>,
}

/// Dues that were paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidDues {
    /// From where to where.
    pub hop: Hop,
    /// Sent, in base units; a mint may have kept a fee of it.
    pub amount: u64,
}

/// Dues that could not be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedDues {
    /// From where to where.
    pub hop: Hop,
    /// What stays due, in base units.
    pub due: u64,
    /// Why, in plain words.
    pub reason: String,
}

/// What a pull did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pull {
    /// What was paid, in order.
    pub paid: Vec<PaidDues>,
    /// What was not.
    pub skipped: Vec<SkippedDues>,
    /// The transactions it took.
    pub steps: Vec<Step>,
}

/// Pays all that a vault and those above it owe in `currency`, up to the top, and books before that
/// what came to it by plain transfer. It plans by what it finds: one that was interrupted is run again.
///
/// # Errors
/// What a transaction meets; those before it have happened.
pub async fn pull_all<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    currency: &MintInfo,
    options: &PullOptions,
) -> Result<Pull> {
    let mut pull = Pull {
        steps: book(ledger, payer, vault_address, currency).await?,
        ..Pull::default()
    };
    let graph = Graph::read(ledger, vault_address).await?;
    let hops = graph.plan(currency, ledger.unix_time().await?)?;
    let mut rest = hops.as_slice();
    for parcel in parcels(payer.pubkey(), currency, &hops, &options.tables)? {
        let (now, later) = rest.split_at(parcel.items);
        rest = later;
        let draft = Draft::new(payer, parcel.instructions).with_tables(&options.tables);
        let receipt = ledger.send(&draft).await?;
        let before = pull.paid.len();
        pull.read(ledger, currency, now, &receipt.logs).await?;
        let (paid, all) = (pull.paid.len() - before, now.len());
        pull.steps.push(Step {
            says: vec![format!("paid {paid} of {all} dues in {}", currency.label())],
            creates: Vec::new(),
            receipt,
        });
    }
    Ok(pull)
}

fn parcels(
    payer: Address,
    currency: &MintInfo,
    hops: &[PlannedHop],
    tables: &[AddressLookupTableAccount],
) -> Result<Vec<Parcel>> {
    let packing = Packing::new(payer, UNITS_PER_HOP).with_tables(tables.to_vec());
    // Each instruction runs one transfer a hop.
    let runnable = |hops: &[PlannedHop]| {
        BASE_TRACE + pulls(currency, hops).len() + hops.len() <= MAX_INSTRUCTION_TRACE
    };
    packing.pack_within(hops, runnable, |hops| pulls(currency, hops))
}

impl Pull {
    /// Adds what a transaction that should have taken `hops` did: what its log says, and where the
    /// log says nothing, what the edges say. Servers cut off long logs, and some keep none.
    async fn read<L: Ledger>(
        &mut self,
        ledger: &L,
        currency: &MintInfo,
        hops: &[PlannedHop],
        logs: &[String],
    ) -> Result<()> {
        let key = |hop: &Hop| (hop.child, hop.parent);
        let mut silent: BTreeMap<_, _> = hops.iter().map(|one| (key(&one.hop), one)).collect();
        for event in events(logs) {
            match event {
                Event::DuesPaid(event) => {
                    silent.remove(&(event.child, event.parent));
                    self.paid.push(PaidDues {
                        hop: Hop {
                            child: event.child,
                            parent: event.parent,
                        },
                        amount: event.amount,
                    });
                }
                Event::DuesSkipped(event) => {
                    silent.remove(&(event.child, event.parent));
                    self.skipped.push(SkippedDues {
                        hop: Hop {
                            child: event.child,
                            parent: event.parent,
                        },
                        due: event.due,
                        reason: reason(event.reason),
                    });
                }
                _ => {}
            }
        }
        for planned in silent.into_values() {
            self.read_edge(ledger, currency, planned).await?;
        }
        Ok(())
    }

    async fn read_edge<L: Ledger>(
        &mut self,
        ledger: &L,
        currency: &MintInfo,
        planned: &PlannedHop,
    ) -> Result<()> {
        let hop = planned.hop;
        let vault: Vault = state::fetch(ledger, &hop.child).await?;
        let edge = address::upstream(&hop.child, &hop.parent);
        let edge: Upstream = state::fetch(ledger, &edge).await?;
        let index = vault.currency_index(&currency.address)?;
        match edge.paid[index].get().saturating_sub(planned.paid) {
            0 => self.skipped.push(SkippedDues {
                hop,
                due: planned.due,
                reason: "the server has no record of why: pull these dues alone to see".to_owned(),
            }),
            amount => self.paid.push(PaidDues { hop, amount }),
        }
        Ok(())
    }
}

/// Makes lookup tables of the accounts of all dues of `currency`, where they are more than one
/// transaction can pay; else none. `payer` pays for the tables and owns them. They are worth it where
/// the same graph is paid again and again.
///
/// # Errors
/// What a transaction meets.
pub async fn make_tables<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    currency: &MintInfo,
) -> Result<Vec<AddressLookupTableAccount>> {
    let graph = Graph::read(ledger, vault_address).await?;
    let hops = graph.plan(currency, ledger.unix_time().await?)?;
    let mut made = Vec::new();
    if parcels(payer.pubkey(), currency, &hops, &[])?.len() <= 1 {
        return Ok(made);
    }
    let mut addresses = vec![currency.address, currency.program, crate::VAULT_PROGRAM];
    for PlannedHop { hop, .. } in &hops {
        addresses.push(address::upstream(&hop.child, &hop.parent));
        for vault in [hop.child, hop.parent] {
            addresses.extend([vault, currency.ata(&vault)]);
        }
    }
    let mut known = std::collections::HashSet::new();
    addresses.retain(|address| known.insert(*address));
    for addresses in addresses.chunks(MAX_TABLE_ADDRESSES) {
        made.push(tables::create(ledger, payer, addresses).await?);
    }
    Ok(made)
}
