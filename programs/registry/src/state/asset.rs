//! What a work is, who claims it, and how it came to be.

mod lifecycle;
mod ownership;

use anchor_lang::prelude::*;

use crate::{
    details::{AssetDetails, CLAIM_GENERATOR_CAPACITY, MEDIA_TYPE_CAPACITY},
    RegistryError,
};

/// One claim on a work. At `["asset", content id, claim index (little endian)]`.
///
/// Claims on one content id are numbered without gaps, so whoever knows a file finds every claim on
/// it. What was registered never changes, but for the metadata while it is not frozen; the owner, the
/// vault, the standing and the counters do. A field of zeros was not given.
#[account]
#[derive(Debug)]
pub struct Asset {
    /// [`Asset::VERSION`].
    pub version: u8,
    /// Canonical bump of its address.
    pub bump: u8,
    /// [`Asset::ACTIVE`] or [`Asset::REVOKED`].
    pub status: u8,
    /// A [`crate::Disclosure`] code.
    pub disclosure: u8,
    /// 1 when the owner allows machines to be trained on the work, else 0.
    pub training_allowed: u8,
    /// Chunks of the content id's tree have `2^chunk_size_log2` bytes.
    pub chunk_size_log2: u8,
    /// How many bytes of `media_type` are used.
    pub media_type_length: u8,
    /// A [`crate::DigitalSourceType`] code.
    pub digital_source_type: u8,
    /// 0 for the first claim on the content id, then contiguous.
    pub claim_index: PodU16,
    /// How many terms were ever offered, retired ones included; the next terms take this index.
    pub terms_count: PodU16,
    /// How many works were made from this one by a link; at least 1 closes its own ingredients.
    pub derivatives_count: PodU32,
    /// Length of the file in bytes.
    pub byte_length: PodU64,
    /// Seconds since 1970; of a member of a log, when the log was first anchored with it.
    pub registered_at: PodI64,
    /// Seconds since 1970 of the last change of this account.
    pub updated_at: PodI64,
    /// Root of the Merkle tree over the file's chunks.
    pub content_id: [u8; 32],
    /// Who offers terms, retires them, and may hand the asset on. While there is an NFT of the work, who
    /// held it when that was recorded last: see [`Asset::check_owner`].
    pub owner: Address,
    /// Who may accept the ownership, or zeros.
    pub pending_owner: Address,
    /// The studio that registered the work, or zeros.
    pub studio: Address,
    /// The agent that registered the work, or zeros.
    pub agent: Address,
    /// The vault that licences pay into, or zeros.
    pub vault: Address,
    /// SHA-256 of the C2PA manifest store.
    pub manifest_hash: [u8; 32],
    /// A perceptual hash of the work.
    pub perceptual_hash: [u8; 32],
    /// Commitment to the generation record: prompt, seed, parameters, models, inputs. Its format is
    /// that of `crates/record`.
    pub generation_record: [u8; 32],
    /// Address of the asset that is the model.
    pub model: [u8; 32],
    /// Merkle root of the ingredients' content ids.
    pub ingredients_root: [u8; 32],
    /// SHA-256 of the metadata URI, as it was changed last.
    pub metadata_uri_hash: [u8; 32],
    /// Media type in ASCII, zeros behind it.
    pub media_type: [u8; MEDIA_TYPE_CAPACITY],
    /// How many works it was made from by a link.
    pub ingredients_count: PodU16,
    /// Why it was revoked, a [`crate::RevocationReason`] code; 0 while it is not.
    pub revocation_reason: PodU16,
    /// 1 when its metadata can never change again, else 0.
    pub metadata_frozen: u8,
    /// How many bytes of `claim_generator` are used.
    pub claim_generator_length: u8,
    /// How often its metadata changed.
    pub metadata_updates: PodU16,
    /// The log whose member it was, or zeros.
    pub log: Address,
    /// Which leaf of the log it was, from 0.
    pub log_index: PodU64,
    /// SHA-256 of the DER of the certificate that signed the C2PA manifest.
    pub signing_certificate: [u8; 32],
    /// What made the C2PA manifest, in ASCII, zeros behind it.
    pub claim_generator: [u8; CLAIM_GENERATOR_CAPACITY],
    /// The asset that it replaces, or zeros.
    pub supersedes: Address,
    /// The asset that replaces it, or zeros.
    pub superseded_by: Address,
    /// The mint whose one token's holder is the owner, or zeros. See [`WrapAsset`](crate::WrapAsset).
    pub mint: Address,
    /// Who registered the work: the first owner, whoever owns it now.
    pub registrant: Address,
}

