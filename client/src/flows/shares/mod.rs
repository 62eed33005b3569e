//! Who holds shares, and moving them between people.

mod preflight;
mod reserve;
mod settle;

use preflight::refusal;
pub use preflight::{Refusal, preflight};
pub use reserve::{burn, fund_reserve};
pub use settle::settle_changed;
use solana_address::Address;

use super::{
    plan::{Action, Step, execute},
    revenue::{Moment, after_booking},
};
use crate::{
    Amount, address,
    error::{ClientError, Result},
    instructions::vault::{self, ShareMint},
    ledger::{Ledger, SignerRef},
    preview::{Claimable, Preview},
    state::{self, Vault, present},
};

/// Moves `units` share units from `owner`'s associated account to `to`'s, making account and position
/// of the receiver where they are missing. The vault's rent reserve pays for the position, and where it
/// cannot, `payer` does, who pays for all else.
///
/// What the vault has earned so far stays the present holders': what came by plain transfer is booked
/// first, in the same transaction. Else whoever gets shares could book it, and share in it.
///
/// # Errors
/// [`ClientError::Precondition`] when the vault would refuse, by its gate for example; else what a
/// transaction meets.
pub async fn transfer<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    owner: SignerRef<'_>,
    vault_address: &Address,
    to: &Address,
    units: u64,
) -> Result<Vec<Step>> {
    let (payer_key, owner_key) = (payer.pubkey(), owner.pubkey());
    let source = address::share_account(vault_address, &owner_key);
    let destination = address::share_account(vault_address, to);
    let mut actions = Vec::new();
    let vault: Vault = state::fetch(ledger, vault_address).await?;
    match refusal(ledger, vault_address, &vault, &owner_key, to, units).await? {
        Some(Refusal::ReserveEmpty { .. }) => {
            actions.extend(open_action(ledger, &payer_key, vault_address, to).await?);
        }
        Some(refusal) => return Err(ClientError::Precondition(refusal.to_string())),
        None if present(ledger.account(&destination).await?).is_none() => {
            let create = vault::create_share_account(&payer_key, vault_address, to);
            let says = format!("opened a share token account for {to}");
            actions.push(Action::new(says, create).creating("share token account", destination));
        }
        None => {}
    }
    let share_mint = ShareMint {
        vault: *vault_address,
        gated: vault.is_gated(),
    };
    let shares = Amount::new(units, provenue_accounting::SHARE_DECIMALS);
    let moved = format!("moved {shares} shares to {to}");
    let transfer = vault::transfer_shares(&owner_key, share_mint, &source, &destination, units);
    actions.push(after_booking(ledger, vault_address, &vault, moved, transfer).await?);
    execute(ledger, payer, &[owner], &[], &actions).await
}

/// Makes it possible for `owner` to receive shares; `None` when it is already.
///
/// # Errors
/// When the ledger cannot be reached.
pub async fn open_action<L: Ledger>(
    ledger: &L,
    payer: &Address,
    vault_address: &Address,
    owner: &Address,
) -> Result<Option<Action>> {
    let account = address::share_account(vault_address, owner);
    let position = address::position(&account);
    let found = ledger.accounts(&[account, position]).await?;
    let mut exist = found.into_iter().map(|found| present(found).is_some());
    let mut exists = || exist.next().unwrap_or(false);
    Ok(opening(payer, vault_address, owner, exists(), exists()))
}

/// Makes what `owner` lacks to receive shares, told what there is already.
pub(super) fn opening(
    payer: &Address,
    vault_address: &Address,
    owner: &Address,
    account_exists: bool,
    position_exists: bool,
) -> Option<Action> {
    if account_exists && position_exists {
        return None;
    }
    let account = address::share_account(vault_address, owner);
    let create = vault::create_share_account(payer, vault_address, owner);
    let says = if position_exists {
        format!("opened a share token account for {owner}")
    } else {
        format!("opened a position for {owner}")
    };
    let mut action = Action::new(says, create);
    if !account_exists {
        action = action.creating("share token account", account);
    }
    if !position_exists {
        action = action
            .then(vault::open_position(payer, vault_address, &account))
            .creating("position", address::position(&account));
    }
    Some(action)
}

/// Who holds shares, and what they could claim now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who owns the shares.
    pub owner: Address,
    /// Who is paid: the owner, or whom the owner named.
    pub payee: Address,
    /// The share token account.
    pub account: Address,
    /// Its position.
    pub position: Address,
    /// Share units that earn.
    pub units: u64,
    /// What could be claimed, in the order of the vault's currencies.
    pub claimable: Vec<Claimable>,
}

/// All holders of a vault's shares, those with the most first; those who have sold theirs too, as
/// long as their position exists.
///
/// # Errors
/// When the ledger cannot be reached, or the vault changes each time while it is read.
pub async fn holders<L: Ledger>(ledger: &L, vault_address: &Address) -> Result<Vec<Holder>> {
    let moment = Moment::read(ledger, vault_address).await?;
    let mut preview = Preview::now(ledger, &moment.vault).await?;
    let mut holders = Vec::with_capacity(moment.positions.len());
    for (address, position) in &moment.positions {
        let settled = preview.settle(position)?;
        holders.push(Holder {
            owner: position.owner,
            payee: *position.payee(),
            account: position.token_account,
            position: *address,
            units: position.units.get(),
            claimable: preview.earned(&settled),
        });
    }
    holders.sort_by_key(|holder| (std::cmp::Reverse(holder.units), holder.owner));
    Ok(holders)
}
