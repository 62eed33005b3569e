//! What becomes of a work after it is registered: replaced, revoked, its metadata changed or frozen.

use provenue_registry::RevocationReason;
use solana_address::Address;

use super::plan::{Action, Step, execute};
use crate::{
    error::Result,
    instructions::{Owner, lifecycle},
    ledger::{Ledger, SignerRef},
    state::{self, Asset},
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
    let key = owner.pubkey();
    let holdings = [
        acting(ledger, &key, old).await?.holding,
        acting(ledger, &key, new).await?.holding,
    ];
    let supersede = lifecycle::supersede_held(&key, old, new, holdings);
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
    let acting = acting(ledger, &owner.pubkey(), asset).await?;
    let revoke = lifecycle::revoke_asset(acting, asset, reason);
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
    let acting = acting(ledger, &owner.pubkey(), asset).await?;
    let update = lifecycle::update_metadata(acting, asset, metadata_uri_hash);
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
    let acting = acting(ledger, &owner.pubkey(), asset).await?;
    let freeze = lifecycle::freeze_metadata(acting, asset);
    let says = "froze the metadata, for ever";
    execute(ledger, owner, &[], &[], &[Action::new(says, freeze)]).await
}

/// `key` as the owner of the asset at `address`.
async fn acting<L: Ledger>(ledger: &L, key: &Address, address: &Address) -> Result<Owner> {
    let asset: Asset = state::fetch(ledger, address).await?;
    Ok(Owner::of(&asset, key))
}
