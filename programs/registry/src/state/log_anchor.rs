//! A log at one size, with the time.

use anchor_lang::prelude::*;
use provenue_media::verify::LogHead;

/// What a log was at one time. At `["anchor", log, sequence (little endian)]`.
///
/// Anchors never change. The leaves from `previous_size` to `size` were anchored first by this one: so
/// each leaf has one time, whoever asks.
#[account]
#[derive(Debug)]
pub struct LogAnchor {
    /// [`LogAnchor::VERSION`].
    pub version: u8,
    /// Canonical bump of its address.
    pub bump: u8,
    /// Zeros.
    pub padding_0: [u8; 6],
    /// Its number among the log's anchors, contiguous from 0.
    pub sequence: PodU64,
    /// How many leaves the log had.
    pub size: PodU64,
    /// How many it had at the anchor before; 0 at the first.
    pub previous_size: PodU64,
    /// Seconds since 1970.
    pub time: PodI64,
    /// The log.
    pub log: Address,
    /// Root of the tree over its leaves.
    pub root: [u8; 32],
}

const _: () = assert!(size_of::<LogAnchor>() == 104);

impl LogAnchor {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this, the log and the sequence.
    pub const SEED: &'static [u8] = b"anchor";

    /// Writes an anchor. The account must be fresh.
    pub(crate) fn record(
        &mut self,
        log: Address,
        sequence: u64,
        previous_size: u64,
        head: &LogHead,
        now: i64,
        bump: u8,
    ) {
        self.version = Self::VERSION;
        self.bump = bump;
        self.sequence = sequence.into();
        self.size = head.size.into();
        self.previous_size = previous_size.into();
        self.time = now.into();
        self.log = log;
        self.root = head.root;
    }

    /// Size and root.
    pub fn head(&self) -> LogHead {
        LogHead {
            size: self.size.get(),
            root: self.root,
        }
    }

    /// Whether leaf `index` was anchored by this one, and by none before.
    pub fn is_first_of(&self, index: u64) -> bool {
        (self.previous_size.get()..self.size.get()).contains(&index)
    }
}
