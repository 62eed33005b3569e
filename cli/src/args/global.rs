//! Options of every command.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};
use provenue_client::Commitment;
use serde::Deserialize;

use super::ComputeUnitPrice;
use crate::{network::Network, output::Format};

/// Options of every command.
#[derive(Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// The chain: embedded, localhost, devnet, testnet, mainnet-beta, an RPC server's address, or config
    ///
    /// Names can be shortened to l, d, t and m, as in the Solana CLI. The embedded ledger is the
    /// default even when the Solana CLI's configuration names a network; `config` takes that one.
    #[arg(
        short,
        long,
        global = true,
        value_name = "URL",
        default_value = "embedded"
    )]
    pub url: Network,

    /// The keypair file that signs and pays
    ///
    /// Without it: the one that the Solana CLI's configuration names, or ~/.config/solana/id.json.
    /// On the embedded ledger, when there is none, one is made in the ledger's folder.
    #[arg(short, long, global = true, value_name = "FILE")]
    pub keypair: Option<PathBuf>,

    /// The Solana CLI's configuration file [default: ~/.config/solana/cli/config.yml]
    ///
    /// Its keypair and commitment are used, and with `--url config` its network.
    #[arg(short = 'C', long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// How sure to be that something happened on a network before going on
    #[arg(long, global = true, value_enum, value_name = "LEVEL")]
    pub commitment: Option<CommitmentLevel>,

    /// What to pay for being processed earlier: micro-lamports per compute unit, or auto
    ///
    /// `auto` is the median of what was lately paid for the same accounts, 1000000 at most.
    #[arg(long, global = true, value_name = "PRICE")]
    pub with_compute_unit_price: Option<ComputeUnitPrice>,

    /// The folder of the embedded ledger [default: provenue in the user's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub ledger: Option<PathBuf>,

    /// How to write the result
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        default_value_t
    )]
    pub output: Format,

    /// Do not ask before spending on mainnet-beta, and before what cannot be undone
    #[arg(long, global = true)]
    pub yes: bool,

    /// Say more: which keypair signs, on which network, and what programs logged when they refuse
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub verbose: bool,
}

/// How sure to be that something happened, by the names of Solana.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum CommitmentLevel {
    /// One node has processed it; it may still be undone
    Processed,
    /// Two thirds of the stake have voted for it
    Confirmed,
    /// It cannot be undone
    Finalized,
}

impl From<CommitmentLevel> for Commitment {
    fn from(level: CommitmentLevel) -> Self {
        match level {
            CommitmentLevel::Processed => Self::Processed,
            CommitmentLevel::Confirmed => Self::Confirmed,
            CommitmentLevel::Finalized => Self::Finalized,
        }
    }
}
