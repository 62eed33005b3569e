//! Arguments of `terms`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use provenue_client::solana::Address;

use super::{ClaimChoice, Period, WorkArgs, WorkName, parse_mint, upstream::parse_percent};

/// The commands about terms. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum TermsCommand {
    Offer(TermsOfferArgs),
    List(TermsListArgs),
    Retire(TermsRetireArgs),
}

/// Offer licences to a work
///
/// Terms never change, so that buyers get what they read; they can only be retired. What licences
/// cost goes into the work's vault, to whoever holds shares when it is paid. The work's owner signs.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue terms offer photo.jpg --price 0.5 --currency SOL
  provenue terms offer photo.jpg --price 25 --currency 4Zc4…h2 --period 30d --supply-cap 100
  provenue terms offer photo.jpg --free --document licence.txt
  provenue terms offer photo.jpg --price 1 --currency SOL --derivative-share 10")]
pub struct TermsOfferArgs {
    /// The work
    #[command(flatten)]
    pub work: WorkArgs,
    /// What a licence costs, in whole tokens
    #[arg(long, value_name = "AMOUNT", requires = "currency")]
    #[arg(required_unless_present = "free")]
    pub price: Option<String>,
    /// What it is paid in: the address of a mint, or SOL
    #[arg(long, value_name = "MINT", value_parser = parse_mint, requires = "price")]
    pub currency: Option<Address>,
    /// Ask nothing for it
    #[arg(long, conflicts_with_all = ["price", "currency"])]
    pub free: bool,
    /// Sell at most so many, renewals included [default: any number]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub supply_cap: Option<u64>,
    /// How long it lasts: seconds, or a number with w, d, h or m, like 30d [default: for ever]
    #[arg(long)]
    pub period: Option<Period>,
    /// Let licensees make works from it, which owe its vault this part of all that they earn; 0 for nothing
    #[arg(long, value_name = "PERCENT", value_parser = parse_percent)]
    pub derivative_share: Option<u16>,
    /// And this part of what they, and all that is made from them, earn from outside
    #[arg(long, value_name = "PERCENT", value_parser = parse_percent, requires = "derivative_share")]
    pub derivative_absolute: Option<u16>,
    /// The text of the licence: a file, whose SHA-256 becomes part of the terms
    #[arg(long, value_name = "FILE")]
    pub document: Option<PathBuf>,
}

/// List the terms that were ever offered for a work, retired ones included
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue terms list photo.jpg
  provenue terms list 5f0c…d1 --output json")]
pub struct TermsListArgs {
    /// The work
    #[command(flatten)]
    pub work: WorkArgs,
}

/// End the sale of licences under terms
///
/// Licences that were bought stay as good as they were. The work's owner signs.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue terms retire 8dHE…qk
  provenue terms retire photo.jpg --index 0")]
pub struct TermsRetireArgs {
    /// Which terms
    #[command(flatten)]
    pub terms: TermsArgs,
}

/// Terms, by their address or by their work.
#[derive(Args)]
pub struct TermsArgs {
    /// The terms: their address, or the file, the content id or the asset of their work
    #[arg(value_name = "TERMS_OR_WORK")]
    pub terms: WorkName,
    /// Which of the work's terms, as `terms list` counts them [default: the only ones on offer]
    #[arg(long, value_name = "N")]
    pub index: Option<u16>,
    /// Which of the claims on the work
    #[command(flatten)]
    pub choice: ClaimChoice,
}
