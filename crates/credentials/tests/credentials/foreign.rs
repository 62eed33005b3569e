//! Files that other tools signed.

use provenue_credentials::{
    Location, Permission, Relationship, TRAINED_ALGORITHMIC_MEDIA, Trust, Validity, read,
};

use crate::{fixture, fixtures_trust};

const BY_C2PA_PYTHON: [&str; 14] = [
    "avi", "avif", "flac", "gif", "jpg", "jxl", "m4a", "mov", "mp3", "mp4", "png", "svg", "tiff",
    "wav",
];

#[test]
fn every_format_that_c2pa_python_signs_is_read() {
    for ending in BY_C2PA_PYTHON.into_iter().chain(["webp"]) {
        let path = fixture(&format!("signed/c2pa-python.{ending}"));
        let found = read(&path, &fixtures_trust()).unwrap().expect(ending);
        assert_eq!(found.validity, Validity::Trusted, "{ending}");
        assert!(found.bound, "{ending}");
        assert_eq!(found.signer(), "Foreign Tool");
        assert_eq!(found.generator.unwrap().to_string(), "Aurora Painter 3.1");
        assert_eq!(found.title.as_deref(), Some("Aurora"));
        assert_eq!(
            found.source_type.as_deref(),
            Some(TRAINED_ALGORITHMIC_MEDIA)
        );
        assert_eq!(found.location, Location::Embedded);
    }
}

#[test]
fn an_unknown_authority_makes_a_valid_file_and_no_trusted_one() {
    let path = fixture("signed/c2pa-python.jpg");
    let found = read(&path, &Trust::default()).unwrap().unwrap();
    assert_eq!(found.validity, Validity::Valid);
    // The list of an authority that has nothing to do with it.
    let other = crate::authority::Authority::new().trust();
    let found = read(&path, &other).unwrap().unwrap();
    assert_eq!(found.validity, Validity::Valid);
}

#[test]
fn implementations_that_share_no_code_with_ours_are_read() {
    let cases = [
        ("c2pie.jpg", "c2pie", "ps256", None),
        ("c2pie.pdf", "c2pie", "ps256", None),
        ("c2pa-ts.jpg", "c2pa-ts", "ed25519", Some(true)),
        ("c2pa-ts.png", "c2pa-ts", "ed25519", Some(true)),
        ("c2pa-ts.mp3", "c2pa-ts", "ed25519", Some(true)),
    ];
    for (name, generator, algorithm, training) in cases {
        let path = fixture(&format!("signed/{name}"));
        let found = read(&path, &fixtures_trust()).unwrap().expect(name);
        assert_eq!(found.validity, Validity::Trusted, "{name}");
        assert!(found.bound, "{name}");
        assert_eq!(found.training_allowed(), training, "{name}");
        assert_eq!(found.generator.unwrap().name, generator, "{name}");
        let signature = found.signature.unwrap();
        assert_eq!(signature.algorithm.as_deref(), Some(algorithm), "{name}");
        // Only a key of P-256 can attest on chain.
        assert_eq!(signature.certificate.p256_key, None, "{name}");
    }
}

/// c2pa-ts writes signatures of P-256 in DER, where COSE (RFC 9053, 2.1) wants two numbers.
#[test]
fn a_signature_in_the_wrong_encoding_is_invalid() {
    let found = read(&fixture("signed/c2pa-ts-es256.jpg"), &fixtures_trust()).unwrap();
    let Validity::Invalid { reasons } = found.unwrap().validity else {
        panic!("invalid was expected");
    };
    let codes: Vec<_> = reasons.iter().map(|reason| reason.code.as_str()).collect();
    assert!(codes.contains(&"claimSignature.mismatch"), "{codes:?}");
}

#[test]
fn the_signers_key_of_p256_is_told() {
    let found = read(&fixture("signed/c2pa-python.jpg"), &Trust::default()).unwrap();
    let found = found.unwrap();
    // Without a time-stamp no time is told.
    let signature = found.signature.unwrap();
    assert_eq!((&signature.time, signature.time_is_trusted), (&None, false));
    let key = signature.certificate.p256_key.unwrap();
    assert!(matches!(key[0], 2 | 3));
    p256::PublicKey::from_sec1_bytes(&key).unwrap();
}

#[test]
fn what_machines_may_be_fed_with_is_told_line_by_line() {
    let found = read(&fixture("signed/c2pa-python.png"), &Trust::default()).unwrap();
    let found = found.unwrap();
    let of = |purpose: &str| {
        let mut entries = found.training.iter();
        let entry = entries.find(|entry| entry.purpose == purpose).unwrap();
        (entry.permission, entry.constraint.as_deref())
    };
    assert_eq!(found.training.len(), 3);
    assert_eq!(of("ai_generative_training"), (Permission::NotAllowed, None));
    assert_eq!(
        of("ai_training"),
        (Permission::Constrained, Some("ask the studio"))
    );
    assert_eq!(of("data_mining"), (Permission::Allowed, None));
    assert_eq!(found.training_allowed(), Some(false));
}

#[test]
fn an_edited_work_tells_its_parent_and_stays_generated() {
    let found = read(&fixture("signed/c2pa-python-edited.jpg"), &fixtures_trust()).unwrap();
    let found = found.unwrap();
    assert_eq!(found.validity, Validity::Trusted);
    let [parent] = &found.ingredients[..] else {
        panic!("one ingredient was expected");
    };
    assert_eq!(parent.title.as_deref(), Some("Aurora"));
    assert_eq!(parent.relationship, Relationship::Parent);
    assert_eq!(parent.was_valid, Some(true));
    let original = read(&fixture("signed/c2pa-python.jpg"), &fixtures_trust()).unwrap();
    let original = original.unwrap();
    assert_eq!(parent.manifest, Some(original.label));
    assert_eq!(parent.manifest_hash, Some(original.manifest_hash));
    // The new manifest says only that something was opened.
    assert_eq!(
        found.source_type.as_deref(),
        Some(TRAINED_ALGORITHMIC_MEDIA)
    );
}

#[test]
fn a_manifest_next_to_the_file_counts() {
    let path = fixture("signed/sidecar.webp");
    let found = read(&path, &fixtures_trust()).unwrap().unwrap();
    assert_eq!(found.validity, Validity::Trusted);
    assert!(found.bound);
    assert_eq!(
        found.location,
        Location::Sidecar(fixture("signed/sidecar.c2pa"))
    );

    // The same manifest next to another picture.
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("sidecar.webp");
    std::fs::copy(fixture("signed/c2pa-python.webp"), &other).unwrap();
    let embedded = read(&other, &fixtures_trust()).unwrap().unwrap();
    assert_eq!(embedded.location, Location::Embedded);
    std::fs::copy(fixture("plain/aurora.jpg"), &other).unwrap();
    std::fs::copy(
        fixture("signed/sidecar.c2pa"),
        folder.path().join("sidecar.c2pa"),
    )
    .unwrap();
    let wrong = read(&other, &fixtures_trust()).unwrap().unwrap();
    assert!(!wrong.validity.is_valid() && !wrong.bound);
}

#[test]
fn a_file_without_a_manifest_has_none() {
    let plain = std::fs::read_dir(fixture("plain")).unwrap();
    let plain: Vec<_> = plain.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(plain.len(), 16);
    for path in plain {
        assert!(
            read(&path, &Trust::default()).unwrap().is_none(),
            "{}",
            path.display()
        );
    }
    assert!(
        read(&fixture("README.md"), &Trust::default())
            .unwrap()
            .is_none()
    );
    assert!(
        read(&fixture("plain"), &Trust::default())
            .unwrap()
            .is_none()
    );
}
