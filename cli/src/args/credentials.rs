//! Arguments of `credentials`, and those about C2PA manifests that other commands take.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use provenue_credentials::{Algorithm, Signer, Trust};

use super::SourceTypeArg;
use crate::failure::Result;

/// The commands about Content Credentials. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum CredentialsCommand {
    Show(CredentialsShowArgs),
    Sign(CredentialsSignArgs),
}

/// Show what a file's C2PA manifest says, and whether it fits the file
///
/// The manifest is in the file, or in one of the same name that ends in .c2pa. Nothing is fetched. The
/// exit status is 0 when it is valid, 3 when there is none, and 4 when it is invalid or cannot be read.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue credentials show photo.jpg
  provenue credentials show photo.jpg --trust-anchors c2pa-trust-list.pem
  provenue credentials show photo.jpg --output json")]
pub struct CredentialsShowArgs {
    /// The media file
    pub file: PathBuf,
    /// Whom to believe
    #[command(flatten)]
    pub trust: TrustArgs,
}

/// Write a C2PA manifest into a copy of a file
///
/// A manifest that the file has becomes an ingredient of the new one. The file itself stays as it is.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue credentials sign photo.jpg --certificate chain.pem --key key.pem --source-type digitalCapture
  provenue credentials sign aurora.png --certificate chain.pem --key key.pem \\
    --source-type trainedAlgorithmicMedia --training not-allowed --title Aurora --out signed.png
  provenue credentials sign photo.jpg --certificate chain.pem --key key.pem --pointer -k artist.json")]
pub struct CredentialsSignArgs {
    /// The media file
    pub file: PathBuf,
    /// Who signs
    #[command(flatten)]
    pub signer: SignerArgs,
    /// Where to write the signed file: a new file [default: NAME-signed.EXTENSION next to it]
    #[arg(short = 'o', long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// What it comes from: a term of IPTC's digital source types, like digitalCapture
    #[arg(long, value_name = "TERM")]
    pub source_type: Option<SourceTypeArg>,
    /// Whether machines may be trained on it
    #[arg(long, value_enum, value_name = "allowed|not-allowed")]
    pub training: Option<TrainingArg>,
    /// What it is called
    #[arg(long)]
    pub title: Option<String>,
    /// A file that it was made from; as often as needed
    #[arg(long = "ingredient", value_name = "FILE")]
    pub ingredients: Vec<PathBuf>,
    /// Name the keypair that signs on the ledger as who will claim it there
    #[arg(long)]
    pub pointer: bool,
}

/// Whose certificates are believed.
#[derive(Args)]
pub struct TrustArgs {
    /// Authorities whose certificates are believed: a PEM file, like the list that C2PA publishes
    #[arg(long, value_name = "PEM")]
    pub trust_anchors: Option<PathBuf>,
}

impl TrustArgs {
    /// Reads the list; without one nobody is believed.
    pub fn trust(&self) -> Result<Trust> {
        match &self.trust_anchors {
            Some(path) => Ok(Trust::from_file(path)?),
            None => Ok(Trust::default()),
        }
    }
}

/// Who signs a manifest.
#[derive(Args)]
pub struct SignerArgs {
    /// The certificate of who signs the manifest, and those that lead to an authority
    #[arg(long, value_name = "PEM")]
    pub certificate: PathBuf,
    /// Its private key, in PKCS#8
    #[arg(long, value_name = "PEM")]
    pub key: PathBuf,
    /// The kind of signature [default: what goes with the key]
    #[arg(long, value_name = "es256|es384|es512|ps256|ps384|ps512|ed25519")]
    pub algorithm: Option<Algorithm>,
}

impl SignerArgs {
    /// Reads the chain and the key.
    pub fn signer(&self) -> Result<Signer> {
        Ok(Signer::from_files(
            &self.certificate,
            &self.key,
            self.algorithm,
        )?)
    }
}

/// Whether machines may be trained on a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum TrainingArg {
    /// They may
    Allowed,
    /// They may not
    NotAllowed,
}
