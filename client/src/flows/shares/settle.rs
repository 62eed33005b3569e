//! Bringing positions up to date with what their share token accounts hold.

use provenue_vault::share_account::Holding;
use solana_account::Account;
use solana_address::Address;

use crate::{
    error::Result,
    flows::plan::{Action, Step, execute},
    instructions::vault,
    ledger::{Ledger, SignerRef},
    preview::Preview,
    state::{self, Position, Vault, present},
    token::TokenAccount,
};

/// Settles every position of a vault whose share token account no longer holds what the vault last saw
/// there, or belongs to somebody else: shares were burned, or given away together with their account.
/// Shares that were transferred need none of it.
///
/// # Errors
/// What a transaction meets; those before it have happened.
pub async fn settle_changed<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
) -> Result<Vec<Step>> {
    let vault: Vault = state::fetch(ledger, vault_address).await?;
    let preview = Preview::now(ledger, &vault).await?;
    let positions = state::positions(ledger, vault_address).await?;
    let accounts: Vec<_> = positions
        .iter()
        .map(|(_, position)| position.token_account)
        .collect();
    let accounts = ledger.accounts(&accounts).await?;
    let mut actions = Vec::new();
    for ((address, position), account) in positions.iter().zip(accounts) {
        let holding = holding(&vault, vault_address, position, account);
        let settled = { preview }.settle_with(position, &holding)?;
        if (settled.units.get(), settled.owner) != (position.units.get(), position.owner) {
            let says = format!("settled position {address}, whose shares have changed");
            let settle = vault::settle(vault_address, &position.token_account);
            actions.push(Action::new(says, settle));
        }
    }
    execute(ledger, payer, &[], &[], &actions).await
}

/// What the vault would see in a position's share token account.
fn holding(
    vault: &Vault,
    vault_address: &Address,
    position: &Position,
    account: Option<Account>,
) -> Holding {
    let token = present(account)
        .and_then(|account| TokenAccount::decode(position.token_account, &account).ok())
        .filter(|token| token.mint == vault.share_mint);
    token.map_or_else(Holding::default, |token| Holding {
        units: token.amount,
        units_before: token.amount,
        owner: Some(token.owner).filter(|owner| owner != vault_address),
    })
}
