//! Arguments about NFTs of works.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use provenue_client::solana::Address;

use super::{WorkArgs, parse_address};

/// Make an NFT of a work of yours
///
/// It is a token of Token-2022, of which there is one. Whoever holds it owns the work: they offer
/// licences, retire them, say what the work was made from. Shares of the work's vault stay with whom they
/// belong to. What the NFT says can never be changed; `provenue asset unwrap` takes it away.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset wrap photo.jpg
  provenue asset wrap photo.jpg --name Aurora --symbol AUR --uri https://example.org/aurora.json
  provenue asset wrap photo.jpg --collection 0 --curator studio.json")]
pub struct AssetWrapArgs {
    /// Which
    #[command(flatten)]
    pub work: WorkArgs,
    /// What wallets call it
    #[command(flatten)]
    pub naming: NamingArgs,
    /// Show these terms of the work's in it, by their index [default: the newest on offer, if any]
    #[arg(long, value_name = "INDEX")]
    pub terms: Option<u16>,
    /// Make it a member of the curator's collection with this number
    #[arg(long, value_name = "N")]
    pub collection: Option<u16>,
    /// Whose collection, who signs: a keypair file [default: the keypair that signs]
    #[arg(long, value_name = "KEYPAIR", requires = "collection")]
    pub curator: Option<PathBuf>,
}

/// What wallets call an NFT.
#[derive(Args)]
pub struct NamingArgs {
    /// Its name, at most 32 bytes [default: the file's, or the start of the asset's address]
    #[arg(long)]
    pub name: Option<String>,
    /// Its symbol, at most 10 bytes [default: from the name]
    #[arg(long)]
    pub symbol: Option<String>,
    /// Where more is written about it, at most 200 bytes
    #[arg(long)]
    pub uri: Option<String>,
}

/// Take the NFT of a work away, of which you hold it
///
/// Its token is burned and its mint closed; their rent is yours, and so is the work.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset unwrap photo.jpg
  provenue asset unwrap 7cQp…Xk -k collector.json")]
pub struct AssetUnwrapArgs {
    /// Which
    #[command(flatten)]
    pub work: WorkArgs,
}

/// Send the NFT of a work to somebody, who owns the work then
///
/// Any wallet can send it too. This also records them, in the same transaction, so that nobody else has
/// the say over a vault that is not sealed in between.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset send photo.jpg 9WzD…WM
  provenue asset send photo.jpg collector.json")]
pub struct AssetSendArgs {
    /// Which
    #[command(flatten)]
    pub work: WorkArgs,
    /// To whom: an address or a keypair file
    #[arg(value_parser = parse_address)]
    pub to: Address,
}

/// Record who holds the NFT of a work as its owner
///
/// Anyone may. The holder owns the work without it; the vault, whose authority is who was recorded last,
/// follows by this. Whoever takes an NFT does it at once.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset sync photo.jpg
  provenue asset sync 7cQp…Xk --output json")]
pub struct AssetSyncArgs {
    /// Which
    #[command(flatten)]
    pub work: WorkArgs,
}

/// The commands about collections. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum CollectionCommand {
    Create(CollectionCreateArgs),
}

/// Make a collection that NFTs can be members of
///
/// You sign for each member, with `provenue asset wrap --collection`. Neither its name nor how many
/// members it has room for can be changed, and a member that is unwrapped keeps its place.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue collection create --name \"Northern lights\" --symbol NORTH --max-size 1000
  provenue collection create --name Sketches --symbol SKETCH --max-size 50 --index 7")]
pub struct CollectionCreateArgs {
    /// Its name, at most 32 bytes
    #[arg(long)]
    pub name: String,
    /// Its symbol, at most 10 bytes
    #[arg(long)]
    pub symbol: String,
    /// Where more is written about it, at most 200 bytes
    #[arg(long)]
    pub uri: Option<String>,
    /// How many members there can be
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub max_size: u64,
    /// Its number among yours [default: the first that is free]
    #[arg(long, value_name = "N")]
    pub index: Option<u16>,
}
