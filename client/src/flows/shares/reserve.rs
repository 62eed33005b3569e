//! Burning shares, and paying for receivers' positions ahead.

use solana_address::Address;
use solana_system_interface::instruction::transfer as transfer_lamports;

use crate::{
    Amount, address,
    error::Result,
    flows::{
        plan::{Action, Step, execute},
        revenue::after_booking,
    },
    instructions::vault,
    ledger::{Ledger, SignerRef},
    state::{self, Vault},
};

/// Burns `units` share units of `owner`'s associated account, who signs and pays: all later revenue is
/// the other holders'. What came until now is booked first, so that it is the owner's too.
///
/// # Errors
/// What a transaction meets.
pub async fn burn<L: Ledger>(
    ledger: &L,
    owner: SignerRef<'_>,
    vault_address: &Address,
    units: u64,
) -> Result<Vec<Step>> {
    let key = owner.pubkey();
    let account = address::share_account(vault_address, &key);
    let vault: Vault = state::fetch(ledger, vault_address).await?;
    let shares = Amount::new(units, provenue_accounting::SHARE_DECIMALS);
    let [burn, settle] = vault::burn_shares(&key, vault_address, &account, units);
    let says = format!("burned {shares} shares");
    let action = after_booking(ledger, vault_address, &vault, says, burn).await?;
    execute(ledger, owner, &[], &[], &[action.then(settle)]).await
}

/// Sends `lamports` to a vault's rent reserve, from which it pays for the positions of receivers;
/// `payer` signs. What is left when a position closes comes back to the reserve, and never to `payer`.
///
/// # Errors
/// What a transaction meets.
pub async fn fund_reserve<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    lamports: u64,
) -> Result<Vec<Step>> {
    let reserve = address::rent_reserve(vault_address);
    let transfer = transfer_lamports(&payer.pubkey(), &reserve, lamports);
    let says = format!("sent {} SOL to the rent reserve", Amount::new(lamports, 9));
    execute(ledger, payer, &[], &[], &[Action::new(says, transfer)]).await
}
