//! Damaged files and files that tell nothing: one clear error each, and never a panic.

use std::io::{Cursor, Write};

use flate2::{Compression, write::ZlibEncoder};
use proptest::prelude::*;
use provenue_record::{
    GenerationRecord,
    import::{ImportError, from_png, from_png_file, from_texts, text_chunks},
};

fn refusal(file: &[u8]) -> ImportError {
    from_png(Cursor::new(file)).unwrap_err()
}

fn deflated(text: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_is_no_png_file_is_refused() {
    for file in [
        &b""[..],
        b"\x89PNG",
        b"GIF89a, and more than eight bytes",
        b"\x89PNG\r\n\x1a\r",
    ] {
        assert!(matches!(refusal(file), ImportError::NotPng));
    }
    let missing = from_png_file("/no/such/file.png").unwrap_err();
    assert!(matches!(missing, ImportError::Read(_)));
}

#[test]
fn a_file_that_tells_nothing_says_which_texts_it_has() {
    let refused = refusal(&crate::png_of(&[]));
    assert_eq!(
        refused.to_string(),
        "the PNG file tells nothing of how it was made"
    );
    let refused = refusal(&crate::png_of(&[
        (b"tEXt", b"Author\0me"),
        (b"tEXt", b"Comment\0{}"),
        (b"tEXt", b"prompt\0a cat"),
    ]));
    assert!(
        refused
            .to_string()
            .ends_with("its texts are Author, Comment, prompt"),
        "{refused}"
    );
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let whole = std::fs::read(crate::fixture("comfyui")).unwrap();
    for length in 0..whole.len() - 4 {
        let refused = refusal(&whole[..length]);
        let expected = if length < 8 {
            "it is not a PNG file"
        } else {
            "the PNG file is damaged: it ends too early"
        };
        assert_eq!(refused.to_string(), expected, "{length}");
    }
}

#[test]
fn any_changed_bit_of_a_text_is_noticed_by_its_checksum() {
    let honest = crate::png_of(&[(b"tEXt", b"parameters\0a cat")]);
    let start = honest
        .windows(4)
        .position(|bytes| bytes == b"tEXt")
        .unwrap();
    // Keyword, text and checksum: the type and the length are told by other errors.
    for place in start + 4..start + 4 + 16 + 4 {
        for bit in 0..8 {
            let mut changed = honest.clone();
            changed[place] ^= 1 << bit;
            let refused = refusal(&changed);
            assert!(
                matches!(&refused, ImportError::Checksum { kind } if kind == "tEXt"),
                "{refused}"
            );
        }
    }
}

#[test]
fn text_chunks_that_are_not_built_right_are_refused_by_what_is_wrong() {
    let long = [&[b'k'; 80][..], b"\0text"].concat();
    let broken = [
        b"k\0\0".as_slice(),
        &deflated(b"some text that is compressed")[..12],
    ]
    .concat();
    let not_utf8 = [b"k\0\x01\0\0\0".as_slice(), &deflated(b"\xff\xfe")].concat();
    for (kind, data, problem) in [
        (b"tEXt", &b"no zero"[..], "the keyword does not end"),
        (b"tEXt", b"\0text", "the keyword has not 1 to 79 bytes"),
        (b"tEXt", &long, "the keyword has not 1 to 79 bytes"),
        (b"tEXt", b"", "the keyword does not end"),
        (b"zTXt", b"k\0", "the compression is none that is known"),
        (
            b"zTXt",
            b"k\0\x01x",
            "the compression is none that is known",
        ),
        (
            b"zTXt",
            b"k\0\0not compressed",
            "the compressed text is damaged",
        ),
        (b"zTXt", &broken, "the compressed text is damaged"),
        (b"iTXt", b"k\0", "the compression is not told"),
        (b"iTXt", b"k\0\0", "the compression is not told"),
        (b"iTXt", b"k\0\0\0en", "the language does not end"),
        (
            b"iTXt",
            b"k\0\0\0en\0Titel",
            "the translated keyword does not end",
        ),
        (
            b"iTXt",
            b"k\0\x02\0\0\0x",
            "the compression is none that is known",
        ),
        (
            b"iTXt",
            b"k\0\x01\x01\0\0x",
            "the compression is none that is known",
        ),
        (b"iTXt", b"k\0\0\0\0\0\xff", "the text is not UTF-8"),
        (b"iTXt", &not_utf8, "the text is not UTF-8"),
    ] {
        let refused = refusal(&crate::png_of(&[(kind, data)]));
        let kind = str::from_utf8(kind).unwrap();
        assert_eq!(
            refused.to_string(),
            format!("the PNG file is damaged: in a {kind} chunk {problem}")
        );
    }
}

#[test]
fn lengths_that_no_chunk_has_and_types_that_are_none_are_refused() {
    let header = crate::png_of(&[])[..33].to_vec();
    let with = |length: u32, kind: &[u8; 4]| {
        let file = [&header[..], &length.to_be_bytes(), kind, b"rest"].concat();
        refusal(&file)
    };
    assert!(matches!(with(1 << 31, b"tEXt"), ImportError::Length { .. }));
    assert!(matches!(
        with(u32::MAX, b"IDAT"),
        ImportError::Length { .. }
    ));
    let refused = with(4, b"a\x1b[m");
    assert_eq!(
        refused.to_string(),
        "the PNG file is damaged: the chunk a\\x1b[m says that it has 4 bytes"
    );
    // What it says is not what is set aside for it.
    assert!(matches!(with(60 << 20, b"tEXt"), ImportError::Ends));
    assert!(matches!(
        with((1 << 31) - 1, b"tEXt"),
        ImportError::TooLong { .. }
    ));
    assert!(matches!(with((1 << 31) - 1, b"IDAT"), ImportError::Ends));
}

#[test]
fn a_small_chunk_that_becomes_a_large_text_is_refused() {
    let bomb = [b"prompt\0\0".as_slice(), &deflated(&vec![b'a'; 65 << 20])].concat();
    assert!(bomb.len() < 100_000);
    let refused = refusal(&crate::png_of(&[(b"zTXt", &bomb)]));
    assert!(matches!(refused, ImportError::TooLong { .. }));
    // Together they are counted too.
    let half = [b"prompt\0\0".as_slice(), &deflated(&vec![b'a'; 33 << 20])].concat();
    let refused = refusal(&crate::png_of(&[(b"zTXt", &half), (b"zTXt", &half)]));
    assert!(matches!(refused, ImportError::TooLong { .. }));
    assert_eq!(
        text_chunks(Cursor::new(crate::png_of(&[(b"zTXt", &half)])))
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn json_that_is_none_is_told_with_the_name_of_the_text() {
    for (texts, keyword) in [
        (
            vec![(b"tEXt", &b"invokeai_metadata\0{"[..])],
            "invokeai_metadata",
        ),
        (
            vec![(b"tEXt", b"invokeai_metadata\0[]")],
            "invokeai_metadata",
        ),
        (
            vec![(b"tEXt", b"Software\0NovelAI"), (b"tEXt", b"Comment\0x")],
            "Comment",
        ),
        (
            vec![
                (b"tEXt", b"fooocus_scheme\0fooocus"),
                (b"tEXt", b"parameters\0a cat"),
            ],
            "parameters",
        ),
        (vec![(b"tEXt", b"prompt\0{\"1\":}")], "prompt"),
    ] {
        let refused = refusal(&crate::png_of(&texts));
        assert!(
            refused
                .to_string()
                .starts_with(&format!("the text {keyword:?} in the PNG file")),
            "{refused}"
        );
    }
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        from_png(Cursor::new(&bytes)).unwrap_err();
        let signed = [b"\x89PNG\r\n\x1a\n".as_slice(), &bytes].concat();
        from_png(Cursor::new(signed)).ok();
    }

    #[test]
    fn random_chunks_never_panic(
        chunks in prop::collection::vec((0usize..4, prop::collection::vec(any::<u8>(), 0..80)), 0..6),
    ) {
        let kinds = [b"tEXt", b"zTXt", b"iTXt", b"IDAT"];
        let chunks: Vec<_> = chunks.iter().map(|(kind, data)| (kinds[*kind], data.as_slice())).collect();
        from_png(Cursor::new(crate::png_of(&chunks))).ok();
    }

    #[test]
    fn real_files_with_random_changes_never_panic(
        name in prop::sample::select(vec!["automatic1111", "comfyui", "invokeai", "novelai", "fooocus"]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut file = std::fs::read(crate::fixture(name)).unwrap();
        for (place, byte) in changes {
            let place = place.index(file.len());
            file[place] = byte;
        }
        from_png(Cursor::new(file)).ok();
    }

    #[test]
    fn real_texts_with_random_changes_make_a_record_or_an_error(
        name in prop::sample::select(vec!["automatic1111", "comfyui", "invokeai", "novelai", "fooocus"]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<char>()), 1..6),
    ) {
        let mut chunks = text_chunks(std::fs::File::open(crate::fixture(name)).unwrap()).unwrap();
        for (place, letter) in changes {
            let chunk = place.index(chunks.len());
            let text = &mut chunks[chunk].text;
            let at = text.floor_char_boundary(place.index(text.len() + 1));
            text.insert(at, letter);
        }
        if let Ok(record) = from_texts(&chunks) {
            let json = record.to_json().unwrap();
            prop_assert_eq!(GenerationRecord::from_json(&json).unwrap(), record);
        }
    }
}
