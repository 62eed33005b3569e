//! Handing a work on, with its vault: one offers it, the other accepts.

use solana_address::Address;

use super::plan::{Action, Step, execute};
use crate::{
    error::Result,
    instructions::registry,
    ledger::{Ledger, SignerRef},
    state::{self, Asset},
};

/// Lets `new_owner` take an asset over, instead of anybody who might before; `owner` signs and pays.
///
/// # Errors
/// What a transaction meets.
pub async fn offer<L: Ledger>(
    ledger: &L,
    owner: SignerRef<'_>,
    asset: &Address,
    new_owner: &Address,
) -> Result<Vec<Step>> {
    let propose = registry::propose_owner(&owner.pubkey(), asset, new_owner);
    let says = format!("offered the ownership to {new_owner}");
    execute(ledger, owner, &[], &[], &[Action::new(says, propose)]).await
}

/// Lets nobody take an asset over; `owner` signs and pays.
///
/// # Errors
/// What a transaction meets.
pub async fn withdraw<L: Ledger>(
    ledger: &L,
    owner: SignerRef<'_>,
    asset: &Address,
) -> Result<Vec<Step>> {
    let withdraw = registry::propose_owner(&owner.pubkey(), asset, &Address::default());
    let says = "took the offer of the ownership back";
    execute(ledger, owner, &[], &[], &[Action::new(says, withdraw)]).await
}

/// Takes an asset over, and the authority over its vault; `new_owner` signs and pays. Shares stay with
/// whom they belong to.
///
/// # Errors
/// What a transaction meets.
pub async fn accept<L: Ledger>(
    ledger: &L,
    new_owner: SignerRef<'_>,
    asset_address: &Address,
) -> Result<Vec<Step>> {
    let asset: Asset = state::fetch(ledger, asset_address).await?;
    let key = new_owner.pubkey();
    let accept = registry::accept_ownership(&key, asset_address, asset.has_vault());
    let says = format!("took the ownership over from {}", asset.owner);
    execute(ledger, new_owner, &[], &[], &[Action::new(says, accept)]).await
}
