//! A leaf of a log, proved on chain.

use anchor_lang::prelude::*;

use crate::RegistryError;

/// That a leaf is in a log since a time. At `["member", log, index (little endian)]`.
///
/// There is one for each leaf, so a leaf becomes an asset once, however many claims there are on its
/// content: an asset's own address names the claim's number, which differs from one try to the next.
#[account]
#[derive(Debug)]
pub struct Member {
    /// [`Member::VERSION`].
    pub version: u8,
    /// Canonical bump of its address.
    pub bump: u8,
    /// Zeros.
    pub padding_0: [u8; 6],
    /// Which leaf of the log it is, from 0.
    pub index: PodU64,
    /// Seconds since 1970 when the log was first anchored with it.
    pub anchored_at: PodI64,
    /// The log.
    pub log: Address,
    /// The leaf.
    pub leaf: [u8; 32],
    /// The asset that it became, or zeros.
    pub asset: Address,
}

const _: () = assert!(size_of::<Member>() == 120);

impl Member {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this, the log and the index.
    pub const SEED: &'static [u8] = b"member";

    /// Writes a member that is no asset yet. The account must be fresh.
    pub(crate) fn record(
        &mut self,
        log: Address,
        index: u64,
        leaf: [u8; 32],
        anchored_at: i64,
        bump: u8,
    ) {
        self.version = Self::VERSION;
        self.bump = bump;
        self.index = index.into();
        self.anchored_at = anchored_at.into();
        self.log = log;
        self.leaf = leaf;
    }

    /// Whether it became an asset.
    pub fn is_asset(&self) -> bool {
        self.asset != Address::default()
    }

    /// Becomes an asset, once.
    pub(crate) fn become_asset(
        &mut self,
        asset: Address,
    ) -> core::result::Result<(), RegistryError> {
        if self.is_asset() {
            return Err(RegistryError::AlreadyMaterialised);
        }
        self.asset = asset;
        Ok(())
    }
}
