//! A studio's log of works.

use anchor_lang::prelude::*;
use provenue_media::{
    verify::{verify_consistency, LogHead, LogProofError},
    EMPTY_ROOT,
};

use crate::{merkle::Syscall, RegistryError};

/// A log of works that only grows (RFC 9162), at the size it was anchored last. At
/// `["log", owner, id (little endian)]`.
///
/// Its leaves are kept by the owner. Size and root are all that the chain needs to hold a later size to
/// them, and to check that a work is one of the leaves.
#[account]
#[derive(Debug)]
pub struct Log {
    /// [`Log::VERSION`].
    pub version: u8,
    /// Canonical bump of its address.
    pub bump: u8,
    /// Zeros.
    pub padding_0: [u8; 6],
    /// Which of the owner's logs it is; the owner's own number.
    pub id: PodU64,
    /// How many leaves it had when it was anchored last; 0 = it never was.
    pub size: PodU64,
    /// How often it was anchored; the next anchor takes this number.
    pub anchors: PodU64,
    /// Seconds since 1970.
    pub created_at: PodI64,
    /// Seconds since 1970 when it was anchored last, or made.
    pub updated_at: PodI64,
    /// Who anchors it, for ever.
    pub owner: Address,
    /// Root of the tree over its leaves; of none, SHA-256 of nothing.
    pub root: [u8; 32],
}

const _: () = assert!(size_of::<Log>() == 112);

impl Log {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this, the owner and the id.
    pub const SEED: &'static [u8] = b"log";

    /// Writes a log without leaves. The account must be fresh.
    pub(crate) fn record(&mut self, id: u64, owner: Address, now: i64, bump: u8) {
        self.version = Self::VERSION;
        self.bump = bump;
        self.id = id.into();
        self.created_at = now.into();
        self.updated_at = now.into();
        self.owner = owner;
        self.root = EMPTY_ROOT;
    }

    /// Size and root.
    pub fn head(&self) -> LogHead {
        LogHead {
            size: self.size.get(),
            root: self.root,
        }
    }

    /// Grows to `head`, which must begin with all leaves there are. Returns the size before.
    pub(crate) fn grow(
        &mut self,
        head: &LogHead,
        proof: &[[u8; 32]],
        now: i64,
    ) -> core::result::Result<u64, RegistryError> {
        let before = self.head();
        if head.size == before.size {
            return Err(RegistryError::LogNotGrown);
        }
        verify_consistency::<Syscall>(&before, head, proof).map_err(|error| match error {
            LogProofError::Shrunk { .. } => RegistryError::LogShrank,
            LogProofError::Length { .. } => RegistryError::ProofLength,
            LogProofError::OldRoot => RegistryError::NotThisLog,
            _ => RegistryError::LogRewritten,
        })?;
        let anchors = self.anchors.get();
        self.anchors = anchors
            .checked_add(1)
            .ok_or(RegistryError::Overflow)?
            .into();
        self.size = head.size.into();
        self.root = head.root;
        self.updated_at = now.into();
        Ok(before.size)
    }
}
