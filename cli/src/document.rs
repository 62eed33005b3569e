//! Documents that are recorded by their hash.

use std::{
    fs::File,
    io::{self, Read},
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
    let refused = |error: io::Error| Failure::new(format!("cannot read {shown}: {error}"));
    let mut file = File::open(path).map_err(refused)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut empty = true;
    loop {
        match file.read(&mut buffer).map_err(refused)? {
            0 => break,
            count => hasher.update(&buffer[..count]),
        }
        empty = false;
    }
    if empty {
        return Err(Failure::new(format!("{shown} is empty"))
            .hint("name the file that holds the text of the licence"));
    }
    Ok(hasher.finalize().into())
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
