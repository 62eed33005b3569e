//! Making payouts of a vault wait, and go on.

use solana_address::Address;

use super::plan::{Action, Step, execute};
use crate::{
    error::Result,
    instructions::control,
    ledger::{Ledger, SignerRef},
};

/// Makes payouts of a holdable vault wait for `seconds` from the chain's now on; `base` signs and
/// pays. Returns until when, in seconds since 1970, too. `reason` is its own code, not 0.
///
/// # Errors
/// What a transaction meets.
pub async fn hold<L: Ledger>(
    ledger: &L,
    base: SignerRef<'_>,
    vault_address: &Address,
    reason: u16,
    seconds: u64,
) -> Result<(i64, Vec<Step>)> {
    let now = ledger.unix_time().await?;
    let until = now.saturating_add_unsigned(seconds);
    let hold = control::hold(&base.pubkey(), vault_address, reason, until);
    let says = format!("held payouts of vault {vault_address}");
    let steps = execute(ledger, base, &[], &[], &[Action::new(says, hold)]).await?;
    Ok((until, steps))
}

/// Lets payouts of a vault go on; `releaser` signs and pays: the base, or anyone once the hold's time is
/// over.
///
/// # Errors
/// What a transaction meets.
pub async fn release<L: Ledger>(
    ledger: &L,
    releaser: SignerRef<'_>,
    vault_address: &Address,
) -> Result<Vec<Step>> {
    let release = control::release_hold(&releaser.pubkey(), vault_address);
    let says = format!("released payouts of vault {vault_address}");
    execute(ledger, releaser, &[], &[], &[Action::new(says, release)]).await
}
