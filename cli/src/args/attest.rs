//! Arguments of `attest`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use provenue_client::{Amount, AttestationKind, credential::AttestorKey};

use super::{Period, WorkArgs, parse_address};

/// The commands about attestations. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum AttestCommand {
    Create(AttestCreateArgs),
    Revoke(AttestRevokeArgs),
    Message(AttestMessageArgs),
    Submit(AttestSubmitArgs),
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
  provenue attest create photo.jpg --kind authorship --did did:web:studio.example
  provenue attest create photo.jpg --kind c2pa-validated --signed-by c2pa-key.pem -k payer.json")]
pub struct AttestCreateArgs {
    /// The work
    #[command(flatten)]
    pub work: WorkArgs,
    /// What is said
    #[command(flatten)]
    pub statement: StatementArgs,
    /// Who says it
    #[command(flatten)]
    pub attestor: AttestorArgs,
}

/// Write what somebody is to sign elsewhere: in a wallet, with a passkey, in a hardware module
///
/// The document has the message in hexadecimal, to be signed with Ed25519 or with ES256, and as a challenge
/// to a passkey. The chain takes the message until it has forgotten the slot in it, 512 slots later: that is
/// about three and a half minutes. Who pays need not be who signs, and can change nothing of it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue attest message photo.jpg --kind review --score 85 --attestor 9WzD…WM -o message.json
  provenue attest message photo.jpg --kind c2pa-validated --attestor did:key:zDna…69 -o message.json
  provenue attest message photo.jpg --kind review --revoke --reason 2 --attestor 9WzD…WM -o message.json
  jq -r .message message.json | xxd -r -p | openssl dgst -sha256 -sign key.pem | xxd -p -c 80")]
pub struct AttestMessageArgs {
    /// The work
    #[command(flatten)]
    pub work: WorkArgs,
    /// What is said
    #[command(flatten)]
    pub statement: StatementArgs,
    /// Take back what they said of this kind
    #[arg(
        long,
        conflicts_with_all = ["score", "evidence", "did", "did_document", "schema", "expires"]
    )]
    pub revoke: bool,
    /// Why it is taken back: a number of their own
    #[arg(long, value_name = "CODE", default_value_t = 0, requires = "revoke")]
    pub reason: u16,
    /// Who signs: an address or keypair file, a did:key, or a P-256 key as 33 or 65 bytes in hexadecimal
    #[arg(long, value_name = "KEY", value_parser = parse_attestor)]
    pub attestor: AttestorKey,
    /// Where to write the message
    #[arg(short = 'o', long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Bring what somebody signed elsewhere
///
/// The signature is checked before anything is paid.
#[derive(Args)]
#[command(group = ArgGroup::new("signed").required(true))]
#[command(after_help = "\
Examples:
  provenue attest submit message.json --signature 3045…4f
  provenue attest submit message.json --webauthn assertion.json -k payer.json")]
pub struct AttestSubmitArgs {
    /// What `provenue attest message` wrote
    pub message: PathBuf,
    /// The signature over the message, in hexadecimal, base58 or base64; that of a P-256 key may be in DER
    #[arg(long, group = "signed")]
    pub signature: Option<String>,
    /// The passkey's answer to the challenge: a file with what `PublicKeyCredential.toJSON()` returns
    #[arg(long, value_name = "FILE", group = "signed")]
    pub webauthn: Option<PathBuf>,
}

/// What is said.
#[derive(Args)]
pub struct StatementArgs {
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
    /// What a custom attestation means: a file, whose SHA-256 is recorded; it must be given
    #[arg(long, value_name = "FILE")]
    pub schema: Option<PathBuf>,
    /// When it ends: seconds from now, or a number with w, d, h or m, like 90d [default: never]
    #[arg(long, value_name = "PERIOD")]
    pub expires: Option<Period>,
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
    /// A keypair, or a P-256 key in PEM like that of a C2PA signer, that signs the statement and not the
    /// transaction, which -k pays for [default: the keypair that signs]
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

/// A key that signs elsewhere.
fn parse_attestor(text: &str) -> Result<AttestorKey, String> {
    text.parse::<AttestorKey>().or_else(|unknown| {
        let address = parse_address(text).map_err(|_| unknown.to_string())?;
        Ok(AttestorKey::Ed25519(address.to_bytes()))
    })
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
