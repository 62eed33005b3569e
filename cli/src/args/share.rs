//! Numbers of shares, and arguments of `shares`.

use std::str::FromStr;

use clap::{Args, Subcommand};
use provenue_client::{
    Amount,
    flows::mint::{SHARE_DECIMALS, SHARE_UNITS},
    solana::Address,
};

use super::{VaultArgs, parse_address};

/// Somebody, and how many share units they get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareOf {
    /// Who.
    pub owner: Address,
    /// More than 0, and at most all there are.
    pub units: u64,
}

impl FromStr for ShareOf {
    type Err = String;

    /// `OWNER=SHARES`. The name of a keypair file may contain `=`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (owner, shares) = text
            .rsplit_once('=')
            .ok_or("write OWNER=SHARES, like bob.json=12.5")?;
        Ok(Self {
            owner: parse_address(owner)?,
            units: parse_shares(shares)?.units,
        })
    }
}

/// Whole shares with up to six decimals, more than 0 and at most the 100 there are.
pub(super) fn parse_shares(text: &str) -> Result<Amount, String> {
    let shares = Amount::parse(text, SHARE_DECIMALS).map_err(|error| error.to_string())?;
    match shares.units {
        0 => Err("it must be more than 0 shares".to_owned()),
        1..=SHARE_UNITS => Ok(shares),
        _ => Err(format!("a work has 100 shares, not {shares}")),
    }
}

/// The commands about shares. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum SharesCommand {
    Transfer(SharesTransferArgs),
    List(SharesListArgs),
    Wrap(SharesWrapArgs),
    Unwrap(SharesUnwrapArgs),
}

/// Give somebody shares of yours
///
/// What they have earned until now stays yours; what they earn from now on is the new owner's.
/// Wallets can transfer them as well: they are Token-2022 tokens.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue shares transfer photo.jpg bob.json 12.5
  provenue shares transfer 7cQp…Xk 9WzD…WM 40 -k ada.json")]
pub struct SharesTransferArgs {
    /// Of which vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// Who gets them: an address or a keypair file
    #[arg(value_parser = parse_address)]
    pub to: Address,
    /// How many of the 100 shares, with up to six decimals
    #[arg(value_parser = parse_shares, value_name = "SHARES")]
    pub shares: Amount,
}

/// List who holds shares, and what they can claim now
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue shares list photo.jpg
  provenue shares list 7cQp…Xk --output json")]
pub struct SharesListArgs {
    /// Of which vault
    #[command(flatten)]
    pub vault: VaultArgs,
}

/// Turn shares into a plain SPL token, for pools that cannot hold shares
///
/// What wrapped shares earn is the beneficiary's, whoever holds them. For a pool that is the authority
/// of its reserves. The wrapper of vault and beneficiary is made where there is none.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue shares wrap photo.jpg 10
  provenue shares wrap photo.jpg 10 --beneficiary 5Q54…j1 --to 5Q54…j1")]
pub struct SharesWrapArgs {
    /// Of which vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// How many of the 100 shares, with up to six decimals
    #[arg(value_parser = parse_shares, value_name = "SHARES")]
    pub shares: Amount,
    /// Whose wrapped shares
    #[command(flatten)]
    pub wrapping: WrappingArgs,
}

/// Turn wrapped shares into shares again
///
/// What they earn from then on is their holder's.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue shares unwrap photo.jpg 10
  provenue shares unwrap photo.jpg 2.5 --beneficiary 5Q54…j1 --to bob.json")]
pub struct SharesUnwrapArgs {
    /// Of which vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// How many, with up to six decimals
    #[arg(value_parser = parse_shares, value_name = "SHARES")]
    pub shares: Amount,
    /// Whose wrapped shares
    #[command(flatten)]
    pub wrapping: WrappingArgs,
}

/// Which wrapped shares, and who gets what comes out.
#[derive(Args)]
pub struct WrappingArgs {
    /// Who is paid what wrapped shares earn: an address or a keypair file [default: who signs]
    #[arg(long, value_parser = parse_address, value_name = "OWNER")]
    pub beneficiary: Option<Address>,
    /// Who gets what comes out: an address or a keypair file [default: who signs]
    #[arg(long, value_parser = parse_address, value_name = "OWNER")]
    pub to: Option<Address>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_counted_in_hundredths_of_a_work() {
        assert_eq!(parse_shares("100").unwrap().units, SHARE_UNITS);
        assert_eq!(parse_shares("0.000001").unwrap().units, 1);
        for bad in ["0", "100.000001", "0.0000001", "-1", "all"] {
            assert!(parse_shares(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_share_has_an_owner() {
        let owner = Address::new_unique();
        let share: ShareOf = format!("{owner}=12.5").parse().unwrap();
        assert_eq!(
            share,
            ShareOf {
                owner,
                units: 12_500_000
            }
        );
        for bad in [
            "=5",
            "nobody=5",
            "5",
            &owner.to_string(),
            &format!("{owner}="),
        ] {
            assert!(bad.parse::<ShareOf>().is_err(), "{bad}");
        }
    }
}