const _: () = assert!(size_of::<Asset>() == 728);

impl Asset {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this, the content id and the claim index.
    pub const SEED: &'static [u8] = b"asset";

    /// `status` of an asset in good standing.
    pub const ACTIVE: u8 = 0;

    /// `status` of an asset whose owner took the claim back, for ever.
    pub const REVOKED: u8 = 1;

    /// Writes a new claim. `details` must be valid; the account must be fresh.
    pub(crate) fn record(
        &mut self,
        claim_index: u16,
        details: &AssetDetails,
        owner: Address,
        now: i64,
        bump: u8,
    ) {
        let given = |hash: Option<[u8; 32]>| hash.unwrap_or([0; 32]);
        let media_type = details.media_type.as_bytes();

        self.version = Self::VERSION;
        self.bump = bump;
        self.status = Self::ACTIVE;
        self.disclosure = details.disclosure;
        self.training_allowed = u8::from(details.training_allowed);
        self.chunk_size_log2 = details.chunk_size_log2;
        self.media_type_length = media_type.len() as u8;
        self.claim_index = claim_index.into();
        self.byte_length = details.byte_length.into();
        self.registered_at = now.into();
        self.updated_at = now.into();
        self.content_id = details.content_id;
        self.owner = owner;
        self.registrant = owner;
        self.manifest_hash = given(details.manifest_hash);
        self.perceptual_hash = given(details.perceptual_hash);
        self.generation_record = given(details.generation_record);
        self.model = given(details.model);
        self.ingredients_root = given(details.ingredients_root);
        self.metadata_uri_hash = given(details.metadata_uri_hash);
        self.media_type[..media_type.len()].copy_from_slice(media_type);
        self.record_credentials(details);
    }

    /// Writes what is said of the C2PA manifest and of the work's source.
    fn record_credentials(&mut self, details: &AssetDetails) {
        let claim_generator = details.claim_generator.as_bytes();
        self.signing_certificate = details.signing_certificate.unwrap_or_default();
        self.claim_generator_length = claim_generator.len() as u8;
        self.claim_generator[..claim_generator.len()].copy_from_slice(claim_generator);
        self.digital_source_type = details.digital_source_type;
    }

    /// Says that a fresh claim was a member of a log, and became an asset `now`.
    pub(crate) fn come_from(&mut self, log: Address, index: u64, now: i64) {
        self.log = log;
        self.log_index = index.into();
        self.updated_at = now.into();
    }

    /// Whether it was a member of a log.
    pub fn was_member(&self) -> bool {
        self.log != Address::default()
    }

    /// Whether a claim may take the number `claim_index` after `previous`, so that numbers have no gaps.
    pub(crate) fn check_order(
        previous: Option<&Self>,
        content_id: &[u8; 32],
        claim_index: u16,
    ) -> core::result::Result<(), RegistryError> {
        match previous {
            None if claim_index == 0 => Ok(()),
            None => Err(RegistryError::PreviousClaimMissing),
            Some(previous) if previous.version != Self::VERSION => {
                Err(RegistryError::UnknownVersion)
            }
            // At index 0 nothing precedes, so any account is refused.
            Some(previous) if previous.precedes(content_id, claim_index) => Ok(()),
            Some(_) => Err(RegistryError::PreviousClaimMismatch),
        }
    }

