//! Address lookup tables: addresses that many transactions share cost one byte instead of 32.

use solana_address::Address;
use solana_address_lookup_table_interface::{
    instruction::{
        close_lookup_table, create_lookup_table, deactivate_lookup_table, extend_lookup_table,
    },
    state::AddressLookupTable,
};
use solana_message::AddressLookupTableAccount;
use solana_sdk_ids::address_lookup_table;

use crate::{
    error::{AccountError, ClientError, Result},
    ledger::{Draft, Ledger, Receipt, SignerRef},
    slot_hashes,
};

/// Addresses that fit one transaction which extends a table.
const PER_EXTENSION: usize = 20;

/// Addresses a table can hold.
pub const MAX_TABLE_ADDRESSES: usize = 256;

/// Makes a lookup table of `addresses`, usable when this returns. `payer` pays its rent (about
/// 0.0012 SOL and 0.00022 per address) and owns it; [`close`] gives the rent back.
///
/// # Errors
/// When there are more than [`MAX_TABLE_ADDRESSES`], or a transaction fails.
pub async fn create<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    addresses: &[Address],
) -> Result<AddressLookupTableAccount> {
    if addresses.len() > MAX_TABLE_ADDRESSES {
        return Err(ClientError::Precondition(format!(
            "a lookup table holds {MAX_TABLE_ADDRESSES} addresses, not {}: make several",
            addresses.len()
        )));
    }
    let owner = payer.pubkey();
    let (create, key) = create_lookup_table(owner, owner, slot_hashes::newest(ledger).await?.slot);
    let mut first = Some(create);
    let mut chunks = addresses.chunks(PER_EXTENSION);
    loop {
        let chunk = chunks.next();
        let extend = chunk.map(|new| extend_lookup_table(key, owner, Some(owner), new.to_vec()));
        let instructions = first.take().into_iter().chain(extend).collect::<Vec<_>>();
        if instructions.is_empty() {
            break;
        }
        ledger.send(&Draft::new(payer, instructions)).await?;
    }
    Ok(AddressLookupTableAccount {
        key,
        addresses: addresses.to_vec(),
    })
}

/// Reads a lookup table.
///
/// # Errors
/// [`AccountError`] when there is none at `key`.
pub async fn fetch<L: Ledger>(ledger: &L, key: &Address) -> Result<AddressLookupTableAccount> {
    let kind = "lookup table";
    let account = ledger.account(key).await?.ok_or(AccountError::Missing {
        kind,
        address: *key,
    })?;
    if account.owner != address_lookup_table::ID {
        return Err(AccountError::WrongOwner {
            kind,
            address: *key,
            owner: account.owner,
        }
        .into());
    }
    let table =
        AddressLookupTable::deserialize(&account.data).map_err(|_| AccountError::WrongKind {
            kind,
            address: *key,
        })?;
    Ok(AddressLookupTableAccount {
        key: *key,
        addresses: table.addresses.to_vec(),
    })
}

/// Marks a table as no longer used. Some 500 slots (four minutes) later [`close`] is possible.
///
/// # Errors
/// When the transaction fails.
pub async fn deactivate<L: Ledger>(
    ledger: &L,
    owner: SignerRef<'_>,
    key: &Address,
) -> Result<Receipt> {
    let instruction = deactivate_lookup_table(*key, owner.pubkey());
    ledger.send(&Draft::new(owner, vec![instruction])).await
}

/// Closes a deactivated table and returns its rent to its owner.
///
/// # Errors
/// When the transaction fails, as it does too early.
pub async fn close<L: Ledger>(ledger: &L, owner: SignerRef<'_>, key: &Address) -> Result<Receipt> {
    let instruction = close_lookup_table(*key, owner.pubkey(), owner.pubkey());
    ledger.send(&Draft::new(owner, vec![instruction])).await
}
