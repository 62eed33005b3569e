//! Paying all holders, many in a transaction.

use std::collections::HashMap;

use solana_address::Address;
use solana_message::AddressLookupTableAccount;

use super::{Due, Payout, dues};
use crate::{
    address,
    error::Result,
    flows::{
        plan::{NewAccount, Step},
        revenue::book,
        shares::settle_changed,
    },
    instructions::vault,
    ledger::{Draft, Ledger, SignerRef},
    packing::{MAX_INSTRUCTION_TRACE, Packing, Parcel},
    state::present,
    token::{MintInfo, create_ata},
};

/// Compute units that paying one holder needs at most, a transfer fee and all.
const UNITS_PER_HOLDER: u32 = 30_000;

/// Instructions that run in every payout: `distribute`, and up to two that set a budget.
const BASE_TRACE: usize = 3;

/// Instructions that making a token account runs at most: its own, three of the system program when
/// somebody has sent SOL to the address, three of the token program.
const TRACE_PER_ACCOUNT: usize = 7;

/// How holders are paid.
#[derive(Clone, Debug, Default)]
pub struct PayoutOptions {
    /// Make the token accounts that owners lack; `payer` pays their rent. Else those are skipped.
    pub create_accounts: bool,
    /// Lookup tables with the holders' accounts, as [`super::make_tables`] makes them: twice as many
    /// holders fit a transaction.
    pub tables: Vec<AddressLookupTableAccount>,
}

/// Pays every holder of a vault who has a whole base unit of `currency` to claim. Before that, it settles
/// positions whose shares were burned or given away, and books what came by plain transfer.
///
/// # Errors
/// What a transaction meets; those before it have happened.
pub async fn distribute<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    currency: &MintInfo,
    options: &PayoutOptions,
) -> Result<Payout> {
    distribute_with(ledger, payer, vault_address, currency, options, &|_, _| {}).await
}

/// [`distribute`], telling `progress` after each transaction how many holders are done, of how many.
///
/// # Errors
/// As [`distribute`].
pub async fn distribute_with<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    currency: &MintInfo,
    options: &PayoutOptions,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Payout> {
    // Burned shares earn nothing of what is booked after this.
    let mut steps = settle_changed(ledger, payer, vault_address).await?;
    steps.extend(book(ledger, payer, vault_address, currency).await?);
    let mut dues = dues(ledger, vault_address, currency).await?;
    dues.retain(|due| due.amount > 0);
    order_by_table(&mut dues, &options.tables);
    let payout = Payees {
        vault: *vault_address,
        currency,
        options,
    }
    .pay(ledger, payer, &dues, progress)
    .await?;
    steps.extend(payout.steps);
    Ok(Payout { steps, ..payout })
}

/// How many transactions paying `dues` takes without lookup tables.
pub(super) fn transactions(
    payer: Address,
    vault: Address,
    currency: &MintInfo,
    dues: &[Due],
) -> Result<usize> {
    let payees = Payees {
        vault,
        currency,
        options: &PayoutOptions::default(),
    };
    let items: Vec<_> = dues.iter().map(|due| (due, false)).collect();
    Ok(payees.parcels(payer, &items)?.len())
}

/// Those whose accounts are in one table become neighbours, so that a transaction names few tables.
fn order_by_table(dues: &mut [Due], tables: &[AddressLookupTableAccount]) {
    let places: HashMap<_, _> = tables
        .iter()
        .enumerate()
        .flat_map(|(table, account)| account.addresses.iter().map(move |found| (*found, table)))
        .collect();
    if places.is_empty() {
        return;
    }
    dues.sort_by_cached_key(|due| {
        let place = places.get(&address::position(&due.holder.token_account));
        place.copied().unwrap_or(usize::MAX)
    });
}

/// Whom to pay from where, and how.
struct Payees<'a> {
    vault: Address,
    currency: &'a MintInfo,
    options: &'a PayoutOptions,
}

impl Payees<'_> {
    /// Pays `dues` in as few transactions as fit.
    async fn pay<L: Ledger>(
        &self,
        ledger: &L,
        payer: SignerRef<'_>,
        dues: &[Due],
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Payout> {
        let account = |due: &Due| self.currency.ata(&due.holder.payee);
        let accounts: Vec<_> = dues.iter().map(account).collect();
        let found = ledger.accounts(&accounts).await?;
        let items: Vec<_> = dues
            .iter()
            .zip(found)
            .map(|(due, account)| {
                let missing = present(account).is_none();
                (due, self.options.create_accounts && missing)
            })
            .collect();
        let mut payout = Payout::default();
        let mut rest = items.as_slice();
        for parcel in self.parcels(payer.pubkey(), &items)? {
            let (now, later) = rest.split_at(parcel.items);
            rest = later;
            let draft = Draft::new(payer, parcel.instructions).with_tables(&self.options.tables);
            let receipt = ledger.send(&draft).await?;
            let before = payout.payments.len();
            let dues: Vec<_> = now.iter().map(|(due, _)| **due).collect();
            payout
                .read(ledger, &self.vault, self.currency, &dues, &receipt.logs)
                .await?;
            let new = &payout.payments[before..];
            let total: u64 = new.iter().map(|payment| payment.amount).sum();
            let (paid, total) = (new.len(), self.currency.describe(total));
            let made = now.iter().filter(|(_, create)| *create);
            payout.steps.push(Step {
                says: vec![format!("paid {total} to {paid} of {} holders", now.len())],
                creates: made
                    .map(|(due, _)| NewAccount {
                        kind: "token account",
                        address: account(due),
                    })
                    .collect(),
                receipt,
            });
            progress(items.len() - rest.len(), items.len());
        }
        Ok(payout)
    }

    /// The transactions that pay `items`, each a sum due and whether its owner's token account is to
    /// be made first.
    fn parcels(&self, payer: Address, items: &[(&Due, bool)]) -> Result<Vec<Parcel>> {
        let tables = self.options.tables.clone();
        let packing = Packing::new(payer, UNITS_PER_HOLDER).with_tables(tables);
        packing.pack_within(items, is_runnable, |items| {
            let missing = items.iter().filter(|(_, create)| *create);
            let mut instructions: Vec<_> = missing
                .map(|(due, _)| create_ata(&payer, &due.holder.payee, self.currency))
                .collect();
            let holders: Vec<_> = items.iter().map(|(due, _)| due.holder).collect();
            let distribute = vault::distribute(&self.vault, self.currency, &holders);
            instructions.push(distribute);
            instructions
        })
    }
}

/// Whether paying `items`, each with one transfer, stays within what a transaction may run.
fn is_runnable(items: &[(&Due, bool)]) -> bool {
    let created = items.iter().filter(|(_, create)| *create).count();
    BASE_TRACE + items.len() + created * TRACE_PER_ACCOUNT <= MAX_INSTRUCTION_TRACE
}
