//! Arguments of `keypair`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// The commands about keypairs. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum KeypairCommand {
    New(KeypairNewArgs),
}

/// Make a keypair, in a file that only you can read
///
/// The file has the Solana CLI's format: either command reads what the other wrote. Whoever has it
/// can sign: keep it to yourself, and keep a copy. A file that exists is never overwritten.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue keypair new alice.json
  provenue airdrop 10 alice.json
  provenue balance -k alice.json")]
pub struct KeypairNewArgs {
    /// Where to write it
    pub file: PathBuf,
}
