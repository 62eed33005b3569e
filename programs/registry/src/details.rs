//! What a registrant says about a work, and whether it can be said.

use alloc::string::String;

use anchor_lang::prelude::*;

use crate::{DigitalSourceType, Disclosure, RegistryError};

/// Longest media type in bytes.
pub const MEDIA_TYPE_CAPACITY: usize = 64;

/// Longest name of what made a manifest, in bytes.
pub const CLAIM_GENERATOR_CAPACITY: usize = 32;

/// Shortest chunks of a content id are `2^12` bytes, 4 KiB.
pub const MIN_CHUNK_SIZE_LOG2: u8 = 12;

/// Longest chunks of a content id are `2^30` bytes, 1 GiB.
pub const MAX_CHUNK_SIZE_LOG2: u8 = 30;

/// What `register_asset` records of a work. A hash that is left out is recorded as zeros.
#[derive(Clone, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct AssetDetails {
    /// Root of the Merkle tree over the file's chunks. Must stay the first field: the asset's
    /// address is derived from it before the rest is read.
    pub content_id: [u8; 32],
    /// Length of the file in bytes, at least 1.
    pub byte_length: u64,
    /// Chunks have `2^chunk_size_log2` bytes, 12 to 30.
    pub chunk_size_log2: u8,
    /// Media type, 1 to 64 printable ASCII characters.
    pub media_type: String,
    /// A [`Disclosure`] code.
    pub disclosure: u8,
    /// Whether machines may be trained on the work.
    pub training_allowed: bool,
    /// SHA-256 of the C2PA manifest store.
    pub manifest_hash: Option<[u8; 32]>,
    /// A perceptual hash of the work.
    pub perceptual_hash: Option<[u8; 32]>,
    /// Commitment to the generation record: prompt, seed, parameters, models, inputs.
    pub generation_record: Option<[u8; 32]>,
    /// Address of the asset that is the model.
    pub model: Option<[u8; 32]>,
    /// Merkle root of the ingredients' content ids.
    pub ingredients_root: Option<[u8; 32]>,
    /// SHA-256 of the metadata URI.
    pub metadata_uri_hash: Option<[u8; 32]>,
    /// SHA-256 of the DER of the certificate that signed the C2PA manifest. Needs `manifest_hash`.
    pub signing_certificate: Option<[u8; 32]>,
    /// What made the C2PA manifest, such as `Adobe_Firefly 1.0`: up to 32 printable ASCII characters,
    /// none when it is not given. Needs `manifest_hash`.
    pub claim_generator: String,
    /// A [`DigitalSourceType`] code.
    pub digital_source_type: u8,
}

impl AssetDetails {
    /// Whether the details can be registered.
    ///
    /// # Errors
    /// The first rule they break.
    pub fn validate(&self) -> core::result::Result<(), RegistryError> {
        if self.content_id == [0; 32] {
            return Err(RegistryError::ZeroContentId);
        }
        if self.byte_length == 0 {
            return Err(RegistryError::EmptyFile);
        }
        if !(MIN_CHUNK_SIZE_LOG2..=MAX_CHUNK_SIZE_LOG2).contains(&self.chunk_size_log2) {
            return Err(RegistryError::ChunkSizeOutOfRange);
        }
        if Disclosure::from_code(self.disclosure).is_none() {
            return Err(RegistryError::UnknownDisclosure);
        }
        validate_media_type(&self.media_type)?;
        if DigitalSourceType::from_code(self.digital_source_type).is_none() {
            return Err(RegistryError::UnknownSourceType);
        }
        self.validate_credentials()
    }

    /// What is said of a C2PA manifest is said of one that is named: else nobody could check it.
    fn validate_credentials(&self) -> core::result::Result<(), RegistryError> {
        let given = |hash: Option<[u8; 32]>| hash.is_some_and(|hash| hash != [0; 32]);
        if self.claim_generator.len() > CLAIM_GENERATOR_CAPACITY {
            return Err(RegistryError::ClaimGeneratorTooLong);
        }
        if !is_printable(&self.claim_generator) {
            return Err(RegistryError::ClaimGeneratorNotPrintable);
        }
        let has_credentials = given(self.signing_certificate) || !self.claim_generator.is_empty();
        if has_credentials && !given(self.manifest_hash) {
            return Err(RegistryError::CredentialsWithoutManifest);
        }
        Ok(())
    }
}

fn validate_media_type(media_type: &str) -> core::result::Result<(), RegistryError> {
    if media_type.is_empty() || media_type.len() > MEDIA_TYPE_CAPACITY {
        return Err(RegistryError::MediaTypeLength);
    }
    if !is_printable(media_type) {
        return Err(RegistryError::MediaTypeNotPrintable);
    }
    Ok(())
}

fn is_printable(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests;
