//! Arguments of `mint`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use provenue_client::{
    Disclosure,
    instructions::vault::{MAX_NAME_BYTES, MAX_SYMBOL_BYTES, MAX_URI_BYTES},
    solana::Address,
};
use provenue_credentials::Algorithm;
use serde::{Deserialize, Serialize};

use super::{
    SourceOf, SourceTypeArg, TrustArgs, WorkName, chunk_size::ChunkSizeArg, parse_mint,
    share::ShareOf,
};

/// Register a media file as yours, with a vault that shares what it earns
///
/// The asset's address follows from the file's bytes: whoever has the file finds your claim. The
/// vault takes revenue in up to four currencies and pays it to the holders of its 100 shares, which
/// are tokens. When the command is interrupted, run it again: it goes on where it stopped.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue mint photo.jpg --disclosure human
  provenue mint song.wav --disclosure ai-assisted --share bob.json=30 --currency SOL --currency 4Zc4…h2
  provenue mint aurora.png --disclosure ai-generated --record aurora.sealed.json
  provenue mint remix.wav --disclosure composite --from beat.wav=8dHE…qk --from model/:inputTo
  provenue mint photo-v2.jpg --disclosure human --supersedes photo.jpg
  provenue mint photo.jpg --sign --certificate chain.pem --key key.pem --source-type digitalCapture
  provenue mint paper.pdf --disclosure human --no-vault")]
pub struct MintArgs {
    /// The media file, or the directory of a model or a data set
    pub file: PathBuf,
    /// How much of it machines made: it is said in public, and for ever [default: what follows from the
    /// source type in the C2PA manifest]
    #[arg(
        long,
        value_enum,
        value_name = "human|ai-assisted|ai-generated|composite"
    )]
    pub disclosure: Option<DisclosureArg>,
    /// Allow machines to be trained on it [default: what the C2PA manifest says, or no]
    #[arg(long, conflicts_with = "forbid_training")]
    pub allow_training: bool,
    /// Allow no machines to be trained on it
    #[arg(long)]
    pub forbid_training: bool,
    /// What it is, like image/png [default: what its first bytes tell]
    #[arg(long, value_name = "TYPE", value_parser = media_type)]
    pub media_type: Option<String>,
    /// Where more is written about it; the asset records the hash, the share mint the text
    #[arg(long, value_parser = uri)]
    pub uri: Option<String>,
    /// How the file is cut
    #[command(flatten)]
    pub chunks: ChunkSizeArg,
    /// Its vault.
    #[command(flatten)]
    pub shares: SharesArgs,
    /// How it came to be.
    #[command(flatten)]
    pub origin: OriginArgs,
    /// Its C2PA manifest.
    #[command(flatten)]
    pub credentials: ManifestArgs,
}

impl MintArgs {
    /// Whether machines may be trained on it, where that is said.
    pub fn training(&self) -> Option<bool> {
        (self.allow_training || self.forbid_training).then_some(self.allow_training)
    }
}

/// The C2PA manifest of a new work. What a valid one says is recorded.
#[derive(Args)]
#[command(next_help_heading = "Content Credentials (C2PA)")]
pub struct ManifestArgs {
    /// Whom to believe
    #[command(flatten)]
    pub trust: TrustArgs,
    /// Register a file whose manifest is invalid, without its manifest
    #[arg(long)]
    pub ignore_invalid_credentials: bool,
    /// What it comes from: a term of IPTC's digital source types [default: what the manifest says]
    #[arg(long, value_name = "TERM")]
    pub source_type: Option<SourceTypeArg>,
    /// Signing.
    #[command(flatten)]
    pub signing: SigningArgs,
}

/// Signing a new work before it is registered.
#[derive(Args)]
pub struct SigningArgs {
    /// Write a manifest that points to this claim into a copy of the file, and register the copy
    #[arg(long, requires_all = ["certificate", "key"])]
    pub sign: bool,
    /// The certificate of who signs the manifest, and those that lead to an authority
    #[arg(long, value_name = "PEM", requires = "sign")]
    pub certificate: Option<PathBuf>,
    /// Its private key, in PKCS#8
    #[arg(long, value_name = "PEM", requires = "sign")]
    pub key: Option<PathBuf>,
    /// The kind of signature [default: what goes with the key]
    #[arg(
        long,
        value_name = "es256|es384|es512|ps256|ps384|ps512|ed25519",
        requires = "sign"
    )]
    pub algorithm: Option<Algorithm>,
    /// Where to write the signed copy: a new file [default: NAME-signed.EXTENSION next to it]
    #[arg(long, value_name = "FILE", requires = "sign")]
    pub signed_file: Option<PathBuf>,
}

/// The vault of a new work.
#[derive(Args)]
#[command(next_help_heading = "Vault and shares")]
pub struct SharesArgs {
    /// Open no vault: the work can be shown to be yours, and earns nothing
    #[arg(long, conflicts_with_all = ["currencies", "gifts", "name", "symbol"])]
    pub no_vault: bool,
    /// A currency that the vault takes: a mint, or SOL; up to four times [default: SOL]
    #[arg(long = "currency", value_name = "MINT", value_parser = parse_mint)]
    pub currencies: Vec<Address>,
    /// Gives somebody some of the 100 shares; the rest is yours
    #[arg(long = "share", value_name = "OWNER=SHARES")]
    pub gifts: Vec<ShareOf>,
    /// What the shares are called in wallets, at most 32 bytes [default: the file's name]
    #[arg(long, value_parser = name)]
    pub name: Option<String>,
    /// Their symbol, at most 10 bytes [default: from the file's name]
    #[arg(long, value_parser = symbol)]
    pub symbol: Option<String>,
}

