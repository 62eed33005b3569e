//! Lookup tables of holders' accounts.

use std::collections::HashSet;

use solana_address::Address;
use solana_message::AddressLookupTableAccount;

use super::{distribute::transactions, dues};
use crate::{
    address,
    error::Result,
    ledger::{Ledger, SignerRef},
    tables::{self, MAX_TABLE_ADDRESSES},
    token::MintInfo,
};

/// Makes lookup tables of the accounts of all holders who have something to claim in any of
/// `currencies`, where they are more than one transaction can pay; else none. `payer` pays for the
/// tables and owns them. `progress` is told how many holders are in tables, of how many.
///
/// A table costs more transactions than it saves in one payout, and is worth it from the second on:
/// keep its address, and read it with [`tables::fetch`].
///
/// # Errors
/// What a transaction meets.
pub async fn make_tables<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    currencies: &[MintInfo],
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<AddressLookupTableAccount>> {
    let mut holders = Vec::new();
    let mut known = HashSet::new();
    let mut most = 0;
    for currency in currencies {
        let mut dues = dues(ledger, vault_address, currency).await?;
        dues.retain(|due| due.amount > 0);
        most = most.max(transactions(
            payer.pubkey(),
            *vault_address,
            currency,
            &dues,
        )?);
        let fresh = dues.iter().filter(|due| known.insert(due.holder));
        holders.extend(fresh.map(|due| due.holder));
    }
    if most <= 1 {
        return Ok(Vec::new());
    }
    // All accounts of a holder stand in one table.
    let per_table = MAX_TABLE_ADDRESSES / (2 + currencies.len());
    let mut made = Vec::new();
    let mut done = 0;
    for holders_of_one in holders.chunks(per_table.max(1)) {
        let mut addresses = Vec::new();
        for holder in holders_of_one {
            addresses.extend([
                address::position(&holder.token_account),
                holder.token_account,
            ]);
            addresses.extend(
                currencies
                    .iter()
                    .map(|currency| currency.ata(&holder.payee)),
            );
        }
        made.push(tables::create(ledger, payer, &addresses).await?);
        done += holders_of_one.len();
        progress(done, holders.len());
    }
    Ok(made)
}
