//! Pictures in files.

use std::{
    fs::File,
    io::{BufRead, BufReader, Seek},
    path::Path,
};

use image::{DynamicImage, ImageDecoder, ImageReader, Limits, metadata::Orientation};

use crate::{Luma, Pdq, pdq};

/// Longest side of a picture that is decoded, in pixels.
pub const LARGEST_SIDE: u32 = 32_768;

/// Most pixels of a picture that is decoded. Each takes up to 15 bytes of memory meanwhile.
pub const MOST_PIXELS: u64 = 1 << 27;

/// Why a picture has no hash.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It is not a picture, or of a format that is not decoded.
    #[error("it is not a BMP, GIF, JPEG, PNG, TIFF or WebP picture")]
    NotAPicture,
    /// It has more pixels than are decoded.
    #[error("it has {0} × {1} pixels, more than are decoded")]
    TooLarge(u32, u32),
    /// It is damaged.
    #[error("it cannot be decoded: {0}")]
    Damaged(image::ImageError),
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Hashes the picture in a file: of an animation, the first frame. The format is told from the first
/// bytes, not from the name.
///
/// # Errors
/// [`PictureError`]; a hostile file is no exception.
pub fn hash_file(path: &Path) -> Result<Pdq, PictureError> {
    hash_image(BufReader::new(File::open(path)?))
}

/// Hashes the picture in a stream, as [`hash_file`] does.
///
/// The pixels are hashed as they are seen: turned as the EXIF orientation tells, in 8 bits a channel,
/// without transparency. Colour profiles are ignored.
///
/// # Errors
/// As [`hash_file`].
pub fn hash_image(stream: impl BufRead + Seek) -> Result<Pdq, PictureError> {
    let reader = ImageReader::new(stream).with_guessed_format()?;
    if reader.format().is_none() {
        return Err(PictureError::NotAPicture);
    }
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > LARGEST_SIDE || pixels > MOST_PIXELS {
        return Err(PictureError::TooLarge(width, height));
    }
    decoder.set_limits(limits()).map_err(refusal)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    image.apply_orientation(orientation);
    let image = image.into_rgb8();
    let (width, height) = (image.width() as usize, image.height() as usize);
    if width == 0 || height == 0 {
        return Err(PictureError::NotAPicture);
    }
    Ok(pdq(Luma::of_rgb(width, height, image.as_raw())))
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    // Eight bytes a pixel are the most that 16 bits in four channels take; as much again is the
    // decoder's own.
    limits.max_alloc = Some(16 * MOST_PIXELS);
    limits
}

fn refusal(error: image::ImageError) -> PictureError {
    match error {
        image::ImageError::Unsupported(_) => PictureError::NotAPicture,
        image::ImageError::IoError(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
            PictureError::Io(error)
        }
        error => PictureError::Damaged(error),
    }
}
