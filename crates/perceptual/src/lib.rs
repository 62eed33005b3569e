//! Perceptual hashes: what a picture looks like, in 32 bytes.
//!
//! A content id finds a file by its exact bytes; one transcoded, resized or stripped of its manifest
//! has another. A perceptual hash (C2PA calls it a soft binding) finds what looks the same: copies
//! have hashes that differ in few bits. It is a hint for people, not a proof: pictures can be made to
//! collide, and to evade.
//!
//! The hash is [PDQ](https://github.com/facebook/ThreatExchange/blob/main/hashing/hashing.pdf), which
//! Meta published in 2019 and others compute as well: 256 bits, compared by Hamming distance.

mod dct;
mod filter;
mod hash;
mod luma;
mod pdq;
mod picture;

pub use hash::{MalformedHash, NEAR, PerceptualHash};
pub use luma::Luma;
pub use pdq::{Pdq, RELIABLE_QUALITY, pdq};
pub use picture::{LARGEST_SIDE, MOST_PIXELS, PictureError, hash_file, hash_image};
