//! A vault: who may do what, and its books in every currency.

use anchor_lang::prelude::*;
use provenue_accounting::{Booking, MAX_CURRENCIES, SHARE_UNITS};

use super::{CurrencySlot, Position};
use crate::{share_account::Holding, VaultError};

/// How far a vault's creation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// Shares can be issued; revenue cannot be booked.
    Open = 0,
    /// All shares exist, no more can be made; revenue is booked.
    Sealed = 1,
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
    /// What all upstream works together get of the revenue, in basis points.
    pub upstream_bps: PodU16,
    /// Zeros.
    pub padding: [u8; 2],
    /// The key that signed the creation, from which the vault's address follows.
    pub base: Address,
    /// Who issues shares, seals and adds currencies.
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

const _: () = assert!(size_of::<Vault>() == 664);

impl Vault {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this and the base.
    pub const SEED: &'static [u8] = b"vault";

    /// The share mint's address is derived from this and the vault.
    pub const SHARES_SEED: &'static [u8] = b"shares";

    /// Whether all shares exist and no more can be made.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.state == State::Sealed as u8
    }

    /// The currencies in use.
    #[must_use]
    pub fn currencies(&self) -> &[CurrencySlot] {
        self.currencies
            .get(..usize::from(self.currency_count))
            .unwrap_or(&self.currencies)
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

    /// Begins the books of another currency.
    ///
    /// # Errors
    /// [`VaultError::CurrencyExists`], [`VaultError::TooManyCurrencies`].
    pub fn add_currency(&mut self, mint: Address, treasury: Address) -> Result<()> {
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

    /// Books what `treasury_amount` holds above what is booked: upstream first, the rest over the
    /// live units. Books nothing when there is no surplus.
    ///
    /// # Errors
    /// [`VaultError::NotSealed`], [`VaultError::TreasuryShort`], and those of the arithmetic.
    pub fn book(&mut self, index: usize, treasury_amount: u64) -> Result<Booking> {
        require!(self.is_sealed(), VaultError::NotSealed);
        let live_units = self.live_units.get();
        let upstream_bps = self.upstream_bps.get();
        let slot = &mut self.currencies[index];
        let mut ledger = slot.ledger();
        let received = treasury_amount
            .checked_sub(ledger.booked)
            .ok_or(VaultError::TreasuryShort)?;
        if received == 0 {
            return Ok(Booking::default());
        }
        let booking = ledger
            .book(received, upstream_bps, live_units)
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
        let units = position.units.get();
        for (slot, earned) in self.currencies().iter().zip(&mut position.currencies) {
            let mut entitlement = earned.entitlement();
            entitlement
                .accrue(units, slot.index.get())
                .map_err(VaultError::from)?;
            earned.set_entitlement(&entitlement);
        }
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
                position.owner = owner;
            }
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
        let count = usize::from(self.currency_count);
        for (slot, earned) in self
            .currencies
            .iter_mut()
            .zip(&position.currencies)
            .take(count)
        {
            let fraction = earned.entitlement().fraction();
            if fraction > 0 {
                let mut ledger = slot.ledger();
                ledger
                    .accumulator
                    .spread(0, fraction, live_units)
                    .map_err(VaultError::from)?;
                slot.set_ledger(&ledger);
            }
        }
        Ok(())
    }
}
