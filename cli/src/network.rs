//! Which chain a command works on.

use std::{fmt, str::FromStr};

/// A chain, by the name people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Network {
    /// The chain inside this process, kept in a folder.
    Embedded,
    /// Whichever the Solana CLI's configuration names.
    Configured,
    /// A chain behind an RPC server.
    Rpc(Endpoint),
}

/// An RPC server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    url: String,
}

/// The text names no network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkError(String);

const LOCALHOST: &str = "http://localhost:8899";
const DEVNET: &str = "https://api.devnet.solana.com";
const TESTNET: &str = "https://api.testnet.solana.com";
const MAINNET: &str = "https://api.mainnet-beta.solana.com";

impl Endpoint {
    /// The server's address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether real money is spent here. Providers put the network's name into their addresses;
    /// one that does not is taken for a test network, and refuses what test networks offer.
    pub fn is_mainnet(&self) -> bool {
        self.url.contains("mainnet")
    }
}

impl FromStr for Endpoint {
    type Err = NetworkError;

    /// A name, the Solana CLI's letter for it, or an address.
    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let url = match text {
            "localhost" | "l" => LOCALHOST,
            "devnet" | "d" => DEVNET,
            "testnet" | "t" => TESTNET,
            "mainnet-beta" | "m" => MAINNET,
            url if is_http(url) => url,
            other => return Err(NetworkError(other.to_owned())),
        };
        Ok(Self {
            url: url.to_owned(),
        })
    }
}

fn is_http(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        url.strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty())
    })
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        match text {
            "embedded" => Ok(Self::Embedded),
            "config" => Ok(Self::Configured),
            other => other.parse().map(Self::Rpc),
        }
    }
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "'{}' is no network: write embedded, localhost, devnet, testnet, mainnet-beta, config, \
             or an address that begins with http:// or https://",
            self.0
        )
    }
}

impl std::error::Error for NetworkError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Option<String> {
        match text.parse() {
            Ok(Network::Rpc(endpoint)) => Some(endpoint.url),
            _ => None,
        }
    }

    #[test]
    fn names_and_letters_are_those_of_the_solana_cli() {
        for (name, letter, address) in [
            ("localhost", "l", LOCALHOST),
            ("devnet", "d", DEVNET),
            ("testnet", "t", TESTNET),
            ("mainnet-beta", "m", MAINNET),
        ] {
            assert_eq!(url(name).as_deref(), Some(address));
            assert_eq!(url(letter).as_deref(), Some(address));
        }
        assert_eq!("embedded".parse(), Ok(Network::Embedded));
    }

    #[test]
    fn an_address_needs_a_scheme_and_a_host() {
        assert_eq!(
            url("http://1.2.3.4:8899").as_deref(),
            Some("http://1.2.3.4:8899")
        );
        for bad in [
            "",
            "x",
            "mainnet",
            "1.2.3.4:8899",
            "ftp://a",
            "https://",
            "EMBEDDED",
        ] {
            assert!(bad.parse::<Network>().is_err(), "{bad}");
        }
    }

    #[test]
    fn mainnet_is_told_by_its_name_or_its_address() {
        let is_mainnet = |text: &str| text.parse::<Endpoint>().map(|found| found.is_mainnet());
        assert_eq!(is_mainnet("m"), Ok(true));
        assert_eq!(is_mainnet("https://mainnet.provider.example/key"), Ok(true));
        assert_eq!(is_mainnet("d"), Ok(false));
        assert_eq!(is_mainnet("l"), Ok(false));
    }
}
