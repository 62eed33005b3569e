//! Kinds of files that can hold a manifest.

use std::{
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

/// A kind of file that the c2pa crate reads manifests of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Container {
    /// JPEG pictures.
    Jpeg,
    /// PNG pictures.
    Png,
    /// GIF pictures.
    Gif,
    /// TIFF pictures, and raw formats of cameras that are built like them.
    Tiff,
    /// JPEG XL pictures in boxes.
    JpegXl,
    /// SVG drawings.
    Svg,
    /// WebP pictures, WAV sound, AVI films.
    Riff,
    /// MP4 and QuickTime films, M4A sound, HEIC and AVIF pictures: the ISO base media format.
    Bmff,
    /// MP3 sound.
    Mp3,
    /// FLAC sound.
    Flac,
    /// PDF documents.
    Pdf,
}

impl Container {
    /// What a file is by its first bytes; a drawing by its name, because it has none that are its own.
    /// `None` when it can hold no manifest.
    pub(crate) fn of(path: &Path, file: &mut (impl Read + Seek)) -> io::Result<Option<Self>> {
        let mut head = Vec::with_capacity(16);
        file.rewind()?;
        file.by_ref().take(16).read_to_end(&mut head)?;
        let found = match head.as_slice() {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'I', b'I', 0x2a | 0x2b, 0, ..] | [b'M', b'M', 0, 0x2a | 0x2b, ..] => Some(Self::Tiff),
            [0, 0, 0, 0x0c, b'J', b'X', b'L', b' ', ..] => Some(Self::JpegXl),
            [b'R', b'I', b'F', b'F', ..] => Some(Self::Riff),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(Self::Bmff),
            [b'f', b'L', b'a', b'C', ..] => Some(Self::Flac),
            [b'I', b'D', b'3', _, _, _, sizes @ ..] => Some(tagged(file, sizes)?),
            [0xff, 0xe0..=0xff, ..] => Some(Self::Mp3),
            [b'%', b'P', b'D', b'F', ..] => Some(Self::Pdf),
            _ => None,
        };
        file.rewind()?;
        let named = |ending: &str| {
            let extension = path.extension();
            extension.is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
        };
        Ok(found.or_else(|| named("svg").then_some(Self::Svg)))
    }

    /// As the c2pa crate names it.
    pub(crate) fn format(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Tiff => "tif",
            Self::JpegXl => "jxl",
            Self::Svg => "svg",
            Self::Riff => "avi",
            Self::Bmff => "mp4",
            Self::Mp3 => "mp3",
            Self::Flac => "flac",
            Self::Pdf => "pdf",
        }
    }

    /// Whether the c2pa crate means a file of this kind by a name.
    pub(crate) fn is_named(self, format: &str) -> bool {
        let names: &[&str] = match self {
            Self::Jpeg => &["image/jpeg"],
            Self::Png => &["image/png"],
            Self::Gif => &["image/gif"],
            Self::Tiff => &["image/tiff", "image/x-adobe-dng"],
            Self::JpegXl => &["image/jxl"],
            Self::Svg => &["image/svg+xml"],
            Self::Riff => &["image/webp", "audio/wav", "video/avi", "video/x-msvideo"],
            Self::Bmff => &[
                "video/mp4",
                "video/quicktime",
                "audio/mp4",
                "image/avif",
                "image/heic",
                "image/heif",
            ],
            Self::Mp3 => &["audio/mpeg"],
            Self::Flac => &["audio/flac"],
            Self::Pdf => &["application/pdf"],
        };
        names.contains(&format)
    }

    /// Whether the c2pa crate reads such a file piece by piece, so that its length does not matter.
    pub(crate) fn is_streamed(self) -> bool {
        matches!(
            self,
            Self::Tiff | Self::Riff | Self::Bmff | Self::Mp3 | Self::Flac
        )
    }
}

/// Which sound follows a tag: its length is in four bytes of seven bits.
fn tagged(file: &mut (impl Read + Seek), sizes: &[u8]) -> io::Result<Container> {
    let sizes = sizes.iter().take(4);
    let length = sizes.fold(0, |length, byte| length << 7 | u64::from(byte & 0x7f));
    file.seek(SeekFrom::Start(10 + length))?;
    let mut marker = Vec::with_capacity(4);
    file.by_ref().take(4).read_to_end(&mut marker)?;
    Ok(if marker == b"fLaC" {
        Container::Flac
    } else {
        Container::Mp3
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn of(name: &str, bytes: &[u8]) -> Option<Container> {
        Container::of(Path::new(name), &mut Cursor::new(bytes)).unwrap()
    }

    #[test]
    fn first_bytes_tell_what_a_file_is_and_not_its_name() {
        assert_eq!(of("a.png", b"\xff\xd8\xff\xe0"), Some(Container::Jpeg));
        assert_eq!(of("a", b"\x89PNG\r\n\x1a\n"), Some(Container::Png));
        assert_eq!(of("a", b"RIFF....WAVE"), Some(Container::Riff));
        assert_eq!(of("a", b"\0\0\0\x18ftypmp42"), Some(Container::Bmff));
        assert_eq!(of("a", b"MM\0\x2a"), Some(Container::Tiff));
        assert_eq!(of("a", b"%PDF-1.7"), Some(Container::Pdf));
        assert_eq!(of("a.jpg", b"plain text"), None);
        assert_eq!(of("a.jpg", b""), None);
    }

    #[test]
    fn sound_is_told_apart_behind_its_tag() {
        assert_eq!(of("a", b"\xff\xfb\x90\x00"), Some(Container::Mp3));
        let flac = b"ID3\x04\0\0\0\0\0\x02..fLaC";
        assert_eq!(of("a", flac), Some(Container::Flac));
        assert_eq!(of("a", &flac[..14]), Some(Container::Mp3));
        assert_eq!(of("a", b"ID3"), None);
    }

    #[test]
    fn a_drawing_is_told_by_its_name() {
        assert_eq!(of("a.SVG", b"<svg/>"), Some(Container::Svg));
        assert_eq!(of("a.xml", b"<svg/>"), None);
    }
}
