//! The picture's coarse waves.

use std::f64::consts::PI;

use crate::filter::{SIDE, Small};

/// Waves in a direction.
pub const WAVES: usize = 16;

/// How much of each pair of waves is in the picture: the 16 × 16 lowest frequencies of its discrete
/// cosine transform (DCT-II, orthonormal), without the constant ones.
pub fn waves(picture: &Small) -> [[f32; WAVES]; WAVES] {
    let transform: [[f32; SIDE]; WAVES] =
        std::array::from_fn(|wave| std::array::from_fn(|at| cosine(wave + 1, at)));
    let dot = |wave: &[f32; SIDE], line: &[f32; SIDE]| -> f32 {
        wave.iter().zip(line).map(|(a, b)| a * b).sum()
    };
    // Down the columns first, then along the rows.
    let down: [[f32; SIDE]; WAVES] = std::array::from_fn(|wave| {
        std::array::from_fn(|column| {
            let line = std::array::from_fn(|row| picture[row][column]);
            dot(&transform[wave], &line)
        })
    });
    std::array::from_fn(|row| std::array::from_fn(|column| dot(&transform[column], &down[row])))
}

fn cosine(wave: usize, at: usize) -> f32 {
    let angle = PI / (2 * SIDE) as f64 * (wave * (2 * at + 1)) as f64;
    ((2.0 / SIDE as f64).sqrt() * angle.cos()) as f32
}
