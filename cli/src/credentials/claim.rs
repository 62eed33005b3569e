//! Whether a file's manifest and a claim on the file point at each other.

use provenue_client::{
    DigitalSourceType, Disclosure, REGISTRY_PROGRAM,
    solana::{Address, Hash},
    state::Asset,
};
use provenue_credentials::{AssetPointer, Credentials, is_generated};
use serde::Serialize;

use super::Found;

/// What a claim and the file's manifest say of each other.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ManifestCheck {
    /// The manifest that the claim records.
    store: Store,
    /// Where the file's manifest points to, seen from this claim; `null` when it points nowhere.
    pointer: Option<Pointing>,
    /// What the claim says and the manifest denies.
    contradictions: Vec<Contradiction>,
}

/// Something that a claim says, and a valid manifest of the file denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Contradiction {
    /// The claim names another certificate than the one that signed.
    Certificate,
    /// The claim names another source type.
    SourceType,
    /// The claim says that people made what the manifest says was generated.
    Disclosure,
    /// The claim allows training, and the manifest does not.
    Training,
}

/// What a claim records, against what the file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Store {
    /// The claim records the hash of the file's manifest store.
    Same,
    /// It records another.
    Other,
    /// It records one, and the file has none that can be read.
    Missing,
    /// It records none.
    NotRecorded,
}

/// Where a manifest points to, seen from a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Pointing {
    /// To a claim of who registered this one, on this ledger.
    Here,
    /// To a claim of somebody else on this ledger.
    OtherOwner,
    /// To another registry on this ledger.
    OtherRegistry,
    /// To another ledger.
    OtherLedger,
}

impl ManifestCheck {
    /// Compares a claim with what was found in the file; `None` when neither has a manifest.
    pub fn new(found: &Found, asset: &Asset, genesis: &Hash) -> Option<Self> {
        let recorded = (asset.manifest_hash != [0; 32]).then_some(asset.manifest_hash);
        let credentials = match found {
            Found::Read(credentials) => Some(credentials),
            _ => None,
        };
        let store = match (recorded, credentials) {
            (None, None) => return None,
            (None, Some(_)) => Store::NotRecorded,
            (Some(_), None) => Store::Missing,
            (Some(hash), Some(credentials)) if hash == credentials.manifest_hash => Store::Same,
            (Some(_), Some(_)) => Store::Other,
        };
        // What somebody changed afterwards points nowhere.
        let valid = credentials.filter(|credentials| credentials.validity.is_valid());
        Some(Self {
            store,
            pointer: valid
                .and_then(|credentials| pointing(credentials, &asset.registrant, genesis)),
            contradictions: valid.map_or_else(Vec::new, |it| contradictions(it, asset)),
        })
    }

    /// For people: whether something fits, and what.
    pub fn lines(&self) -> Vec<(bool, &'static str)> {
        let store = match self.store {
            Store::Same => (true, "the claim records the file's manifest"),
            Store::Other => (false, "the claim records another manifest than the file's"),
            Store::Missing => (
                false,
                "the claim records a manifest that the file does not have",
            ),
            Store::NotRecorded => (true, "the claim does not record the file's manifest"),
        };
        let pointer = self.pointer.map(|pointer| match pointer {
            Pointing::Here => (true, "the manifest points to a claim of who registered it"),
            Pointing::OtherOwner => (
                false,
                "the manifest points to somebody else's claim: this one is a rival",
            ),
            Pointing::OtherRegistry => {
                (false, "the manifest points to a claim in another registry")
            }
            Pointing::OtherLedger => (false, "the manifest points to a claim on another ledger"),
        });
        let contradictions = self.contradictions.iter().map(|contradiction| {
            let denied = match contradiction {
                Contradiction::Certificate => {
                    "the claim names another certificate than the manifest's"
                }
                Contradiction::SourceType => "the claim names another source than the manifest",
                Contradiction::Disclosure => {
                    "the claim says that people made it, and the manifest that it was generated"
                }
                Contradiction::Training => "the claim allows training, and the manifest does not",
            };
            (false, denied)
        });
        let said = [Some(store), pointer].into_iter().flatten();
        said.chain(contradictions).collect()
    }
}

/// What is recorded is compared where it is recorded.
fn contradictions(credentials: &Credentials, asset: &Asset) -> Vec<Contradiction> {
    let signature = credentials.signature.as_ref();
    let certificate = signature.map(|signed| signed.certificate.fingerprint);
    let recorded = asset.signing_certificate;
    let source = credentials.source_type.as_deref();
    let read =
        source.map(|uri| DigitalSourceType::from_uri(uri).unwrap_or(DigitalSourceType::Other));
    let said = DigitalSourceType::from_code(asset.digital_source_type).unwrap_or_default();
    let is_human = asset.disclosure == Disclosure::Human.code();
    let all = [
        (
            Contradiction::Certificate,
            recorded != [0; 32] && certificate != Some(recorded),
        ),
        (
            Contradiction::SourceType,
            said != DigitalSourceType::NotSaid && read.is_some_and(|read| read != said),
        ),
        (
            Contradiction::Disclosure,
            is_human && source.is_some_and(is_generated),
        ),
        (
            Contradiction::Training,
            asset.allows_training() && credentials.training_allowed() == Some(false),
        ),
    ];
    let found = all.into_iter().filter(|(_, contradicts)| *contradicts);
    found.map(|(contradiction, _)| contradiction).collect()
}

fn pointing(credentials: &Credentials, owner: &Address, genesis: &Hash) -> Option<Pointing> {
    let Some(Ok(pointer)) = &credentials.pointer else {
        return None;
    };
    Some(seen_from(pointer, &owner.to_string(), &genesis.to_string()))
}

fn seen_from(pointer: &AssetPointer, owner: &str, genesis: &str) -> Pointing {
    if pointer.cluster != genesis {
        Pointing::OtherLedger
    } else if pointer.program != REGISTRY_PROGRAM.to_string() {
        Pointing::OtherRegistry
    } else if pointer.owner != owner {
        Pointing::OtherOwner
    } else {
        Pointing::Here
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_is_followed_from_the_ledger_down_to_the_owner() {
        let [ledger, owner, other] = [(); 3].map(|()| Address::new_unique().to_string());
        let registry = REGISTRY_PROGRAM.to_string();
        let seen = |cluster: &str, program: &str, named: &str| {
            let pointer = AssetPointer::new(cluster, program, named, &[7; 32]).unwrap();
            seen_from(&pointer, &owner, &ledger)
        };
        assert_eq!(seen(&ledger, &registry, &owner), Pointing::Here);
        assert_eq!(seen(&ledger, &registry, &other), Pointing::OtherOwner);
        assert_eq!(seen(&ledger, &other, &owner), Pointing::OtherRegistry);
        assert_eq!(seen(&other, &registry, &owner), Pointing::OtherLedger);
    }
}
