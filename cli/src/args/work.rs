//! Works and vaults on the command line.

use std::{convert::Infallible, path::PathBuf, str::FromStr};

use clap::Args;
use provenue_client::solana::Address;
use provenue_media::{ChunkSize, ContentId};

use super::chunk_size::ChunkSizeArg;

/// What people name a work or a vault by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkName {
    /// An asset, the vault of one, or its NFT.
    Address(Address),
    /// The content id: 64 hexadecimal digits.
    Content(ContentId),
    /// The file itself. Whether it exists, is seen when it is read.
    File(PathBuf),
}

impl FromStr for WorkName {
    type Err = Infallible;

    /// A file that is called like an address is named with its folder: `./9WzD…`.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        let address = text.parse().map(Self::Address);
        Ok(address
            .or_else(|_| text.parse().map(Self::Content))
            .unwrap_or_else(|_| Self::File(text.into())))
    }
}

/// A claim on a work.
#[derive(Args)]
pub struct WorkArgs {
    /// The work: its file, its content id, or the address of its asset or its NFT
    pub work: WorkName,
    /// Which of the claims on it
    #[command(flatten)]
    pub choice: ClaimChoice,
}

/// A vault.
#[derive(Args)]
pub struct VaultArgs {
    /// The vault: its address, or the file, the content id or the asset of its work
    #[arg(value_name = "VAULT_OR_WORK")]
    pub vault: WorkName,
    /// Which of the claims on the work
    #[command(flatten)]
    pub choice: ClaimChoice,
}

/// Which claim is meant, where the name of a work leaves that open.
#[derive(Args)]
pub struct ClaimChoice {
    /// Which claim on the content, where there are several [default: 0, the first]
    #[arg(long, value_name = "N")]
    pub claim: Option<u16>,
    /// How the file is cut
    #[command(flatten)]
    pub chunks: ChunkSizeArg,
}

impl ClaimChoice {
    /// The first claim, on a file that is cut as usual.
    pub fn first() -> Self {
        Self {
            claim: None,
            chunks: ChunkSizeArg {
                chunk_size: ChunkSize::default(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_is_named_by_an_address_a_content_id_or_a_file() {
        let address = Address::new_unique();
        let id = "0a".repeat(32);
        let name = |text: &str| text.parse::<WorkName>().unwrap();
        assert_eq!(name(&address.to_string()), WorkName::Address(address));
        assert_eq!(name(&id), WorkName::Content(id.parse().unwrap()));
        for path in ["photo.jpg", &id[1..], &format!("./{address}")] {
            assert_eq!(name(path), WorkName::File(path.into()));
        }
    }
}
