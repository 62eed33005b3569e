//! Arguments of `vault`.

use std::str::FromStr;

use clap::{Args, Subcommand};
use provenue_client::solana::Address;

use super::{
    VaultArgs, parse_address, parse_mint,
    upstream::{
        VaultBurnArgs, VaultCreateArgs, VaultFundRentArgs, VaultGraphArgs, VaultHoldArgs,
        VaultLinkArgs, VaultPullArgs, VaultReleaseArgs,
    },
};

/// The commands about vaults. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum VaultCommand {
    Show(VaultShowArgs),
    Deposit(VaultDepositArgs),
    Claim(VaultClaimArgs),
    Distribute(VaultDistributeArgs),
    AddCurrency(VaultAddCurrencyArgs),
    Book(VaultBookArgs),
    Create(VaultCreateArgs),
    Link(VaultLinkArgs),
    Graph(VaultGraphArgs),
    Pull(VaultPullArgs),
    Burn(VaultBurnArgs),
    Hold(VaultHoldArgs),
    Release(VaultReleaseArgs),
    FundRent(VaultFundRentArgs),
}

/// Show a vault and its books
///
/// Each number is read from its own account. The books balance when every base unit that was
/// received was paid, is reserved, can be claimed or is a fraction of somebody's, and is there. The
/// exit status is 3 when they do not.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault show photo.jpg
  provenue vault show Fz9c…Ry --output json")]
pub struct VaultShowArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
}

/// Pay revenue into a vault
///
/// It belongs to whoever holds shares now. Of SOL as much is wrapped as is missing.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault deposit photo.jpg 100 --currency 4Zc4…h2
  provenue vault deposit photo.jpg 0.25 --currency SOL")]
pub struct VaultDepositArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// How much, in whole tokens
    pub amount: String,
    /// What: the address of a mint, or SOL
    #[arg(long, value_name = "MINT", value_parser = parse_mint)]
    pub currency: Address,
}

/// Pay one holder what their shares have earned
///
/// Anybody may ask for it: the money can only go to the holder. A fraction below one base unit stays
/// theirs, and is paid later.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault claim photo.jpg
  provenue vault claim photo.jpg --currency SOL --unwrap
  provenue vault claim photo.jpg bob.json")]
pub struct VaultClaimArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// Who is paid: an address or a keypair file [default: the keypair that signs]
    #[arg(value_parser = parse_address)]
    pub owner: Option<Address>,
    /// Only this currency: the address of a mint, or SOL [default: all in which something is due]
    #[arg(long, value_name = "MINT", value_parser = parse_mint)]
    pub currency: Option<Address>,
    /// Turn all wrapped SOL of the holder, who signs, back into SOL
    #[arg(long)]
    pub unwrap: bool,
}

/// Pay all holders what their shares have earned
///
/// Anybody may ask for it: the money can only go to the holders. Many are paid in one transaction. A
/// holder who cannot be paid is skipped, and what is due stays due.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault distribute photo.jpg --create-accounts
  provenue vault distribute photo.jpg --currency SOL
  provenue vault distribute photo.jpg --lookup-table
  provenue vault distribute photo.jpg --lookup-table=Bq7z…4N")]
pub struct VaultDistributeArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// Only this currency: the address of a mint, or SOL [default: all]
    #[arg(long, value_name = "MINT", value_parser = parse_mint)]
    pub currency: Option<Address>,
    /// Make the token accounts that holders lack, and pay their rent (0.002 SOL each)
    #[arg(long)]
    pub create_accounts: bool,
    /// Make lookup tables of the holders' accounts, or use one that was made before
    ///
    /// With them twice as many holders fit a transaction. None is made when all fit one anyway.
    /// Making a table takes more transactions than one payout saves, and 0.06 SOL of rent: use it
    /// again for the next ones.
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "new")]
    pub lookup_table: Vec<TableChoice>,
}

/// Let a vault take revenue in another currency
///
/// Up to four, of SPL Token or Token-2022. The vault's authority signs. Mints with extensions that
/// could move or lock a vault's money are refused.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault add-currency photo.jpg SOL
  provenue vault add-currency photo.jpg 4Zc4…h2")]
pub struct VaultAddCurrencyArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// The currency: the address of its mint, or SOL
    #[arg(value_name = "MINT", value_parser = parse_mint)]
    pub currency: Address,
}

/// Book what came into a vault by plain transfers
///
/// Deposits, claims and payouts do it on the way. Anybody may.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault book photo.jpg
  provenue vault book photo.jpg --currency SOL")]
pub struct VaultBookArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// Only this currency: the address of a mint, or SOL [default: all]
    #[arg(long, value_name = "MINT", value_parser = parse_mint)]
    pub currency: Option<Address>,
}

/// A lookup table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableChoice {
    /// To be made.
    New,
    /// Made before.
    At(Address),
}

impl FromStr for TableChoice {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "new" {
            return Ok(Self::New);
        }
        let address = text.parse().map(Self::At);
        address.map_err(|_| "write the address of a lookup table, or nothing to make one")
    }
}
