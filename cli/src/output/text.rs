//! How values are written.

use std::{fmt, ops::Range};

use provenue_client::Amount;
use serde::{Serialize, Serializer};

/// Decimals of SOL: one SOL is 10^9 lamports.
pub const SOL_DECIMALS: u8 = 9;

/// For `serialize_with`: as it is displayed. Addresses become base 58, and amounts of base units
/// decimal strings, which no reader of JSON rounds.
pub fn as_text<T: fmt::Display, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(value)
}

/// [`as_text`], where there is a value.
///
/// # Errors
/// As [`as_text`].
pub fn as_optional_text<T: fmt::Display, S: Serializer>(
    value: &Option<T>,
    to: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => to.collect_str(value),
        None => to.serialize_none(),
    }
}

/// A stranger's text, as far as it cannot play tricks on who reads it: letters, digits and ASCII, at most
/// 64 of them.
pub fn printable(text: &[u8]) -> String {
    const MOST: usize = 64;
    let plain =
        |letter: char| letter == ' ' || letter.is_ascii_graphic() || letter.is_alphanumeric();
    let text = String::from_utf8_lossy(text);
    let letters = text.chars().take(MOST);
    letters
        .map(|letter| if plain(letter) { letter } else { '?' })
        .collect()
}

/// A hash, in hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hex(pub [u8; 32]);

impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A number of bytes, for people: exact, and in a unit they can grasp.
pub struct Bytes(pub u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(bytes) = *self;
        let (unit, name) = match bytes {
            0..1_000 => return write!(f, "{bytes} bytes"),
            1_000..1_000_000 => (1_000, "kB"),
            1_000_000..1_000_000_000 => (1_000_000, "MB"),
            1_000_000_000.. => (1_000_000_000, "GB"),
        };
        // Cut off, not rounded: the exact number follows.
        let (whole, tenth) = (bytes / unit, bytes % unit / (unit / 10));
        write!(f, "{whole}.{tenth} {name} ({bytes} bytes)")
    }
}

/// Lamports, for people: as SOL.
pub struct Sol(pub u64);

impl fmt::Display for Sol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} SOL", Amount::new(self.0, SOL_DECIMALS))
    }
}

/// A range of bytes, its end exclusive.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Span {
    start: u64,
    end: u64,
}

impl From<Range<u64>> for Span {
    fn from(Range { start, end }: Range<u64>) -> Self {
        Self { start, end }
    }
}

/// As it is written on the command line.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_exact_and_readable() {
        assert_eq!(Bytes(999).to_string(), "999 bytes");
        assert_eq!(Bytes(1_000).to_string(), "1.0 kB (1000 bytes)");
        assert_eq!(Bytes(1_999_999).to_string(), "1.9 MB (1999999 bytes)");
        assert_eq!(Bytes(3 << 30).to_string(), "3.2 GB (3221225472 bytes)");
    }

    #[test]
    fn a_strangers_text_plays_no_tricks() {
        assert_eq!(printable("Rights Büro 1".as_bytes()), "Rights Büro 1");
        assert_eq!(printable(b"a\x1b[31m\nb\xff"), "a?[31m?b?");
        assert_eq!(printable("\u{202e}cod".as_bytes()), "?cod");
        assert_eq!(printable(&[b'x'; 99]), "x".repeat(64));
    }

    #[test]
    fn lamports_are_shown_as_sol() {
        assert_eq!(Sol(1_500_000_000).to_string(), "1.5 SOL");
        assert_eq!(Sol(1).to_string(), "0.000000001 SOL");
    }
}
