//! The registry program's instructions about what becomes of an asset: replaced, revoked, its metadata
//! changed or frozen. The asset's `owner` signs each.

use provenue_registry::{RevocationReason, accounts, instruction};
use solana_address::Address;
use solana_instruction::Instruction;

use super::built;
use crate::REGISTRY_PROGRAM;

/// Replaces the asset `old` by `new`, which the same `owner` has.
#[must_use]
pub fn supersede(owner: &Address, old: &Address, new: &Address) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::Supersede {
            owner: *owner,
            old: *old,
            new: *new,
        },
        &instruction::Supersede {},
    )
}

/// Takes the claim back, for ever.
#[must_use]
pub fn revoke_asset(owner: &Address, asset: &Address, reason: RevocationReason) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::RevokeAsset {
            owner: *owner,
            asset: *asset,
        },
        &instruction::RevokeAsset {
            reason: reason.code(),
        },
    )
}

/// Changes the metadata to that whose URI has the SHA-256 `metadata_uri_hash`.
#[must_use]
pub fn update_metadata(
    owner: &Address,
    asset: &Address,
    metadata_uri_hash: &[u8; 32],
) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::UpdateMetadata {
            owner: *owner,
            asset: *asset,
        },
        &instruction::UpdateMetadata {
            metadata_uri_hash: *metadata_uri_hash,
        },
    )
}

/// Lets the metadata stay as it is, for ever.
#[must_use]
pub fn freeze_metadata(owner: &Address, asset: &Address) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::FreezeMetadata {
            owner: *owner,
            asset: *asset,
        },
        &instruction::FreezeMetadata {},
    )
}
