//! Who may act as an asset's owner.

use anchor_lang::prelude::*;

use super::Asset;
use crate::{nft, RegistryError};

impl Asset {
    /// The address of a work's NFT is derived from this and the asset.
    pub const NFT_SEED: &'static [u8] = b"nft";

    /// The address of a collection is derived from this, its maker and its index (little endian).
    pub const COLLECTION_SEED: &'static [u8] = b"collection";

    /// Whether there is an NFT of the work, whose holder is the owner.
    pub fn is_wrapped(&self) -> bool {
        self.mint != Address::default()
    }

    /// Whether `signer` may act as the owner: the owner themselves, or, while there is an NFT of the
    /// work, who owns the token account `holding` that holds it. The account is not looked at otherwise.
    ///
    /// # Errors
    /// [`RegistryError::NotTheOwner`]; while there is an NFT [`RegistryError::HoldingMissing`],
    /// [`RegistryError::NotTheHolding`], [`RegistryError::NotTheHolder`].
    pub fn check_owner(
        &self,
        signer: &Address,
        holding: Option<&UncheckedAccount>,
    ) -> core::result::Result<(), RegistryError> {
        if !self.is_wrapped() {
            return if self.owner == *signer {
                Ok(())
            } else {
                Err(RegistryError::NotTheOwner)
            };
        }
        let holding = holding.ok_or(RegistryError::HoldingMissing)?;
        if self.holder(holding)? == *signer {
            Ok(())
        } else {
            Err(RegistryError::NotTheHolder)
        }
    }

    /// Who holds the work's NFT, of which `holding` must be the token account.
    ///
    /// # Errors
    /// [`RegistryError::NotWrapped`], [`RegistryError::NotTheHolding`].
    pub fn holder(
        &self,
        holding: &UncheckedAccount,
    ) -> core::result::Result<Address, RegistryError> {
        if !self.is_wrapped() {
            return Err(RegistryError::NotWrapped);
        }
        let account = holding.account();
        if !account.owned_by(&Token2022::id()) {
            return Err(RegistryError::NotTheHolding);
        }
        let data = account
            .try_borrow()
            .map_err(|_| RegistryError::NotTheHolding)?;
        nft::holder(&data, &self.mint).ok_or(RegistryError::NotTheHolding)
    }

    /// Records the NFT of the work. Whom the asset was proposed to can not accept it any more.
    pub(crate) fn wrap(&mut self, mint: Address, now: i64) {
        self.mint = mint;
        self.pending_owner = Address::default();
        self.updated_at = now.into();
    }

    /// Records that there is no NFT of the work.
    pub(crate) fn unwrap(&mut self, now: i64) {
        self.mint = Address::default();
        self.updated_at = now.into();
    }

    /// Records who owns it, and tells who did before.
    pub(crate) fn hand_to(&mut self, owner: Address, now: i64) -> Address {
        self.updated_at = now.into();
        core::mem::replace(&mut self.owner, owner)
    }
}
