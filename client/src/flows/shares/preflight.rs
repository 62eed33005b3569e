//! Whether shares could move, before anybody signs.

use std::fmt;

use solana_address::Address;

use crate::{
    Amount, address,
    error::Result,
    ledger::Ledger,
    state::{self, Gate, Position, Vault, present},
    token::TokenAccount,
};

/// Why a plain transfer of shares would be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No share moves before the vault is sealed.
    NotSealed,
    /// The gate lets no share move before this time, in seconds since 1970.
    LockedUp {
        /// Until when.
        until: i64,
    },
    /// The gate lets nobody receive so much.
    TooLarge {
        /// Share units that an account may hold.
        most: u64,
        /// Share units that the receiver would hold.
        would_hold: u64,
    },
    /// The receiver has no position, and the vault's rent reserve cannot pay for one: somebody fills
    /// it ([`super::fund_reserve`]), or opens the position first ([`super::open_action`]).
    ReserveEmpty {
        /// Lamports that the reserve lacks.
        missing: u64,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shares = |units| Amount::new(units, provenue_accounting::SHARE_DECIMALS);
        match *self {
            Self::NotSealed => f.write_str("the vault is not sealed yet: no share can move"),
            Self::LockedUp { until } => write!(
                f,
                "the vault's gate lets no share move before {until} (seconds since 1970)"
            ),
            Self::TooLarge { most, would_hold } => write!(
                f,
                "the receiver would hold {} shares, and the vault's gate allows {}",
                shares(would_hold),
                shares(most)
            ),
            Self::ReserveEmpty { missing } => write!(
                f,
                "the receiver has no position, and the vault's rent reserve lacks {missing} lamports \
                 to pay for it"
            ),
        }
    }
}

/// Whether a plain transfer of `units` share units from `from`'s associated account to `to`'s would be
/// refused by the vault, and why; `None` when it would not.
///
/// # Errors
/// When the ledger cannot be reached, or there is no such vault.
pub async fn preflight<L: Ledger>(
    ledger: &L,
    vault_address: &Address,
    from: &Address,
    to: &Address,
    units: u64,
) -> Result<Option<Refusal>> {
    let vault: Vault = state::fetch(ledger, vault_address).await?;
    refusal(ledger, vault_address, &vault, from, to, units).await
}

/// [`preflight`] of a vault that was read.
pub(super) async fn refusal<L: Ledger>(
    ledger: &L,
    vault_address: &Address,
    vault: &Vault,
    from: &Address,
    to: &Address,
    units: u64,
) -> Result<Option<Refusal>> {
    if !vault.is_sealed() {
        return Ok(Some(Refusal::NotSealed));
    }
    let account = address::share_account(vault_address, to);
    if vault.is_gated() {
        let gate: Gate = state::fetch(ledger, &vault.gate).await?;
        let (now, until) = (ledger.unix_time().await?, gate.lock_until.get());
        if now < until {
            return Ok(Some(Refusal::LockedUp { until }));
        }
        let held = TokenAccount::fetch(ledger, &account).await?;
        let held = held.map_or(0, |account| account.amount);
        let moved = if from == to { 0 } else { units };
        let (most, would_hold) = (gate.max_units.get(), held.saturating_add(moved));
        if would_hold > most {
            return Ok(Some(Refusal::TooLarge { most, would_hold }));
        }
    }
    let (position, reserve) = (
        address::position(&account),
        address::rent_reserve(vault_address),
    );
    let found = ledger.accounts(&[position, reserve]).await?;
    let mut found = found.into_iter();
    let position = found.next().flatten();
    let funds = position.as_ref().map_or(0, |account| account.lamports);
    if present(position).is_some() {
        return Ok(None);
    }
    let reserve = found.next().flatten().map_or(0, |account| account.lamports);
    let rent = ledger.minimum_balance(POSITION_BYTES).await?;
    let missing = rent.saturating_sub(funds).saturating_sub(reserve);
    Ok(Some(Refusal::ReserveEmpty { missing }).filter(|_| missing > 0))
}

/// Bytes of a position's account, its discriminator included.
const POSITION_BYTES: usize = 8 + size_of::<Position>();
