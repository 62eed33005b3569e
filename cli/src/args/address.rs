//! Addresses on the command line.

use std::path::Path;

use provenue_client::{
    solana::{Address, Signer},
    token::WRAPPED_SOL,
};

use crate::keypairs;

/// An address, or the path of a keypair file whose address is meant.
pub fn parse_address(text: &str) -> Result<Address, String> {
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    let path = Path::new(text);
    if !path.exists() {
        return Err("neither an address nor a keypair file".to_owned());
    }
    keypairs::read(path)
        .map(|keypair| keypair.pubkey())
        .map_err(|failure| failure.to_string())
}

/// A mint as [`parse_address`] reads it, or SOL for wrapped SOL.
pub fn parse_mint(text: &str) -> Result<Address, String> {
    if text.eq_ignore_ascii_case("sol") {
        return Ok(WRAPPED_SOL);
    }
    parse_address(text).map_err(|reason| format!("{reason} (SOL stands for wrapped SOL)"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use provenue_client::solana::Keypair;

    #[test]
    fn a_keypair_file_stands_for_its_address() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("id.json");
        let keypair = Keypair::new();
        solana_keypair::write_keypair_file(&keypair, &path).unwrap();
        assert_eq!(parse_address(path.to_str().unwrap()), Ok(keypair.pubkey()));
        let written = keypair.pubkey().to_string();
        assert_eq!(parse_address(&written), Ok(keypair.pubkey()));
    }

    #[test]
    fn sol_is_a_mint_and_no_address() {
        assert_eq!(parse_mint("SOL"), Ok(WRAPPED_SOL));
        assert_eq!(parse_mint("sol"), Ok(WRAPPED_SOL));
        assert!(parse_address("SOL").is_err());
        assert!(parse_mint("0OIl").is_err());
    }
}
