//! A vault: who may do what, and its books in every currency.

use anchor_lang::prelude::*;
use provenue_accounting::{Booking, Pace, Revenue, UpstreamRate, BPS, MAX_CURRENCIES, SHARE_UNITS};

use super::{CurrencySlot, Position, Record};
use crate::{clock, share_account::Holding, VaultError};

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
    fn currencies_mut(&mut self) -> impl Iterator<Item = &mut CurrencySlot> {
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

    /// The time in seconds since 1970, for a vault that streams; others need none.
    fn stream_time(&self) -> Result<u64> {
        if self.stream_seconds.get() == 0 {
            Ok(0)
        } else {
            clock::seconds()
        }
    }

    /// Spreads what streams have due now.
    ///
    /// # Errors
    /// Those of the arithmetic.
    pub fn release(&mut self) -> Result<()> {
        let now = self.stream_time()?;
        self.release_at(now)
    }

    /// Spreads what streams have due at `now`, in seconds since 1970. A vault that does not stream
    /// has nothing to do.
    ///
    /// # Errors
    /// Those of the arithmetic.
    pub fn release_at(&mut self, now: u64) -> Result<()> {
        if self.stream_seconds.get() == 0 {
            return Ok(());
        }
        let live_units = self.live_units.get();
        for slot in self.currencies_mut() {
            let mut ledger = slot.ledger();
            ledger.release(now, live_units).map_err(VaultError::from)?;
            slot.set_ledger(&ledger);
        }
        Ok(())
    }

    /// Books what `treasury_amount` holds above what is booked, of which descendants' vaults paid
    /// `royalties`: upstream first, the rest over the live units. Books nothing when there is no
    /// surplus.
    ///
    /// # Errors
    /// [`VaultError::NotSealed`], [`VaultError::TreasuryShort`], and those of the arithmetic.
    pub fn book(&mut self, index: usize, treasury_amount: u64, royalties: u64) -> Result<Booking> {
        let now = self.stream_time()?;
        self.book_at(index, treasury_amount, royalties, now)
    }

    /// [`Vault::book`] at `now`, in seconds since 1970.
    ///
    /// # Errors
    /// Those of [`Vault::book`].
    pub fn book_at(
        &mut self,
        index: usize,
        treasury_amount: u64,
        royalties: u64,
        now: u64,
    ) -> Result<Booking> {
        require!(self.is_sealed(), VaultError::NotSealed);
        let received = treasury_amount
            .checked_sub(self.currencies[index].booked.get())
            .ok_or(VaultError::TreasuryShort)?;
        if received == 0 {
            return Ok(Booking::default());
        }
        self.release_at(now)?;
        let pace = match self.stream_seconds.get() {
            0 => None,
            seconds => Some(Pace {
                now,
                seconds: seconds.into(),
            }),
        };
        let (rate, live_units) = (self.rate(), self.live_units.get());
        let slot = &mut self.currencies[index];
        let mut ledger = slot.ledger();
        let revenue = Revenue {
            received,
            royalties,
        };
        let booking = ledger
            .book(revenue, rate, live_units, pace)
            .map_err(VaultError::from)?;
        slot.set_ledger(&ledger);
        Ok(booking)
    }

    /// Writes down what `position` earned on the units it was settled with, then takes over what its
    /// token account holds now, and whose it is. Harmless at any time, by anyone, any number of times.
    ///
    /// A token account that changed hands takes what it earned along. One that was empty may have
    /// been closed and made anew for somebody else at the same address: what it had earned stays its
    /// former owner's, who is paid before the new one is taken over.
    ///
    /// # Errors
    /// Those of the arithmetic.
    pub fn settle(&mut self, position: &mut Position, holding: &Holding) -> Result<()> {
        let now = self.stream_time()?;
        self.settle_at(position, holding, now)
    }

    /// [`Vault::settle`] at `now`, in seconds since 1970.
    ///
    /// # Errors
    /// Those of [`Vault::settle`].
    pub fn settle_at(
        &mut self,
        position: &mut Position,
        holding: &Holding,
        now: u64,
    ) -> Result<()> {
        self.release_at(now)?;
        self.accrue(position)?;
        let units = position.units.get();
        let live_units = self
            .live_units
            .get()
            .checked_sub(units)
            .and_then(|others| others.checked_add(holding.units))
            .ok_or(VaultError::Overflow)?;
        self.live_units = live_units.into();
        position.units = holding.units.into();
        let same_account = units > 0 && holding.units_before > 0;
        if let Some(owner) = holding.owner {
            if same_account || !position.has_whole_units() {
                position.set_owner(owner);
            }
        }
        Ok(())
    }

    /// Writes down what `position` earned on the units it was settled with, of what was released.
    ///
    /// # Errors
    /// Those of the arithmetic.
    pub fn accrue(&mut self, position: &mut Position) -> Result<()> {
        let units = position.units.get();
        for (slot, earned) in self.currencies_mut().zip(&mut position.currencies) {
            let mut accumulator = slot.accumulator();
            let mut entitlement = earned.entitlement();
            entitlement
                .settle(units, &mut accumulator)
                .map_err(VaultError::from)?;
            earned.set_entitlement(&entitlement);
            slot.carry = accumulator.carry.into();
        }
        Ok(())
    }

    /// Takes the whole base units that `position` has earned in a currency, to be paid now.
    ///
    /// # Errors
    /// [`VaultError::Overdrawn`] and those of the arithmetic.
    pub fn take(&mut self, position: &mut Position, index: usize) -> Result<u64> {
        let earned = &mut position.currencies[index];
        let mut entitlement = earned.entitlement();
        let amount = entitlement.take_whole().map_err(VaultError::from)?;
        let slot = &mut self.currencies[index];
        let mut ledger = slot.ledger();
        ledger.pay_holder(amount).map_err(VaultError::from)?;
        earned.set_entitlement(&entitlement);
        slot.set_ledger(&ledger);
        Ok(amount)
    }

    /// Gives back to all holders the fractions below one base unit that a closing position leaves.
    ///
    /// # Errors
    /// Those of the arithmetic, foremost [`VaultError::NoLiveUnits`] when nobody is left.
    pub fn return_fractions(&mut self, position: &Position) -> Result<()> {
        let live_units = self.live_units.get();
        for (slot, earned) in self.currencies_mut().zip(&position.currencies) {
            let fraction = earned.entitlement().fraction();
            if fraction > 0 {
                let mut accumulator = slot.accumulator();
                accumulator
                    .spread(0, fraction, live_units)
                    .map_err(VaultError::from)?;
                slot.set_accumulator(&accumulator);
            }
        }
        Ok(())
    }
}
