//! The chain's own list of recent slots.

use std::collections::BTreeMap;

use provenue_registry::attestation::Anchor;
use solana_sdk_ids::sysvar::slot_hashes;

use crate::{
    error::{AccountError, Result},
    ledger::Ledger,
};

/// How many slots a chain remembers. That is how long a signed message can be brought.
pub const REMEMBERED_SLOTS: u64 = 512;

/// The newest slot in the list, and its hash. The current slot is not in it yet, and the one before
/// may have been skipped.
///
/// # Errors
/// When the ledger cannot be reached.
pub async fn newest<L: Ledger>(ledger: &L) -> Result<Anchor> {
    let recent = recent(ledger).await?;
    let newest = recent.last_key_value();
    newest
        .map(|(slot, hash)| Anchor {
            slot: *slot,
            hash: *hash,
        })
        .ok_or_else(|| {
            let missing = AccountError::Missing {
                kind: "list of recent slots",
                address: slot_hashes::ID,
            };
            missing.into()
        })
}

/// The slots that the chain remembers, at most [`REMEMBERED_SLOTS`], with their hashes.
///
/// # Errors
/// When the ledger cannot be reached.
pub async fn recent<L: Ledger>(ledger: &L) -> Result<BTreeMap<u64, [u8; 32]>> {
    /// Behind the number of entries, each a slot and its hash.
    const ENTRIES: usize = 8;
    const SLOT: usize = 8;
    const ENTRY: usize = SLOT + 32;
    let account = ledger.account(&slot_hashes::ID).await?;
    let data = account.map(|account| account.data).unwrap_or_default();
    let count = data.get(..ENTRIES).and_then(|bytes| bytes.try_into().ok());
    let count = usize::try_from(count.map_or(0, u64::from_le_bytes)).unwrap_or_default();
    let entries = data.get(ENTRIES..).unwrap_or_default().chunks_exact(ENTRY);
    let read = entries.take(count).filter_map(|entry| {
        let (slot, hash) = entry.split_at_checked(SLOT)?;
        let slot = u64::from_le_bytes(slot.try_into().ok()?);
        Some((slot, hash.try_into().ok()?))
    });
    Ok(read.collect())
}
