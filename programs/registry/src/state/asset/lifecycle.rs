//! What becomes of an asset after it is registered: replaced, revoked, its metadata changed or frozen.

use anchor_lang::prelude::*;

use super::Asset;
use crate::{RegistryError, RevocationReason};

type Result<T> = core::result::Result<T, RegistryError>;

impl Asset {
    /// Whether its owner took the claim back.
    pub fn is_revoked(&self) -> bool {
        self.status == Self::REVOKED
    }

    /// Whether another asset replaces it.
    pub fn is_superseded(&self) -> bool {
        self.superseded_by != Address::default()
    }

    /// Whether its metadata can never change again.
    pub fn is_metadata_frozen(&self) -> bool {
        self.metadata_frozen != 0
    }

    /// Whether it is in good standing.
    ///
    /// # Errors
    /// [`RegistryError::AssetRevoked`].
    pub fn check_active(&self) -> Result<()> {
        if self.status != Self::ACTIVE {
            return Err(RegistryError::AssetRevoked);
        }
        Ok(())
    }

    /// Whether licences to it may be offered anew.
    ///
    /// # Errors
    /// [`RegistryError::AssetRevoked`], [`RegistryError::AssetSuperseded`].
    pub fn check_current(&self) -> Result<()> {
        self.check_active()?;
        if self.is_superseded() {
            return Err(RegistryError::AssetSuperseded);
        }
        Ok(())
    }

    /// Replaces the asset at `address` by `new`, which is at `new_address`.
    ///
    /// There is no cycle: were `self` reached from `new` by what superseded what, then `new`, which is
    /// another account, would be superseded itself, and that is refused. As each side is taken once,
    /// the versions of a work are a chain with one end.
    pub(crate) fn supersede(
        &mut self,
        address: Address,
        new: &mut Self,
        new_address: Address,
        now: i64,
    ) -> Result<()> {
        self.check_current()?;
        new.check_current()?;
        if new.supersedes != Address::default() {
            return Err(RegistryError::SupersedesAlready);
        }
        self.superseded_by = new_address;
        new.supersedes = address;
        self.updated_at = now.into();
        new.updated_at = now.into();
        Ok(())
    }

    /// Takes the claim back, for ever.
    pub(crate) fn revoke(&mut self, reason: RevocationReason, now: i64) -> Result<()> {
        self.check_active()?;
        self.status = Self::REVOKED;
        self.revocation_reason = reason.code().into();
        self.updated_at = now.into();
        Ok(())
    }

    /// Changes the metadata, and tells what its hash was before.
    pub(crate) fn update_metadata(
        &mut self,
        metadata_uri_hash: [u8; 32],
        now: i64,
    ) -> Result<[u8; 32]> {
        self.check_changeable()?;
        if metadata_uri_hash == [0; 32] {
            return Err(RegistryError::ZeroMetadata);
        }
        if metadata_uri_hash == self.metadata_uri_hash {
            return Err(RegistryError::MetadataUnchanged);
        }
        let updates = self.metadata_updates.get().checked_add(1);
        self.metadata_updates = updates.ok_or(RegistryError::Overflow)?.into();
        self.updated_at = now.into();
        Ok(core::mem::replace(
            &mut self.metadata_uri_hash,
            metadata_uri_hash,
        ))
    }

    /// Lets the metadata stay as it is, for ever.
    pub(crate) fn freeze_metadata(&mut self, now: i64) -> Result<()> {
        self.check_changeable()?;
        self.metadata_frozen = 1;
        self.updated_at = now.into();
        Ok(())
    }

    /// Whether the metadata may change.
    fn check_changeable(&self) -> Result<()> {
        self.check_active()?;
        if self.is_metadata_frozen() {
            return Err(RegistryError::MetadataFrozen);
        }
        Ok(())
    }
}
