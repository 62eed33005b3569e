//! Arguments of the commands about what becomes of a work.

use std::str::FromStr;

use clap::Args;
use provenue_client::{FIRST_CUSTOM_REASON, RevocationReason};

use super::{WorkArgs, WorkName, chunk_size::ChunkSizeArg};

/// Replace a work of yours by a newer one
///
/// Both stay registered and name each other, so whoever has any version finds the newest. Licences to
/// the old work stay good, and its terms sell until you retire them; new terms are offered of the new one.
/// A work is replaced once and replaces one. It cannot be undone.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset supersede photo-v1.jpg photo-v2.jpg
  provenue asset supersede 7cQp…Xk 8dHE…qk")]
pub struct AssetSupersedeArgs {
    /// The work that is replaced: its file or content id, where its first claim is yours, or its asset
    #[arg(value_name = "OLD")]
    pub old: WorkName,
    /// The work that takes its place, named in the same way
    #[arg(value_name = "NEW")]
    pub new: WorkName,
    /// How the files are cut
    #[command(flatten)]
    pub chunks: ChunkSizeArg,
}

/// Take a claim of yours back, for ever
///
/// Everybody sees that it was revoked, and why. Nothing more is sold of the work or made from it: no
/// vault, terms, licences or renewals, links, newer versions or metadata. Its vault goes on paying the
/// holders of its shares. It cannot be undone, so on a terminal the command asks first, and needs --yes
/// elsewhere.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset revoke photo.jpg --reason registered-in-error
  provenue asset revoke 7cQp…Xk --reason 1234 --yes")]
pub struct AssetRevokeArgs {
    /// Which
    #[command(flatten)]
    pub work: WorkArgs,
    /// Why: registered-in-error, not-mine, court-or-authority, rights-withdrawn, replaced, harmful, or a
    /// number of your own from 1000
    #[arg(long, value_name = "REASON", value_parser = parse_reason)]
    pub reason: RevocationReason,
}

/// Change where more is written about a work of yours
///
/// The asset records the hash of the new URI; former ones stay in the ledger's history, and everybody
/// sees how often it changed. All else of what was registered never changes.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset update photo.jpg --metadata https://example.org/photo.json")]
pub struct AssetUpdateArgs {
    /// Which
    #[command(flatten)]
    pub work: WorkArgs,
    /// The new metadata's URI: its SHA-256 is recorded
    #[arg(long, value_name = "URI", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub metadata: String,
}

/// Let the metadata of a work of yours stay as it is, for ever
///
/// Whoever owns the work later cannot change it either. It cannot be undone, so on a terminal the
/// command asks first, and needs --yes elsewhere.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset freeze photo.jpg
  provenue asset freeze photo.jpg --yes")]
pub struct AssetFreezeArgs {
    /// Which
    #[command(flatten)]
    pub work: WorkArgs,
}

/// The common reasons as they are written on the command line.
pub fn reason_name(reason: RevocationReason) -> Option<&'static str> {
    match reason {
        RevocationReason::RegisteredInError => Some("registered-in-error"),
        RevocationReason::NotMine => Some("not-mine"),
        RevocationReason::CourtOrAuthority => Some("court-or-authority"),
        RevocationReason::RightsWithdrawn => Some("rights-withdrawn"),
        RevocationReason::Replaced => Some("replaced"),
        RevocationReason::Harmful => Some("harmful"),
        RevocationReason::Custom(_) => None,
    }
}

fn parse_reason(text: &str) -> Result<RevocationReason, String> {
    let mut common = RevocationReason::COMMON.into_iter();
    let named = common.find(|reason| reason_name(*reason) == Some(text));
    let coded = || RevocationReason::from_code(u16::from_str(text).ok()?);
    named.or_else(coded).ok_or_else(|| {
        let names = RevocationReason::COMMON.into_iter().filter_map(reason_name);
        let names = names.collect::<Vec<_>>().join(", ");
        format!("write {names}, or a number of your own from {FIRST_CUSTOM_REASON} to 65535")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_a_name_or_a_code() {
        for reason in RevocationReason::COMMON {
            let name = reason_name(reason).unwrap();
            assert_eq!(parse_reason(name), Ok(reason));
            assert_eq!(parse_reason(&reason.code().to_string()), Ok(reason));
        }
        for code in [1_000, 65_535] {
            let own = RevocationReason::Custom(code);
            assert_eq!(parse_reason(&code.to_string()), Ok(own));
            assert_eq!(reason_name(own), None);
        }
        for text in ["", "0", "7", "999", "65536", "-1", "Harmful", "stolen"] {
            let refused = parse_reason(text).unwrap_err();
            assert!(refused.contains("rights-withdrawn"), "{text}: {refused}");
        }
    }
}
