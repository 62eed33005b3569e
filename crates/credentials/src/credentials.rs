//! What a file's manifest says.

use std::{fmt, path::PathBuf};

use c2pa::{
    Manifest, Reader,
    validation_status::{
        ASSERTION_BMFFHASH_MATCH, ASSERTION_BOXHASH_MATCH, ASSERTION_COLLECTIONHASH_MATCH,
        ASSERTION_DATAHASH_MATCH, TIMESTAMP_TRUSTED,
    },
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    certificate::Certificate,
    ingredient::Ingredient,
    pointer::{AssetPointer, PointerError},
    source_type,
    text::clean,
    training::{self, TrainingEntry},
    validity::Validity,
};

/// What the active manifest of a file says, and what it is worth. Where [`Self::validity`] is not valid, all
/// else is only what somebody wrote. All texts are fit to be shown.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Whether it fits the file, and who is believed.
    pub validity: Validity,
    /// SHA-256 of the manifest store, which holds this manifest and those of ingredients.
    pub manifest_hash: [u8; 32],
    /// The length of the manifest store in bytes.
    pub manifest_bytes: usize,
    /// Where the manifest store is.
    pub location: Location,
    /// Whether the manifest is bound to the file's bytes, and they fit.
    pub bound: bool,
    /// The manifest's name.
    pub label: String,
    /// What the work is called.
    pub title: Option<String>,
    /// The tool that made the manifest.
    pub generator: Option<Generator>,
    /// Who signed, with what and when.
    pub signature: Option<Signature>,
    /// What the work comes from: a URI of IPTC's or C2PA's digital source types.
    pub source_type: Option<String>,
    /// What machines may be fed with.
    pub training: Vec<TrainingEntry>,
    /// What the work was made from.
    pub ingredients: Vec<Ingredient>,
    /// Which claim the file is meant for, or why that is not understood.
    pub pointer: Option<Result<AssetPointer, PointerError>>,
}

/// Where a manifest store is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Location {
    /// In the file.
    Embedded,
    /// In a file of its own next to it.
    Sidecar(PathBuf),
}

/// A tool that makes manifests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Generator {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
}

/// The signature of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// The algorithm as C2PA names it, like `es256`.
    pub algorithm: Option<String>,
    /// When a time-stamp authority says that it saw the signature, in RFC 3339. What a signer says of the
    /// time is not told: it is worth nothing.
    pub time: Option<String>,
    /// Whether that authority is on the trust list. Those of manifests of C2PA's first version are not
    /// checked, and never are.
    pub time_is_trusted: bool,
    /// The signer's certificate.
    pub certificate: Certificate,
}

impl Credentials {
    /// What `reader` found of the manifest store in `store`; `None` when it has no active manifest.
    pub(crate) fn new(reader: &Reader, store: &[u8], location: Location) -> Option<Self> {
        let manifest = reader.active_manifest()?;
        let ingredients = manifest.ingredients().iter();
        Some(Self {
            validity: Validity::new(reader.validation_results()),
            manifest_hash: Sha256::digest(store).into(),
            manifest_bytes: store.len(),
            location,
            bound: is_bound(reader),
            label: clean(manifest.label().unwrap_or_default()),
            title: manifest.title().map(clean),
            generator: Generator::of(manifest),
            signature: Signature::of(reader, manifest),
            source_type: source_type::of(reader, manifest),
            training: training::entries(manifest),
            ingredients: ingredients
                .map(|ingredient| Ingredient::new(reader, ingredient))
                .collect(),
            pointer: AssetPointer::of(manifest),
        })
    }

    /// Whether machines may be trained on the work, where the manifest says so.
    #[must_use]
    pub fn training_allowed(&self) -> Option<bool> {
        training::training_allowed(&self.training)
    }

    /// Who signed, as the certificate names them.
    #[must_use]
    pub fn signer(&self) -> &str {
        let certificate = self.signature.as_ref().map(|signed| &signed.certificate);
        let name = certificate.and_then(|certificate| {
            let names = [&certificate.common_name, &certificate.organization];
            names.into_iter().flatten().next()
        });
        name.map_or("nobody who is named", String::as_str)
    }
}

fn is_bound(reader: &Reader) -> bool {
    succeeded(
        reader,
        &[
            ASSERTION_DATAHASH_MATCH,
            ASSERTION_BMFFHASH_MATCH,
            ASSERTION_BOXHASH_MATCH,
            ASSERTION_COLLECTIONHASH_MATCH,
        ],
    )
}

/// Whether one of the checks of the active manifest, by C2PA's codes, went well.
fn succeeded(reader: &Reader, checks: &[&str]) -> bool {
    let results = reader.validation_results();
    let codes = results.and_then(|results| results.active_manifest());
    let mut good = codes.into_iter().flat_map(|codes| codes.success());
    good.any(|status| checks.contains(&status.code()))
}

impl Generator {
    fn of(manifest: &Manifest) -> Option<Self> {
        let known = manifest.claim_generator_info.iter().flatten().next();
        let known = known.map(|info| Self {
            name: clean(&info.name),
            version: info.version.as_deref().map(clean),
        });
        // Older manifests have a text of the form that browsers send.
        let older = || {
            Some(Self {
                name: clean(manifest.claim_generator.as_deref()?),
                version: None,
            })
        };
        known.or_else(older)
    }
}

impl Signature {
    fn of(reader: &Reader, manifest: &Manifest) -> Option<Self> {
        let info = manifest.signature_info()?;
        Some(Self {
            algorithm: info.alg.map(|algorithm| algorithm.to_string()),
            time: info.time.as_deref().map(clean),
            time_is_trusted: manifest.claim_version().is_some_and(|version| version > 1)
                && succeeded(reader, &[TIMESTAMP_TRUSTED]),
            certificate: Certificate::leaf(info.cert_chain())?,
        })
    }
}

impl fmt::Display for Generator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        match &self.version {
            Some(version) => write!(f, " {version}"),
            None => Ok(()),
        }
    }
}
