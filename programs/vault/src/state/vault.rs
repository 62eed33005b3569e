//! A vault: what it is, and who may do what.

use anchor_lang::prelude::*;
use provenue_accounting::{UpstreamRate, BPS, MAX_CURRENCIES, SHARE_UNITS};

use super::{CurrencySlot, Record};
use crate::{clock, VaultError};

/// How far a vault's creation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// Shares can be issued; revenue cannot be booked.
    Open = 0,
    /// All shares exist, no more can be made; revenue is booked.
    Sealed = 1,
}

/// What a vault is for its whole life.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct VaultOptions {
    /// Part of the revenue, in basis points, that no upstream work ever gets.
    pub floor_bps: u16,
    /// How long holders' revenue takes to become claimable, in seconds; 0 for at once.
    pub stream_seconds: u32,
    /// Whether the base can hold payouts.
    pub holdable: bool,
    /// Whether transfers of shares keep to a gate, made with `create_gate` before the seal.
    pub gated: bool,
}

/// A revenue-share vault. At `["vault", base]`.
#[account]
pub struct Vault {
    /// [`Vault::VERSION`].
    pub version: u8,
    /// Of its address.
    pub bump: u8,
    /// A [`State`].
    pub state: u8,
    /// Currencies in use, the first of `currencies`.
    pub currency_count: u8,
    /// Of the rent reserve's address.
    pub reserve_bump: u8,
    /// Whether the base can hold payouts.
    pub holdable: PodBool,
    /// Whether the gate, where one is named, exists.
    pub has_gate: PodBool,
    /// Zero.
    pub padding: u8,
    /// What all upstream works together get of the revenue, in basis points.
    pub relative_bps: PodU16,
    /// What all upstream works together get of the revenue from outside, in basis points.
    pub absolute_bps: PodU16,
    /// What holders keep at least, in basis points.
    pub floor_bps: PodU16,
    /// Edges to upstream works that have an absolute part.
    pub absolute_edges: PodU16,
    /// Edges of its parents that the vault has still to inherit.
    pub uninherited: PodU32,
    /// How long holders' revenue takes to become claimable, in seconds; 0 for at once.
    pub stream_seconds: PodU32,
    /// Until when payouts wait, in seconds since 1970; 0 for not at all.
    pub held_until: PodI64,
    /// Why: the base's own code.
    pub hold_reason: PodU16,
    /// Zeros.
    pub padding2: [u8; 6],
    /// The key that signed the creation, from which the vault's address follows.
    pub base: Address,
    /// Who issues shares, seals, adds currencies and agrees to links.
    pub authority: Address,
    /// The mint of the shares.
    pub share_mint: Address,
    /// An account that the hook consults on each transfer; zeros for none.
    pub gate: Address,
    /// Units ever minted.
    pub issued_units: PodU64,
    /// Units that earn: Σ `units` over all positions (I1).
    pub live_units: PodU64,
    /// The books, one a currency.
    pub currencies: [CurrencySlot; MAX_CURRENCIES],
}

const _: () = assert!(size_of::<Vault>() == 856);

impl Record for Vault {
    const LAYOUT: u8 = Self::VERSION;
}

impl Vault {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this and the base.
    pub const SEED: &'static [u8] = b"vault";

    /// The share mint's address is derived from this and the vault.
    pub const SHARES_SEED: &'static [u8] = b"shares";

    /// The rent reserve's address is derived from this and the vault.
    pub const RESERVE_SEED: &'static [u8] = b"rent";

    /// Longest hold, in seconds: 180 days.
    pub const MAX_HOLD_SECONDS: i64 = 180 * 24 * 60 * 60;

    /// Whether all shares exist and no more can be made.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.state == State::Sealed as u8
    }

    /// Whether transfers of shares keep to a gate.
    #[must_use]
    pub fn is_gated(&self) -> bool {
        self.gate != Address::default()
    }

    /// Whether payouts wait at `now`, in seconds since 1970.
    #[must_use]
    pub fn is_held_at(&self, now: i64) -> bool {
        now < self.held_until.get()
    }

    /// Refuses while payouts wait.
    ///
    /// # Errors
    /// [`VaultError::Held`].
    pub fn check_not_held(&self) -> Result<()> {
        // The clock costs something, and hardly any vault is ever held.
        if self.held_until.get() != 0 {
            require!(!self.is_held_at(clock::now()?), VaultError::Held);
        }
        Ok(())
    }

    /// What all upstream works together get.
    #[must_use]
    pub fn rate(&self) -> UpstreamRate {
        UpstreamRate {
            relative_bps: self.relative_bps.get(),
            absolute_bps: self.absolute_bps.get(),
        }
    }

    /// Owes more upstream from now on.
    ///
    /// # Errors
    /// [`VaultError::TooMuchUpstream`] when holders would keep less than the floor.
    pub fn owe(&mut self, more: UpstreamRate) -> Result<()> {
        let most = u32::from(BPS).saturating_sub(u32::from(self.floor_bps.get()));
        let rate = self
            .rate()
            .plus(more)
            .filter(|rate| rate.total_bps() <= most)
            .ok_or(VaultError::TooMuchUpstream)?;
        self.relative_bps = rate.relative_bps.into();
        self.absolute_bps = rate.absolute_bps.into();
        Ok(())
    }

    /// The currencies in use.
    #[must_use]
    pub fn currencies(&self) -> &[CurrencySlot] {
        self.currencies
            .get(..usize::from(self.currency_count))
            .unwrap_or(&self.currencies)
    }

    /// The same, to be changed.
    pub(super) fn currencies_mut(&mut self) -> impl Iterator<Item = &mut CurrencySlot> {
        let count = usize::from(self.currency_count);
        self.currencies.iter_mut().take(count)
    }

    /// Where the books of `mint` are.
    ///
    /// # Errors
    /// [`VaultError::UnknownCurrency`].
    pub fn currency_index(&self, mint: &Address) -> Result<usize> {
        self.currencies()
            .iter()
            .position(|slot| slot.mint == *mint)
            .ok_or_else(|| VaultError::UnknownCurrency.into())
    }

    /// Where the books of the currency are whose treasury is `treasury`.
    ///
    /// # Errors
    /// [`VaultError::WrongTreasury`].
    pub fn treasury_index(&self, treasury: &Address) -> Result<usize> {
        self.currencies()
            .iter()
            .position(|slot| slot.treasury == *treasury)
            .ok_or_else(|| VaultError::WrongTreasury.into())
    }

    /// Begins the books of another currency, whose issuer could do what `risks` says.
    ///
    /// # Errors
    /// [`VaultError::CurrencyExists`], [`VaultError::TooManyCurrencies`].
    pub fn add_currency(&mut self, mint: Address, treasury: Address, risks: u32) -> Result<()> {
        require!(
            self.currency_index(&mint).is_err(),
            VaultError::CurrencyExists
        );
        let slot = self
            .currencies
            .get_mut(usize::from(self.currency_count))
            .ok_or(VaultError::TooManyCurrencies)?;
        slot.mint = mint;
        slot.treasury = treasury;
        slot.risks = risks.into();
        self.currency_count += 1;
        Ok(())
    }

    /// Counts `units` as minted.
    ///
    /// # Errors
    /// [`VaultError::TooManyShares`].
    pub fn issue(&mut self, units: u64) -> Result<()> {
        let issued = self
            .issued_units
            .get()
            .checked_add(units)
            .filter(|issued| *issued <= SHARE_UNITS)
            .ok_or(VaultError::TooManyShares)?;
        self.issued_units = issued.into();
        Ok(())
    }
}
