//! Deposits whose dues climb at once.

use std::collections::HashSet;

use solana_address::Address;
use solana_instruction::Instruction;

use super::{Graph, pull::UNITS_PER_HOP};
use crate::{
    error::Result,
    flows::plan::Action,
    instructions::{
        upstream::{Hop, with_hops},
        vault,
    },
    ledger::Ledger,
    packing::{MAX_INSTRUCTION_TRACE, Packing},
    state::{self, Vault},
    token::MintInfo,
};

/// Compute units that a deposit and what funds it need at most.
const DEPOSIT_UNITS: u32 = 150_000;

/// Instructions that run beside the hops: two that set a budget, the deposit and its transfer, and
/// what wraps SOL.
const BASE_TRACE: usize = 16;

/// Pays into a vault, and what that makes due up its graph, as far as one transaction holds beside
/// `funding`. The rest stays due.
pub(in crate::flows) async fn deposit_action<L: Ledger>(
    ledger: &L,
    depositor: &Address,
    vault_address: &Address,
    currency: &MintInfo,
    amount: u64,
    funding: &[Instruction],
) -> Result<Action> {
    let deposit = vault::deposit(depositor, vault_address, currency, amount);
    let says = format!("paid {} in", currency.describe(amount));
    let vault: Option<Vault> = state::find(ledger, vault_address).await?;
    if vault.is_none_or(|vault| vault.rate().total_bps() == 0) {
        return Ok(Action::new(says, deposit));
    }
    let graph = Graph::read(ledger, vault_address).await?;
    let now = ledger.unix_time().await?;
    let planned = graph.plan_after(currency, now, currency.arriving(amount))?;
    let mut reached = HashSet::from([*vault_address]);
    let mut hops = Vec::with_capacity(planned.len());
    for hop in planned.iter().map(|planned| planned.hop) {
        if reached.contains(&hop.child) {
            reached.insert(hop.parent);
            hops.push(hop);
        }
    }
    let count = fitting(*depositor, currency, funding, &deposit, &hops);
    let says = match count {
        0 => says,
        1 => format!("{says}, and dues up 1 hop"),
        _ => format!("{says}, and dues up {count} hops"),
    };
    Ok(Action::new(
        says,
        with_hops(deposit, currency, &hops[..count]),
    ))
}

/// How many of the first `hops` fit one transaction with the deposit and what funds it.
fn fitting(
    payer: Address,
    currency: &MintInfo,
    funding: &[Instruction],
    deposit: &Instruction,
    hops: &[Hop],
) -> usize {
    let packing = Packing {
        base_units: DEPOSIT_UNITS,
        ..Packing::new(payer, UNITS_PER_HOP)
    };
    let runnable = |hops: &[Hop]| BASE_TRACE + hops.len() <= MAX_INSTRUCTION_TRACE;
    let parcels = packing.pack_within(hops, runnable, |hops| {
        let mut all = funding.to_vec();
        all.push(with_hops(deposit.clone(), currency, hops));
        all
    });
    // Where not even one hop fits, the deposit goes alone.
    let first = parcels
        .ok()
        .and_then(|parcels| parcels.first().map(|parcel| parcel.items));
    first.unwrap_or(0)
}
