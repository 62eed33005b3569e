//! What `mint` did, and what can be done next.

use std::{fmt, path::Path};

use provenue_client::{
    Amount, address,
    flows::mint::{NewWork, SHARE_DECIMALS},
    solana::Address,
};
use provenue_media::{ChunkSize, ContentId, Fingerprint};
use serde::Serialize;

use super::{Minted, Origin, manifest::Said};
use crate::{
    args::{DisclosureArg, MintArgs},
    credentials::CredentialsReport,
    output::{Bytes, Fields, Hex, Steps, as_text, style::TITLE},
};

/// A work that is registered.
#[derive(Serialize)]
pub struct MintReport {
    file: String,
    content_id: ContentId,
    byte_length: u64,
    chunk_size: u64,
    media_type: String,
    #[serde(serialize_with = "as_text")]
    asset: Address,
    /// How many claimed the same content before.
    claim_index: u16,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    disclosure: DisclosureArg,
    training_allowed: bool,
    /// The C2PA manifest of the file.
    credentials: CredentialsReport,
    ingredients: Vec<ContentId>,
    perceptual_hash: Option<Hex>,
    /// The file that opens the generation record's commitment.
    record: Option<String>,
    vault: Option<String>,
    share_mint: Option<String>,
    shares: Vec<Share>,
    currencies: Vec<String>,
    steps: Steps,
}

/// The file that was registered.
pub struct Registered<'a> {
    /// Where it is: a signed copy, or what was named.
    pub path: &'a Path,
    /// What its bytes tell.
    pub file: &'a Fingerprint,
    /// Its C2PA manifest.
    pub credentials: CredentialsReport,
    /// What is said of its making.
    pub said: &'a Said,
}

/// What somebody got of the work.
#[derive(Serialize)]
struct Share {
    #[serde(serialize_with = "as_text")]
    owner: Address,
    #[serde(serialize_with = "as_text")]
    units: u64,
}

impl MintReport {
    /// Sums up what was done.
    pub fn new(
        args: &MintArgs,
        registered: Registered<'_>,
        owner: Address,
        origin: &Origin,
        work: &NewWork,
        minted: Minted,
    ) -> Self {
        let shares = work.shares.as_ref();
        let allocation = shares.map_or(&[][..], |shares| &shares.allocation);
        let currencies = shares.map_or(&[][..], |shares| &shares.currencies);
        let record = args.origin.record.as_ref();
        let share_mint = minted.vault.map(|vault| address::share_mint(&vault));
        let Registered {
            path,
            file,
            credentials,
            said,
        } = registered;
        Self {
            file: path.display().to_string(),
            content_id: file.content_id,
            byte_length: file.byte_length,
            chunk_size: file.chunk_size.bytes(),
            media_type: work.details.media_type.clone(),
            asset: minted.asset,
            claim_index: minted.claim_index,
            owner,
            disclosure: said.disclosure,
            training_allowed: said.training_allowed,
            credentials,
            ingredients: origin.ingredients.clone(),
            perceptual_hash: work.details.perceptual_hash.map(Hex),
            record: record.map(|path| path.display().to_string()),
            vault: minted.vault.map(|vault| vault.to_string()),
            share_mint: share_mint.map(|mint| mint.to_string()),
            shares: allocation
                .iter()
                .map(|(owner, units)| Share {
                    owner: *owner,
                    units: *units,
                })
                .collect(),
            currencies: currencies
                .iter()
                .map(|mint| mint.address.to_string())
                .collect(),
            steps: minted.steps.into(),
        }
    }

    /// What names this claim in other commands: the file, where it names the first claim.
    fn name(&self) -> String {
        if self.claim_index == 0 && self.chunk_size == ChunkSize::default().bytes() {
            quoted(&self.file)
        } else {
            self.asset.to_string()
        }
    }

    fn claim(&self) -> String {
        match self.claim_index {
            0 => "0, the first".to_owned(),
            1 => "1: somebody claimed the same content before".to_owned(),
            before => format!("{before}: {before} others claimed the same content before"),
        }
    }
}

/// As a shell takes it for one word.
fn quoted(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/+,:@%".contains(&byte);
    if !text.is_empty() && text.bytes().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

impl fmt::Display for MintReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        let shares = self.shares.iter().map(|share| {
            let count = Amount::new(share.units, SHARE_DECIMALS);
            format!("{count} of {}", share.owner)
        });
        let shares: Vec<_> = shares.collect();
        let mut block = Fields::of(&self.file)
            .field("asset", self.asset)
            .field("claim", self.claim())
            .field("content id", self.content_id)
            .field("length", Bytes(self.byte_length))
            .field("media type", &self.media_type)
            .optional("credentials", self.credentials.shown());
        for ingredient in self.credentials.ingredients() {
            block = block.field("made from", ingredient);
        }
        let block = block
            .optional("vault", self.vault.as_ref())
            .optional("share mint", self.share_mint.as_ref())
            .optional("shares", (!shares.is_empty()).then(|| shares.join(", ")))
            .optional(
                "record",
                self.record.as_ref().map(|path| {
                    format!(
                        "{path}: keep it secret and safe, it alone proves how the work was made"
                    )
                }),
            );
        block.fmt(f)?;
        writeln!(f, "{TITLE}What you can do next{TITLE:#}")?;
        let (name, file) = (self.name(), quoted(&self.file));
        let chunks = if self.chunk_size == ChunkSize::default().bytes() {
            String::new()
        } else {
            format!(" --chunk-size {}", self.chunk_size)
        };
        writeln!(f, "  provenue verify {file}{chunks}")?;
        if self.vault.is_some() {
            writeln!(
                f,
                "  provenue terms offer {name} --price 0.5 --currency SOL"
            )?;
            writeln!(f, "  provenue shares list {name}")
        } else {
            writeln!(f, "  provenue terms offer {name} --free")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_one_word_of_a_shell() {
        assert_eq!(quoted("a/photo-1.jpg"), "a/photo-1.jpg");
        assert_eq!(quoted("my photo.jpg"), "'my photo.jpg'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("$(x)"), "'$(x)'");
    }
}
