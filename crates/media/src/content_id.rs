//! The content id, and what it takes to trust a proof against it.

use core::{fmt, str::FromStr};

use thiserror::Error;

use crate::{
    chunk::ChunkSize,
    hash::{HASH_BYTES, Hash},
};

/// What names a file by its bytes alone: the root of its chunk tree.
///
/// Written as 64 lowercase hexadecimal digits without a prefix; read in either case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "std", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "std", serde(into = "String", try_from = "String"))]
pub struct ContentId(
    /// The root's 32 bytes.
    pub Hash,
);

impl fmt::Display for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for ContentId {
    type Err = ContentIdError;

    fn from_str(text: &str) -> Result<Self, ContentIdError> {
        let digits = text.as_bytes();
        if digits.len() != 2 * HASH_BYTES {
            return Err(ContentIdError);
        }
        let value_of = |digit: u8| (digit as char).to_digit(16).ok_or(ContentIdError);
        let mut bytes = [0; HASH_BYTES];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (value_of(pair[0])? << 4 | value_of(pair[1])?) as u8;
        }
        Ok(Self(bytes))
    }
}

#[cfg(feature = "std")]
impl From<ContentId> for String {
    fn from(id: ContentId) -> Self {
        id.to_string()
    }
}

#[cfg(feature = "std")]
impl TryFrom<String> for ContentId {
    type Error = ContentIdError;

    fn try_from(text: String) -> Result<Self, ContentIdError> {
        text.parse()
    }
}

/// The text is no content id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a content id is 64 hexadecimal digits without a prefix")]
pub struct ContentIdError;

/// What a verifier must know about a file from a source it trusts, such as the asset's account.
///
/// The length is part of it: the id alone does not say how many chunks the tree
/// has, and with a wrong number of them an honest proof could be passed off as
/// one for another place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The file's content id.
    pub content_id: ContentId,
    /// The file's length in bytes.
    pub byte_length: u64,
    /// The length of the chunks that the id was made with.
    pub chunk_size: ChunkSize,
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn a_content_id_is_written_in_lowercase_and_read_in_either_case() {
        let text = "00ff10a9".repeat(8);
        let id: ContentId = text.parse().unwrap();
        assert_eq!(id.to_string(), text);
        assert_eq!(text.to_uppercase().parse(), Ok(id));
    }

    #[test]
    fn text_of_another_length_or_with_other_characters_is_refused() {
        let good = "ab".repeat(32);
        for bad in [
            "",
            "ab",
            &good[1..],
            &alloc::format!("0x{}", &good[2..]),
            &alloc::format!("{good}00"),
            &"é".repeat(32),
        ] {
            assert_eq!(bad.parse::<ContentId>(), Err(ContentIdError), "{bad}");
        }
    }
}
