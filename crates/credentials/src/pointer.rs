//! Provenue's assertion: which claim on which ledger a file is meant for.

use std::fmt;

use c2pa::Manifest;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The label of the assertion, in reverse domain notation as C2PA demands of those that it does not define.
pub const POINTER_LABEL: &str = "org.provenue.asset";

/// The version of the assertion that is written, and the only one that is read.
const VERSION: u8 = 1;

/// The length of a nonce in bytes: fewer could be guessed, more have no use.
const NONCE_BYTES: std::ops::RangeInclusive<usize> = 16..=32;

/// From a file to its claim: the ledger, the program and the owner that will claim the file.
///
/// An asset's address follows from the hash of the whole file, so it cannot be in the file. The assertion
/// names what is known before: who will claim it and where. From the file's hash and these follows the
/// claim; the claim in turn records the hash of the manifest store that the assertion is in.
///
/// Addresses are base58, as Solana writes them; whether they are any is left to who knows Solana.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssetPointer {
    version: u8,
    /// The hash of the ledger's first block, which tells clusters apart.
    pub cluster: String,
    /// The address of the registry.
    pub program: String,
    /// Who will claim the file.
    pub owner: String,
    /// Random bytes in hexadecimal: two files that are signed alike differ.
    pub nonce: String,
}

/// Why an assertion is no pointer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PointerError {
    /// It is of a later version, or of none.
    #[error("it is of version {0}, and version {VERSION} is understood")]
    Version(u8),
    /// One of the addresses has other characters than base58.
    #[error("its {0} is no base58 text of 32 to 44 characters")]
    NotBase58(&'static str),
    /// The nonce has another length, or is not hexadecimal.
    #[error("its nonce is not 16 to 32 bytes in hexadecimal")]
    Nonce,
    /// It has other fields.
    #[error("it has other fields than those of version {VERSION}")]
    Malformed,
    /// A manifest points to one claim.
    #[error("there are several of them")]
    Several,
}

impl AssetPointer {
    /// A pointer to the claim that `owner` will make.
    ///
    /// # Errors
    ///
    /// [`PointerError::NotBase58`] and [`PointerError::Nonce`].
    pub fn new(
        cluster: impl Into<String>,
        program: impl Into<String>,
        owner: impl Into<String>,
        nonce: &[u8],
    ) -> Result<Self, PointerError> {
        Self {
            version: VERSION,
            cluster: cluster.into(),
            program: program.into(),
            owner: owner.into(),
            nonce: hex::encode(nonce),
        }
        .checked()
    }

    /// The pointer of a manifest, or why there is none that can be understood.
    pub(crate) fn of(manifest: &Manifest) -> Option<Result<Self, PointerError>> {
        let assertions = manifest.assertions().iter();
        let mut pointers = assertions.filter(|assertion| assertion.label() == POINTER_LABEL);
        let pointer = pointers.next()?;
        if pointers.next().is_some() {
            return Some(Err(PointerError::Several));
        }
        let read = pointer.to_assertion::<Self>();
        Some(read.map_or(Err(PointerError::Malformed), Self::checked))
    }

    fn checked(self) -> Result<Self, PointerError> {
        if self.version != VERSION {
            return Err(PointerError::Version(self.version));
        }
        let addresses = [
            ("cluster", &self.cluster),
            ("program", &self.program),
            ("owner", &self.owner),
        ];
        if let Some((name, _)) = addresses.iter().find(|(_, text)| !is_base58(text)) {
            return Err(PointerError::NotBase58(name));
        }
        let nonce = hex::decode(&self.nonce).map_err(|_| PointerError::Nonce)?;
        if !NONCE_BYTES.contains(&nonce.len()) {
            return Err(PointerError::Nonce);
        }
        Ok(self)
    }
}

/// Whether it can be 32 bytes in base58.
fn is_base58(text: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_alphanumeric() && !b"0OIl".contains(&byte);
    (32..=44).contains(&text.len()) && text.bytes().all(digit)
}

impl fmt::Display for AssetPointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            cluster,
            program,
            owner,
            ..
        } = self;
        write!(
            f,
            "a claim of {owner} with registry {program} on the ledger {cluster}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "11111111111111111111111111111111";

    #[test]
    fn a_pointer_names_three_addresses_and_a_nonce() {
        AssetPointer::new(KEY, KEY, KEY, &[7; 16]).unwrap();
        AssetPointer::new(KEY, KEY, KEY, &[7; 32]).unwrap();
        let refused =
            |cluster: &str, nonce: &[u8]| AssetPointer::new(cluster, KEY, KEY, nonce).unwrap_err();
        assert_eq!(refused(KEY, &[7; 15]), PointerError::Nonce);
        assert_eq!(refused(KEY, &[7; 33]), PointerError::Nonce);
        for cluster in [
            "",
            "devnet",
            &"0".repeat(32),
            &"1".repeat(45),
            &"\u{1b}".repeat(32),
        ] {
            assert_eq!(
                refused(cluster, &[7; 16]),
                PointerError::NotBase58("cluster")
            );
        }
    }
}
