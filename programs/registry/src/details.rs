//! What a registrant says about a work, and whether it can be said.

use alloc::string::String;

use anchor_lang::prelude::*;

use crate::{Disclosure, RegistryError};

/// Longest media type in bytes.
pub const MEDIA_TYPE_CAPACITY: usize = 64;

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
        validate_media_type(&self.media_type)
    }
}

fn validate_media_type(media_type: &str) -> core::result::Result<(), RegistryError> {
    if media_type.is_empty() || media_type.len() > MEDIA_TYPE_CAPACITY {
        return Err(RegistryError::MediaTypeLength);
    }
    if !media_type.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err(RegistryError::MediaTypeNotPrintable);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn valid() -> AssetDetails {
        AssetDetails {
            content_id: [1; 32],
            byte_length: 1,
            chunk_size_log2: 18,
            media_type: "image/png".into(),
            disclosure: 2,
            ..AssetDetails::default()
        }
    }

    fn broken_by(breakage: impl FnOnce(&mut AssetDetails)) -> Option<RegistryError> {
        let mut details = valid();
        breakage(&mut details);
        details.validate().err()
    }

    #[test]
    fn valid_details_pass() {
        assert_eq!(broken_by(|_| ()), None);
        assert_eq!(broken_by(|details| details.byte_length = u64::MAX), None);
    }

    #[test]
    fn a_content_id_of_zeros_is_refused() {
        assert_eq!(
            broken_by(|details| details.content_id = [0; 32]),
            Some(RegistryError::ZeroContentId)
        );
    }

    #[test]
    fn an_empty_file_is_refused() {
        assert_eq!(
            broken_by(|details| details.byte_length = 0),
            Some(RegistryError::EmptyFile)
        );
    }

    #[test]
    fn chunk_sizes_are_those_of_content_ids() {
        for log2 in 0..=u8::MAX {
            let allowed = provenue_media::ChunkSize::from_log2(log2).is_ok();
            let refusal = (!allowed).then_some(RegistryError::ChunkSizeOutOfRange);
            assert_eq!(
                broken_by(|details| details.chunk_size_log2 = log2),
                refusal,
                "{log2}"
            );
        }
    }

    #[test]
    fn a_disclosure_without_a_meaning_is_refused() {
        for code in 0..=u8::MAX {
            let refusal = (code > 3).then_some(RegistryError::UnknownDisclosure);
            assert_eq!(
                broken_by(|details| details.disclosure = code),
                refusal,
                "{code}"
            );
        }
    }

    #[test]
    fn a_media_type_has_1_to_64_bytes() {
        let refused = Some(RegistryError::MediaTypeLength);
        assert_eq!(broken_by(|details| details.media_type.clear()), refused);
        assert_eq!(
            broken_by(|details| details.media_type = "a".repeat(64)),
            None
        );
        assert_eq!(
            broken_by(|details| details.media_type = "a".repeat(65)),
            refused
        );
    }

    #[test]
    fn a_media_type_is_printable_ascii() {
        assert_eq!(
            broken_by(|details| details.media_type = "video/mp4; codecs=\"avc1\"".into()),
            None
        );
        for media_type in [
            "image/png\n",
            "image\0png",
            "\u{7f}",
            "image/pñg",
            "\u{202e}gnp/egami",
        ] {
            assert_eq!(
                broken_by(|details| details.media_type = media_type.into()),
                Some(RegistryError::MediaTypeNotPrintable),
                "{media_type:?}"
            );
        }
    }
}
