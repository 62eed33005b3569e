//! Arguments of `attest`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use provenue_client::{Amount, AttestationKind};

use super::{Period, WorkArgs};

/// The commands about attestations. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum AttestCommand {
    Create(AttestCreateArgs),
    Revoke(AttestRevokeArgs),
    List(AttestListArgs),
}

/// Say something about a work, signed
///
/// Anyone may speak of any work; who reads it decides whom to believe. What you say again about the
/// same work, of the same kind, replaces what you said before.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue attest create photo.jpg --kind review --score 85 --evidence report.pdf
  provenue attest create photo.jpg --kind ai-detection --score 12.5 --expires 90d
  provenue attest create photo.jpg --kind rights-clearance --signed-by lawyer.json -k payer.json
  provenue attest create photo.jpg --kind authorship --did did:web:studio.example")]
pub struct AttestCreateArgs {
    /// The work
    #[command(flatten)]
    pub work: WorkArgs,
    /// What is said
    #[arg(long, value_enum)]
    pub kind: KindArg,
    /// A mark or a likelihood, 0 to 100 percent with up to two decimals, of kinds that have one
    #[arg(long, value_name = "PERCENT", value_parser = parse_score)]
    pub score: Option<Amount>,
    /// What was looked at: a file, whose SHA-256 is recorded
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
    /// Say that this DID is yours, with an attestation of authorship: did:web, did:key or did:pkh, which
    /// must name the attestor's key
    #[arg(long, value_name = "DID", conflicts_with = "evidence")]
    pub did: Option<String>,
    /// The document of a did:web, as a file [default: it is fetched from where the DID says]
    #[arg(long, value_name = "FILE", requires = "did")]
    pub did_document: Option<PathBuf>,
    /// What a custom attestation means: a file, whose SHA-256 is recorded
    #[arg(long, value_name = "FILE", required_if_eq("kind", "custom"))]
    pub schema: Option<PathBuf>,
    /// When it ends: seconds from now, or a number with w, d, h or m, like 90d [default: never]
    #[arg(long, value_name = "PERIOD")]
    pub expires: Option<Period>,
    /// Who says it
    #[command(flatten)]
    pub attestor: AttestorArgs,
}

/// Take back what you said
///
/// The attestation stays where it is and says that it was revoked.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue attest revoke photo.jpg --kind review
  provenue attest revoke photo.jpg --kind takedown-notice --reason 2 --signed-by lawyer.json")]
pub struct AttestRevokeArgs {
    /// The work
    #[command(flatten)]
    pub work: WorkArgs,
    /// What was said
    #[arg(long, value_enum)]
    pub kind: KindArg,
    /// Why: a number of your own
    #[arg(long, value_name = "CODE", default_value_t = 0)]
    pub reason: u16,
    /// Who said it
    #[command(flatten)]
    pub attestor: AttestorArgs,
}

/// List what was said about a work, revoked attestations included
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue attest list photo.jpg
  provenue attest list 7cQp…Xk --output json")]
pub struct AttestListArgs {
    /// The work
    #[command(flatten)]
    pub work: WorkArgs,
}

/// Who attests.
#[derive(Args)]
pub struct AttestorArgs {
    /// A keypair that signs the statement and not the transaction, which -k pays for [default: the
    /// keypair that signs]
    #[arg(long, value_name = "FILE")]
    pub signed_by: Option<PathBuf>,
}

/// A kind of attestation.
#[derive(Clone, Copy, ValueEnum)]
pub enum KindArg {
    /// Who made the work
    Authorship,
    /// A mark after looking at it
    Review,
    /// How likely a machine made it
    AiDetection,
    /// The rights were cleared
    RightsClearance,
    /// It is demanded that the work be taken down
    TakedownNotice,
    /// Its C2PA manifest was validated
    C2paValidated,
    /// What a schema says
    Custom,
}

impl From<KindArg> for AttestationKind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Authorship => Self::Authorship,
            KindArg::Review => Self::Review,
            KindArg::AiDetection => Self::AiDetection,
            KindArg::RightsClearance => Self::RightsClearance,
            KindArg::TakedownNotice => Self::TakedownNotice,
            KindArg::C2paValidated => Self::C2paValidated,
            KindArg::Custom => Self::Custom,
        }
    }
}

/// Basis points.
fn parse_score(text: &str) -> Result<Amount, String> {
    let score = Amount::parse(text, 2).map_err(|error| error.to_string())?;
    if score.units > 10_000 {
        return Err("it must be at most 100 percent".to_owned());
    }
    Ok(score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_a_percentage() {
        for (text, bps) in [("0", 0), ("12.5", 1_250), ("99.99", 9_999), ("100", 10_000)] {
            assert_eq!(parse_score(text).unwrap().units, bps);
        }
        for bad in ["100.01", "1.234", "-1", "good", ""] {
            assert!(parse_score(bad).is_err(), "{bad}");
        }
    }
}
