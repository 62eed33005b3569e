//! Money that comes in, and the books it is kept in.

use solana_address::Address;
use solana_instruction::Instruction;

use super::{
    graph::deposit_action,
    payout::currency_index,
    plan::{Action, Step, execute},
};
use crate::{
    error::{ClientError, Result},
    instructions::vault,
    ledger::{Ledger, SignerRef},
    preview::Preview,
    state::{self, CurrencySlot, Position, Vault, present},
    token::{MintInfo, TokenAccount, WRAPPED_SOL, wrap_sol},
};

/// Pays `amount` base units of `currency` into a vault; SOL is wrapped as needed. What that makes due to
/// upstream works climbs at once, as far as the transaction holds; the rest stays due, and
/// [`pull_all`](super::graph::pull_all) pays it.
///
/// # Errors
/// What a transaction meets.
pub async fn deposit<L: Ledger>(
    ledger: &L,
    depositor: SignerRef<'_>,
    vault_address: &Address,
    currency: &MintInfo,
    amount: u64,
) -> Result<Vec<Step>> {
    let key = depositor.pubkey();
    let mut actions = Vec::new();
    actions.extend(funding_action(ledger, &key, currency, amount).await?);
    let funding = actions.first();
    let funding = funding.map_or_else(Vec::new, |action: &Action| action.instructions.clone());
    let deposit = deposit_action(ledger, &key, vault_address, currency, amount, &funding);
    actions.push(deposit.await?);
    execute(ledger, depositor, &[], &[], &actions).await
}

/// Makes sure that `owner` can pay `amount` base units of `currency`: of SOL, what is missing is
/// wrapped. `None` when nothing is to be done.
///
/// # Errors
/// [`ClientError::Precondition`] when `owner` holds too little of another currency; else when the
/// ledger cannot be reached.
pub async fn funding_action<L: Ledger>(
    ledger: &L,
    owner: &Address,
    currency: &MintInfo,
    amount: u64,
) -> Result<Option<Action>> {
    let account = TokenAccount::fetch(ledger, &currency.ata(owner)).await?;
    let held = account.map_or(0, |account| account.amount);
    let missing = amount.saturating_sub(held);
    if missing == 0 {
        return Ok(None);
    }
    if currency.address != WRAPPED_SOL {
        return Err(ClientError::Precondition(format!(
            "{owner} holds {}, and {} are needed",
            currency.describe(held),
            currency.amount(amount)
        )));
    }
    let says = format!("wrapped {} SOL", currency.amount(missing));
    let mut instructions = wrap_sol(owner, missing).into_iter();
    let action = instructions
        .next()
        .map(|first: Instruction| Action::new(says, first));
    Ok(action.map(|action| instructions.fold(action, Action::then)))
}

/// Books what came into a vault by plain transfer, if anything did and the vault is sealed.
///
/// # Errors
/// [`ClientError::Precondition`] when the vault does not take the currency; else what a
/// transaction meets.
pub async fn book<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    vault_address: &Address,
    currency: &MintInfo,
) -> Result<Vec<Step>> {
    let vault: Vault = state::fetch(ledger, vault_address).await?;
    let slot = &vault.currencies[currency_index(&vault, vault_address, currency)?];
    let held = TokenAccount::fetch(ledger, &slot.treasury).await?;
    let held = held.map_or(0, |treasury| treasury.amount);
    let surplus = held.saturating_sub(slot.booked.get());
    if surplus == 0 || !vault.is_sealed() {
        return Ok(Vec::new());
    }
    let says = format!(
        "booked {} that came by plain transfer",
        currency.describe(surplus)
    );
    let action = Action::new(says, vault::book(vault_address, currency));
    execute(ledger, payer, &[], &[], &[action]).await
}

/// `instruction`, and before it, in the same action, the booking of what came into a vault by plain
/// transfer, in every currency that can be booked.
///
/// # Errors
/// When the ledger cannot be reached.
pub(super) async fn after_booking<L: Ledger>(
    ledger: &L,
    vault_address: &Address,
    vault: &Vault,
    says: String,
    instruction: Instruction,
) -> Result<Action> {
    let preview = Preview::now(ledger, vault).await?;
    let mut said = Vec::new();
    let mut bookings = Vec::new();
    let held = held(ledger, vault).await?;
    for (index, (slot, held)) in vault.currencies().iter().zip(held).enumerate() {
        let surplus = held.saturating_sub(slot.booked.get());
        // What the program would refuse, before the seal or beyond all books, must not be in the way
        // of what comes after.
        if surplus > 0 && preview.can_book(index, held) {
            let currency = MintInfo::fetch(ledger, &slot.mint).await?;
            said.push(currency.describe(surplus));
            bookings.push(vault::book(vault_address, &currency));
        }
    }
    let mut bookings = bookings.into_iter();
    let Some(first) = bookings.next() else {
        return Ok(Action::new(says, instruction));
    };
    let booked = said.join(" and ");
    let says = format!("booked {booked} that came by plain transfer, then {says}");
    let booking = bookings.fold(Action::new(says, first), Action::then);
    Ok(booking.then(instruction))
}

