//! Headers of safetensors files: written by the format's own crate and by hand, and malformed.

use std::{
    collections::HashMap,
    fs::File,
    io::{self, Cursor, Read, Seek, SeekFrom, Write},
};

use proptest::prelude::*;
use provenue_record::safetensors::{Header, MAX_HEADER_BYTES, SafetensorsError};
use safetensors::{Dtype, serialize, tensor::TensorView};
use serde_json::json;

fn file_of(header: &str, data: usize) -> Vec<u8> {
    let length = (header.len() as u64).to_le_bytes();
    [&length[..], header.as_bytes(), &vec![7; data]].concat()
}

fn read(file: &[u8]) -> Result<Header, SafetensorsError> {
    Header::read(Cursor::new(file))
}

fn refusal(header: &str, data: usize) -> String {
    read(&file_of(header, data)).unwrap_err().to_string()
}

const TWO: &str = r#"{"__metadata__":{"modelspec.title":"Ink","modelspec.hash_sha256":"0xabcd","format":"pt"},
"b.weight":{"dtype":"F16","shape":[2,3],"data_offsets":[0,12]},
"a.bias":{"dtype":"F32","shape":[4],"data_offsets":[12,28]}}  "#;

#[test]
fn a_file_made_by_hand_is_read() {
    let header = read(&file_of(TWO, 28)).unwrap();
    let tensors: Vec<_> = header
        .tensors
        .iter()
        .map(|tensor| {
            (
                tensor.name.as_str(),
                tensor.dtype.as_str(),
                tensor.shape.as_slice(),
                tensor.byte_length,
            )
        })
        .collect();
    assert_eq!(
        tensors,
        [
            ("b.weight", "F16", &[2, 3][..], 12),
            ("a.bias", "F32", &[4][..], 16)
        ]
    );
    assert_eq!(
        serde_json::to_value(header.summary()).unwrap(),
        json!({
            "tensors": 2,
            "parameters": 10,
            "byte_length": 28,
            "dtypes": { "F16": 6, "F32": 4 },
            "metadata": { "modelspec.title": "Ink", "modelspec.hash_sha256": "0xabcd", "format": "pt" }
        })
    );
    let model = header.model("lora", "ink-v2.safetensors");
    assert_eq!(
        serde_json::to_value(model).unwrap(),
        json!({ "name": "Ink", "role": "lora", "hash": "0xabcd" })
    );
}

#[test]
fn a_model_without_texts_is_named_by_its_file() {
    let header = read(&file_of("{}", 0)).unwrap();
    assert!(header.tensors.is_empty() && header.metadata.is_empty());
    assert_eq!(header.summary().parameters, 0);
    let model = header.model("vae", "vae.safetensors");
    assert_eq!(
        serde_json::to_value(model).unwrap(),
        json!({ "name": "vae.safetensors", "role": "vae" })
    );
}

/// Reads from a file that fails beyond its header.
struct HeaderOnly {
    file: File,
    header_end: u64,
}

impl Read for HeaderOnly {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let end = self.file.stream_position()? + buffer.len() as u64;
        assert!(end <= self.header_end, "the weights are read");
        self.file.read(buffer)
    }
}

impl Seek for HeaderOnly {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[test]
fn of_a_file_of_ten_gigabytes_only_the_header_is_read() {
    let bytes = 10u64 << 30;
    let header = format!(
        r#"{{"w":{{"dtype":"BF16","shape":[{}],"data_offsets":[0,{bytes}]}}}}"#,
        bytes / 2
    );
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&file_of(&header, 0)).unwrap();
    // Sparse: it takes no room.
    let header_end = 8 + header.len() as u64;
    file.set_len(header_end + bytes).unwrap();
    let header = Header::read(HeaderOnly { file, header_end }).unwrap();
    assert_eq!(header.summary().parameters, bytes / 2);
    assert_eq!(header.summary().byte_length, bytes);
}

