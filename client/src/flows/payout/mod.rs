//! Money that goes out to holders.

mod claim;
mod distribute;
mod lookup;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use claim::{claim, unwrap};
pub use distribute::{PayoutOptions, distribute, distribute_with};
pub use lookup::make_tables;
use solana_address::Address;

use super::plan::Step;
use crate::{
    address,
    error::{ClientError, Result},
    events::{Event, events},
    instructions::vault::Holder,
    ledger::Ledger,
    preview::Preview,
    state::{self, Position, Vault},
    token::MintInfo,
};

/// What one position can claim now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The position, and who is paid.
    pub holder: Holder,
    /// Share units it holds.
    pub units: u64,
    /// Whole base units.
    pub amount: u64,
    /// What the position was paid before, in base units.
    pub claimed: u64,
}

/// What a vault's positions can claim of `currency` now, those with nothing included, ordered by
/// amount, the largest first.
///
/// # Errors
/// When the ledger cannot be reached, or the vault does not take the currency.
pub async fn dues<L: Ledger>(
    ledger: &L,
    vault_address: &Address,
    currency: &MintInfo,
) -> Result<Vec<Due>> {
    let vault: Vault = state::fetch(ledger, vault_address).await?;
    let index = currency_index(&vault, vault_address, currency)?;
    let positions = state::positions(ledger, vault_address).await?;
    let preview = Preview::now(ledger, &vault).await?;
    let mut dues = Vec::with_capacity(positions.len());
    for (_, position) in &positions {
        dues.push(Due::of(&preview, position, index)?);
    }
    dues.sort_by_key(|due| std::cmp::Reverse(due.amount));
    Ok(dues)
}

/// What the position of `owner`'s associated share account can claim of `currency` now. One account
/// is read for it, however many holders there are.
///
/// # Errors
/// [`ClientError::Precondition`] when there is no such position, or the vault does not take the
/// currency; else when the ledger cannot be reached.
pub async fn due<L: Ledger>(
    ledger: &L,
    vault_address: &Address,
    currency: &MintInfo,
    owner: &Address,
) -> Result<Due> {
    let vault: Vault = state::fetch(ledger, vault_address).await?;
    let index = currency_index(&vault, vault_address, currency)?;
    let account = address::share_account(vault_address, owner);
    let position: Option<Position> = state::find(ledger, &address::position(&account)).await?;
    let position = position.ok_or_else(|| {
        ClientError::Precondition(format!("{owner} holds no shares of vault {vault_address}"))
    })?;
    Due::of(&Preview::now(ledger, &vault).await?, &position, index)
}

impl Due {
    fn of(preview: &Preview, position: &Position, index: usize) -> Result<Self> {
        Ok(Self {
            holder: Holder::from_position(position),
            units: position.units.get(),
            amount: preview.claimable(position)?[index].whole,
            claimed: position.currencies[index].claimed.get(),
        })
    }
}

/// Where the books of `currency` are in `vault`.
///
/// # Errors
/// [`ClientError::Precondition`] when the vault does not take it.
pub fn currency_index(vault: &Vault, address: &Address, currency: &MintInfo) -> Result<usize> {
    vault.currency_index(&currency.address).map_err(|_| {
        ClientError::Precondition(format!(
            "vault {address} does not take currency {}: its authority can add it",
            currency.address
        ))
    })
}

/// A payment to a holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Who.
    pub owner: Address,
    /// The position it was paid for.
    pub position: Address,
    /// Sent, in base units; a mint may have kept a fee of it.
    pub amount: u64,
}

/// A holder that could not be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Who.
    pub owner: Address,
    /// The position.
    pub position: Address,
    /// What stays due, in base units.
    pub due: u64,
    /// Why, in plain words.
    pub reason: String,
}

/// What a payout did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payout {
    /// Who was paid.
    pub payments: Vec<Payment>,
    /// Who was not.
    pub skipped: Vec<Skipped>,
    /// The transactions it took.
    pub steps: Vec<Step>,
}

impl Payout {
    /// Adds what a transaction that should have paid `dues` did: what its log says, and where the log
    /// says nothing, what the positions say. Servers cut off long logs, and some keep none.
    async fn read<L: Ledger>(
        &mut self,
        ledger: &L,
        vault_address: &Address,
        currency: &MintInfo,
        dues: &[Due],
        logs: &[String],
    ) -> Result<()> {
        let position = |due: &Due| address::position(&due.holder.token_account);
        let mut silent: BTreeMap<_, _> = dues.iter().map(|due| (position(due), due)).collect();
        for event in events(logs) {
            match event {
                Event::Claimed(event) => {
                    silent.remove(&event.position);
                    self.payments.push(Payment {
                        owner: event.payee,
                        position: event.position,
                        amount: event.amount,
                    });
                }
                Event::HolderSkipped(event) => {
                    let due = silent.remove(&event.position);
                    self.skipped.push(Skipped {
                        owner: due.map_or_else(Address::default, |due| due.holder.payee),
                        position: event.position,
                        due: event.due,
                        reason: reason(event.reason),
                    });
                }
                _ => {}
            }
        }
        for (address, due) in silent {
            let read = self.read_position(ledger, vault_address, currency, address, due);
            read.await?;
        }
        Ok(())
    }

    async fn read_position<L: Ledger>(
        &mut self,
        ledger: &L,
        vault_address: &Address,
        currency: &MintInfo,
        address: Address,
        due: &Due,
    ) -> Result<()> {
        let owner = due.holder.payee;
        let position: Option<Position> = state::find(ledger, &address).await?;
        let Some(position) = position.filter(|position| position.vault == *vault_address) else {
            // Only a position to which nothing is due can be closed.
            self.skipped.push(Skipped {
                owner,
                position: address,
                due: 0,
                reason: "the position was closed meanwhile".to_owned(),
            });
            return Ok(());
        };
        let vault: Vault = state::fetch(ledger, vault_address).await?;
        let index = currency_index(&vault, vault_address, currency)?;
        let claimed = position.currencies[index].claimed.get();
        match claimed.saturating_sub(due.claimed) {
            0 => self.skipped.push(Skipped {
                owner,
                position: address,
                due: due.amount,
                reason: "the server has no record of why: pay this holder alone to see".to_owned(),
            }),
            amount => self.payments.push(Payment {
                owner,
                position: address,
                amount,
            }),
        }
        Ok(())
    }
}

/// The plain words of the error that a claim would have met.
pub(super) fn reason(code: u64) -> String {
    let known = provenue_vault::VaultError::ALL
        .iter()
        .find(|(error, _, _)| u64::from(error.code()) == code);
    known.map_or_else(
        || format!("error {code}"),
        |(_, _, message)| (*message).to_owned(),
    )
}
