//! What a file's manifest says, for people and machines.

use provenue_client::{did, state};
use provenue_credentials::{
    AssetPointer, Generator, Ingredient, Location, Reason, Relationship, Signature, TrainingEntry,
    Validity,
};
use serde::Serialize;

use super::Found;
use crate::{
    ledger::AnyLedger,
    output::{Fields, Hex, Printer},
};

/// How many ingredients are searched on the ledger: a manifest can name any number.
const MOST_SEARCHED: usize = 16;

/// A file's manifest. What was not said is `null`.
#[derive(Serialize)]
pub struct CredentialsReport {
    /// `none`, `unreadable`, `invalid`, `valid` or `trusted`.
    status: &'static str,
    /// Why it is invalid.
    reasons: Vec<Reason>,
    /// Why it cannot be read.
    problem: Option<String>,
    #[serde(flatten)]
    manifest: Option<Manifest>,
}

/// What a manifest says.
#[derive(Serialize)]
struct Manifest {
    #[serde(skip)]
    validity: Validity,
    manifest_hash: Hex,
    manifest_bytes: usize,
    location: Location,
    /// Whether it is bound to the file's bytes, and they fit.
    bound: bool,
    label: String,
    title: Option<String>,
    generator: Option<Generator>,
    signature: Option<Signature>,
    /// The `did:key` of the signer's key, where it can sign attestations.
    signer_did: Option<String>,
    digital_source_type: Option<String>,
    training: Vec<TrainingEntry>,
    training_allowed: Option<bool>,
    ingredients: Vec<Source>,
    pointer: Option<AssetPointer>,
    /// Why the pointer is not understood.
    pointer_problem: Option<String>,
}

/// A work that the manifest says it was made from.
#[derive(Serialize)]
struct Source {
    #[serde(flatten)]
    ingredient: Ingredient,
    /// The first claim that records the ingredient's manifest; `null` where there is none, or where it was not
    /// searched.
    asset: Option<String>,
}

impl From<&Found> for CredentialsReport {
    fn from(found: &Found) -> Self {
        let (status, problem) = match found {
            Found::None => ("none", None),
            Found::Unreadable(problem) => ("unreadable", Some(problem.clone())),
            Found::Read(credentials) => match credentials.validity {
                Validity::Trusted => ("trusted", None),
                Validity::Valid => ("valid", None),
                Validity::Invalid { .. } => ("invalid", None),
            },
        };
        let read = match found {
            Found::Read(credentials) => Some(credentials),
            _ => None,
        };
        let reasons = read.map(|credentials| match &credentials.validity {
            Validity::Invalid { reasons } => reasons.clone(),
            _ => Vec::new(),
        });
        Self {
            status,
            reasons: reasons.unwrap_or_default(),
            problem,
            manifest: read.map(|credentials| Manifest {
                validity: credentials.validity.clone(),
                manifest_hash: Hex(credentials.manifest_hash),
                manifest_bytes: credentials.manifest_bytes,
                location: credentials.location.clone(),
                bound: credentials.bound,
                label: credentials.label.clone(),
                title: credentials.title.clone(),
                generator: credentials.generator.clone(),
                signer_did: credentials.signature.as_ref().and_then(|signature| {
                    let key = signature.certificate.p256_key.as_ref();
                    key.map(did::of_p256)
                }),
                signature: credentials.signature.clone(),
                digital_source_type: credentials.source_type.clone(),
                training: credentials.training.clone(),
                training_allowed: credentials.training_allowed(),
                ingredients: credentials
                    .ingredients
                    .iter()
                    .map(|ingredient| Source {
                        ingredient: ingredient.clone(),
                        asset: None,
                    })
                    .collect(),
                pointer: credentials.pointer.clone().and_then(Result::ok),
                pointer_problem: match &credentials.pointer {
                    Some(Err(problem)) => Some(problem.to_string()),
                    _ => None,
                },
            }),
        }
    }
}

