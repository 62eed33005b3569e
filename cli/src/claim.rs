//! What a claim on a work says.

use provenue_client::{
    DigitalSourceType, Disclosure,
    solana::Address,
    state::{self, Asset},
};
use provenue_media::{ChunkSize, ContentId};
use serde::Serialize;

use crate::{
    holder::Holder,
    output::{Bytes, Fields, Hex, Moment},
    standing::Standing,
};

/// An asset, as it is reported. Dates are seconds since 1970; what was not given is `null`.
#[derive(Serialize)]
pub struct Claim {
    asset: String,
    claim_index: u16,
    #[serde(flatten)]
    standing: Standing,
    content_id: ContentId,
    byte_length: u64,
    chunk_size: u64,
    #[serde(skip)]
    chunks: String,
    media_type: String,
    /// `null` when nobody owns it, or who holds its NFT could not be found.
    owner: Option<String>,
    /// Whom the asset names, where there is an NFT of it.
    recorded_owner: Option<String>,
    /// The mint of its NFT.
    nft: Option<String>,
    #[serde(skip)]
    owned_by: String,
    /// Who registered it, whoever owns it now.
    registrant: String,
    pending_owner: Option<String>,
    studio: Option<String>,
    agent: Option<String>,
    vault: Option<String>,
    terms_count: u16,
    disclosure: &'static str,
    training_allowed: bool,
    registered_at: i64,
    updated_at: i64,
    /// The log that it was a member of before it was an asset.
    log: Option<String>,
    /// Which member.
    log_index: Option<u64>,
    manifest_hash: Option<Hex>,
    /// SHA-256 of the certificate that signed the C2PA manifest.
    signing_certificate: Option<Hex>,
    /// What made the C2PA manifest.
    claim_generator: Option<String>,
    /// What the work comes from, as a URI of a digital source type.
    digital_source_type: Option<String>,
    perceptual_hash: Option<Hex>,
    generation_record: Option<Hex>,
    model: Option<String>,
    ingredients_root: Option<Hex>,
    metadata_uri_hash: Option<Hex>,
}

impl Claim {
    /// What the asset at `address` says, which names the owner that was recorded last.
    pub fn new(address: &Address, asset: &Asset) -> Self {
        Self::owned(address, asset, Holder::Known(asset.owner))
    }

    /// What the asset at `address` says, and who owns it.
    pub fn owned(address: &Address, asset: &Asset, holder: Holder) -> Self {
        let key = |key: &Address| (*key != Address::default()).then(|| key.to_string());
        let hash = |hash: [u8; 32]| (hash != [0; 32]).then_some(Hex(hash));
        Self {
            asset: address.to_string(),
            claim_index: asset.claim_index.get(),
            standing: Standing::new(asset),
            content_id: ContentId(asset.content_id),
            byte_length: asset.byte_length.get(),
            chunk_size: chunk_size(asset),
            chunks: ChunkSize::from_log2(asset.chunk_size_log2)
                .map_or_else(|error| error.to_string(), |size| size.to_string()),
            media_type: asset.media_type_text().to_owned(),
            owner: holder.known().map(|owner| owner.to_string()),
            recorded_owner: asset.is_wrapped().then(|| asset.owner.to_string()),
            nft: key(&asset.mint),
            owned_by: match holder {
                Holder::Known(owner) => owner.to_string(),
                Holder::Nobody => "nobody: its NFT was burned".to_owned(),
                Holder::Unknown => "who holds its NFT".to_owned(),
            },
            registrant: asset.registrant.to_string(),
            pending_owner: key(&asset.pending_owner),
            studio: key(&asset.studio),
            agent: key(&asset.agent),
            vault: key(&asset.vault),
            terms_count: asset.terms_count.get(),
            disclosure: disclosure(asset.disclosure),
            training_allowed: asset.allows_training(),
            registered_at: asset.registered_at.get(),
            updated_at: asset.updated_at.get(),
            log: key(&asset.log),
            log_index: asset.was_member().then(|| asset.log_index.get()),
            manifest_hash: hash(asset.manifest_hash),
            signing_certificate: hash(asset.signing_certificate),
            claim_generator: Some(asset.claim_generator_text())
                .filter(|name| !name.is_empty())
                .map(str::to_owned),
            digital_source_type: source_type(asset.digital_source_type),
            perceptual_hash: hash(asset.perceptual_hash),
            generation_record: hash(asset.generation_record),
            model: key(&asset.model.into()),
            ingredients_root: hash(asset.ingredients_root),
            metadata_uri_hash: hash(asset.metadata_uri_hash),
        }
    }

    /// Who claims it, when, and what is said about the making.
    pub fn summary(&self, title: impl ToString) -> Fields {
        let offered = match self.terms_count {
            0 => None,
            1 => Some("1 offer of terms".to_owned()),
            count => Some(format!("{count} offers of terms")),
        };
        let fields = Fields::of(title)
            .field("asset", &self.asset)
            .field("owner", &self.owned_by)
            .optional("NFT", self.nft.as_ref())
            .field("registered", Moment(self.registered_at));
        self.standing
            .tell(fields)
            .field("made by", made_by(self.disclosure))
            .optional("source", self.source())
            .field("training", self.training())
            .field("evidence", self.evidence())
            .field("vault", self.vault.as_deref().unwrap_or("none"))
            .optional("licences", offered)
    }

