//! Money that goes out to holders.

use solana_address::Address;
use solana_message::AddressLookupTableAccount;

use super::plan::{Action, NewAccount, Step};
use crate::{
    error::{ClientError, Result},
    events::{Event, events},
    instructions::vault::{self, Holder},
    ledger::{Draft, Ledger, SignerRef},
    packing::Packing,
    preview::claimable,
    state::{self, Vault},
    token::{MintInfo, create_ata},
};

/// Compute units that paying one holder needs at most, a transfer fee and all.
const UNITS_PER_HOLDER: u32 = 30_000;

/// What one position can claim now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The position, and who is paid.
    pub holder: Holder,
    /// Share units it holds.
    pub units: u64,
    /// Whole base units.
    pub amount: u64,
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
    let mut dues = Vec::with_capacity(positions.len());
    for (_, position) in &positions {
        dues.push(Due {
            holder: Holder {
                token_account: position.token_account,
                owner: position.owner,
            },
            units: position.units.get(),
            amount: claimable(&vault, position, index)?.whole,
        });
    }
    dues.sort_by_key(|due| std::cmp::Reverse(due.amount));
    Ok(dues)
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

/// How holders are paid.
#[derive(Clone, Debug, Default)]
pub struct PayoutOptions {
    /// Make the token accounts that owners lack; `payer` pays their rent. Else those are skipped.
    pub create_accounts: bool,
    /// Lookup tables with the holders' accounts: twice as many holders fit a transaction.
    pub tables: Vec<AddressLookupTableAccount>,
}

/// Pays every holder of a vault who has a whole base unit of `currency` to claim, and books before
/// that what came by plain transfer.
///
/// # Errors
/// What a transaction meets; those before it have happened.
pub async fn distribute<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    currency: &MintInfo,
    options: &PayoutOptions,
) -> Result<Payout> {
    let mut steps = book(ledger, payer, vault_address, currency).await?;
    let mut dues = dues(ledger, vault_address, currency).await?;
    dues.retain(|due| due.amount > 0);
    let payout = pay(ledger, payer, vault_address, currency, &dues, options).await?;
    steps.extend(payout.steps);
    Ok(Payout { steps, ..payout })
}

/// Pays the position of one owner's associated share account, as [`distribute`] does for all.
///
/// # Errors
/// [`ClientError::Precondition`] when the owner has no position or nothing to claim; else what a
/// transaction meets.
pub async fn claim<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    currency: &MintInfo,
    owner: &Address,
) -> Result<Payout> {
    let mut steps = book(ledger, payer, vault_address, currency).await?;
    let holder = Holder::of(vault_address, owner);
    let mut dues = dues(ledger, vault_address, currency).await?;
    dues.retain(|due| due.holder.token_account == holder.token_account);
    let Some(due) = dues.first() else {
        return Err(ClientError::Precondition(format!(
            "{owner} holds no shares of this vault"
        )));
    };
    if due.amount == 0 {
        return Err(ClientError::Precondition(format!(
            "{owner} has nothing to claim of this currency yet"
        )));
    }
    let action = Action::new(
        format!(
            "paid {} to {}",
            currency.amount(due.amount),
            due.holder.owner
        ),
        create_ata(&payer.pubkey(), &due.holder.owner, currency),
    )
    .then(vault::claim(vault_address, currency, &due.holder));
    let paid = super::plan::execute(ledger, payer, &[], &[], &[action]).await?;
    let mut payout = Payout::default();
    for step in &paid {
        payout.read(&step.receipt.logs);
    }
    steps.extend(paid);
    payout.steps = steps;
    Ok(payout)
}

/// Books what came by plain transfer, if anything did.
async fn book<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    currency: &MintInfo,
) -> Result<Vec<Step>> {
    let vault: Vault = state::fetch(ledger, vault_address).await?;
    let index = currency_index(&vault, vault_address, currency)?;
    let slot = &vault.currencies[index];
    let treasury = crate::token::TokenAccount::fetch(ledger, &slot.treasury).await?;
    let held = treasury.map_or(0, |treasury| treasury.amount);
    let surplus = held.saturating_sub(slot.booked.get());
    if surplus == 0 || !vault.is_sealed() {
        return Ok(Vec::new());
    }
    let says = format!(
        "booked {} that came by plain transfer",
        currency.amount(surplus)
    );
    let action = Action::new(says, vault::book(vault_address, currency));
    super::plan::execute(ledger, payer, &[], &[], &[action]).await
}

/// Pays `dues` in as few transactions as fit.
async fn pay<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    currency: &MintInfo,
    dues: &[Due],
    options: &PayoutOptions,
) -> Result<Payout> {
    let payees: Vec<_> = dues
        .iter()
        .map(|due| currency.ata(&due.holder.owner))
        .collect();
    let found = ledger.accounts(&payees).await?;
    let items: Vec<_> = dues
        .iter()
        .zip(&found)
        .map(|(due, payee)| (due, options.create_accounts && payee.is_none()))
        .collect();
    let payer_key = payer.pubkey();
    let packing = Packing::new(payer_key, UNITS_PER_HOLDER).with_tables(options.tables.clone());
    let parcels = packing.pack(&items, |items| {
        let missing = items.iter().filter(|(_, create)| *create);
        let mut instructions: Vec<_> = missing
            .map(|(due, _)| create_ata(&payer_key, &due.holder.owner, currency))
            .collect();
        let holders: Vec<_> = items.iter().map(|(due, _)| due.holder).collect();
        instructions.push(vault::distribute(vault_address, currency, &holders));
        instructions
    })?;
    let mut payout = Payout::default();
    let mut rest = items.as_slice();
    for parcel in parcels {
        let (now, later) = rest.split_at(parcel.items);
        rest = later;
        let draft = Draft::new(payer, parcel.instructions).with_tables(&options.tables);
        let receipt = ledger.send(&draft).await?;
        let before = payout.payments.len();
        payout.read(&receipt.logs);
        let paid = payout.payments.len() - before;
        let made = now.iter().filter(|(_, create)| *create);
        payout.steps.push(Step {
            says: vec![format!("paid {paid} of {} holders", now.len())],
            creates: made
                .map(|(due, _)| NewAccount {
                    kind: "token account",
                    address: currency.ata(&due.holder.owner),
                })
                .collect(),
            receipt,
        });
    }
    Ok(payout)
}

impl Payout {
    fn read(&mut self, logs: &[String]) {
        for event in events(logs) {
            match event {
                Event::Claimed(event) => self.payments.push(Payment {
                    owner: event.owner,
                    position: event.position,
                    amount: event.amount,
                }),
                Event::HolderSkipped(event) => self.skipped.push(Skipped {
                    position: event.position,
                    due: event.due,
                    reason: reason(event.reason),
                }),
                _ => {}
            }
        }
    }
}

/// The plain words of the error that a claim would have met.
fn reason(code: u64) -> String {
    let known = provenue_vault::VaultError::ALL
        .iter()
        .find(|(error, _, _)| u64::from(error.code()) == code);
    known.map_or_else(
        || format!("error {code}"),
        |(_, _, message)| (*message).to_owned(),
    )
}
