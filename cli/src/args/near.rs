//! Where works that look alike are searched.

use std::{convert::Infallible, path::PathBuf, str::FromStr};

use provenue_client::solana::Address;

/// A set of works, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NearName {
    /// All works that are registered.
    All,
    /// A work, by its asset.
    Asset(Address),
    /// A picture, or a folder with pictures.
    Path(PathBuf),
}

impl FromStr for NearName {
    type Err = Infallible;

    /// A file that is called `all`, or like an address, is named with its folder: `./all`.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match (text, text.parse()) {
            ("all", _) => Self::All,
            (_, Ok(address)) => Self::Asset(address),
            (_, Err(_)) => Self::Path(text.into()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_all_an_asset_or_a_path() {
        let name = |text: &str| text.parse::<NearName>().unwrap();
        let address = Address::new_unique();
        assert_eq!(name("all"), NearName::All);
        assert_eq!(name(&address.to_string()), NearName::Asset(address));
        for path in ["./all", "photo.jpg", "All"] {
            assert_eq!(name(path), NearName::Path(path.into()));
        }
    }
}
