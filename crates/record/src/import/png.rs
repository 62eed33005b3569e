//! The text chunks of a PNG file, without decoding its picture.
//!
//! Decoders of pictures skip a text chunk that is damaged, which is right for a viewer and wrong
//! for evidence: here a damaged one is an error, and the picture's data are passed over unread.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

use flate2::read::ZlibDecoder;

use super::error::ImportError;

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// The longest chunk that the format allows.
const MAX_CHUNK_BYTES: u32 = (1 << 31) - 1;

/// How long all texts together may be, before and after they are decompressed. The graphs of
/// large workflows have a few megabytes.
const MAX_TEXT_BYTES: u64 = 64 << 20;

/// The longest keyword that the format allows.
const MAX_KEYWORD_BYTES: usize = 79;

/// A text in a PNG file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChunk {
    /// Its name.
    pub keyword: String,
    /// What it says.
    pub text: String,
}

/// All texts of a PNG file (`tEXt`, `zTXt` and `iTXt`), in their order.
///
/// The format says that the first two are Latin-1, but many programs write UTF-8 there; so what is
/// UTF-8 is read as such, and what is not as Latin-1.
///
/// # Errors
/// When it is no PNG file, ends too early, or a text is damaged or longer than 64 MiB with all before.
pub fn text_chunks(mut file: impl Read + Seek) -> Result<Vec<TextChunk>, ImportError> {
    let mut signature = [0; SIGNATURE.len()];
    match file.read_exact(&mut signature) {
        Ok(()) if signature == SIGNATURE => {}
        Err(error) if error.kind() != ErrorKind::UnexpectedEof => {
            return Err(ImportError::Read(error));
        }
        _ => return Err(ImportError::NotPng),
    }
    let mut chunks = Vec::new();
    let mut budget = MAX_TEXT_BYTES;
    loop {
        let (length, kind) = header(&mut file)?;
        match &kind {
            b"tEXt" | b"zTXt" | b"iTXt" => {
                let data = body(&mut file, length, &kind, &mut budget)?;
                chunks.push(parse(&kind, &data, &mut budget)?);
            }
            b"IEND" => return Ok(chunks),
            // Data and checksum are passed over.
            _ => skip(&mut file, i64::from(length) + 4)?,
        }
    }
}

fn header(file: &mut impl Read) -> Result<(u32, [u8; 4]), ImportError> {
    let mut header = [0; 8];
    file.read_exact(&mut header).map_err(ends)?;
    let [a, b, c, d, kind @ ..] = header;
    let length = u32::from_be_bytes([a, b, c, d]);
    if length > MAX_CHUNK_BYTES || !kind.iter().all(u8::is_ascii_alphabetic) {
        return Err(ImportError::Length {
            kind: name(&kind),
            length,
        });
    }
    Ok((length, kind))
}

/// Past the end nothing is found to be missing before the next read.
fn skip(file: &mut impl Seek, bytes: i64) -> Result<(), ImportError> {
    file.seek(SeekFrom::Current(bytes))
        .map(|_| ())
        .map_err(ImportError::Read)
}

fn body(
    file: &mut impl Read,
    length: u32,
    kind: &[u8; 4],
    budget: &mut u64,
) -> Result<Vec<u8>, ImportError> {
    spend(budget, u64::from(length))?;
    let mut data = Vec::new();
    // As long as the file is, not as long as it says.
    let found = file
        .take(u64::from(length))
        .read_to_end(&mut data)
        .map_err(ImportError::Read)?;
    if found < length as usize {
        return Err(ImportError::Ends);
    }
    let mut checksum = [0; 4];
    file.read_exact(&mut checksum).map_err(ends)?;
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(kind);
    hasher.update(&data);
    if hasher.finalize() != u32::from_be_bytes(checksum) {
        return Err(ImportError::Checksum { kind: name(kind) });
    }
    Ok(data)
}

fn parse(kind: &[u8; 4], data: &[u8], budget: &mut u64) -> Result<TextChunk, ImportError> {
    let damaged = |problem| ImportError::Text {
        kind: name(kind),
        problem,
    };
    let (keyword, rest) = split_at_zero(data).ok_or_else(|| damaged("the keyword does not end"))?;
    if keyword.is_empty() || keyword.len() > MAX_KEYWORD_BYTES {
        return Err(damaged("the keyword has not 1 to 79 bytes"));
    }
    let text = match kind {
        b"tEXt" => utf8_or_latin1(rest),
        b"zTXt" => match rest {
            [0, compressed @ ..] => utf8_or_latin1(&inflate(compressed, kind, budget)?),
            _ => return Err(damaged("the compression is none that is known")),
        },
        _ => {
            let (flags, rest) = rest
                .split_first_chunk::<2>()
                .ok_or_else(|| damaged("the compression is not told"))?;
            let (_language, rest) =
                split_at_zero(rest).ok_or_else(|| damaged("the language does not end"))?;
            let (_translated, text) = split_at_zero(rest)
                .ok_or_else(|| damaged("the translated keyword does not end"))?;
            let text = match flags {
                [0, _] => text.to_vec(),
                [1, 0] => inflate(text, kind, budget)?,
                _ => return Err(damaged("the compression is none that is known")),
            };
            String::from_utf8(text).map_err(|_| damaged("the text is not UTF-8"))?
        }
    };
    Ok(TextChunk {
        keyword: utf8_or_latin1(keyword),
        text,
    })
}

fn inflate(compressed: &[u8], kind: &[u8; 4], budget: &mut u64) -> Result<Vec<u8>, ImportError> {
    let mut text = Vec::new();
    ZlibDecoder::new(compressed)
        .take(*budget + 1)
        .read_to_end(&mut text)
        .map_err(|_| ImportError::Text {
            kind: name(kind),
            problem: "the compressed text is damaged",
        })?;
    spend(budget, text.len() as u64)?;
    Ok(text)
}

fn spend(budget: &mut u64, bytes: u64) -> Result<(), ImportError> {
    *budget = budget.checked_sub(bytes).ok_or(ImportError::TooLong {
        limit: MAX_TEXT_BYTES,
    })?;
    Ok(())
}

fn split_at_zero(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = data.iter().position(|byte| *byte == 0)?;
    Some((&data[..end], &data[end + 1..]))
}

fn utf8_or_latin1(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // Latin-1 is the first 256 code points.
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

/// A chunk's type for a message: whatever the bytes are, it can be printed.
fn name(kind: &[u8; 4]) -> String {
    kind.escape_ascii().to_string()
}

fn ends(error: io::Error) -> ImportError {
    match error.kind() {
        ErrorKind::UnexpectedEof => ImportError::Ends,
        _ => ImportError::Read(error),
    }
}
