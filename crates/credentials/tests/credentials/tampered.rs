//! Signed files that were changed.

use std::{fs, path::Path};

use provenue_credentials::{Request, Trust, Validity, read, sign};

use crate::{authority::Authority, fixture};

/// The codes for which a file is invalid.
fn reasons(path: &Path) -> Vec<String> {
    match read(path, &Trust::default()).unwrap().unwrap().validity {
        Validity::Invalid { reasons } => reasons.into_iter().map(|reason| reason.code).collect(),
        other => panic!("invalid was expected, not {other}"),
    }
}

fn changed(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> tempfile::TempPath {
    let original = fixture(&format!("signed/{name}"));
    let mut bytes = fs::read(original).unwrap();
    change(&mut bytes);
    let ending = name.rsplit('.').next().unwrap();
    let mut file = tempfile::Builder::new();
    let file = file.suffix(&format!(".{ending}")).tempfile().unwrap();
    fs::write(file.path(), bytes).unwrap();
    file.into_temp_path()
}

/// Where `text` is in `bytes`, which must have it.
fn find(bytes: &[u8], text: &[u8]) -> usize {
    let mut windows = bytes.windows(text.len());
    windows.position(|window| window == text).unwrap()
}

/// Finds a byte to change.
type Place = fn(&[u8]) -> usize;

#[test]
fn a_changed_pixel_is_noticed_in_every_format() {
    // Bytes of the picture or the sound that the manifest is far from.
    let cases: [(&str, Place); 9] = [
        ("c2pa-python.jpg", |bytes| bytes.len() - 40),
        ("c2pa-python.png", |bytes| find(bytes, b"IDAT") + 60),
        ("c2pa-python.gif", |bytes| bytes.len() - 40),
        ("c2pa-python.webp", |bytes| find(bytes, b"VP8 ") + 60),
        ("c2pa-python.tiff", |_| 100),
        ("c2pa-python.wav", |bytes| find(bytes, b"data") + 60),
        ("c2pa-python.mp3", |bytes| bytes.len() - 40),
        ("c2pa-python.mp4", |bytes| find(bytes, b"mdat") + 60),
        ("c2pie.pdf", |_| 700),
    ];
    for (name, place) in cases {
        let file = changed(name, |bytes| {
            let place = place(bytes);
            bytes[place] ^= 1;
        });
        let codes = reasons(&file);
        let mismatch = |code: &String| {
            code == "assertion.dataHash.mismatch" || code == "assertion.bmffHash.mismatch"
        };
        assert!(codes.iter().any(mismatch), "{name}: {codes:?}");
        let found = read(&file, &Trust::default()).unwrap().unwrap();
        assert!(!found.bound, "{name}");
    }
}

#[test]
fn a_changed_statement_is_noticed() {
    // "notAllowed" becomes "isAllowed!" within the training-and-data-mining assertion.
    let file = changed("c2pa-python.jpg", |bytes| {
        let place = find(bytes, b"notAllowed");
        bytes[place..place + 10].copy_from_slice(b"isAllowed!");
    });
    assert!(reasons(&file).contains(&"assertion.hashedURI.mismatch".to_owned()));
}

#[test]
fn a_changed_claim_is_noticed() {
    let file = changed("c2pa-python.jpg", |bytes| {
        let place = find(bytes, b"Aurora Painter");
        bytes[place..place + 6].copy_from_slice(b"Canon!");
    });
    let codes = reasons(&file);
    assert!(
        codes.contains(&"claimSignature.mismatch".to_owned()),
        "{codes:?}"
    );
}

#[test]
fn bytes_put_behind_the_end_are_noticed() {
    let file = changed("c2pa-python.jpg", |bytes| bytes.extend_from_slice(b"more"));
    assert!(reasons(&file).contains(&"assertion.dataHash.mismatch".to_owned()));
}

#[test]
fn the_manifest_of_another_file_is_noticed() {
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    let signed = folder.path().join("signed.jpg");
    let signer = authority.signer("Studio");
    sign(
        &fixture("plain/aurora.jpg"),
        &signed,
        &signer,
        &Request::default(),
    )
    .unwrap();
    let store = c2pa::jumbf_io::load_jumbf_from_file(&signed).unwrap();

    let other = fs::read(fixture("signed/c2pa-python-edited.jpg")).unwrap();
    let stolen = c2pa::jumbf_io::save_jumbf_to_memory("jpg", &other, &store).unwrap();
    let file = folder.path().join("stolen.jpg");
    fs::write(&file, stolen).unwrap();
    assert!(reasons(&file).contains(&"assertion.dataHash.mismatch".to_owned()));
}

#[test]
fn reasons_are_told_in_plain_words() {
    let file = changed("c2pa-python.jpg", |bytes| {
        let last = bytes.len() - 40;
        bytes[last] ^= 1;
    });
    let found = read(&file, &Trust::default()).unwrap().unwrap();
    assert_eq!(
        found.validity.to_string(),
        "invalid: the file's bytes were changed after it was signed (assertion.dataHash.mismatch)"
    );
}
