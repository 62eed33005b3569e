//! Arguments of `token`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use provenue_client::solana::Address;

use super::{parse_address, parse_mint};

/// The commands about tokens. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum TokenCommand {
    Create(TokenCreateArgs),
    Mint(TokenMintArgs),
    Balance(TokenBalanceArgs),
}

/// Make a currency of your own, to try payments with
///
/// It is a mint of SPL Token, or of Token-2022 with --token-2022 or --fee-bps. The keypair that
/// signs may mint as much of it as it likes.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue token create
  provenue token create --decimals 2
  provenue token create --fee-bps 100")]
pub struct TokenCreateArgs {
    /// Decimals of a whole token
    #[arg(long, value_name = "N", default_value_t = 6)]
    pub decimals: u8,
    /// Use Token-2022 instead of SPL Token
    #[arg(long)]
    pub token_2022: bool,
    /// Keep so many basis points (1/100 of a percent) of each transfer; only Token-2022 can
    #[arg(long, value_name = "BPS", value_parser = clap::value_parser!(u16).range(..=10_000))]
    pub fee_bps: Option<u16>,
    /// The keypair file whose address the mint gets [default: a random address]
    #[arg(long, value_name = "FILE")]
    pub mint: Option<PathBuf>,
}

/// Mint tokens of a currency you made, or wrap SOL
///
/// Nobody can mint SOL: with the mint SOL, as much of your own is wrapped, for yourself.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue token mint 4Zc4…h2 1000
  provenue token mint 4Zc4…h2 12.5 bob.json
  provenue token mint SOL 2")]
pub struct TokenMintArgs {
    /// The currency: the address of its mint, or SOL
    #[arg(value_parser = parse_mint)]
    pub mint: Address,
    /// How much, in whole tokens
    pub amount: String,
    /// Who gets them: an address or a keypair file [default: the keypair that signs]
    #[arg(value_parser = parse_address)]
    pub owner: Option<Address>,
}

/// Show how many tokens an address holds
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue token balance 4Zc4…h2
  provenue token balance SOL bob.json --output json")]
pub struct TokenBalanceArgs {
    /// The currency: the address of its mint, or SOL for wrapped SOL
    #[arg(value_parser = parse_mint)]
    pub mint: Address,
    /// Whose: an address or a keypair file [default: the keypair that signs]
    #[arg(value_parser = parse_address)]
    pub owner: Option<Address>,
}
