//! The Solana CLI's configuration file, as far as it matters here.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::{
    args::CommitmentLevel,
    failure::{Failure, Result},
};

/// What the file says. Fields that are not listed are the Solana CLI's own affair.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
pub struct SolanaConfig {
    /// The RPC server; used only with `--url config`.
    #[serde(default)]
    pub json_rpc_url: Option<String>,
    /// The keypair that signs.
    #[serde(default)]
    pub keypair_path: Option<PathBuf>,
    /// How sure to be before going on.
    #[serde(default)]
    pub commitment: Option<CommitmentLevel>,
}

impl SolanaConfig {
    /// Reads the file at `named`, or the Solana CLI's own when none is named. That there is none of
    /// the latter is no error: nothing is configured then.
    pub fn load(named: Option<&Path>) -> Result<Self> {
        let path = match named {
            Some(path) => path.to_owned(),
            None => match solana_folder() {
                Some(folder) => folder.join("cli").join("config.yml"),
                None => return Ok(Self::default()),
            },
        };
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text).map_err(|reason| {
                let path = path.display();
                Failure::new(format!(
                    "{path} is not a Solana CLI configuration: {reason}"
                ))
                .hint("`solana config get` shows it; -C names another file")
            }),
            Err(error) if error.kind() == ErrorKind::NotFound && named.is_none() => {
                Ok(Self::default())
            }
            Err(error) => Err(Failure::new(format!(
                "cannot read the configuration {}: {error}",
                path.display()
            ))),
        }
    }

    fn parse(text: &str) -> Result<Self, String> {
        // An empty file configures nothing.
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        serde_saphyr::from_str(text).map_err(|error| error.to_string())
    }
}

/// `~/.config/solana`, where the Solana CLI keeps its files on every system.
pub fn solana_folder() -> Option<PathBuf> {
    std::env::home_dir().map(|home| home.join(".config").join("solana"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN_BY_SOLANA: &str = "---\njson_rpc_url: https://api.devnet.solana.com\n\
        websocket_url: ''\nkeypair_path: /home/alice/.config/solana/id.json\naddress_labels:\n  \
        '11111111111111111111111111111111': System Program\ncommitment: finalized\n";

    #[test]
    fn what_the_solana_cli_writes_is_read() {
        let expected = SolanaConfig {
            json_rpc_url: Some("https://api.devnet.solana.com".to_owned()),
            keypair_path: Some("/home/alice/.config/solana/id.json".into()),
            commitment: Some(CommitmentLevel::Finalized),
        };
        assert_eq!(SolanaConfig::parse(WRITTEN_BY_SOLANA), Ok(expected));
    }

    #[test]
    fn everything_may_be_left_out() {
        assert_eq!(SolanaConfig::parse(""), Ok(SolanaConfig::default()));
        let parsed = SolanaConfig::parse("websocket_url: ''\n");
        assert_eq!(parsed, Ok(SolanaConfig::default()));
    }

    #[test]
    fn what_is_no_configuration_is_refused() {
        assert!(SolanaConfig::parse("[1, 2]").is_err());
        assert!(SolanaConfig::parse("commitment: very").is_err());
        assert!(SolanaConfig::parse("keypair_path: [").is_err());
    }
}
