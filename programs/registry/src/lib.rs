//! The rights ledger: what a work is, who claims it, and on what terms it may be used.
//!
//! An [`state::Asset`] is one claim on a work. Its address follows from the work's content id and the
//! claim's index, so whoever has a file finds every claim on it without an index server. Its owner
//! offers [`state::Terms`]; whoever accepts them buys a [`state::License`].
//!
//! ```text
//! file ─► content id ─► asset ─► terms ─► licence
//!                         │                  │ price
//!                         └──► vault ◄───────┘ booked for the holders of its shares
//! ```
//!
//! What a work was made from is said by an [`state::Ingredient`]: a link from asset to asset, and from vault
//! to vault where something is owed for it.
//!
//! Anyone may say something about an asset, in an [`state::Attestation`] that they sign with a
//! transaction, an Ed25519 or P-256 key, or a passkey.
//!
//! A studio with many works keeps them as the leaves of a [`state::Log`] and anchors the log's size and
//! root in one transaction, however many there are. A member of the log becomes an asset when somebody
//! needs it to be one, with the anchor's time. Any chunk of a work that is registered can be
//! shown to be of it, to people and to other programs.
//!
//! An asset can be wrapped as an NFT, which wallets show and markets trade: then whoever holds the NFT is
//! the asset's owner, in every instruction. The vault's shares stay whose they are.
//!
//! This program holds no money. It calls the vault program, to whose vaults the asset is the base:
//! prices are deposited there, and the vault's authority changes hands with the asset.
//!
//! # Invariants
//!
//! * Claims on a content id, and terms of an asset, are numbered from 0 without gaps.
//! * What was registered never changes but for the metadata, until its owner freezes that; what was
//!   offered never changes.
//! * An asset is superseded once and supersedes one, and never itself by way of others.
//! * What was revoked stays so: nothing more is sold of it, and nothing made from it.
//! * `terms.sold` is the sum of `purchases` over the licences under the terms, and at most the cap.
//! * An attestation says what its attestor signed last for this chain, by nonce; none is ever closed.
//! * A log only grows: each anchor's tree begins with all leaves of the one before.
//! * A leaf of a log has one time, that of the first anchor with it, and becomes an asset at most once.
//! * An asset with a vault is its base, and who is recorded as its owner is the vault's authority.
//! * Of a wrapped asset there is one token or, once it was burned without this program, none; there are no
//!   tokens of an asset that is not wrapped. Without a token nobody is the owner, for ever.
//! * Ingredients form no cycle: an asset from which anything was made is linked to no more of them.
//! * What an ingredient says that the child owes, the child's vault owes the parent's.
#![cfg_attr(not(test), no_std)]
// The macro's modules and structs stand at the root and have no docs; our own modules must.
#![allow(missing_docs)]

extern crate alloc;

#[warn(missing_docs)]
pub mod attestation;
#[warn(missing_docs)]
pub mod derivation;
#[warn(missing_docs)]
pub mod details;
#[warn(missing_docs)]
pub mod disclosure;
#[warn(missing_docs)]
pub mod error;
#[warn(missing_docs)]
pub mod events;
pub mod instructions;
#[warn(missing_docs)]
pub mod merkle;
#[warn(missing_docs)]
pub mod nft;
#[warn(missing_docs)]
pub mod offer;
#[warn(missing_docs)]
mod precompile;
#[warn(missing_docs)]
pub mod revocation;
#[warn(missing_docs)]
pub mod sale;
#[warn(missing_docs)]
pub mod source_type;
#[warn(missing_docs)]
pub mod state;
#[warn(missing_docs)]
mod vault_call;

use alloc::{string::String, vec::Vec};

use anchor_lang::prelude::*;
use provenue_vault::state::VaultOptions;

pub use attestation::{AttestationKind, Proof, SignerKind, Statement};
pub use derivation::{DerivativeRate, Relation};
pub use details::AssetDetails;
pub use disclosure::Disclosure;
pub use error::RegistryError;
pub use instructions::*;
pub use merkle::ProvenChunk;
pub use offer::TermsOffer;
pub use revocation::RevocationReason;
pub use source_type::DigitalSourceType;

declare_id!("CBdac2fYPUQaL7gxRuPfjbFTAvHEdZcDTHxoLmPonDtr");

/// The instructions. Each is documented where its accounts are.
#[program]
pub mod provenue_registry {
    use super::*;

    /// Claims a work. See [`RegisterAsset`].
    ///
    /// Payer and owner sign. `claim_index` is 0 for the first claim on the content id, then one more
    /// than that of `previous`.
    #[discrim = 0]
    pub fn register_asset(
        ctx: &mut Context<RegisterAsset>,
        claim_index: u16,
        asset: AssetDetails,
    ) -> Result<()> {
        let bump = ctx.bumps.asset;
        ctx.accounts.register_asset(bump, claim_index, &asset)
    }