    /// Whether this is the claim just before claim `claim_index` on the content id.
    pub fn precedes(&self, content_id: &[u8; 32], claim_index: u16) -> bool {
        self.content_id == *content_id && self.claim_index.get().checked_add(1) == Some(claim_index)
    }

    /// The media type, such as `image/png`.
    pub fn media_type_text(&self) -> &str {
        let used = &self.media_type[..usize::from(self.media_type_length).min(MEDIA_TYPE_CAPACITY)];
        core::str::from_utf8(used).unwrap_or_default()
    }

    /// What made the C2PA manifest, such as `Adobe_Firefly 1.0`; empty when it was not given.
    pub fn claim_generator_text(&self) -> &str {
        let length = usize::from(self.claim_generator_length).min(CLAIM_GENERATOR_CAPACITY);
        core::str::from_utf8(&self.claim_generator[..length]).unwrap_or_default()
    }

    /// Whether the owner allows machines to be trained on the work.
    pub fn allows_training(&self) -> bool {
        self.training_allowed != 0
    }

    /// Whether licences have a vault to pay into.
    pub fn has_vault(&self) -> bool {
        self.vault != Address::default()
    }

    /// Whether `address` is that vault.
    pub fn is_vault(&self, address: &Address) -> bool {
        self.has_vault() && self.vault == *address
    }

    /// Gives the next terms their index.
    pub(crate) fn add_terms(&mut self, now: i64) -> core::result::Result<u16, RegistryError> {
        let index = self.terms_count.get();
        self.terms_count = index
            .checked_add(1)
            .ok_or(RegistryError::TooManyTerms)?
            .into();
        self.updated_at = now.into();
        Ok(index)
    }

    /// Counts one more work that it was made from.
    pub(crate) fn add_ingredient(&mut self, now: i64) -> core::result::Result<(), RegistryError> {
        if self.derivatives_count.get() > 0 {
            return Err(RegistryError::HasDerivatives);
        }
        let count = self.ingredients_count.get().checked_add(1);
        self.ingredients_count = count.ok_or(RegistryError::Overflow)?.into();
        self.updated_at = now.into();
        Ok(())
    }

    /// Counts one more work that was made from it.
    pub(crate) fn add_derivative(&mut self, now: i64) -> core::result::Result<(), RegistryError> {
        let count = self.derivatives_count.get().checked_add(1);
        self.derivatives_count = count.ok_or(RegistryError::Overflow)?.into();
        self.updated_at = now.into();
        Ok(())
    }

    /// Records the vault that licences pay into from now on.
    pub(crate) fn open_vault(
        &mut self,
        vault: Address,
        now: i64,
    ) -> core::result::Result<(), RegistryError> {
        if self.has_vault() {
            return Err(RegistryError::VaultExists);
        }
        self.vault = vault;
        self.updated_at = now.into();
        Ok(())
    }

    /// Lets `new_owner` take the asset over; the zero address lets nobody.
    pub(crate) fn propose_owner(&mut self, new_owner: Address, now: i64) {
        self.pending_owner = new_owner;
        self.updated_at = now.into();
    }

    /// Hands the asset to whom it was proposed to, and tells who had it before.
    pub(crate) fn accept_ownership(&mut self, now: i64) -> Address {
        let previous_owner = core::mem::replace(&mut self.owner, self.pending_owner);
        self.pending_owner = Address::default();
        self.updated_at = now.into();
        previous_owner
    }

    /// What signs for the asset: the vault's base.
    pub(crate) fn signer(&self) -> AssetSigner {
        AssetSigner {
            content_id: self.content_id,
            claim_index: self.claim_index.get().to_le_bytes(),
            bump: [self.bump],
        }
    }
}

/// The seeds of an asset's address, held apart from the account while it signs.
pub struct AssetSigner {
    content_id: [u8; 32],
    claim_index: [u8; 2],
    bump: [u8; 1],
}

impl AssetSigner {
    /// Seeds and bump, in the order of the address.
    pub fn seeds(&self) -> [&[u8]; 4] {
        [Asset::SEED, &self.content_id, &self.claim_index, &self.bump]
    }
}