    /// All of it.
    pub fn details(&self) -> Fields {
        let fields =
            Fields::of(format!("asset {}", self.asset)).field("status", self.standing.word());
        self.standing
            .tell(fields)
            .field("content id", self.content_id)
            .field("claim", self.claim_index)
            .field("length", Bytes(self.byte_length))
            .field("chunk size", &self.chunks)
            .field("media type", &self.media_type)
            .field("owner", &self.owned_by)
            .optional("NFT", self.nft.as_ref())
            .optional("recorded", self.stale_owner())
            .optional("offered to", self.pending_owner.as_ref())
            .optional("studio", self.studio.as_ref())
            .optional("agent", self.agent.as_ref())
            .field("vault", self.vault.as_deref().unwrap_or("none"))
            .field("terms", self.terms_count)
            .field("made by", made_by(self.disclosure))
            .field("training", self.training())
            .field("registered", Moment(self.registered_at))
            .field("updated", Moment(self.updated_at))
            .optional("log", self.log.as_ref())
            .optional("member", self.log_index)
            .optional("source", self.digital_source_type.as_ref())
            .optional("C2PA manifest", self.manifest_hash)
            .optional("its certificate", self.signing_certificate)
            .optional("made with", self.claim_generator.as_ref())
            .optional("perceptual hash", self.perceptual_hash)
            .optional("generation record", self.generation_record)
            .optional("model", self.model.as_ref())
            .optional("ingredients", self.ingredients_root)
            .optional("metadata URI", self.metadata_uri_hash)
    }

    /// Whom the asset names, where that is somebody else than who holds the NFT.
    fn stale_owner(&self) -> Option<String> {
        let recorded = self.recorded_owner.as_ref();
        let stale = recorded.filter(|recorded| self.owner.as_ref() != Some(recorded));
        stale.map(|owner| format!("{owner}, until `provenue asset sync`"))
    }

    /// The number of the claim.
    pub fn index(&self) -> u16 {
        self.claim_index
    }

    /// One row of a list.
    pub fn row(&self) -> [String; 7] {
        [
            self.asset.clone(),
            self.standing.word().to_owned(),
            self.claim_index.to_string(),
            self.media_type.clone(),
            self.byte_length.to_string(),
            Moment(self.registered_at).to_string(),
            self.terms_count.to_string(),
        ]
    }

    /// The term of the source type, without where it is defined.
    fn source(&self) -> Option<&str> {
        self.digital_source_type.as_deref()?.rsplit('/').next()
    }

    fn training(&self) -> &'static str {
        if self.training_allowed {
            "allowed"
        } else {
            "not allowed"
        }
    }

    /// What was given beyond the bytes, in words: hashes say nothing to people.
    fn evidence(&self) -> String {
        let given = [
            ("C2PA manifest", self.manifest_hash.is_some()),
            ("perceptual hash", self.perceptual_hash.is_some()),
            ("generation record", self.generation_record.is_some()),
            ("model", self.model.is_some()),
            ("ingredients", self.ingredients_root.is_some()),
            ("metadata", self.metadata_uri_hash.is_some()),
            ("a log", self.log.is_some()),
        ];
        let given = given.iter().filter(|(_, given)| *given);
        let names: Vec<_> = given.map(|(name, _)| *name).collect();
        if names.is_empty() {
            "none beyond the time".to_owned()
        } else {
            names.join(", ")
        }
    }
}

/// The length of the chunks that a claim's content id was made with.
pub fn chunk_size(asset: &state::Asset) -> u64 {
    1_u64
        .checked_shl(asset.chunk_size_log2.into())
        .unwrap_or_default()
}

/// A disclosure as it is written on the command line.
pub fn disclosure(code: u8) -> &'static str {
    match Disclosure::from_code(code) {
        Some(Disclosure::Human) => "human",
        Some(Disclosure::AiAssisted) => "ai-assisted",
        Some(Disclosure::AiGenerated) => "ai-generated",
        Some(Disclosure::Composite) => "composite",
        None => "unknown",
    }
}

/// What a work comes from: the URI of the term, or `other` where it is of another vocabulary.
fn source_type(code: u8) -> Option<String> {
    let source = DigitalSourceType::from_code(code)?;
    let other = (source == DigitalSourceType::Other).then_some("other");
    source.uri().or(other).map(str::to_owned)
}

fn made_by(disclosure: &'static str) -> &'static str {
    match disclosure {
        "human" => "people",
        "ai-assisted" => "people with generative tools",
        "ai-generated" => "a generative tool",
        "composite" => "several (a composite)",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use bytemuck::Zeroable;

    use super::*;

    #[test]
    fn a_work_belongs_to_who_holds_its_nft() {
        let [recorded, holder, mint] = [(); 3].map(|()| Address::new_unique());
        let mut asset = Asset::zeroed();
        asset.owner = recorded;
        let told = |asset: &Asset, holder| {
            let claim = Claim::owned(&Address::default(), asset, holder);
            let text = claim.details().to_string();
            (claim.owner, claim.recorded_owner, text)
        };
        let (owner, name, text) = told(&asset, Holder::Known(recorded));
        assert_eq!((owner, name), (Some(recorded.to_string()), None));
        assert!(
            !text.contains("NFT") && !text.contains("recorded"),
            "{text}"
        );

        asset.mint = mint;
        let (owner, name, text) = told(&asset, Holder::Known(recorded));
        assert_eq!(owner, name);
        assert!(text.contains(&mint.to_string()), "{text}");
        assert!(!text.contains("asset sync"), "{text}");
        let (owner, name, text) = told(&asset, Holder::Known(holder));
        assert_eq!(owner, Some(holder.to_string()));
        assert_eq!(name, Some(recorded.to_string()));
        assert!(text.contains("asset sync"), "{text}");
        for unclear in [Holder::Nobody, Holder::Unknown] {
            let (owner, name, text) = told(&asset, unclear);
            assert_eq!((owner, name), (None, Some(recorded.to_string())));
            assert!(text.contains("NFT"), "{text}");
        }
    }
}
