//! Each rule alone.

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

#[test]
fn a_source_type_without_a_meaning_is_refused() {
    for code in 0..=u8::MAX {
        let refusal = (code > 22).then_some(RegistryError::UnknownSourceType);
        assert_eq!(
            broken_by(|details| details.digital_source_type = code),
            refusal,
            "{code}"
        );
    }
}

#[test]
fn a_claim_generator_has_at_most_32_printable_characters() {
    let named = |name: &str| {
        broken_by(|details| {
            details.manifest_hash = Some([7; 32]);
            details.claim_generator = name.into();
        })
    };
    assert_eq!(named("Adobe_Firefly 1.0"), None);
    assert_eq!(named(&"~".repeat(32)), None);
    assert_eq!(
        named(&"a".repeat(33)),
        Some(RegistryError::ClaimGeneratorTooLong)
    );
    for name in ["a\nb", "\0", "\u{7f}", "Fïrefly", "\u{202e}ylferif"] {
        assert_eq!(
            named(name),
            Some(RegistryError::ClaimGeneratorNotPrintable),
            "{name:?}"
        );
    }
}

#[test]
fn credentials_belong_to_a_manifest() {
    type Change = fn(&mut AssetDetails);
    let credentials: [Change; 2] = [
        |details| details.signing_certificate = Some([8; 32]),
        |details| details.claim_generator = "c2patool 0.9".into(),
    ];
    let refused = Some(RegistryError::CredentialsWithoutManifest);
    for credential in credentials {
        assert_eq!(broken_by(credential), refused);
        // Zeros are recorded for a hash that is not given, so they give none.
        for (manifest, refusal) in [([0; 32], refused), ([7; 32], None)] {
            let with_manifest = broken_by(|details| {
                credential(details);
                details.manifest_hash = Some(manifest);
            });
            assert_eq!(with_manifest, refusal);
        }
    }
    let no_certificate = broken_by(|details| details.signing_certificate = Some([0; 32]));
    assert_eq!(no_certificate, None);
    // Whoever registers a work may say what it is without a manifest.
    assert_eq!(broken_by(|details| details.digital_source_type = 1), None);
}
