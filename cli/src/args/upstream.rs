//! Arguments of the commands about vaults that owe each other, and about making and holding vaults.

use std::path::PathBuf;

use clap::Args;
use provenue_client::{Amount, UpstreamRate, solana::Address};

use super::{Period, ShareOf, VaultArgs, amount::parse_sol, parse_mint, share::parse_shares};

/// Make a vault that belongs to no work, to split any income
///
/// The keypair that signs is its base: it has one vault. Its 100 shares are issued, and it is sealed.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault create --name 'Band income' --symbol BAND --currency SOL --share bob.json=40
  provenue vault create --name Model --symbol MODEL --currency SOL --holdable -k model.json
  provenue vault create --name Song --symbol SONG --currency SOL \\
    --upstream 7cQp…Xk=10% --licensor model.json
  provenue vault create --name Fund --symbol FUND --currency SOL --lock-for 26w --most-shares 10")]
pub struct VaultCreateArgs {
    /// What its shares are called (1 to 32 bytes)
    #[arg(long)]
    pub name: String,
    /// Their short name (1 to 10 bytes)
    #[arg(long)]
    pub symbol: String,
    /// A currency it takes, up to four: the address of a mint, or SOL
    #[arg(long, value_name = "MINT", value_parser = parse_mint)]
    pub currency: Vec<Address>,
    /// Who else gets how many of the 100 shares; the rest is the signer's
    #[arg(long, value_name = "OWNER=SHARES")]
    pub share: Vec<ShareOf>,
    /// Part of the revenue that holders keep at least, in basis points
    #[arg(long, default_value_t = 0, value_name = "BPS", value_parser = clap::value_parser!(u16).range(..=10_000))]
    pub floor_bps: u16,
    /// How many seconds holders' revenue takes to become claimable [default: at once]
    #[arg(long, default_value_t = 0, value_name = "SECONDS")]
    pub stream_seconds: u32,
    /// Let the base hold payouts
    #[arg(long)]
    pub holdable: bool,
    /// Let no share move for so long from now: a number with w, d, h, m or s
    #[arg(long, value_name = "DURATION")]
    pub lock_for: Option<Period>,
    /// Most shares that somebody may hold who receives some
    #[arg(long, value_parser = parse_shares, value_name = "SHARES")]
    pub most_shares: Option<Amount>,
    /// A vault (or an asset) that it owes, and how much: part of all it books, and after `+` part of what it and all
    /// that owe it earn from outside; needs --licensor
    #[arg(
        long,
        value_name = "VAULT=RELATIVE%[+ABSOLUTE%]",
        requires = "licensor"
    )]
    pub upstream: Vec<UpstreamOf>,
    /// The keypair file of a base or authority of such a vault, which agrees
    #[arg(long, value_name = "FILE")]
    pub licensor: Vec<PathBuf>,
}

/// Make a vault that is not sealed yet owe another part of what it earns
///
/// The authority of the one that will owe signs, and the base or authority of the other agrees. What the
/// other owes by absolute parts is inherited. It cannot be undone.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault link Fz9c…Ry 7cQp…Xk=10% --licensor model.json
  provenue vault link Fz9c…Ry 7cQp…Xk=10%+2.5% --licensor model.json")]
pub struct VaultLinkArgs {
    /// The vault that will owe
    #[command(flatten)]
    pub vault: VaultArgs,
    /// Whom it will owe, and how much
    #[arg(value_name = "VAULT=RELATIVE%[+ABSOLUTE%]")]
    pub upstream: UpstreamOf,
    /// The keypair file of that vault's base or authority
    #[arg(long, value_name = "FILE")]
    pub licensor: PathBuf,
}

/// Draw what a vault owes upstream, and what those owe
///
/// Rates, and dues in each currency. A vault that is reached by several ways is drawn once with all that
/// it owes.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault graph photo.jpg
  provenue vault graph Fz9c…Ry --output json")]
pub struct VaultGraphArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
}

/// Pay what a vault and those above it owe, up to the top
///
/// Anybody may ask for it: the money can only go where it is due. Dues that cannot be paid now wait.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault pull photo.jpg --all
  provenue vault pull photo.jpg --currency SOL
  provenue vault pull photo.jpg --currency SOL --lookup-table")]