#[test]
fn headers_that_are_no_sound_ones_are_refused() {
    let tensor = |fields: &str| format!(r#"{{"a":{{{fields}}}}}"#);
    for (header, data) in [
        (String::new(), 0),
        ("[]".to_owned(), 0),
        ("null".to_owned(), 0),
        ("{".to_owned(), 0),
        ("{}{}".to_owned(), 0),
        (tensor(r#""dtype":"F32","shape":[1]"#), 4),
        (tensor(r#""dtype":"F33","shape":[1],"data_offsets":[0,4]"#), 4),
        (tensor(r#""dtype":"F32","shape":[-1],"data_offsets":[0,4]"#), 4),
        (tensor(r#""dtype":"F32","shape":[1.5],"data_offsets":[0,6]"#), 6),
        // The length does not fit the shape, or cannot be counted.
        (tensor(r#""dtype":"F32","shape":[2],"data_offsets":[0,4]"#), 4),
        (tensor(r#""dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]"#), 0),
        // A hole at the beginning, an end before the start, far outside.
        (tensor(r#""dtype":"F32","shape":[1],"data_offsets":[4,8]"#), 8),
        (tensor(r#""dtype":"F32","shape":[1],"data_offsets":[4,0]"#), 4),
        (tensor(r#""dtype":"U8","shape":[18446744073709551615],"data_offsets":[0,18446744073709551615]"#), 4),
        // Two tensors over each other, or with a hole between.
        (
            r#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}"#.to_owned(),
            6,
        ),
        (
            r#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[5,9]}}"#.to_owned(),
            9,
        ),
        (r#"{"__metadata__":{"a":1}}"#.to_owned(), 0),
        (r#"{"__metadata__":[]}"#.to_owned(), 0),
    ] {
        assert!(read(&file_of(&header, data)).is_err(), "{header}");
    }
    let damaged = refusal("{", 0);
    assert!(
        damaged.starts_with("the header of the safetensors file is damaged: "),
        "{damaged}"
    );
}

#[test]
fn a_name_that_is_there_twice_is_refused() {
    let tensor = r#""a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}"#;
    for header in [
        format!("{{{tensor},{tensor}}}"),
        format!(r#"{{{tensor},"\u0061":{{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}}}"#),
        r#"{"__metadata__":{"x":"1","x":"2"}}"#.to_owned(),
        r#"{"__metadata__":{},"__metadata__":{}}"#.to_owned(),
    ] {
        let told = refusal(&header, 4);
        assert!(told.contains("there twice"), "{told}");
    }
    assert!(read(&file_of(&format!("{{{tensor}}}"), 4)).is_ok());
}

#[test]
fn files_that_are_longer_or_shorter_than_their_tensors_are_refused() {
    for data in [0, 27, 29, 1000] {
        let found = 8 + TWO.len() + data;
        let expected = 8 + TWO.len() + 28;
        assert_eq!(
            refusal(TWO, data),
            format!("the safetensors file has {found} bytes and its tensors need {expected}")
        );
    }
    let whole = file_of(TWO, 28);
    for length in 0..8 + TWO.len() {
        let refused = read(&whole[..length]).unwrap_err();
        assert!(matches!(refused, SafetensorsError::Cut { .. }), "{length}");
    }
}

#[test]
fn no_memory_is_set_aside_for_a_header_that_is_not_there() {
    for length in [
        MAX_HEADER_BYTES + 1,
        u64::MAX,
        u64::from_le_bytes(*b"GGUF\x03\0\0\0"),
    ] {
        let refused = read(&[&length.to_le_bytes()[..], b"{}"].concat()).unwrap_err();
        assert!(matches!(refused, SafetensorsError::HeaderLength { found } if found == length));
    }
    let refused = read(&[&MAX_HEADER_BYTES.to_le_bytes()[..], b"{}"].concat()).unwrap_err();
    assert!(matches!(refused, SafetensorsError::Cut { length: 10 }));
}

proptest! {
    #[test]
    fn what_the_formats_own_crate_writes_is_read(
        tensors in prop::collection::btree_map(
            "[a-z]{1,6}(\\.[a-z0-9é]{1,6}){0,2}",
            (0usize..4, prop::collection::vec(0usize..5, 0..4)),
            0..12,
        ),
        texts in prop::collection::hash_map("\\PC{1,10}", "\\PC{0,20}", 0..5),
    ) {
        let kinds = [(Dtype::F32, "F32", 4), (Dtype::BF16, "BF16", 2), (Dtype::F8_E4M3, "F8_E4M3", 1), (Dtype::I64, "I64", 8)];
        let data = vec![0; 8 * 4 * 4 * 4];
        let views: HashMap<String, TensorView<'_>> = tensors
            .iter()
            .map(|(name, (kind, shape))| {
                let (dtype, _, size) = kinds[*kind];
                let bytes = shape.iter().product::<usize>() * size;
                (name.clone(), TensorView::new(dtype, shape.clone(), &data[..bytes]).unwrap())
            })
            .collect();
        // Without tensors it writes an empty set of texts as no JSON.
        let some_texts = Some(texts.clone()).filter(|texts| !texts.is_empty());
        let file = serialize(views, some_texts).unwrap();
        let header = read(&file).unwrap();
        prop_assert_eq!(&header.metadata, &texts.into_iter().collect());
        prop_assert_eq!(header.tensors.len(), tensors.len());
        for tensor in &header.tensors {
            let (kind, shape) = &tensors[&tensor.name];
            let (_, dtype, size) = kinds[*kind];
            prop_assert_eq!(&tensor.dtype, dtype);
            let shape: Vec<u64> = shape.iter().map(|dimension| *dimension as u64).collect();
            prop_assert_eq!(tensor.byte_length, shape.iter().product::<u64>() * size as u64);
            prop_assert_eq!(&tensor.shape, &shape);
        }
        // Cut or grown by one byte it is another file.
        prop_assert!(read(&file[..file.len() - 1]).is_err());
        prop_assert!(read(&[&file[..], b"x"].concat()).is_err());
    }

    #[test]
    fn random_changes_never_panic(place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in 0usize..40) {
        let mut file = file_of(TWO, 28);
        let at = place.index(file.len());
        file[at] = byte;
        if let Ok(header) = read(&file) {
            header.summary();
        }
        file.truncate(file.len() - cut);
        read(&file).ok();
    }

    #[test]
    fn random_headers_never_panic(header in "\\PC{0,80}", data in 0usize..20) {
        read(&file_of(&header, data)).ok();
    }
}
