//! How long the chunks of a file are.

use core::{fmt, ops::Range};

use thiserror::Error;

/// The length of a file's chunks: a power of two from 4 KiB to 1 GiB.
///
/// The same bytes in chunks of another size have another content id, so an asset
/// keeps its chunk size beside its id. Small chunks make for small parts and long
/// trees; 256 KiB, the default, suits files from a photo to a film.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "std", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "std", serde(into = "u64", try_from = "u64"))]
pub struct ChunkSize {
    log2: u8,
}

impl ChunkSize {
    /// 4 KiB, a page of memory.
    pub const MIN: Self = Self { log2: 12 };
    /// 1 GiB.
    pub const MAX: Self = Self { log2: 30 };

    /// The chunk size of `2^log2` bytes.
    ///
    /// # Errors
    /// When it is less than 4 KiB or more than 1 GiB.
    pub const fn from_log2(log2: u8) -> Result<Self, ChunkSizeError> {
        if log2 < Self::MIN.log2 || log2 > Self::MAX.log2 {
            return Err(ChunkSizeError);
        }
        Ok(Self { log2 })
    }

    /// The chunk size of so many bytes.
    ///
    /// # Errors
    /// When that is no power of two from 4 KiB to 1 GiB.
    pub const fn from_bytes(bytes: u64) -> Result<Self, ChunkSizeError> {
        if !bytes.is_power_of_two() {
            return Err(ChunkSizeError);
        }
        Self::from_log2(bytes.trailing_zeros() as u8)
    }

    /// The exponent: a chunk has `2^log2` bytes.
    pub const fn log2(self) -> u8 {
        self.log2
    }

    /// A chunk's length in bytes.
    pub const fn bytes(self) -> u64 {
        1 << self.log2
    }

    /// How many chunks a file of `byte_length` bytes has. The last may be shorter.
    pub const fn count(self, byte_length: u64) -> u64 {
        byte_length.div_ceil(self.bytes())
    }

    /// The chunks that the byte range touches.
    pub const fn covering(self, bytes: &Range<u64>) -> Range<u64> {
        bytes.start / self.bytes()..self.count(bytes.end)
    }

    /// The bytes of the given chunks in a file of `byte_length` bytes.
    pub fn bytes_of(self, chunks: &Range<u64>, byte_length: u64) -> Range<u64> {
        let end_of = |chunk: u64| chunk.saturating_mul(self.bytes()).min(byte_length);
        end_of(chunks.start)..end_of(chunks.end)
    }
}

impl Default for ChunkSize {
    /// 256 KiB.
    fn default() -> Self {
        Self { log2: 18 }
    }
}

impl fmt::Display for ChunkSize {
    /// In the largest unit that fits: "256 KiB".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shift, unit) = match self.log2 {
            30.. => (30, "GiB"),
            20.. => (20, "MiB"),
            _ => (10, "KiB"),
        };
        write!(f, "{} {unit}", self.bytes() >> shift)
    }
}

impl From<ChunkSize> for u64 {
    fn from(size: ChunkSize) -> Self {
        size.bytes()
    }
}

impl TryFrom<u64> for ChunkSize {
    type Error = ChunkSizeError;

    fn try_from(bytes: u64) -> Result<Self, ChunkSizeError> {
        Self::from_bytes(bytes)
    }
}

/// The number is no chunk size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a chunk size must be a power of two from 4096 bytes (4 KiB) to 1073741824 bytes (1 GiB)")]
pub struct ChunkSizeError;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_powers_of_two_from_4_kib_to_1_gib_are_chunk_sizes() {
        for bytes in [0, 1, 2048, 4095, 4097, 300_000, 1 << 31, 1 << 63, u64::MAX] {
            assert_eq!(ChunkSize::from_bytes(bytes), Err(ChunkSizeError), "{bytes}");
        }
        for log2 in 12..=30 {
            assert_eq!(ChunkSize::from_bytes(1 << log2), ChunkSize::from_log2(log2));
        }
        assert_eq!(ChunkSize::from_log2(11), Err(ChunkSizeError));
        assert_eq!(ChunkSize::from_log2(31), Err(ChunkSizeError));
        assert_eq!(ChunkSize::default().bytes(), 256 * 1024);
    }

    #[test]
    fn a_range_covers_every_chunk_it_touches_and_no_other() {
        let size = ChunkSize::MIN;
        assert_eq!(size.covering(&(0..1)), 0..1);
        assert_eq!(size.covering(&(4095..4096)), 0..1);
        assert_eq!(size.covering(&(4095..4097)), 0..2);
        assert_eq!(size.covering(&(4096..8192)), 1..2);
        assert_eq!(size.bytes_of(&(1..3), 9_000), 4096..9_000);
        assert_eq!(size.count(8192), 2);
        assert_eq!(size.count(8193), 3);
    }
}