/// What a vault's treasuries hold, in base units, in the order of its currencies.
pub(super) async fn held<L: Ledger>(ledger: &L, vault: &Vault) -> Result<Vec<u64>> {
    let slots = vault.currencies();
    let treasuries: Vec<_> = slots.iter().map(|slot| slot.treasury).collect();
    let found = ledger.accounts(&treasuries).await?;
    let amounts = treasuries.iter().zip(found).map(|(treasury, account)| {
        let account = present(account).map(|account| TokenAccount::decode(*treasury, &account));
        Ok(account.transpose()?.map_or(0, |account| account.amount))
    });
    amounts.collect()
}

/// The books of a vault in one currency, in base units, each number read from its own account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Books {
    /// The currency.
    pub mint: Address,
    /// The vault's token account for it.
    pub treasury: Address,
    /// What the treasury holds.
    pub treasury_amount: u64,
    /// All revenue ever booked.
    pub received: u64,
    /// Paid to holders: what the vault says.
    pub paid_holders: u64,
    /// Paid to upstream works.
    pub paid_upstream: u64,
    /// Owed to upstream works.
    pub reserved_upstream: u64,
    /// Paid to holders: the sum of what the positions that still exist say.
    pub claimed: u64,
    /// Whole base units that positions can claim now.
    pub claimable: u64,
    /// For holders, and not released yet in a vault that streams.
    pub streaming: u64,
    /// Fractions below one base unit: of all positions and the vault's carry, in 1/2^64.
    pub fractional_q64: u128,
    /// What came by plain transfer and is not booked yet.
    pub unbooked: u64,
}

impl Books {
    /// Whether every base unit received is accounted for, and is there.
    #[must_use]
    pub fn balance(&self) -> bool {
        let out = [
            self.paid_holders,
            self.paid_upstream,
            self.reserved_upstream,
            self.claimable,
            self.streaming,
        ];
        let out: u128 = out.iter().map(|amount| u128::from(*amount)).sum();
        let whole = u128::from(self.received).checked_sub(out);
        let held = u128::from(self.received)
            .checked_sub(u128::from(self.paid_holders) + u128::from(self.paid_upstream))
            .map(|booked| booked + u128::from(self.unbooked));
        whole.and_then(|whole| whole.checked_mul(1 << 64)) == Some(self.fractional_q64)
            && held == Some(u128::from(self.treasury_amount))
    }
}

/// Reads the books of a vault in all its currencies.
///
/// # Errors
/// When the ledger cannot be reached, or the vault changes each time while it is read.
pub async fn books<L: Ledger>(ledger: &L, vault_address: &Address) -> Result<Vec<Books>> {
    let moment = Moment::read(ledger, vault_address).await?;
    let mut preview = Preview::now(ledger, &moment.vault).await?;
    let mut settled = Vec::with_capacity(moment.positions.len());
    for (_, position) in &moment.positions {
        settled.push(preview.settle(position)?);
    }
    let slots = preview.vault.currencies().iter().zip(&moment.held);
    Ok(slots
        .enumerate()
        .map(|(index, (slot, held))| Books::add_up(slot, index, *held, &settled))
        .collect())
}

/// A vault and all that hangs on it, as they were at one moment.
pub(super) struct Moment {
    pub(super) vault: Vault,
    pub(super) positions: Vec<(Address, Position)>,
    /// What the treasuries hold, in the order of the currencies.
    held: Vec<u64>,
}

impl Moment {
    /// Several requests to a server are several moments. But whatever moves money or shares writes
    /// to the vault: while that stays as it is, so does the rest.
    pub(super) async fn read<L: Ledger>(ledger: &L, vault_address: &Address) -> Result<Self> {
        /// How often a vault that was changing is read again.
        const ATTEMPTS: u32 = 5;
        let mut vault: Vault = state::fetch(ledger, vault_address).await?;
        for _ in 0..ATTEMPTS {
            let positions = state::positions(ledger, vault_address).await?;
            let held = held(ledger, &vault).await?;
            let after: Vault = state::fetch(ledger, vault_address).await?;
            if bytemuck::bytes_of(&vault) == bytemuck::bytes_of(&after) {
                return Ok(Self {
                    vault,
                    positions,
                    held,
                });
            }
            vault = after;
        }
        Err(ClientError::Precondition(format!(
            "vault {vault_address} changes while it is read: try again"
        )))
    }
}

impl Books {
    /// Of a vault whose positions are all `settled`.
    fn add_up(
        slot: &CurrencySlot,
        index: usize,
        treasury_amount: u64,
        settled: &[Position],
    ) -> Self {
        let mut books = Self {
            mint: slot.mint,
            treasury: slot.treasury,
            treasury_amount,
            received: slot.gross.get(),
            paid_holders: slot.paid_holders.get(),
            paid_upstream: slot.paid_upstream.get(),
            reserved_upstream: slot.reserved.get().saturating_sub(slot.paid_upstream.get()),
            claimed: 0,
            claimable: 0,
            streaming: slot.pending.get(),
            fractional_q64: slot.carry.get().into(),
            unbooked: treasury_amount.saturating_sub(slot.booked.get()),
        };
        for position in settled {
            let due = position.currencies[index].entitlement();
            books.claimable = books.claimable.saturating_add(due.whole());
            books.fractional_q64 += u128::from(due.fraction());
            books.claimed = books.claimed.saturating_add(due.claimed);
        }
        books
    }
}
