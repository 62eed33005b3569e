//! One currency of a vault.

use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};
use provenue_accounting::{Accumulator, Ledger};

/// A currency that a vault takes, and its running totals in base units.
#[derive(Clone, Copy, Debug, IdlType, Pod, Zeroable)]
#[repr(C)]
pub struct CurrencySlot {
    /// The currency's mint, of SPL Token or Token-2022.
    pub mint: Address,
    /// The vault's associated token account for it.
    pub treasury: Address,
    /// All revenue ever booked.
    pub gross: PodU64,
    /// Of `gross`, what is owed to upstream works.
    pub reserved: PodU64,
    /// Of `reserved`, what was paid.
    pub paid_upstream: PodU64,
    /// Paid to holders.
    pub paid_holders: PodU64,
    /// What the treasury should hold: `gross − paid_upstream − paid_holders`.
    pub booked: PodU64,
    /// Revenue per share unit since the vault began, in Q64.64 base units; wraps.
    pub index: PodU128,
    /// What the last division left over, in 1/2^64 base unit.
    pub carry: PodU64,
}

const _: () = assert!(size_of::<CurrencySlot>() == 128);

impl CurrencySlot {
    /// The totals as the arithmetic takes them.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        Ledger {
            gross: self.gross.get(),
            reserved: self.reserved.get(),
            paid_upstream: self.paid_upstream.get(),
            paid_holders: self.paid_holders.get(),
            booked: self.booked.get(),
            accumulator: Accumulator {
                index: self.index.get(),
                carry: self.carry.get(),
            },
        }
    }

    /// Writes the totals back.
    pub fn set_ledger(&mut self, ledger: &Ledger) {
        self.gross = ledger.gross.into();
        self.reserved = ledger.reserved.into();
        self.paid_upstream = ledger.paid_upstream.into();
        self.paid_holders = ledger.paid_holders.into();
        self.booked = ledger.booked.into();
        self.index = ledger.accumulator.index.into();
        self.carry = ledger.accumulator.carry.into();
    }
}
