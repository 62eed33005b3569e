//! What kind of media a file holds, by its first bytes.

/// The media type of bytes that no signature fits.
pub const UNKNOWN_MEDIA_TYPE: &str = "application/octet-stream";

/// How many leading bytes are looked at: the signatures of office documents reach this far.
pub(crate) const SNIFFED_BYTES: usize = 8 * 1024;

/// The media type that the leading bytes tell, or [`UNKNOWN_MEDIA_TYPE`].
///
/// File names are not looked at: they are no part of the content. Text without a
/// signature (plain text, JSON, SVG without a prologue) is unknown.
pub fn media_type_of(leading_bytes: &[u8]) -> &'static str {
    infer::get(leading_bytes).map_or(UNKNOWN_MEDIA_TYPE, |kind| kind.mime_type())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_told_by_the_leading_bytes() {
        assert_eq!(media_type_of(&[0xFF, 0xD8, 0xFF, 0xE0]), "image/jpeg");
        assert_eq!(media_type_of(b"\x89PNG\r\n\x1a\n"), "image/png");
        assert_eq!(media_type_of(b"OggS\0\x02"), "audio/ogg");
        assert_eq!(media_type_of(b"fLaC\0\0"), "audio/x-flac");
        assert_eq!(media_type_of(b"\0\0\0\x18ftypmp42\0\0\0\0"), "video/mp4");
        assert_eq!(media_type_of(b"%PDF-1.7"), "application/pdf");
    }

    #[test]
    fn bytes_without_a_signature_are_of_unknown_type() {
        assert_eq!(media_type_of(b""), UNKNOWN_MEDIA_TYPE);
        assert_eq!(media_type_of(b"once upon a time"), UNKNOWN_MEDIA_TYPE);
    }
}
