//! The chain's own list of recent slots.

use provenue_registry::attestation::Anchor;
use solana_sdk_ids::sysvar::slot_hashes;

use crate::{
    error::{AccountError, Result},
    ledger::Ledger,
};

/// The newest slot in the list, and its hash. The current slot is not in it yet, and the one before
/// may have been skipped.
///
/// # Errors
/// When the ledger cannot be reached.
pub async fn newest<L: Ledger>(ledger: &L) -> Result<Anchor> {
    /// Behind the number of entries, each a slot and its hash; the newest is the first.
    const SLOT: std::ops::Range<usize> = 8..16;
    const HASH: std::ops::Range<usize> = 16..48;
    let missing = AccountError::Missing {
        kind: "list of recent slots",
        address: slot_hashes::ID,
    };
    let account = ledger.account(&slot_hashes::ID).await?;
    let data = account.map(|account| account.data).unwrap_or_default();
    let slot = data.get(SLOT).and_then(|bytes| bytes.try_into().ok());
    let hash = data.get(HASH).and_then(|bytes| bytes.try_into().ok());
    match (slot, hash) {
        (Some(slot), Some(hash)) => Ok(Anchor {
            slot: u64::from_le_bytes(slot),
            hash,
        }),
        _ => Err(missing.into()),
    }
}