pub struct VaultPullArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// Only this currency: the address of a mint, or SOL
    #[arg(long, value_name = "MINT", value_parser = parse_mint, required_unless_present = "all")]
    pub currency: Option<Address>,
    /// All currencies that the vault takes
    #[arg(long, conflicts_with = "currency")]
    pub all: bool,
    /// Make lookup tables where the dues do not fit one transaction
    #[arg(long)]
    pub lookup_table: bool,
}

/// Burn shares of yours: all later revenue is the other holders'
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault burn photo.jpg 2.5")]
pub struct VaultBurnArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// How many of the 100 shares, with up to six decimals
    #[arg(value_parser = parse_shares, value_name = "SHARES")]
    pub shares: Amount,
}

/// Make payouts of a vault wait
///
/// Only of one that was created holdable, by its base, for at most 180 days. Money goes on being booked,
/// and nobody loses any.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault hold Fz9c…Ry --reason 7 --for 30d")]
pub struct VaultHoldArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// Why: a code of your own, not 0
    #[arg(long, value_name = "CODE", value_parser = clap::value_parser!(u16).range(1..))]
    pub reason: u16,
    /// For how long: a number with w, d, h, m or s
    #[arg(long = "for", value_name = "DURATION")]
    pub duration: Period,
}

/// Let payouts of a vault go on
///
/// Its base can at any time, anybody once the hold's time is over.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault release Fz9c…Ry")]
pub struct VaultReleaseArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
}

/// Pay ahead for wallets that get shares of a vault for the first time
///
/// With something in its rent reserve, any wallet's plain transfer to a new holder works.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue vault fund-rent photo.jpg 0.05")]
pub struct VaultFundRentArgs {
    /// The vault
    #[command(flatten)]
    pub vault: VaultArgs,
    /// How much SOL
    #[arg(value_parser = parse_sol)]
    pub sol: Amount,
}

/// A vault that is owed, and how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpstreamOf {
    /// The address of the vault, or of its work's asset.
    pub parent: Address,
    /// How much.
    pub rate: UpstreamRate,
}

impl std::str::FromStr for UpstreamOf {
    type Err = String;

    /// `VAULT=RELATIVE%[+ABSOLUTE%]`.
    fn from_str(text: &str) -> Result<Self, String> {
        let usage = "write VAULT=RELATIVE% or VAULT=RELATIVE%+ABSOLUTE%, like 7cQp…Xk=10%+2.5%";
        let (parent, parts) = text.rsplit_once('=').ok_or(usage)?;
        let (relative, absolute) = parts.split_once('+').unwrap_or((parts, "0"));
        let parsed = Self {
            parent: parent.parse().map_err(|_| usage)?,
            rate: UpstreamRate {
                relative_bps: parse_percent(relative)?,
                absolute_bps: parse_percent(absolute)?,
            },
        };
        match parsed.rate.total_bps() {
            0 => Err("it must be more than 0 %".to_owned()),
            _ => Ok(parsed),
        }
    }
}

/// A percentage with up to two decimals, as basis points.
pub fn parse_percent(text: &str) -> Result<u16, String> {
    let number = text.strip_suffix('%').unwrap_or(text);
    let percent = Amount::parse(number, 2).map_err(|error| error.to_string())?;
    match u16::try_from(percent.units) {
        Ok(bps) if bps <= 10_000 => Ok(bps),
        _ => Err("it is at most 100 %".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_owed_has_one_part_or_two() {
        let address = Address::new_unique();
        for (text, relative, absolute) in [
            ("10%", 1_000, 0),
            ("0+0.25%", 0, 25),
            ("1.5+100%", 150, 10_000),
        ] {
            let owed: UpstreamOf = format!("{address}={text}").parse().unwrap();
            assert_eq!(owed.parent, address);
            let rate = (owed.rate.relative_bps, owed.rate.absolute_bps);
            assert_eq!(rate, (relative, absolute));
        }
        for bad in ["", "0%", "0+0", "100.01%", "1.001%", "-1%", "1%+", "a"] {
            let text = format!("{address}={bad}");
            assert!(text.parse::<UpstreamOf>().is_err(), "{bad}");
        }
        for bad in ["", "=10%", "photo.jpg=10%", &address.to_string()] {
            assert!(bad.parse::<UpstreamOf>().is_err(), "{bad}");
        }
    }
}