impl CredentialsReport {
    /// `none`, `unreadable`, `invalid`, `valid` or `trusted`.
    pub fn status(&self) -> &'static str {
        self.status
    }

    /// The signer's P-256 key in hexadecimal, where the manifest is valid and has one.
    pub fn p256_key(&self) -> Option<String> {
        let manifest = self.manifest.as_ref().filter(|it| it.validity.is_valid())?;
        let key = manifest.signature.as_ref()?.certificate.p256_key?;
        Some(hex::encode(key))
    }

    /// Whether something is wrong with it.
    pub fn is_bad(&self) -> bool {
        matches!(self.status, "unreadable" | "invalid")
    }

    /// In one line, what it is worth.
    pub fn verdict(&self) -> String {
        match (&self.manifest, &self.problem) {
            (Some(manifest), _) => manifest.validity.to_string(),
            (None, Some(problem)) => problem.clone(),
            (None, None) => "none".to_owned(),
        }
    }

    /// [`Self::line`], where there is anything to tell.
    pub fn shown(&self) -> Option<String> {
        (self.status != "none").then(|| self.line())
    }

    /// In one line, what it is worth and who signed.
    pub fn line(&self) -> String {
        match self
            .manifest
            .as_ref()
            .and_then(|manifest| manifest.signer())
        {
            Some(signer) => format!("{}; signed by {signer}", self.verdict()),
            None => self.verdict(),
        }
    }

    /// Searches the claims on the works that the manifest says it was made from. Many servers do not search
    /// for accounts; then it says so once.
    pub async fn find_ingredients(&mut self, printer: &Printer, ledger: &AnyLedger) {
        let sources = self.manifest.iter_mut().flat_map(|it| &mut it.ingredients);
        for source in sources.take(MOST_SEARCHED) {
            let Some(hash) = source.ingredient.manifest_hash else {
                continue;
            };
            match state::assets_with_manifest(ledger, &hash).await {
                Ok(mut assets) => {
                    assets.sort_by_key(|(_, asset)| {
                        (asset.registered_at.get(), asset.claim_index.get())
                    });
                    source.asset = assets.first().map(|(address, _)| address.to_string());
                }
                Err(error) => {
                    printer.note(format_args!("ingredients are not searched: {error}"));
                    return;
                }
            }
        }
    }

    /// The works that the manifest says it was made from, one line each.
    pub fn ingredients(&self) -> Vec<String> {
        let ingredients = self.manifest.iter().flat_map(|it| &it.ingredients);
        ingredients.map(ingredient).collect()
    }

    /// All of it, for people.
    pub fn fields(&self, title: impl ToString) -> Fields {
        let fields = Fields::of(title).field("credentials", self.verdict());
        let Some(manifest) = &self.manifest else {
            return fields;
        };
        let certificate = manifest
            .signature
            .as_ref()
            .map(|signed| &signed.certificate);
        let mut fields = fields
            .optional("title", manifest.title.as_ref())
            .optional("signed by", manifest.signer())
            .optional(
                "issued by",
                certificate.and_then(|certificate| certificate.issuer.as_ref()),
            )
            .optional("signed at", manifest.signature.as_ref().and_then(time))
            .optional("certificate", certificate.map(|it| Hex(it.fingerprint)))
            .optional("signer's key", manifest.signer_did.as_ref())
            .optional("made with", manifest.generator.as_ref())
            .optional("source", manifest.digital_source_type.as_ref());
        for entry in &manifest.training {
            fields = fields.field("machines", training(entry));
        }
        for line in self.ingredients() {
            fields = fields.field("made from", line);
        }
        fields
            .optional("points to", manifest.pointer.as_ref())
            .optional(
                "points to",
                manifest
                    .pointer_problem
                    .as_ref()
                    .map(|problem| format!("no claim: the assertion is not understood, {problem}")),
            )
            .field("manifest", manifest.manifest_hash)
    }
}

impl Manifest {
    fn signer(&self) -> Option<String> {
        let certificate = &self.signature.as_ref()?.certificate;
        match (&certificate.common_name, &certificate.organization) {
            (Some(name), Some(organization)) if name != organization => {
                Some(format!("{name} ({organization})"))
            }
            (Some(name), _) | (None, Some(name)) => Some(name.clone()),
            (None, None) => None,
        }
    }
}

/// When it was signed, and how sure that is.
fn time(signature: &Signature) -> Option<String> {
    let time = signature.time.as_ref()?;
    let authority = if signature.time_is_trusted {
        "by a time-stamp authority on the trust list"
    } else {
        "by a time-stamp authority that was not checked"
    };
    Some(format!("{time}, {authority}"))
}

fn training(entry: &TrainingEntry) -> String {
    use provenue_credentials::Permission::{Allowed, Constrained, NotAllowed};
    let purpose = entry.purpose.replace('_', " ");
    match (entry.permission, &entry.constraint) {
        (Allowed, _) => format!("{purpose} allowed"),
        (NotAllowed, _) => format!("{purpose} not allowed"),
        (Constrained, None) => format!("{purpose} under conditions"),
        (Constrained, Some(conditions)) => format!("{purpose} under conditions: {conditions}"),
    }
}

fn ingredient(source: &Source) -> String {
    let ingredient = &source.ingredient;
    let title = ingredient
        .title
        .as_deref()
        .unwrap_or("a work without title");
    let how = match ingredient.relationship {
        Relationship::Parent => "its parent",
        Relationship::Component => "a part",
        Relationship::Input => "an input",
    };
    let manifest = match (&ingredient.manifest, ingredient.was_valid) {
        (None, _) => "without credentials",
        (Some(_), Some(false)) => "with invalid credentials",
        (Some(_), _) => "with credentials",
    };
    let asset = source.asset.as_ref();
    let asset = asset.map_or_else(String::new, |asset| format!(", registered as {asset}"));
    format!("{title}, {how}, {manifest}{asset}")
}
