//! Makes any picture one of 64 × 64 pixels, smoothly.
//!
//! A picture that is only decimated would change its hash with every pixel's noise. PDQ blurs it
//! first, with two box filters over another (Jarosz's filter: a tent), as wide as the pixels that
//! become one.

use crate::Luma;

/// What PDQ makes of every picture: 64 rows of 64 pixels.
pub const SIDE: usize = 64;

/// The small picture.
pub type Small = [[f32; SIDE]; SIDE];

/// How often the box filter is run.
const PASSES: usize = 2;

/// Blurs a picture, and takes 64 × 64 of its pixels.
pub fn shrink(mut picture: Luma) -> Small {
    let (width, height) = (picture.width(), picture.height());
    let mut line = Vec::with_capacity(width.max(height));
    for _ in 0..PASSES {
        for row in picture.pixels_mut().chunks_exact_mut(width) {
            line.clear();
            line.extend_from_slice(row);
            box_filter(&line, window(width), row.iter_mut());
        }
        for column in 0..width {
            let pixels = picture.pixels_mut();
            line.clear();
            line.extend(pixels[column..].iter().step_by(width));
            box_filter(
                &line,
                window(height),
                pixels[column..].iter_mut().step_by(width),
            );
        }
    }
    let at = |row, column| picture.pixels()[middle(row, height) * width + middle(column, width)];
    std::array::from_fn(|row| std::array::from_fn(|column| at(row, column)))
}

/// How many pixels of a line the box takes: half of those that become one, rounded up.
fn window(length: usize) -> usize {
    length.div_ceil(2 * SIDE)
}

/// Which of `length` pixels is in the middle of those that become pixel `index` of the small picture.
fn middle(index: usize, length: usize) -> usize {
    (2 * index + 1) * length / (2 * SIDE)
}

/// The mean of each pixel's neighbourhood, of which the line's end may cut some off.
fn box_filter<'a>(line: &[f32], window: usize, filtered: impl Iterator<Item = &'a mut f32>) {
    // Of an even window, the longer half lies ahead.
    let ahead = window / 2;
    let (mut sum, mut first, mut end) = (0.0_f32, 0, 0);
    for (index, pixel) in filtered.enumerate() {
        while end < line.len().min(index + ahead + 1) {
            sum += line[end];
            end += 1;
        }
        while first + window < index + ahead + 1 {
            sum -= line[first];
            first += 1;
        }
        *pixel = sum / (end - first) as f32;
    }
}
