//! What a picture looks like.

use std::path::Path;

use provenue_perceptual::{PerceptualHash, PictureError, hash_file};

use crate::output::Printer;

/// The perceptual hash of the picture in a file; `None` of what is no picture, or has nothing to see.
/// A picture that cannot be decoded is a file like any other, so that is noted only.
pub fn perceptual_hash(printer: &Printer, path: &Path) -> Option<PerceptualHash> {
    if path.is_dir() {
        return None;
    }
    match hash_file(path) {
        Ok(pdq) => pdq.is_reliable().then_some(pdq.hash),
        Err(PictureError::NotAPicture) => None,
        Err(error) => {
            let path = path.display();
            printer.note(format_args!("{path} has no perceptual hash: {error}"));
            None
        }
    }
}
