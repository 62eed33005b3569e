//! What happens to NFTs of works.

use anchor_lang::prelude::*;

/// An NFT was made of a work. Its holder is the work's owner from now on.
#[event(bytemuck)]
pub struct AssetWrapped {
    /// The asset.
    pub asset: Address,
    /// The NFT's mint.
    pub mint: Address,
    /// Who owns the asset and got the NFT.
    pub owner: Address,
    /// The collection that it is a member of; zeros = none.
    pub collection: Address,
}

/// A work's NFT was burned, and its mint closed.
#[event(bytemuck)]
pub struct AssetUnwrapped {
    /// The asset.
    pub asset: Address,
    /// What was the NFT's mint.
    pub mint: Address,
    /// Who was recorded as the owner before.
    pub previous_owner: Address,
    /// Who held the NFT and owns the asset now.
    pub owner: Address,
    /// The vault whose authority the owner is; zeros = none.
    pub vault: Address,
}

/// The holder of a work's NFT was recorded as its owner.
#[event(bytemuck)]
pub struct OwnershipSynced {
    /// The asset.
    pub asset: Address,
    /// The NFT's mint.
    pub mint: Address,
    /// Who was recorded as the owner before; the same when nothing has changed.
    pub previous_owner: Address,
    /// Who holds the NFT.
    pub owner: Address,
    /// The vault whose authority the owner is now; zeros = none.
    pub vault: Address,
}

/// Somebody made a collection that NFTs of works can be members of.
#[event(bytemuck)]
pub struct CollectionCreated {
    /// The collection.
    pub collection: Address,
    /// Who made it, and signs for its members.
    pub curator: Address,
    /// Most members there can be.
    pub max_size: u64,
    /// Which of the curator's collections it is.
    pub index: u16,
    /// Zeros.
    pub padding: [u8; 6],
}
