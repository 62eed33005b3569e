//! The hash, and how far two are apart.

use std::{fmt, str::FromStr};

/// Two pictures whose hashes differ in at most so many of their 256 bits are near-identical; the
/// authors of PDQ recommend 31. Unrelated pictures differ in 128 on average.
pub const NEAR: u32 = 31;

/// A 256-bit PDQ hash. Written as 64 hexadecimal digits, the most significant bit first, as other
/// implementations of PDQ write it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PerceptualHash(pub [u8; 32]);

/// A text is not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a perceptual hash is written with 64 hexadecimal digits")]
pub struct MalformedHash;

impl PerceptualHash {
    /// In how many of the 256 bits they differ.
    pub fn distance(&self, other: &Self) -> u32 {
        let pairs = self.0.iter().zip(&other.0);
        pairs.map(|(a, b)| (a ^ b).count_ones()).sum()
    }

    /// Whether the pictures look the same: they are at most [`NEAR`] apart.
    pub fn is_near(&self, other: &Self) -> bool {
        self.distance(other) <= NEAR
    }
}

impl fmt::Display for PerceptualHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for PerceptualHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PerceptualHash({self})")
    }
}

impl FromStr for PerceptualHash {
    type Err = MalformedHash;

    fn from_str(text: &str) -> Result<Self, MalformedHash> {
        let mut hash = [0; 32];
        hex::decode_to_slice(text, &mut hash).map_err(|_| MalformedHash)?;
        Ok(Self(hash))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_threshold_belongs_to_the_near() {
        let mut other = [0; 32];
        other[..3].fill(0xff);
        other[3] = 0x7f;
        let (hash, other) = (PerceptualHash([0; 32]), PerceptualHash(other));
        assert_eq!(hash.distance(&other), NEAR);
        assert!(hash.is_near(&other));
        let mut further = other;
        further.0[3] = 0xff;
        assert!(!hash.is_near(&further));
    }

    proptest! {
        #[test]
        fn it_is_read_as_it_is_written(hash: [u8; 32]) {
            let hash = PerceptualHash(hash);
            prop_assert_eq!(hash.to_string().parse(), Ok(hash));
        }

        #[test]
        fn distances_are_a_metric(a: [u8; 32], b: [u8; 32], c: [u8; 32]) {
            let [a, b, c] = [a, b, c].map(PerceptualHash);
            prop_assert_eq!(a.distance(&b) == 0, a == b);
            prop_assert_eq!(a.distance(&b), b.distance(&a));
            prop_assert!(a.distance(&c) <= a.distance(&b) + b.distance(&c));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "00", &"0".repeat(63), &"0".repeat(65), &"g".repeat(64)] {
            assert_eq!(text.parse::<PerceptualHash>(), Err(MalformedHash), "{text}");
        }
    }
}
