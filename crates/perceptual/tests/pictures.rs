//! Hashes of pictures, by the figures of Meta's own implementation (`pictures/make.py`).

use std::{io::Cursor, path::PathBuf};

use provenue_perceptual::{NEAR, Pdq, PerceptualHash, PictureError, hash_file, hash_image};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pictures")
}

fn hash(name: &str) -> Pdq {
    hash_file(&folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn original() -> PerceptualHash {
    hash("../../../../samples/aurora.jpg").hash
}

/// What Meta's implementation says.
fn reference() -> Vec<(String, Pdq)> {
    let table = std::fs::read_to_string(folder().join("reference.tsv")).unwrap();
    let row = |line: &str| {
        let [name, hash, quality] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let (hash, quality) = (hash.parse().unwrap(), quality.parse().unwrap());
        (name.to_owned(), Pdq { hash, quality })
    };
    table.lines().map(row).collect()
}

#[test]
fn hashes_are_those_of_metas_implementation() {
    let reference = reference();
    assert_eq!(reference.len(), 23);
    for (name, theirs) in reference {
        let ours = hash(&name);
        let distance = ours.hash.distance(&theirs.hash);
        // JPEG leaves a unit of brightness to the decoder, and a lossy WebP as well.
        let lossless = !name.ends_with(".jpg") && name != "chat.webp";
        let tolerated = if lossless { 0 } else { 2 };
        // One colour has no waves but the rounding's, so its hash is chance.
        if theirs.quality > 0 {
            assert!(distance <= tolerated, "{name}: {distance} bits differ");
        }
        assert!(
            ours.quality.abs_diff(theirs.quality) <= 1,
            "{name}: {ours:?}"
        );
    }
}

#[test]
fn copies_are_near() {
    let original = original();
    let copies = [
        "half-quality.jpg",
        "thumbnail.jpg",
        "chat.webp",
        "lossless.webp",
        "palette.gif",
        "screen.png",
        "deep.tif",
        "plain.bmp",
        "grey.jpg",
        "brighter.jpg",
        "squeezed.jpg",
        "captioned.jpg",
        "turned.jpg",
    ];
    for name in copies {
        let copy = hash(name);
        let distance = original.distance(&copy.hash);
        println!("{name} {distance} {}", copy.quality);
        assert!(
            original.is_near(&copy.hash) && copy.is_reliable(),
            "{name}: {distance}"
        );
    }
}

#[test]
fn other_pictures_are_far() {
    let original = original();
    for name in [
        "waves.png",
        "129x127.png",
        "128x256.png",
        "mirrored.jpg",
        "cropped.jpg",
    ] {
        let distance = original.distance(&hash(name).hash);
        println!("{name} {distance}");
        assert!(distance > 2 * NEAR, "{name}: {distance}");
    }
}

#[test]
fn there_is_nothing_to_see_in_an_empty_page() {
    let blank = hash("blank.png");
    assert!(blank.quality == 0 && !blank.is_reliable());
}

#[test]
fn what_is_no_picture_is_refused() {
    for bytes in [&b""[..], b"hello", b"%PDF-1.7", b"RIFF\0\0\0\0WAVEfmt "] {
        let refused = hash_image(Cursor::new(bytes));
        assert!(
            matches!(refused, Err(PictureError::NotAPicture)),
            "{refused:?}"
        );
    }
}

#[test]
fn damaged_pictures_give_an_error_or_a_hash() {
    for name in [
        "thumbnail.jpg",
        "lossless.webp",
        "palette.gif",
        "63x64.png",
        "deep.tif",
        "plain.bmp",
    ] {
        let bytes = std::fs::read(folder().join(name)).unwrap();
        let step = bytes.len() / 97 + 1;
        for length in (0..bytes.len()).step_by(step) {
            let _ = hash_image(Cursor::new(&bytes[..length]));
            let mut flipped = bytes.clone();
            flipped[length] ^= 0x55;
            let _ = hash_image(Cursor::new(&flipped));
        }
        let cut = hash_image(Cursor::new(&bytes[..40]));
        assert!(cut.is_err(), "{name}");
    }
}

#[test]
fn a_picture_that_says_to_be_huge_is_refused_before_it_is_decoded() {
    let mut png = std::fs::read(folder().join("screen.png")).unwrap();
    png[16..20].copy_from_slice(&20_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&20_000_u32.to_be_bytes());
    let crc = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    let refused = hash_image(Cursor::new(&png));
    assert!(
        matches!(refused, Err(PictureError::TooLarge(20_000, 20_000))),
        "{refused:?}"
    );
}

fn crc32(bytes: &[u8]) -> u32 {
    let update = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1))
        })
    };
    !bytes.iter().fold(!0, update)
}
