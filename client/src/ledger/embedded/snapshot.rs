//! A ledger's state as bytes.
//!
//! ```text
//! magic     8 bytes  "PRVNLDGR"
//! format    u32, little endian
//! length    u64, little endian: bytes of the body
//! body      borsh
//! checksum  SHA-256 of everything before it
//! ```

use std::path::Path;

use borsh::{BorshDeserialize, BorshSerialize};
use sha2::{Digest, Sha256};

use super::StorageError;

const MAGIC: [u8; 8] = *b"PRVNLDGR";
const FORMAT: u32 = 3;
const HEADER: usize = 8 + 4 + 8;
const CHECKSUM: usize = 32;

/// Everything by which a ledger differs from a fresh one.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct Snapshot {
    /// The hash of the first block.
    pub(super) genesis: [u8; 32],
    /// The slot of the last transaction.
    pub(super) slot: u64,
    /// Its time.
    pub(super) unix_time: i64,
    /// Its block hash.
    pub(super) blockhash: [u8; 32],
    /// The hashes of the slots before the last one that are remembered, newest first.
    pub(super) slot_hashes: Vec<(u64, [u8; 32])>,
    /// Accounts, ordered by address, so that equal states are equal files.
    pub(super) accounts: Vec<SavedAccount>,
}

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct SavedAccount {
    pub(super) address: [u8; 32],
    pub(super) lamports: u64,
    pub(super) owner: [u8; 32],
    pub(super) executable: bool,
    pub(super) rent_epoch: u64,
    pub(super) data: Vec<u8>,
}

impl Snapshot {
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, borsh::io::Error> {
        let body = borsh::to_vec(self)?;
        let mut bytes = Vec::with_capacity(HEADER + body.len() + CHECKSUM);
        bytes.extend(MAGIC);
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend((body.len() as u64).to_le_bytes());
        bytes.extend(body);
        let checksum = Sha256::digest(&bytes);
        bytes.extend(checksum);
        Ok(bytes)
    }

    /// `path` is only for the error.
    pub(super) fn from_bytes(bytes: &[u8], path: &Path) -> Result<Self, StorageError> {
        let damaged = || StorageError::Damaged(path.to_owned());
        if !bytes.starts_with(&MAGIC) {
            return Err(StorageError::Foreign(path.to_owned()));
        }
        let (header, rest) = bytes.split_at_checked(HEADER).ok_or_else(damaged)?;
        let format = header[8..12].try_into().map(u32::from_le_bytes);
        let format = format.map_err(|_| damaged())?;
        if format != FORMAT {
            return Err(StorageError::Version {
                path: path.to_owned(),
                found: format,
                expected: FORMAT,
            });
        }
        let length = header[12..20].try_into().map(u64::from_le_bytes);
        let length = usize::try_from(length.map_err(|_| damaged())?).map_err(|_| damaged())?;
        let (body, checksum) = rest.split_at_checked(length).ok_or_else(damaged)?;
        if Sha256::digest(&bytes[..HEADER + length]).as_slice() != checksum {
            return Err(damaged());
        }
        borsh::from_slice(body).map_err(|_| damaged())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Snapshot {
        Snapshot {
            genesis: [8; 32],
            slot: 7,
            unix_time: -3,
            blockhash: [9; 32],
            slot_hashes: vec![(5, [6; 32]), (4, [5; 32])],
            accounts: vec![SavedAccount {
                address: [1; 32],
                lamports: 5,
                owner: [2; 32],
                executable: false,
                rent_epoch: u64::MAX,
                data: vec![1, 2, 3],
            }],
        }
    }

    fn read(bytes: &[u8]) -> Result<Snapshot, StorageError> {
        Snapshot::from_bytes(bytes, Path::new("ledger.bin"))
    }

    #[test]
    fn what_is_written_is_read_back() {
        let bytes = sample().to_bytes().unwrap_or_default();
        assert_eq!(read(&bytes).ok(), Some(sample()));
    }

    #[test]
    fn every_cut_and_every_flipped_byte_is_noticed() {
        let bytes = sample().to_bytes().unwrap_or_default();
        for cut in 0..bytes.len() {
            assert!(read(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x40;
            assert!(read(&bytes).is_err(), "flipped at {at}");
        }
        let longer = [bytes, vec![0]].concat();
        assert!(matches!(read(&longer), Err(StorageError::Damaged(_))));
    }

    #[test]
    fn foreign_and_newer_files_are_told_apart() {
        assert!(matches!(
            read(b"hello world"),
            Err(StorageError::Foreign(_))
        ));
        assert!(matches!(read(b""), Err(StorageError::Foreign(_))));
        let mut bytes = sample().to_bytes().unwrap_or_default();
        bytes[8] = 4;
        assert!(matches!(
            read(&bytes),
            Err(StorageError::Version { found: 4, .. })
        ));
    }
}