/// How a work came to be.
#[derive(Args)]
#[command(next_help_heading = "Origin")]
pub struct OriginArgs {
    /// The sealed generation record, which `provenue record seal` made: its commitment is recorded
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// The work's C2PA manifest store, as bytes in a file: its SHA-256 is recorded
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// A work it was made from: the file or the content id; as often as needed
    #[arg(long = "ingredient", value_name = "FILE_OR_ID")]
    pub ingredients: Vec<WorkName>,
    /// A registered work that it is linked to: its file, content id or asset; the terms that you hold a
    /// licence under if it is not yours, which say what its vault owes for ever; and how it is part of the
    /// work: parentOf, componentOf (if nothing is said) or inputTo; as often as needed
    #[arg(long = "from", value_name = "WORK[=TERMS][:RELATION]")]
    pub from: Vec<SourceOf>,
    /// The model that made it, registered as a work: its asset, content id or file
    #[arg(long, value_name = "WORK")]
    pub model: Option<WorkName>,
    /// An older work of yours that this one replaces: its asset, content id or file
    #[arg(long, value_name = "WORK")]
    pub supersedes: Option<WorkName>,
    /// A perceptual hash of it: up to 32 bytes in hexadecimal, zeros are put behind [default: the PDQ
    /// hash of a picture]
    #[arg(long, value_name = "HEX", value_parser = perceptual_hash)]
    pub perceptual_hash: Option<[u8; 32]>,
}

/// How much of a work was made by machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum DisclosureArg {
    /// People made it
    Human,
    /// People made it with the help of generative tools
    AiAssisted,
    /// A generative tool made it
    AiGenerated,
    /// It is composed of works of several kinds
    Composite,
}

impl From<DisclosureArg> for Disclosure {
    fn from(disclosure: DisclosureArg) -> Self {
        match disclosure {
            DisclosureArg::Human => Self::Human,
            DisclosureArg::AiAssisted => Self::AiAssisted,
            DisclosureArg::AiGenerated => Self::AiGenerated,
            DisclosureArg::Composite => Self::Composite,
        }
    }
}

fn name(text: &str) -> Result<String, String> {
    sized(text, 1, MAX_NAME_BYTES)
}

fn symbol(text: &str) -> Result<String, String> {
    sized(text, 1, MAX_SYMBOL_BYTES)
}

fn uri(text: &str) -> Result<String, String> {
    sized(text, 1, MAX_URI_BYTES)
}

fn sized(text: &str, least: usize, most: usize) -> Result<String, String> {
    let length = text.len();
    if (least..=most).contains(&length) {
        return Ok(text.to_owned());
    }
    Err(format!(
        "it has {length} bytes, and must have {least} to {most}"
    ))
}

fn media_type(text: &str) -> Result<String, String> {
    const MOST: usize = 64;
    let printable = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
    if !text.bytes().all(printable) {
        return Err("it must be printable ASCII, like image/png".to_owned());
    }
    sized(text, 1, MOST)
}

fn perceptual_hash(text: &str) -> Result<[u8; 32], String> {
    let malformed = || "write up to 64 hexadecimal digits, two for each byte".to_owned();
    let bytes = hex::decode(text).map_err(|_| malformed())?;
    let mut hash = [0; 32];
    let used = hash.get_mut(..bytes.len()).ok_or_else(malformed)?;
    used.copy_from_slice(&bytes);
    if hash == [0; 32] {
        return Err("zeros stand for a hash that is not given: leave the option out".to_owned());
    }
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_the_length_that_the_programs_take() {
        assert!(name(&"n".repeat(32)).is_ok() && name(&"n".repeat(33)).is_err());
        assert!(symbol("SYMBOLS_10").is_ok() && symbol("ELEVEN_LONG").is_err());
        // Bytes count, not letters.
        assert!(symbol("ÄÖÜÄÖ").is_ok() && symbol("ÄÖÜÄÖÜ").is_err());
        assert!(uri(&"u".repeat(200)).is_ok() && uri(&"u".repeat(201)).is_err());
        assert!(name("").is_err() && symbol("").is_err() && uri("").is_err());
        assert!(media_type(&"t".repeat(64)).is_ok() && media_type(&"t".repeat(65)).is_err());
        assert!(media_type("image/pñg").is_err() && media_type("").is_err());
    }

    #[test]
    fn a_short_perceptual_hash_has_zeros_behind_it() {
        let hash = perceptual_hash("d1FF").unwrap();
        assert_eq!(hash[..3], [0xd1, 0xff, 0]);
        assert!(perceptual_hash(&"ab".repeat(32)).is_ok());
        for bad in ["", "0", "xy", "00", &"ab".repeat(33)] {
            assert!(perceptual_hash(bad).is_err(), "{bad}");
        }
    }
}
