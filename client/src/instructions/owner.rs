//! Who acts as the owner of a work.

use provenue_registry::state::Asset;
use solana_address::Address;

use crate::token::{TOKEN_2022, ata};

/// Who acts as the owner of a work, and by what: a work of which there is an NFT belongs to whoever
/// holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Signs.
    pub key: Address,
    /// The token account that holds the work's NFT, while there is one.
    pub holding: Option<Address>,
}

impl Owner {
    /// `key` as the owner of `asset`. An NFT is looked for in their associated token account.
    #[must_use]
    pub fn of(asset: &Asset, key: &Address) -> Self {
        let holding = asset.is_wrapped();
        Self {
            key: *key,
            holding: holding.then(|| ata(key, &asset.mint, &TOKEN_2022)),
        }
    }
}

/// The owner of a work of which there is no NFT.
impl From<&Address> for Owner {
    fn from(key: &Address) -> Self {
        Self {
            key: *key,
            holding: None,
        }
    }
}
