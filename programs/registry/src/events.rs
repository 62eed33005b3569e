//! What happened: one event for every change, with the running totals after it.
//!
//! They are logged as `Program data:`, eight bytes of discriminator and the struct's own bytes.

mod nft;

use anchor_lang::prelude::*;

pub use nft::{AssetUnwrapped, AssetWrapped, CollectionCreated, OwnershipSynced};

/// Somebody claimed a work.
#[event(bytemuck)]
pub struct AssetRegistered {
    /// The asset.
    pub asset: Address,
    /// Root of the Merkle tree over the file's chunks.
    pub content_id: [u8; 32],
    /// Who owns the claim.
    pub owner: Address,
    /// Length of the file in bytes.
    pub byte_length: u64,
    /// Seconds since 1970.
    pub registered_at: i64,
    /// Which claim on the content id it is, from 0.
    pub claim_index: u16,
    /// A [`crate::Disclosure`] code.
    pub disclosure: u8,
    /// 1 when machines may be trained on the work, else 0.
    pub training_allowed: u8,
    /// Zeros.
    pub padding: [u8; 4],
}

/// An asset got a vault.
#[event(bytemuck)]
pub struct VaultOpened {
    /// The asset, the vault's base.
    pub asset: Address,
    /// The vault.
    pub vault: Address,
    /// The mint of the vault's shares.
    pub share_mint: Address,
    /// The vault's authority, the asset's owner.
    pub owner: Address,
}

/// An owner offered licences.
#[event(bytemuck)]
pub struct TermsOffered {
    /// The asset.
    pub asset: Address,
    /// The new terms.
    pub terms: Address,
    /// Mint that the price is paid in.
    pub currency: Address,
    /// Hash of the licence document.
    pub document_hash: [u8; 32],
    /// Base units of the currency for one purchase.
    pub price: u64,
    /// Most purchases there can be; 0 = no cap.
    pub supply_cap: u64,
    /// How long one purchase lasts in seconds; 0 = for ever.
    pub period_seconds: u64,
    /// Position among the asset's terms.
    pub index: u16,
    /// The asset's terms so far, this one included.
    pub terms_count: u16,
    /// What a derivative owes of all that its vault books, in basis points.
    pub derivative_relative_bps: u16,
    /// What it owes of what it earns from outside, in basis points.
    pub derivative_absolute_bps: u16,
    /// 1 when licensees may make derivatives, else 0.
    pub derivatives_allowed: u8,
    /// Zeros.
    pub padding: [u8; 7],
}

/// An owner ended the sale under some terms.
#[event(bytemuck)]
pub struct TermsWithdrawn {
    /// The asset.
    pub asset: Address,
    /// The terms.
    pub terms: Address,
    /// Purchases under them.
    pub sold: u64,
}

/// Somebody bought or renewed a licence.
#[event(bytemuck)]
pub struct LicenseBought {
    /// The licence.
    pub license: Address,
    /// The terms it was bought under.
    pub terms: Address,
    /// The asset.
    pub asset: Address,
    /// Who may use the asset.
    pub licensee: Address,
    /// Who paid the price.
    pub buyer: Address,
    /// Mint that the price was paid in.
    pub currency: Address,
    /// Base units paid by this purchase, before any fee of the mint.
    pub price: u64,
    /// Base units paid for this licence in all.
    pub paid_total: u64,
    /// Purchases under the terms so far.
    pub sold: u64,
    /// Seconds since 1970 when the licence ends; 0 = never.
    pub expires_at: i64,
    /// Purchases of this licence so far.
    pub purchases: u32,
    /// Zeros.
    pub padding: [u8; 4],
}

/// An owner named who may take the asset over, or took that back.
#[event(bytemuck)]
pub struct OwnerProposed {
    /// The asset.
    pub asset: Address,
    /// The owner.
    pub owner: Address,
    /// Who may accept; zeros = nobody.
    pub pending_owner: Address,
}

/// An asset changed hands.
#[event(bytemuck)]
pub struct OwnershipAccepted {
    /// The asset.
    pub asset: Address,
    /// Who owned it before.
    pub previous_owner: Address,
    /// Who owns it now.
    pub owner: Address,
    /// The vault whose authority moved with it; zeros = none.
    pub vault: Address,
}

/// Somebody said something about a work. The attestation's address follows from asset, attestor and
/// kind.
#[event(bytemuck)]
pub struct Attested {
    /// The asset that is spoken of.
    pub asset: Address,
    /// Who says it.
    pub attestor: Address,
    /// SHA-256 of what was looked at.
    pub evidence_hash: [u8; 32],
    /// SHA-256 of the schema of a custom attestation, else zeros.
    pub schema_hash: [u8; 32],
    /// The statement's nonce.
    pub nonce: u64,
    /// Seconds since 1970.
    pub issued_at: i64,
    /// Seconds since 1970 when it ends; 0 = never.
    pub expires_at: i64,
    /// The signature is not older than this slot.
    pub anchor_slot: u64,
    /// Basis points.
    pub score_bps: u16,
    /// An [`AttestationKind`](crate::AttestationKind) code.
    pub kind: u8,
    /// A [`SignerKind`](crate::SignerKind) code.
    pub signer_kind: u8,
    /// 1 when it replaced a former one, else 0.
    pub replaced: u8,
    /// Zeros.
    pub padding: [u8; 3],
}

