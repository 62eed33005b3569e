//! Files that we signed.

use std::fs;

use provenue_credentials::{
    AssetPointer, COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA, CredentialsError, POINTER_LABEL,
    Relationship, Request, Signer, TRAINED_ALGORITHMIC_MEDIA, Validity, read, sign,
};

use crate::{
    authority::{Authority, KINDS},
    fixture,
};

const DIGITAL_CAPTURE: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture";

fn pointer(nonce: u8) -> AssetPointer {
    let key = |byte: u8| bs58_like(byte);
    AssetPointer::new(key(1), key(2), key(3), &[nonce; 16]).unwrap()
}

/// A text that can be an address.
fn bs58_like(byte: u8) -> String {
    char::from(b'0' + byte).to_string().repeat(43)
}

fn request() -> Request {
    Request {
        title: Some("Aurora".to_owned()),
        source_type: Some(TRAINED_ALGORITHMIC_MEDIA.to_owned()),
        training_allowed: Some(false),
        pointer: Some(pointer(7)),
        ..Request::default()
    }
}

#[test]
fn every_format_but_pdf_is_signed_and_read_again() {
    let authority = Authority::new();
    let signer = authority.signer("Studio");
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(fixture("plain")).unwrap() {
        let plain = entry.unwrap().path();
        let output = folder.path().join(plain.file_name().unwrap());
        let name = plain.display();
        let written = sign(&plain, &output, &signer, &request());
        if plain.extension().is_some_and(|ending| ending == "pdf") {
            assert!(matches!(written, Err(CredentialsError::CannotSign(_))));
            assert!(!output.exists());
            continue;
        }
        let written = written.unwrap_or_else(|error| panic!("{name}: {error}"));
        let found = read(&output, &authority.trust()).unwrap().unwrap();
        assert_eq!(found.validity, Validity::Trusted, "{name}");
        assert!(found.bound, "{name}");
        assert_eq!(found.manifest_hash, written.manifest_hash, "{name}");
        assert_eq!(found.signer(), "Studio");
        assert_eq!(found.title.as_deref(), Some("Aurora"));
        assert_eq!(found.generator.as_ref().unwrap().name, "Provenue");
        assert_eq!(
            found.source_type.as_deref(),
            Some(TRAINED_ALGORITHMIC_MEDIA)
        );
        assert_eq!(found.training_allowed(), Some(false));
        assert_eq!(found.pointer, Some(Ok(pointer(7))), "{name}");
        // The original is as it was.
        assert!(read(&plain, &authority.trust()).unwrap().is_none());
    }
}

#[test]
fn each_kind_of_key_signs() {
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    for (name, kind) in KINDS {
        let (chain, key) = authority.certify(name, 2090, kind);
        let signer = Signer::new(chain, key, None).unwrap();
        let output = folder.path().join(format!("{name}.png"));
        sign(&fixture("plain/aurora.png"), &output, &signer, &request()).unwrap();
        let found = read(&output, &authority.trust()).unwrap().unwrap();
        assert_eq!(found.validity, Validity::Trusted, "{name}");
        let signature = found.signature.unwrap();
        assert_eq!(signature.algorithm.as_deref(), Some(name));
        assert_eq!(signature.certificate.p256_key.is_some(), name == "es256");
    }
}

#[test]
fn signing_again_keeps_the_former_manifest_and_its_source() {
    let authority = Authority::new();
    let signer = authority.signer("Studio");
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("again.jpg");
    let again = Request {
        source_type: None,
        ..request()
    };
    let original = fixture("signed/c2pa-python.jpg");
    let signed = sign(&original, &output, &signer, &again).unwrap();
    let former = read(&original, &authority.trust()).unwrap().unwrap();
    let [parent] = &signed.ingredients[..] else {
        panic!("one ingredient was expected");
    };
    assert_eq!(parent.relationship, Relationship::Parent);
    assert_eq!(parent.title.as_deref(), Some("c2pa-python.jpg"));
    assert_eq!(parent.manifest_hash, Some(former.manifest_hash));
    assert_eq!(signed.source_type, former.source_type);

    // Nobody signs a generated picture into a photograph.
    let laundered = Request {
        source_type: Some(DIGITAL_CAPTURE.to_owned()),
        ..request()
    };
    let other = folder.path().join("laundered.jpg");
    let error = sign(&original, &other, &signer, &laundered).unwrap_err();
    assert!(
        error.to_string().contains("trainedAlgorithmicMedia"),
        "{error}"
    );
    assert!(!other.exists());
}

#[test]
fn a_file_that_is_only_opened_says_nothing_of_its_source() {
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("opened.png");
    let plain = fixture("plain/aurora.png");
    let signed = sign(
        &plain,
        &output,
        &authority.signer("Studio"),
        &Request::default(),
    )
    .unwrap();
    assert_eq!(signed.source_type, None);
    assert_eq!(signed.training_allowed(), None);
    assert_eq!(signed.pointer, None);
    assert_eq!(signed.validity, Validity::Valid);
}

#[test]
fn ingredients_come_along_with_their_pointers() {
    let authority = Authority::new();
    let signer = authority.signer("Studio");
    let folder = tempfile::tempdir().unwrap();
    let part = folder.path().join("part.png");
    let first = sign(&fixture("plain/aurora.png"), &part, &signer, &request()).unwrap();
    let whole = folder.path().join("whole.jpg");
    let composed = Request {
        ingredients: vec![part, fixture("README.md")],
        pointer: Some(pointer(9)),
        ..request()
    };
    let signed = sign(&fixture("plain/aurora.jpg"), &whole, &signer, &composed).unwrap();
    let [part, text] = &signed.ingredients[..] else {
        panic!("two ingredients were expected");
    };
    assert_eq!(part.title.as_deref(), Some("part.png"));
    assert_eq!(part.relationship, Relationship::Component);
    assert_eq!(part.pointer, Some(pointer(7)));
    assert_eq!(part.manifest_hash, Some(first.manifest_hash));
    assert_eq!(
        (text.title.as_deref(), &text.manifest),
        (Some("README.md"), &None)
    );
    assert_eq!(signed.pointer, Some(Ok(pointer(9))));
}

