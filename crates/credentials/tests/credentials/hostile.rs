//! Files that were made to harm whoever reads them.

use std::{fs, path::Path};

use proptest::prelude::*;
use provenue_credentials::{CredentialsError, MAX_SIDECAR_BYTES, Trust, read};

use crate::fixture;

/// The shortest fixture of every reader in the c2pa crate.
const SIGNED: [&str; 12] = [
    "c2pa-python.avif",
    "c2pa-python.flac",
    "c2pa-python.gif",
    "c2pa-python.jpg",
    "c2pa-python.jxl",
    "c2pa-python.mp3",
    "c2pa-python.mp4",
    "c2pa-python.svg",
    "c2pa-python.tiff",
    "c2pa-python.webp",
    "c2pie.jpg",
    "c2pie.pdf",
];

/// Reads damaged bytes, under the same name as before. There is an answer, whatever it is.
fn answered(name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    if let Ok(Some(found)) = read(&path, &Trust::default()) {
        assert!(!found.label.chars().any(char::is_control));
    }
}

#[test]
fn a_file_cut_anywhere_is_answered() {
    for name in SIGNED {
        let bytes = fs::read(fixture(&format!("signed/{name}"))).unwrap();
        // The beginning byte by byte, the rest in steps that meet every box.
        let ends = (0..64).chain((64..bytes.len()).step_by(101));
        for end in ends {
            answered(name, &bytes[..end]);
        }
    }
}

#[test]
fn a_manifest_store_cut_anywhere_is_answered() {
    let store = fs::read(fixture("signed/sidecar.c2pa")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("sidecar.webp");
    fs::copy(fixture("signed/sidecar.webp"), &picture).unwrap();
    for end in (0..store.len()).step_by(7) {
        fs::write(folder.path().join("sidecar.c2pa"), &store[..end]).unwrap();
        let valid = read(&picture, &Trust::default());
        let valid = valid.is_ok_and(|found| found.is_some_and(|found| found.validity.is_valid()));
        assert!(!valid, "cut at {end}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// No flipped bit of a manifest store changes what a valid manifest says.
    #[test]
    fn a_flipped_bit_of_a_store_is_noticed_or_says_nothing(place: prop::sample::Index, bit in 0_u8..8) {
        let folder = tempfile::tempdir().unwrap();
        let picture = folder.path().join("sidecar.webp");
        fs::copy(fixture("signed/sidecar.webp"), &picture).unwrap();
        let mut store = fs::read(fixture("signed/sidecar.c2pa")).unwrap();
        let place = place.index(store.len());
        store[place] ^= 1 << bit;
        fs::write(folder.path().join("sidecar.c2pa"), store).unwrap();
        let original = read(&fixture("signed/sidecar.webp"), &Trust::default()).unwrap().unwrap();
        if let Ok(Some(found)) = read(&picture, &Trust::default()) && found.validity.is_valid() {
            prop_assert_eq!(found.title, original.title);
            prop_assert_eq!(found.generator, original.generator);
            prop_assert_eq!(found.source_type, original.source_type);
            prop_assert_eq!(found.training, original.training);
            prop_assert_eq!(found.signature, original.signature);
        }
    }

    #[test]
    fn flipped_bytes_are_answered(
        file in 0..SIGNED.len(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..8),
    ) {
        let name = SIGNED[file];
        let mut bytes = fs::read(fixture(&format!("signed/{name}"))).unwrap();
        for (place, flip) in flips {
            let place = place.index(bytes.len());
            bytes[place] ^= flip;
        }
        answered(name, &bytes);
    }
}

#[test]
fn a_sidecar_that_would_fill_the_memory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("picture.jpg");
    fs::copy(fixture("plain/aurora.jpg"), &picture).unwrap();
    let sidecar = fs::File::create(folder.path().join("picture.c2pa")).unwrap();
    sidecar.set_len(MAX_SIDECAR_BYTES + 1).unwrap();
    let error = read(&picture, &Trust::default()).unwrap_err();
    assert!(
        matches!(error, CredentialsError::TooLarge { .. }),
        "{error}"
    );
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture.jpg");
    fs::copy(fixture("plain/aurora.jpg"), &path).unwrap();
    let file = fs::OpenOptions::new().append(true).open(&path).unwrap();
    file.set_len(provenue_credentials::MAX_WHOLE_FILE_BYTES + 1)
        .unwrap();
    let error = read(&path, &Trust::default()).unwrap_err();
    assert!(
        matches!(error, CredentialsError::TooLarge { .. }),
        "{error}"
    );
}

#[test]
fn nothing_is_fetched() {
    let text = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="http://127.0.0.1:9/m.c2pa"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"#;
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0", text.as_bytes()].concat();
    let length = u16::try_from(xmp.len() + 2).unwrap().to_be_bytes();
    let segment = [&[0xff, 0xe1][..], &length, &xmp].concat();
    let mut bytes = fs::read(fixture("plain/aurora.jpg")).unwrap();
    bytes.splice(2..2, segment);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("remote.jpg");
    fs::write(&path, bytes).unwrap();
    let error = read(&path, &Trust::default()).unwrap_err();
    let CredentialsError::Remote { url } = &error else {
        panic!("{error}");
    };
    assert_eq!(url, "http://127.0.0.1:9/m.c2pa");
}

#[test]
fn a_missing_file_is_an_error() {
    let error = read(Path::new("no-such-file.jpg"), &Trust::default()).unwrap_err();
    assert!(matches!(error, CredentialsError::File { .. }), "{error}");
}
