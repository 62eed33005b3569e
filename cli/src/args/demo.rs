//! Arguments of `demo`.

use std::path::PathBuf;

use clap::Args;

/// See the whole of it: register, license, sell shares, earn, pay everybody
///
/// It runs on a Solana virtual machine inside this command, from nothing and leaving nothing
/// behind, with real transactions, and checks at the end who was paid what against an exact model.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue demo
  provenue demo photo.jpg
  provenue demo --graph
  provenue demo --output json")]
pub struct DemoArgs {
    /// A media file [default: a picture that comes with this command]
    #[arg(conflicts_with = "graph")]
    pub file: Option<PathBuf>,
    /// Show how royalties climb from a work to those that it was made from
    #[arg(long)]
    pub graph: bool,
}