    /// Gives an asset a vault. See [`OpenVault`].
    ///
    /// Payer and owner sign, once an asset. The texts name the mint of the vault's shares.
    #[discrim = 1]
    pub fn open_vault(
        ctx: &mut Context<OpenVault>,
        name: String,
        symbol: String,
        uri: String,
        options: VaultOptions,
    ) -> Result<()> {
        ctx.accounts.open_vault([name, symbol, uri], options)
    }

    /// Offers licences. See [`OfferTerms`].
    ///
    /// Payer and owner sign. `index` is the asset's number of terms so far.
    #[discrim = 2]
    pub fn offer_terms(ctx: &mut Context<OfferTerms>, index: u16, offer: TermsOffer) -> Result<()> {
        let bump = ctx.bumps.terms;
        ctx.accounts.offer_terms(bump, index, &offer)
    }

    /// Ends the sale under some terms. See [`RetireTerms`].
    ///
    /// The owner signs. Licences already bought stay good.
    #[discrim = 3]
    pub fn retire_terms(ctx: &mut Context<RetireTerms>) -> Result<()> {
        ctx.accounts.retire_terms()
    }

    /// Buys or renews a licence. See [`BuyLicense`].
    ///
    /// Payer and buyer sign. `max_price` is the most the buyer would pay, in base units of the
    /// currency of the terms.
    #[discrim = 4]
    pub fn buy_license(ctx: &mut Context<BuyLicense>, max_price: u64) -> Result<()> {
        let bump = ctx.bumps.license;
        ctx.accounts.buy_license(bump, max_price)
    }

    /// Names who may take an asset over. See [`ProposeOwner`].
    ///
    /// The owner signs. The zero address takes the proposal back.
    #[discrim = 5]
    pub fn propose_owner(ctx: &mut Context<ProposeOwner>, new_owner: Address) -> Result<()> {
        ctx.accounts.propose_owner(new_owner)
    }

    /// Takes an asset over, and the authority of its vault. See [`AcceptOwnership`].
    ///
    /// The proposed owner signs.
    #[discrim = 6]
    pub fn accept_ownership(ctx: &mut Context<AcceptOwnership>) -> Result<()> {
        ctx.accounts.accept_ownership()
    }

    /// Says something about a work. See [`Attest`].
    ///
    /// Payer signs, and the attestor as `proof` says.
    #[discrim = 10]
    pub fn attest(ctx: &mut Context<Attest>, statement: Statement, proof: Proof) -> Result<()> {
        let bump = ctx.bumps.attestation;
        ctx.accounts.attest(bump, &statement, &proof)
    }

    /// Takes an attestation back. See [`RevokeAttestation`].
    ///
    /// The attestor signs as `proof` says. `reason` is a code of the attestor's own.
    #[discrim = 11]
    pub fn revoke_attestation(
        ctx: &mut Context<RevokeAttestation>,
        nonce: u64,
        reason: u16,
        proof: Proof,
    ) -> Result<()> {
        ctx.accounts.revoke_attestation(nonce, reason, &proof)
    }

    /// Says what a work was made from. See [`LinkIngredient`].
    ///
    /// Payer and the child's owner sign. `relation` is a [`Relation`] code. `agreed` is what the
    /// parent's owner, who signs then, agrees to; without it a licence is needed.
    #[discrim = 12]
    pub fn link_ingredient(
        ctx: &mut Context<LinkIngredient>,
        relation: u8,
        agreed: Option<DerivativeRate>,
    ) -> Result<()> {
        let bump = ctx.bumps.ingredient;
        ctx.accounts.link_ingredient(bump, relation, agreed)
    }

    /// Replaces an asset by a newer one. See [`Supersede`].
    ///
    /// The owner of both signs, once an asset on either side.
    #[discrim = 13]
    pub fn supersede(ctx: &mut Context<Supersede>) -> Result<()> {
        ctx.accounts.supersede()
    }

    /// Takes a claim back, for ever. See [`RevokeAsset`].
    ///
    /// The owner signs. `reason` is a [`RevocationReason`] code.
    #[discrim = 14]
    pub fn revoke_asset(ctx: &mut Context<RevokeAsset>, reason: u16) -> Result<()> {
        ctx.accounts.revoke_asset(reason)
    }

    /// Changes an asset's metadata. See [`UpdateMetadata`].
    ///
    /// The owner signs. `metadata_uri_hash` is SHA-256 of the new metadata URI.
    #[discrim = 15]
    pub fn update_metadata(
        ctx: &mut Context<UpdateMetadata>,
        metadata_uri_hash: [u8; 32],
    ) -> Result<()> {
        ctx.accounts.update_metadata(metadata_uri_hash)
    }

