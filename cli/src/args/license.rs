//! Arguments of `license`.

use clap::{Args, Subcommand};
use provenue_client::solana::Address;

use super::{ClaimChoice, TermsArgs, WorkName, parse_address};

/// The commands about licences. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum LicenseCommand {
    Buy(LicenseBuyArgs),
    List(LicenseListArgs),
    Show(LicenseShowArgs),
}

/// Buy a licence, or make one last a period longer
///
/// The price is paid to whoever holds shares of the work now. Of SOL as much is wrapped as is
/// missing.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue license buy photo.jpg
  provenue license buy photo.jpg --index 1 --max-price 25
  provenue license buy 8dHE…qk --for bob.json")]
pub struct LicenseBuyArgs {
    /// Under which terms
    #[command(flatten)]
    pub terms: TermsArgs,
    /// The most to pay, in whole tokens [default: the price of the terms]
    #[arg(long, value_name = "AMOUNT")]
    pub max_price: Option<String>,
    /// Who may use the work then: an address or a keypair file [default: the keypair that signs]
    #[arg(long = "for", value_name = "LICENSEE", value_parser = parse_address)]
    pub licensee: Option<Address>,
}

/// List the licences of somebody, or those to a work
///
/// Whether each is valid now, the ledger's clock says.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue license list
  provenue license list --licensee bob.json
  provenue license list --work photo.jpg --output json")]
pub struct LicenseListArgs {
    /// Whose: an address or a keypair file [default: the keypair that signs]
    #[arg(long, value_name = "ADDRESS", value_parser = parse_address, conflicts_with = "work")]
    pub licensee: Option<Address>,
    /// To which work: its file, its content id, or the address of its asset
    #[arg(long)]
    pub work: Option<WorkName>,
    /// Which of the claims on the work
    #[command(flatten)]
    pub choice: ClaimChoice,
}

/// Show a licence, and whether it is valid now
///
/// The exit status is 0 when the ledger's clock says that it is valid, and 3 when it has expired or
/// there is none.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue license show 3vZ9…1f
  provenue license show photo.jpg --licensee bob.json
  provenue license show 8dHE…qk --licensee bob.json && echo may be used")]
pub struct LicenseShowArgs {
    /// The licence's address; with --licensee, terms or the work
    #[arg(value_name = "LICENSE_OR_TERMS")]
    pub license: WorkName,
    /// Whose licence under the terms: an address or a keypair file
    #[arg(long, value_name = "ADDRESS", value_parser = parse_address)]
    pub licensee: Option<Address>,
    /// Which of the work's terms, as `terms list` counts them [default: the only ones on offer]
    #[arg(long, value_name = "N", requires = "licensee")]
    pub index: Option<u16>,
    /// Which of the claims on the work
    #[command(flatten)]
    pub choice: ClaimChoice,
}
