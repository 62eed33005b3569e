//! The registry program's instructions about what becomes of an asset: replaced, revoked, its metadata
//! changed or frozen. The asset's `owner` signs each.

use provenue_registry::{RevocationReason, accounts, instruction};
use solana_address::Address;
use solana_instruction::Instruction;

use super::{Owner, built};
use crate::REGISTRY_PROGRAM;

/// Replaces the asset `old` by `new`, which the same `owner` has, and of neither of which there is an NFT.
#[must_use]
pub fn supersede(owner: &Address, old: &Address, new: &Address) -> Instruction {
    supersede_held(owner, old, new, [None, None])
}

/// Replaces the asset `old` by `new`, which the same `owner` has; `holdings` are the token accounts that
/// hold the NFTs of the two, where there are any.
#[must_use]
pub fn supersede_held(
    owner: &Address,
    old: &Address,
    new: &Address,
    holdings: [Option<Address>; 2],
) -> Instruction {
    let [old_holding, new_holding] = holdings;
    built(
        REGISTRY_PROGRAM,
        &accounts::Supersede {
            owner: *owner,
            old: *old,
            new: *new,
            old_holding,
            new_holding,
        },
        &instruction::Supersede {},
    )
}

/// Takes the claim back, for ever.
#[must_use]
pub fn revoke_asset(
    owner: impl Into<Owner>,
    asset: &Address,
    reason: RevocationReason,
) -> Instruction {
    let owner = owner.into();
    built(
        REGISTRY_PROGRAM,
        &accounts::RevokeAsset {
            owner: owner.key,
            asset: *asset,
            holding: owner.holding,
        },
        &instruction::RevokeAsset {
            reason: reason.code(),
        },
    )
}

/// Changes the metadata to that whose URI has the SHA-256 `metadata_uri_hash`.
#[must_use]
pub fn update_metadata(
    owner: impl Into<Owner>,
    asset: &Address,
    metadata_uri_hash: &[u8; 32],
) -> Instruction {
    let owner = owner.into();
    built(
        REGISTRY_PROGRAM,
        &accounts::UpdateMetadata {
            owner: owner.key,
            asset: *asset,
            holding: owner.holding,
        },
        &instruction::UpdateMetadata {
            metadata_uri_hash: *metadata_uri_hash,
        },
    )
}

/// Lets the metadata stay as it is, for ever.
#[must_use]
pub fn freeze_metadata(owner: impl Into<Owner>, asset: &Address) -> Instruction {
    let owner = owner.into();
    built(
        REGISTRY_PROGRAM,
        &accounts::FreezeMetadata {
            owner: owner.key,
            asset: *asset,
            holding: owner.holding,
        },
        &instruction::FreezeMetadata {},
    )
}
