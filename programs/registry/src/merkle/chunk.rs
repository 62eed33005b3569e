//! That a chunk belongs to a work.

use anchor_lang::prelude::*;
use provenue_media::{
    verify::{verify_inclusion, LogHead, LogProofError},
    ChunkSize,
};

use super::Syscall;
use crate::{state::Asset, RegistryError};

/// What `verify_range` returns: 80 bytes, the numbers little endian, in this order.
///
/// The bytes of the work from `first_byte` on, `byte_length` of them, hash to `leaf`: SHA-256 of a zero
/// byte and these bytes. Whoever has bytes hashes them and compares; the hash alone shows no bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct ProvenChunk {
    /// The work.
    pub asset: Address,
    /// Where the chunk begins in the file.
    pub first_byte: u64,
    /// How many bytes the chunk has; only the file's last one may be shorter than others.
    pub byte_length: u64,
    /// The chunk's hash.
    pub leaf: [u8; 32],
}

impl ProvenChunk {
    /// How many bytes `verify_range` returns.
    pub const LENGTH: usize = 32 + 8 + 8 + 32;

    /// Reads what `verify_range` returned; `None` when that is of another length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; Self::LENGTH] = bytes.try_into().ok()?;
        let (asset, rest) = bytes.split_first_chunk()?;
        let (first_byte, rest) = rest.split_first_chunk()?;
        let (byte_length, leaf) = rest.split_first_chunk()?;
        Some(Self {
            asset: Address::new_from_array(*asset),
            first_byte: u64::from_le_bytes(*first_byte),
            byte_length: u64::from_le_bytes(*byte_length),
            leaf: leaf.try_into().ok()?,
        })
    }

    /// Checks that the chunk numbered `index` of the work has the hash `leaf`.
    ///
    /// How many hashes the proof has follows from the work's length and chunk size, so a node of the
    /// tree cannot pass for a chunk.
    ///
    /// # Errors
    /// [`RegistryError::ChunkOutOfRange`], [`RegistryError::ProofLength`],
    /// [`RegistryError::NotOfThisWork`].
    pub(crate) fn check(
        address: Address,
        asset: &Asset,
        index: u64,
        leaf: [u8; 32],
        proof: &[[u8; 32]],
    ) -> core::result::Result<Self, RegistryError> {
        let chunk_size = ChunkSize::from_log2(asset.chunk_size_log2)
            .map_err(|_| RegistryError::ChunkSizeOutOfRange)?;
        let byte_length = asset.byte_length.get();
        let head = LogHead {
            size: chunk_size.count(byte_length),
            root: asset.content_id,
        };
        verify_inclusion::<Syscall>(&head, index, &leaf, proof).map_err(|error| match error {
            LogProofError::Index { .. } => RegistryError::ChunkOutOfRange,
            LogProofError::Length { .. } => RegistryError::ProofLength,
            _ => RegistryError::NotOfThisWork,
        })?;
        // The chunk exists, so it begins inside of the file.
        let first_byte = index << chunk_size.log2();
        Ok(Self {
            asset: address,
            first_byte,
            byte_length: chunk_size.bytes().min(byte_length - first_byte),
            leaf,
        })
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use core::convert::Infallible;
    use std::vec::Vec;

    use anchor_lang::bytemuck::Zeroable;
    use provenue_media::{
        log::{prove_inclusion, root, NodeStore},
        Hash, Sha256, SoftwareSha256,
    };

    use super::*;

    const LEAF: Hash = [7; 32];

    /// A tree whose leaves are all alike.
    struct Alike;

    impl NodeStore for Alike {
        type Error = Infallible;

        fn node(&self, level: u32, _index: u64) -> core::result::Result<Hash, Infallible> {
            Ok((0..level).fold(LEAF, |node, _| SoftwareSha256::node(&node, &node)))
        }
    }

    /// A work of equal chunks, and how many they are.
    fn work(byte_length: u64, chunk_size_log2: u8) -> (Asset, u64) {
        let chunks = byte_length.div_ceil(1 << chunk_size_log2);
        let asset = Asset {
            byte_length: byte_length.into(),
            chunk_size_log2,
            content_id: root(&Alike, chunks).unwrap(),
            ..Asset::zeroed()
        };
        (asset, chunks)
    }

    fn check(
        asset: &Asset,
        index: u64,
        proof: &[Hash],
    ) -> core::result::Result<(u64, u64), RegistryError> {
        let proven = ProvenChunk::check(Address::default(), asset, index, LEAF, proof)?;
        Ok((proven.first_byte, proven.byte_length))
    }

    #[test]
    fn the_largest_works_are_shown_at_both_ends() {
        for log2 in 12..=30 {
            let size = 1 << log2;
            let (asset, chunks) = work(u64::MAX, log2);
            let proof = |index| prove_inclusion(&Alike, chunks, index).unwrap();
            let last = chunks - 1;
            let middle = chunks / 2;
            assert_eq!(check(&asset, 0, &proof(0)), Ok((0, size)));
            let shown = check(&asset, middle, &proof(middle));
            assert_eq!(shown, Ok((middle << log2, size)));
            let shown = check(&asset, last, &proof(last));
            assert_eq!(shown, Ok((u64::MAX - (size - 1), size - 1)));
            for beyond in [chunks, u64::MAX] {
                let refusal = Err(RegistryError::ChunkOutOfRange);
                assert_eq!(check(&asset, beyond, &proof(0)), refusal);
            }
            let long: Vec<_> = proof(0).into_iter().chain([LEAF]).collect();
            let refusal = Err(RegistryError::ProofLength);
            assert_eq!(check(&asset, 0, &long), refusal);
        }
    }

    #[test]
    fn an_asset_without_chunks_has_none_to_show() {
        let refusal = Err(RegistryError::ChunkOutOfRange);
        assert_eq!(check(&work(0, 12).0, 0, &[]), refusal);
        let mut asset = work(1, 12).0;
        asset.chunk_size_log2 = 64;
        let refusal = Err(RegistryError::ChunkSizeOutOfRange);
        assert_eq!(check(&asset, 0, &[]), refusal);
    }

    #[test]
    fn what_is_returned_is_read_back() {
        let proven = ProvenChunk {
            asset: Address::new_from_array([1; 32]),
            first_byte: 2,
            byte_length: 3,
            leaf: [4; 32],
        };
        let bytes = anchor_lang::wincode::config::serialize(&proven, anchor_lang::BORSH_CONFIG);
        let bytes = bytes.unwrap();
        assert_eq!(ProvenChunk::from_bytes(&bytes), Some(proven));
        assert_eq!(ProvenChunk::from_bytes(&bytes[1..]), None);
        assert_eq!(ProvenChunk::from_bytes(&[bytes, [0].into()].concat()), None);
    }
}
