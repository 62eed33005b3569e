//! The hash PDQ.

use crate::{
    Luma, PerceptualHash,
    dct::{WAVES, waves},
    filter::{SIDE, Small, shrink},
};

/// Pictures of at least this quality have a hash that says something; the authors of PDQ recommend to
/// leave out those below.
pub const RELIABLE_QUALITY: u8 = 50;

/// What PDQ says of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pdq {
    /// What it looks like.
    pub hash: PerceptualHash,
    /// How much there is to see, 0 to 100: an empty page has 0, and a hash of no meaning.
    pub quality: u8,
}

impl Pdq {
    /// Whether there is enough to see for the hash to say something.
    pub fn is_reliable(&self) -> bool {
        self.quality >= RELIABLE_QUALITY
    }
}

/// Pictures that are narrower or lower, in pixels, have a hash of zeros, of quality 0.
const SHORTEST_SIDE: usize = 5;

/// Hashes a picture: of each of 256 waves, whether there is more of it than of half of the others.
pub fn pdq(picture: Luma) -> Pdq {
    if picture.width().min(picture.height()) < SHORTEST_SIDE {
        return Pdq {
            hash: PerceptualHash([0; 32]),
            quality: 0,
        };
    }
    let small = shrink(picture);
    let waves = waves(&small);
    let mut sorted = waves;
    let flat = sorted.as_flattened_mut();
    let (_, &mut median, _) = flat.select_nth_unstable_by(flat.len() / 2 - 1, f32::total_cmp);
    let mut hash = [0; 32];
    for (index, wave) in waves.as_flattened().iter().enumerate() {
        if *wave > median {
            // Wave 0 is the last bit.
            hash[31 - index / 8] |= 1 << (index % 8);
        }
    }
    const { assert!(WAVES * WAVES == 256) };
    Pdq {
        hash: PerceptualHash(hash),
        quality: quality(&small),
    }
}

/// How much neighbours differ, in sum: each difference in whole hundredths of the scale, cut off.
fn quality(small: &Small) -> u8 {
    /// A sum of 90 is one point.
    const POINT: u32 = 90;
    let difference = |a: f32, b: f32| (((a - b) * 100.0 / 255.0) as i32).unsigned_abs();
    let mut sum = 0;
    for row in 0..SIDE {
        for column in 0..SIDE {
            if row + 1 < SIDE {
                sum += difference(small[row][column], small[row + 1][column]);
            }
            if column + 1 < SIDE {
                sum += difference(small[row][column], small[row][column + 1]);
            }
        }
    }
    (sum / POINT).min(100) as u8
}
