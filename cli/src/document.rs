//! Documents that are recorded by their hash.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use sha2::{Digest, Sha256};

use crate::failure::{Failure, Result};

/// The SHA-256 of a file, as `sha256sum` prints it, in memory that does not grow with the file.
///
/// # Errors
/// When the file cannot be read, or nothing is in it: that would be the hash of a mistake.
pub fn sha256_of(path: &Path) -> Result<[u8; 32]> {
    let shown = path.display();
    let mut hasher = Sha256::new();
    match hash(path, &mut hasher) {
        Ok(0) => Err(Failure::new(format!(
            "{shown} is empty: there is nothing to record of it"
        ))),
        Ok(_) => Ok(hasher.finalize().into()),
        Err(error) => Err(Failure::new(format!("cannot read {shown}: {error}"))),
    }
}

/// Returns the number of bytes.
fn hash(path: &Path, hasher: &mut Sha256) -> io::Result<u64> {
    // Opening a pipe would wait until somebody writes to it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    io::copy(&mut File::open(path)?, &mut Sink(hasher))
}

/// What is written is hashed.
struct Sink<'a>(&'a mut Sha256);

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_the_hash_that_others_compute() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("licence.txt");
        std::fs::write(&path, "abc").unwrap();
        let hash = sha256_of(&path).unwrap();
        assert_eq!(hash[..4], [0xba, 0x78, 0x16, 0xbf]);
        std::fs::write(&path, "").unwrap();
        assert!(sha256_of(&path).is_err());
        assert!(sha256_of(folder.path()).is_err());
        assert!(sha256_of(&folder.path().join("missing")).is_err());
    }
}