/// A manifest store comes along whole, with those in it: the hash that a claim records finds it again.
#[test]
fn an_ingredient_with_ingredients_keeps_the_hash_of_its_store() {
    let authority = Authority::new();
    let signer = authority.signer("Studio");
    let folder = tempfile::tempdir().unwrap();
    let mut file = fixture("signed/c2pa-python.jpg");
    let mut former = read(&file, &authority.trust()).unwrap().unwrap();
    for step in 0..3 {
        let next = folder.path().join(format!("{step}.jpg"));
        let signed = sign(&file, &next, &signer, &Request::default()).unwrap();
        let hashes: Vec<_> = signed
            .ingredients
            .iter()
            .map(|it| it.manifest_hash)
            .collect();
        assert_eq!(hashes, [Some(former.manifest_hash)], "step {step}");
        (file, former) = (next, signed);
    }
}

#[test]
fn two_signatures_of_the_same_file_differ() {
    let authority = Authority::new();
    let signer = authority.signer("Studio");
    let folder = tempfile::tempdir().unwrap();
    let hashes = [1, 2].map(|nonce| {
        let output = folder.path().join(format!("{nonce}.jpg"));
        let request = Request {
            pointer: Some(pointer(nonce)),
            ..request()
        };
        sign(&fixture("plain/aurora.jpg"), &output, &signer, &request)
            .unwrap()
            .manifest_hash
    });
    assert_ne!(hashes[0], hashes[1]);
}

#[test]
fn files_are_not_overwritten() {
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("taken.jpg");
    fs::write(&output, "mine").unwrap();
    let plain = fixture("plain/aurora.jpg");
    let signer = authority.signer("Studio");
    let error = sign(&plain, &output, &signer, &request()).unwrap_err();
    assert!(matches!(error, CredentialsError::Exists { .. }), "{error}");
    assert_eq!(fs::read_to_string(&output).unwrap(), "mine");
    // Nothing else is left behind.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_expired_certificate_and_a_key_of_another_sign_nothing() {
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    let (_, kind) = KINDS[0];
    let (expired, its_key) = authority.certify("Expired", 2021, kind);
    let (chain, _) = authority.certify("Studio", 2090, kind);
    let (_, other_key) = authority.certify("Other", 2090, kind);
    for (chain, key) in [(expired, its_key), (chain, other_key)] {
        let output = folder.path().join("refused.jpg");
        let signer = Signer::new(chain, key, None).unwrap();
        let error = sign(&fixture("plain/aurora.jpg"), &output, &signer, &request()).unwrap_err();
        assert!(matches!(error, CredentialsError::CannotSign(_)), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_signer_has_a_chain_and_a_key_that_belong_together() {
    let authority = Authority::new();
    let [(_, p256), _, (_, ed25519)] = KINDS;
    let (chain, key) = authority.certify("Studio", 2090, p256);
    let refused = |chain: &str, key: &str, algorithm: Option<&str>| {
        let algorithm = algorithm.map(|name| name.parse().unwrap());
        let error = Signer::new(chain.to_owned(), key.to_owned(), algorithm).unwrap_err();
        assert!(matches!(error, CredentialsError::Signer(_)), "{error}");
        error.to_string()
    };
    refused("", &key, None);
    refused(&key, &key, None);
    refused(&chain, "", None);
    refused(&chain, &chain, None);
    refused(&chain, &authority.certify("Other", 2090, ed25519).1, None);
    assert!(refused(&chain, &key, Some("ed25519")).contains("es256"));
    let signer = Signer::new(chain, key.clone(), Some("es256".parse().unwrap())).unwrap();
    let secret = key.lines().nth(1).unwrap();
    assert!(!format!("{signer:?}").contains(secret));
}

/// IPTC's term for a photograph with generated parts is given to one whose history says so.
#[test]
fn what_was_generated_into_a_photograph_makes_it_a_composite() {
    let authority = Authority::new();
    let signer = authority.signer("Studio");
    let folder = tempfile::tempdir().unwrap();
    let photograph = folder.path().join("photograph.jpg");
    let captured = Request {
        source_type: Some(DIGITAL_CAPTURE.to_owned()),
        ..Request::default()
    };
    let plain = fixture("plain/aurora.jpg");
    let signed = sign(&plain, &photograph, &signer, &captured).unwrap();
    assert_eq!(signed.source_type.as_deref(), Some(DIGITAL_CAPTURE));

    let filled = folder.path().join("filled.jpg");
    let context = c2pa::Context::new()
        .with_settings(r#"{"verify": {"remote_manifest_fetch": false}}"#)
        .unwrap();
    let mut builder = c2pa::Builder::from_context(context);
    builder.set_intent(c2pa::BuilderIntent::Edit);
    let action = serde_json::json!({
        "action": "c2pa.edited", "digitalSourceType": TRAINED_ALGORITHMIC_MEDIA,
    });
    builder.add_action(action).unwrap();
    let key = c2pa::EphemeralSigner::new("painter.test").unwrap();
    builder.sign_file(&key, &photograph, &filled).unwrap();
    let found = read(&filled, &authority.trust()).unwrap().unwrap();
    assert!(found.validity.is_valid(), "{}", found.validity);
    assert_eq!(
        found.source_type.as_deref(),
        Some(COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA)
    );
    assert_eq!(POINTER_LABEL, "org.provenue.asset");
}
