//! Files that the `png` crate writes, with every kind of text chunk.

use std::io::Cursor;

use png::text_metadata::{ITXtChunk, TEXtChunk, ZTXtChunk};
use proptest::prelude::*;
use provenue_record::import::{TextChunk, from_png, text_chunks};

fn written(texts: &[(u8, String, String)]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 64, 64);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let mut write = |(kind, keyword, text): &(u8, String, String)| {
        match kind {
            0 => writer.write_text_chunk(&TEXtChunk::new(keyword, text)),
            1 => writer.write_text_chunk(&ZTXtChunk::new(keyword, text)),
            2 => writer.write_text_chunk(&ITXtChunk::new(keyword, text)),
            _ => {
                let mut chunk = ITXtChunk::new(keyword, text);
                chunk.compress_text().unwrap();
                writer.write_text_chunk(&chunk)
            }
        }
        .unwrap();
    };
    let half = texts.len() / 2;
    texts[..half].iter().for_each(&mut write);
    let pixels: Vec<u8> = (0..64 * 64 * 3)
        .map(|index| (index * 7 % 251) as u8)
        .collect();
    writer.write_image_data(&pixels).unwrap();
    for (kind, keyword, text) in &texts[half..] {
        // After the picture.
        match kind {
            0 => writer.write_text_chunk(&TEXtChunk::new(keyword, text)),
            1 => writer.write_text_chunk(&ZTXtChunk::new(keyword, text)),
            _ => writer.write_text_chunk(&ITXtChunk::new(keyword, text)),
        }
        .unwrap();
    }
    writer.finish().unwrap();
    file
}

fn texts() -> impl Strategy<Value = Vec<(u8, String, String)>> {
    let latin = "[ -~\u{a1}-\u{ff}]{0,60}";
    let text = prop_oneof![
        (0u8..2, Just(()), latin).prop_map(|(kind, (), text)| (kind, text)),
        (2u8..4, Just(()), "\\PC{0,60}").prop_map(|(kind, (), text)| (kind, text)),
    ];
    prop::collection::vec(("[A-Za-z][A-Za-z ]{0,20}[a-z]", text), 0..8).prop_map(|texts| {
        texts
            .into_iter()
            .map(|(keyword, (kind, text))| (kind, keyword, text))
            .collect()
    })
}

proptest! {
    #[test]
    fn all_texts_are_read_in_their_order(texts in texts()) {
        let found = text_chunks(Cursor::new(written(&texts))).unwrap();
        // Latin-1 that happens to be UTF-8 is read as that, which no test can tell from outside.
        let ambiguous = |text: &str| {
            let latin1: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
            !text.is_ascii() && String::from_utf8(latin1).is_ok()
        };
        prop_assume!(!texts.iter().any(|(kind, _, text)| *kind < 2 && ambiguous(text)));
        let expected: Vec<TextChunk> = texts
            .into_iter()
            .map(|(_, keyword, text)| TextChunk { keyword, text })
            .collect();
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn a_prompt_in_any_kind_of_chunk_on_either_side_of_the_picture_is_imported() {
    for kind in 0..4 {
        for after in [false, true] {
            let mut texts = vec![
                (0, "Author".to_owned(), "x".to_owned()),
                (0, "Title".to_owned(), "y".to_owned()),
            ];
            let prompt = (
                kind,
                "parameters".to_owned(),
                "a café\nSteps: 1, Sampler: x, Seed: 2".to_owned(),
            );
            texts.insert(if after { 2 } else { 0 }, prompt);
            let record = from_png(Cursor::new(written(&texts))).unwrap();
            assert_eq!(record.prompt.as_deref(), Some("a café"), "{kind} {after}");
            assert_eq!(record.seed.unwrap().0, 2);
        }
    }
}

/// Many programs write UTF-8 where the format asks for Latin-1.
#[test]
fn utf8_in_a_latin1_chunk_is_read_as_what_it_is() {
    let file = crate::png_of(&[(b"tEXt", "parameters\0“été”".as_bytes())]);
    assert_eq!(text_chunks(Cursor::new(file)).unwrap()[0].text, "“été”");
    let file = crate::png_of(&[(b"tEXt", b"parameters\0\xe9t\xe9")]);
    assert_eq!(text_chunks(Cursor::new(file)).unwrap()[0].text, "été");
}