    /// Lets an asset's metadata stay as it is, for ever. See [`FreezeMetadata`].
    ///
    /// The owner signs.
    #[discrim = 16]
    pub fn freeze_metadata(ctx: &mut Context<FreezeMetadata>) -> Result<()> {
        ctx.accounts.freeze_metadata()
    }

    /// Makes a log that many works are registered with at once. See [`CreateLog`].
    ///
    /// Payer and owner sign. `id` is the owner's own number for it.
    #[discrim = 20]
    pub fn create_log(ctx: &mut Context<CreateLog>, id: u64) -> Result<()> {
        let bump = ctx.bumps.log;
        ctx.accounts.create_log(bump, id)
    }

    /// Anchors a log that has grown. See [`AnchorLog`].
    ///
    /// Payer and the log's owner sign. `sequence` is the log's number of anchors so far; `proof` is the
    /// consistency proof from the size and root that were anchored last (RFC 9162, section 2.1.4).
    #[discrim = 21]
    pub fn anchor_log(
        ctx: &mut Context<AnchorLog>,
        sequence: u64,
        size: u64,
        root: [u8; 32],
        proof: Vec<[u8; 32]>,
    ) -> Result<()> {
        let bump = ctx.bumps.anchor;
        ctx.accounts.anchor_log(bump, sequence, size, root, &proof)
    }

    /// Makes an asset of a log's member, registered at the time of its anchor. See [`Materialise`].
    ///
    /// Payer signs, and the owner where it is not the log's owner. `claim_index` is as for
    /// `register_asset`.
    #[discrim = 22]
    pub fn materialise(
        ctx: &mut Context<Materialise>,
        claim_index: u16,
        asset: AssetDetails,
    ) -> Result<()> {
        let bump = ctx.bumps.asset;
        ctx.accounts.materialise(bump, claim_index, &asset)
    }

    /// Proves that a leaf is in a log since a time. See [`ProveMember`].
    ///
    /// Payer signs. `proof` is the inclusion proof of leaf `index` at the anchor's size (RFC 9162,
    /// section 2.1.3).
    #[discrim = 23]
    pub fn prove_member(
        ctx: &mut Context<ProveMember>,
        index: u64,
        leaf: [u8; 32],
        proof: Vec<[u8; 32]>,
    ) -> Result<()> {
        let bump = ctx.bumps.member;
        ctx.accounts.prove_member(bump, index, leaf, &proof)
    }

    /// Checks that a chunk belongs to a registered work, and returns what was proved. See
    /// [`VerifyRange`].
    ///
    /// Nobody signs and nothing changes. `chunk` counts from 0; `leaf` is SHA-256 of a zero byte and the
    /// chunk; `proof` is its inclusion proof (RFC 9162, section 2.1.3).
    #[discrim = 25]
    pub fn verify_range(
        ctx: &mut Context<VerifyRange>,
        chunk: u64,
        leaf: [u8; 32],
        proof: Vec<[u8; 32]>,
    ) -> Result<ProvenChunk> {
        ctx.accounts.verify_range(chunk, leaf, &proof)
    }

    /// Makes an NFT of a work, whose holder is the owner from then on. See [`WrapAsset`].
    ///
    /// Payer and owner sign, and the curator of a collection of which the NFT is to be a member, with
    /// this index. The texts are what wallets call the NFT.
    #[discrim = 30]
    pub fn wrap_asset(
        ctx: &mut Context<WrapAsset>,
        collection_index: Option<u16>,
        name: String,
        symbol: String,
        uri: String,
    ) -> Result<()> {
        let texts = nft::Texts { name, symbol, uri };
        ctx.accounts.wrap_asset(collection_index, texts)
    }

    /// Burns a work's NFT; who held it owns the work. See [`UnwrapAsset`].
    ///
    /// The holder signs.
    #[discrim = 31]
    pub fn unwrap_asset(ctx: &mut Context<UnwrapAsset>) -> Result<()> {
        ctx.accounts.unwrap_asset()
    }

    /// Records the holder of a work's NFT as its owner, and as the authority of its vault. See
    /// [`SyncHolder`].
    ///
    /// Nobody signs.
    #[discrim = 32]
    pub fn sync_holder(ctx: &mut Context<SyncHolder>) -> Result<()> {
        ctx.accounts.sync_holder()
    }

    /// Makes a collection for NFTs of works. See [`CreateCollection`].
    ///
    /// Payer and curator sign. `index` is the curator's own number for it; `max_size` is the most members
    /// there can ever be. The texts are what wallets call it.
    #[discrim = 33]
    pub fn create_collection(
        ctx: &mut Context<CreateCollection>,
        index: u16,
        max_size: u64,
        name: String,
        symbol: String,
        uri: String,
    ) -> Result<()> {
        let bump = ctx.bumps.collection;
        let texts = nft::Texts { name, symbol, uri };
        ctx.accounts
            .create_collection(bump, index, max_size, &texts)
    }
}
