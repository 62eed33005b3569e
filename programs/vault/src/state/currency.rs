//! One currency of a vault.

use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};
use provenue_accounting::{Accumulator, Ledger, Stream};

/// What a currency's issuer could do to a treasury: bits of [`CurrencySlot::risks`]. Whoever buys
/// shares of a vault, or licences paid in the currency, should know.
pub mod risk {
    /// Freeze the treasury: the mint has a freeze authority.
    pub const FREEZE: u32 = 1;
    /// Keep a part of each transfer.
    pub const TRANSFER_FEE: u32 = 1 << 1;
    /// Take what the treasury holds: the mint has a permanent delegate.
    pub const SEIZE: u32 = 1 << 2;
    /// Stop all transfers.
    pub const PAUSE: u32 = 1 << 3;
    /// Name a program that must agree to each transfer. No vault could pay this currency any more.
    pub const HOOK: u32 = 1 << 4;
    /// Close the mint while nobody holds any of it, and make another at its address.
    pub const CLOSE: u32 = 1 << 5;
    /// Let holders hide amounts. A treasury's are never hidden.
    pub const CONFIDENTIAL: u32 = 1 << 6;
}

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
    /// Of `gross`, what descendants' vaults paid.
    pub royalties: PodU64,
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
    /// For holders, booked and not yet released, in a vault that streams.
    pub pending: PodU64,
    /// Of what was pending at `stream_start`, what was released since.
    pub stream_released: PodU64,
    /// When something was last booked, in seconds since 1970, in a vault that streams.
    pub stream_start: PodU64,
    /// How long after `stream_start` all will be released, in seconds.
    pub stream_span: PodU32,
    /// What the issuer could do: bits of [`risk`].
    pub risks: PodU32,
}

const _: () = assert!(size_of::<CurrencySlot>() == 168);

impl CurrencySlot {
    /// The totals as the arithmetic takes them.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        Ledger {
            gross: self.gross.get(),
            royalties: self.royalties.get(),
            reserved: self.reserved.get(),
            paid_upstream: self.paid_upstream.get(),
            paid_holders: self.paid_holders.get(),
            booked: self.booked.get(),
            accumulator: self.accumulator(),
            stream: Stream {
                pending: self.pending.get(),
                released: self.stream_released.get(),
                start: self.stream_start.get(),
                span: self.stream_span.get().into(),
            },
        }
    }

    /// Writes the totals back.
    pub fn set_ledger(&mut self, ledger: &Ledger) {
        self.gross = ledger.gross.into();
        self.royalties = ledger.royalties.into();
        self.reserved = ledger.reserved.into();
        self.paid_upstream = ledger.paid_upstream.into();
        self.paid_holders = ledger.paid_holders.into();
        self.booked = ledger.booked.into();
        self.set_accumulator(&ledger.accumulator);
        self.pending = ledger.stream.pending.into();
        self.stream_released = ledger.stream.released.into();
        self.stream_start = ledger.stream.start.into();
        // Below 2^32: the mean of times that are.
        self.stream_span = (ledger.stream.span as u32).into();
    }

    /// What a share unit has earned, as the arithmetic takes it.
    #[must_use]
    pub fn accumulator(&self) -> Accumulator {
        Accumulator {
            index: self.index.get(),
            carry: self.carry.get(),
        }
    }

    /// Writes it back.
    pub fn set_accumulator(&mut self, accumulator: &Accumulator) {
        self.index = accumulator.index.into();
        self.carry = accumulator.carry.into();
    }
}