/// Somebody took an attestation back, whose address follows from asset, attestor and kind.
#[event(bytemuck)]
pub struct AttestationTakenBack {
    /// The asset that it speaks of.
    pub asset: Address,
    /// Whose it is.
    pub attestor: Address,
    /// The revocation's nonce.
    pub nonce: u64,
    /// Seconds since 1970.
    pub revoked_at: i64,
    /// The signature is not older than this slot.
    pub anchor_slot: u64,
    /// Why, a code of the attestor's own.
    pub reason: u16,
    /// An [`AttestationKind`](crate::AttestationKind) code.
    pub kind: u8,
    /// How the revocation was signed, a [`SignerKind`](crate::SignerKind) code.
    pub signer_kind: u8,
    /// Zeros.
    pub padding: [u8; 4],
}

/// Somebody made a log.
#[event(bytemuck)]
pub struct LogCreated {
    /// The log.
    pub log: Address,
    /// Who anchors it.
    pub owner: Address,
    /// Which of the owner's logs it is.
    pub id: u64,
    /// Seconds since 1970.
    pub created_at: i64,
}

/// An owner anchored a log at a size.
#[event(bytemuck)]
pub struct LogAnchored {
    /// The log.
    pub log: Address,
    /// The anchor.
    pub anchor: Address,
    /// Root of the tree over the log's leaves.
    pub root: [u8; 32],
    /// The anchor's number, from 0.
    pub sequence: u64,
    /// How many leaves the log has.
    pub size: u64,
    /// How many it had when it was anchored before; 0 at the first anchor.
    pub previous_size: u64,
    /// Seconds since 1970.
    pub time: i64,
}

/// A work was linked to one that it was made from. The link's address follows from the two.
#[event(bytemuck)]
pub struct IngredientLinked {
    /// The asset that was made from the parent.
    pub child: Address,
    /// The asset that is the ingredient.
    pub parent: Address,
    /// The parent's terms that allowed it; zeros when the parent's owner agreed by signing.
    pub terms: Address,
    /// The licence under those terms; zeros when there are none.
    pub license: Address,
    /// What the child's vault owes of all that it books, in basis points.
    pub relative_bps: u16,
    /// What it owes of what it earns from outside, in basis points.
    pub absolute_bps: u16,
    /// The child's ingredients so far.
    pub ingredients_count: u16,
    /// A [`Relation`](crate::Relation) code.
    pub relation: u8,
    /// Zeros.
    pub padding: [u8; 1],
    /// What was made from the parent so far.
    pub derivatives_count: u32,
    /// Zeros.
    pub padding_1: [u8; 4],
}

/// An owner replaced an asset by a newer one.
#[event(bytemuck)]
pub struct AssetSuperseded {
    /// The asset that was replaced.
    pub asset: Address,
    /// The asset that took its place.
    pub superseded_by: Address,
    /// The owner of both.
    pub owner: Address,
    /// Seconds since 1970.
    pub superseded_at: i64,
}

/// An owner took a claim back.
#[event(bytemuck)]
pub struct AssetRevoked {
    /// The asset.
    pub asset: Address,
    /// The owner.
    pub owner: Address,
    /// Seconds since 1970.
    pub revoked_at: i64,
    /// Why, a [`RevocationReason`](crate::RevocationReason) code.
    pub reason: u16,
    /// Zeros.
    pub padding: [u8; 6],
}

/// An owner changed an asset's metadata.
#[event(bytemuck)]
pub struct MetadataUpdated {
    /// The asset.
    pub asset: Address,
    /// SHA-256 of the metadata URI before; zeros when there was none.
    pub previous: [u8; 32],
    /// SHA-256 of the metadata URI now.
    pub metadata_uri_hash: [u8; 32],
    /// Seconds since 1970.
    pub updated_at: i64,
    /// Which change of the asset's metadata it is, from 1.
    pub number: u16,
    /// Zeros.
    pub padding: [u8; 6],
}

/// An owner froze an asset's metadata.
#[event(bytemuck)]
pub struct MetadataFrozen {
    /// The asset.
    pub asset: Address,
    /// SHA-256 of the metadata URI, for ever; zeros when there is none.
    pub metadata_uri_hash: [u8; 32],
    /// Seconds since 1970.
    pub frozen_at: i64,
    /// How often the metadata changed before.
    pub metadata_updates: u16,
    /// Zeros.
    pub padding: [u8; 6],
}

/// Somebody proved that a leaf is in a log.
#[event(bytemuck)]
pub struct MemberProved {
    /// The member.
    pub member: Address,
    /// The log.
    pub log: Address,
    /// The leaf.
    pub leaf: [u8; 32],
    /// Which leaf of the log it is, from 0.
    pub index: u64,
    /// Seconds since 1970 when the log was first anchored with it.
    pub anchored_at: i64,
}

/// A member of a log became an asset.
#[event(bytemuck)]
pub struct MemberMaterialised {
    /// The asset.
    pub asset: Address,
    /// Root of the Merkle tree over the file's chunks.
    pub content_id: [u8; 32],
    /// Who owns the claim.
    pub owner: Address,
    /// The log.
    pub log: Address,
    /// Which leaf of the log it was, from 0.
    pub index: u64,
    /// Length of the file in bytes.
    pub byte_length: u64,
    /// Seconds since 1970 when the log was first anchored with it.
    pub registered_at: i64,
    /// Which claim on the content id it is, from 0.
    pub claim_index: u16,
    /// A [`crate::Disclosure`] code.
    pub disclosure: u8,
    /// 1 when machines may be trained on the work, else 0.
    pub training_allowed: u8,
    /// Zeros.
    pub padding: [u8; 4],
}
