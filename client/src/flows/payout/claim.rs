//! Paying one holder.

use solana_address::Address;

use super::{Payout, due};
use crate::{
    error::Result,
    flows::{
        plan::{Action, Step, execute},
        revenue::book,
    },
    instructions::vault,
    ledger::{Ledger, SignerRef},
    state::present,
    token::{MintInfo, TokenAccount, WRAPPED_SOL, create_ata, unwrap_sol},
};

/// Pays the position of one owner's associated share account, as [`super::distribute`] does for all.
/// When nothing is due, nobody is paid.
///
/// # Errors
/// [`crate::ClientError::Precondition`] when the owner has no position; else what a transaction
/// meets.
pub async fn claim<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    currency: &MintInfo,
    owner: &Address,
) -> Result<Payout> {
    let steps = book(ledger, payer, vault_address, currency).await?;
    let due = due(ledger, vault_address, currency, owner).await?;
    let mut payout = Payout {
        steps,
        ..Payout::default()
    };
    if due.amount == 0 {
        return Ok(payout);
    }
    let payee = due.holder.payee;
    let account = currency.ata(&payee);
    let says = format!("paid {} to {payee}", currency.describe(due.amount));
    let mut action = Action::new(says, create_ata(&payer.pubkey(), &payee, currency))
        .then(vault::claim(vault_address, currency, &due.holder));
    if present(ledger.account(&account).await?).is_none() {
        action = action.creating("token account", account);
    }
    let paid = execute(ledger, payer, &[], &[], &[action]).await?;
    for step in &paid {
        let logs = &step.receipt.logs;
        let dues = [due];
        let read = payout.read(ledger, vault_address, currency, &dues, logs);
        read.await?;
    }
    payout.steps.extend(paid);
    Ok(payout)
}

/// Turns all wrapped SOL of `owner`, who signs, back into SOL. Nothing is done where there is no
/// wrapped SOL.
///
/// # Errors
/// What a transaction meets.
pub async fn unwrap<L: Ledger>(ledger: &L, owner: SignerRef<'_>) -> Result<Vec<Step>> {
    let key = owner.pubkey();
    let sol = MintInfo::fetch(ledger, &WRAPPED_SOL).await?;
    let Some(wrapped) = TokenAccount::fetch(ledger, &sol.ata(&key)).await? else {
        return Ok(Vec::new());
    };
    let says = format!("unwrapped {} SOL", sol.amount(wrapped.amount));
    let action = Action::new(says, unwrap_sol(&key));
    execute(ledger, owner, &[], &[], &[action]).await
}
