//! What becomes of a work after it is registered: replaced, revoked, its metadata changed or frozen.

use provenue_registry::RevocationReason;
use solana_address::Address;

use super::plan::{Action, Step, execute};
use crate::{
    error::Result,
    instructions::lifecycle,
    ledger::{Ledger, SignerRef},
};

/// Replaces the asset `old` by `new`; `owner`, who has both, signs and pays. Each is replaced once and
/// replaces one.
///
/// # Errors
/// What a transaction meets.
pub async fn supersede<L: Ledger>(
    ledger: &L,
    owner: SignerRef<'_>,
    old: &Address,
    new: &Address,
) -> Result<Vec<Step>> {
    let supersede = lifecycle::supersede(&owner.pubkey(), old, new);
    let says = format!("replaced {old} by {new}");
    execute(ledger, owner, &[], &[], &[Action::new(says, supersede)]).await
}

/// Takes a claim back, for ever; `owner` signs and pays.
///
/// # Errors
/// What a transaction meets.
pub async fn revoke<L: Ledger>(
    ledger: &L,
    owner: SignerRef<'_>,
    asset: &Address,
    reason: RevocationReason,
) -> Result<Vec<Step>> {
    let revoke = lifecycle::revoke_asset(&owner.pubkey(), asset, reason);
    let says = "revoked the asset, for ever";
    execute(ledger, owner, &[], &[], &[Action::new(says, revoke)]).await
}

/// Changes an asset's metadata to that whose URI has the SHA-256 `metadata_uri_hash`; `owner` signs and
/// pays.
///
/// # Errors
/// What a transaction meets.
pub async fn update_metadata<L: Ledger>(
    ledger: &L,
    owner: SignerRef<'_>,
    asset: &Address,
    metadata_uri_hash: &[u8; 32],
) -> Result<Vec<Step>> {
    let update = lifecycle::update_metadata(&owner.pubkey(), asset, metadata_uri_hash);
    let says = "changed the metadata";
    execute(ledger, owner, &[], &[], &[Action::new(says, update)]).await
}

/// Lets an asset's metadata stay as it is, for ever; `owner` signs and pays.
///
/// # Errors
/// What a transaction meets.
pub async fn freeze_metadata<L: Ledger>(
    ledger: &L,
    owner: SignerRef<'_>,
    asset: &Address,
) -> Result<Vec<Step>> {
    let freeze = lifecycle::freeze_metadata(&owner.pubkey(), asset);
    let says = "froze the metadata, for ever";
    execute(ledger, owner, &[], &[], &[Action::new(says, freeze)]).await
}
