//! A picture without its colours.

/// How bright each pixel is, 0 to 255, row by row from the top left.
#[derive(Clone, Debug, PartialEq)]
pub struct Luma {
    width: usize,
    height: usize,
    pixels: Vec<f32>,
}

impl Luma {
    /// Of red, green and blue bytes, by the weights of ITU-R BT.601, which PDQ uses.
    ///
    /// # Panics
    /// When the bytes are not `width × height` pixels, or there is none.
    pub fn of_rgb(width: usize, height: usize, rgb: &[u8]) -> Self {
        let (triples, rest) = rgb.as_chunks::<3>();
        assert!(rest.is_empty() && triples.len() == width * height && !triples.is_empty());
        let brightness = |&[r, g, b]: &[u8; 3]| {
            0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)
        };
        Self {
            width,
            height,
            pixels: triples.iter().map(brightness).collect(),
        }
    }

    /// Pixels in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All pixels.
    pub fn pixels(&self) -> &[f32] {
        &self.pixels
    }

    /// All pixels, to be changed.
    pub(crate) fn pixels_mut(&mut self) -> &mut [f32] {
        &mut self.pixels
    }
}
