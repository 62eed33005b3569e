//! Paths that mean the same file on every system.

use std::{borrow::Borrow, fmt, str::FromStr};

use icu_normalizer::ComposingNormalizerBorrowed;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest path, in bytes of UTF-8: what Linux accepts.
const MAX_BYTES: usize = 4096;

/// The path of a file in a directory: names separated by `/`, in UTF-8 and Unicode's
/// normalization form C, so that a name typed on one system is the same bytes on another.
///
/// Names may be anything but empty, `.` and `..`. Backslashes and control characters are
/// refused, and so is what begins like a drive (`c:`): they mean other files elsewhere, or
/// hide what a person sees.
///
/// Ordered by bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct RelativePath(String);

impl RelativePath {
    /// The path in normalization form C, whatever form the text has.
    ///
    /// # Errors
    /// As for parsing, but for the form.
    pub fn normalized(text: &str) -> Result<Self, PathError> {
        ComposingNormalizerBorrowed::new_nfc()
            .normalize(text)
            .parse()
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The names from the directory down to the file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }
}

impl FromStr for RelativePath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        if text.is_empty() {
            return Err(PathError::Empty);
        }
        if text.len() > MAX_BYTES {
            return Err(PathError::Long { found: text.len() });
        }
        if text.starts_with('/') || begins_like_a_drive(text) {
            return Err(PathError::Absolute);
        }
        if text.contains('\\') {
            return Err(PathError::Backslash);
        }
        if text.contains(char::is_control) {
            return Err(PathError::Control);
        }
        for name in text.split('/') {
            match name {
                "" => return Err(PathError::EmptyName),
                "." | ".." => return Err(PathError::Dots),
                _ => {}
            }
        }
        if !ComposingNormalizerBorrowed::new_nfc().is_normalized(text) {
            return Err(PathError::Form);
        }
        Ok(Self(text.to_owned()))
    }
}

fn begins_like_a_drive(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

impl fmt::Display for RelativePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for RelativePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<RelativePath> for String {
    fn from(path: RelativePath) -> Self {
        path.0
    }
}

impl TryFrom<String> for RelativePath {
    type Error = PathError;

    fn try_from(text: String) -> Result<Self, PathError> {
        text.parse()
    }
}

/// Why a text is no path of a file in a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PathError {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// No system has such long paths.
    #[error("it has {found} bytes; {MAX_BYTES} is the most")]
    Long {
        /// Its length in bytes.
        found: usize,
    },
    /// It does not begin in the directory.
    #[error("it is absolute; paths begin in the directory")]
    Absolute,
    /// It has a backslash, which separates names on some systems.
    #[error("it has a backslash; names are separated by /")]
    Backslash,
    /// It has a character that cannot be seen.
    #[error("it has a control character")]
    Control,
    /// Two slashes in a row, or one at the end.
    #[error("a name in it is empty")]
    EmptyName,
    /// It leaves the directory, or goes nowhere.
    #[error("it has . or .. for a name")]
    Dots,
    /// The same name could be other bytes.
    #[error("it is not in Unicode's normalization form C")]
    Form,
}
