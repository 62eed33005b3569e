//! The media file that the story is about.

use std::{
    fs::File,
    io::{self, Cursor, Read},
    path::{Path, PathBuf},
};

use provenue_media::{ChunkSize, Fingerprint, fingerprint_reader};

use crate::{
    commands::hash::{fingerprint_of, named},
    failure::{Failure, Result},
    output::Printer,
};

/// Comes with the command: `samples/README.md` tells how it was made, and that it is free to use.
const SAMPLE: &[u8] = include_bytes!("../../../../samples/aurora.jpg");
const SAMPLE_NAME: &str = "aurora.jpg";

/// A media file and what identifies it.
pub struct Picture {
    /// What to call it.
    pub name: String,
    path: Option<PathBuf>,
    /// Its content id and what else follows from its bytes.
    pub fingerprint: Fingerprint,
}

/// Reads the file at `path`, or the sample.
pub fn read(printer: &Printer, path: Option<&Path>) -> Result<Picture> {
    let chunk_size = ChunkSize::default();
    let Some(path) = path else {
        let fingerprint = fingerprint_reader(SAMPLE, chunk_size, |_| {})?;
        return Ok(Picture {
            name: SAMPLE_NAME.to_owned(),
            path: None,
            fingerprint,
        });
    };
    Ok(Picture {
        name: path.display().to_string(),
        path: Some(path.to_owned()),
        fingerprint: fingerprint_of(printer, path, chunk_size)?,
    })
}

impl Picture {
    /// What identifies the same file with a single bit flipped, in its last byte.
    pub fn altered(&self) -> Result<Fingerprint> {
        let flipped = self.fingerprint.byte_length.saturating_sub(1);
        let reader: Box<dyn Read + Send> = match &self.path {
            None => Box::new(Cursor::new(SAMPLE)),
            Some(path) => {
                let cannot_read = |error: io::Error| {
                    Failure::new(format!("cannot read {}: {error}", path.display()))
                };
                Box::new(File::open(path).map_err(cannot_read)?)
            }
        };
        let reader = FlipOneBit {
            reader,
            left: flipped,
        };
        fingerprint_reader(reader, self.fingerprint.chunk_size, |_| {})
            .map_err(|error| named(&self.name, error))
    }
}

/// Reads on, but for one bit.
struct FlipOneBit {
    reader: Box<dyn Read + Send>,
    /// Bytes until the one that is changed.
    left: u64,
}

impl Read for FlipOneBit {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        let at = usize::try_from(self.left).unwrap_or(usize::MAX);
        if let Some(byte) = buffer[..count].get_mut(at) {
            *byte ^= 1;
        }
        // When it was in this piece, nothing more is changed.
        self.left = self.left.checked_sub(count as u64).unwrap_or(u64::MAX);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bit_of_the_right_byte_is_flipped() {
        for piece in 1..=5 {
            let mut reader = FlipOneBit {
                reader: Box::new(Cursor::new([0, 1, 2, 3, 4])),
                left: 3,
            };
            let mut bytes = Vec::new();
            let mut buffer = vec![0; piece];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                bytes.extend_from_slice(&buffer[..count]);
            }
            assert_eq!(bytes, [0, 1, 2, 2, 4], "in pieces of {piece}");
        }
    }

    #[test]
    fn the_sample_is_a_jpeg() {
        let printer = Printer::new(crate::output::Format::Json, false);
        let picture = read(&printer, None).unwrap();
        assert_eq!(picture.fingerprint.media_type, "image/jpeg");
        let altered = picture.altered().unwrap();
        assert_eq!(altered.byte_length, picture.fingerprint.byte_length);
        assert_ne!(altered.content_id, picture.fingerprint.content_id);
    }
}
