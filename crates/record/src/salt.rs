//! What keeps a commitment from being guessed.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::RecordError;

/// 32 random bytes that are hashed with a field, known to its owner alone until it is shown.
///
/// Without it a field could be found by trying: a seed of 32 bits takes seconds, a prompt from
/// a public list not even that. With it, every guess needs the 2^256 salts.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Salt(#[serde(with = "hex::serde")] [u8; 32]);

impl Salt {
    /// A new one, from the system's random numbers.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn random() -> Result<Self, RecordError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(RecordError::Randomness)?;
        Ok(Self(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// As 64 lowercase hexadecimal digits, which is what is hashed.
    pub fn to_hex(self) -> String {
        hex::encode(self.0)
    }
}

impl From<[u8; 32]> for Salt {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

/// It is a secret: nothing of it gets into a log.
impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}
