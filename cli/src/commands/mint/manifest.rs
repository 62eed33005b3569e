//! What the work's C2PA manifest says, and whether it agrees with what is to be registered.

use std::path::Path;

use provenue_client::{AssetDetails, CLAIM_GENERATOR_CAPACITY, DigitalSourceType, solana::Address};
use provenue_credentials::{Credentials, Trust, is_generated};

use crate::{
    args::{DisclosureArg, MintArgs},
    credentials::{CredentialsReport, Found, look},
    failure::{Failure, Result},
};

/// The manifest of a work that is to be registered.
pub struct Manifest {
    found: Found,
    /// Whether an invalid one is passed over.
    ignored: bool,
}

/// What is said of a work's making, on the command line or by its manifest, without contradiction.
pub struct Said {
    /// What the work comes from.
    pub source_type: DigitalSourceType,
    /// How much machines made.
    pub disclosure: DisclosureArg,
    /// Whether machines may be trained on it.
    pub training_allowed: bool,
}

impl Said {
    /// Takes what is said on the command line, and for the rest what the manifest says.
    pub fn new(args: &MintArgs, manifest: &Manifest) -> Result<Self> {
        let source = args.credentials.source_type.map(|said| said.0);
        let source_type = manifest.source_type(source)?;
        Ok(Self {
            source_type,
            disclosure: disclosure(args.disclosure, source_type)?,
            training_allowed: manifest.training_allowed(args.training())?,
        })
    }
}

impl Manifest {
    /// Looks for it. An invalid one is refused, unless it is to be passed over.
    pub fn read(file: &Path, trust: &Trust, ignore_invalid: bool) -> Result<Self> {
        let found = look(file, trust)?;
        let report = CredentialsReport::from(&found);
        if report.is_bad() && !ignore_invalid {
            return Err(Failure::new(format!(
                "{} has a C2PA manifest that proves nothing: {}",
                file.display(),
                report.verdict()
            ))
            .hint(
                "get the file as it was signed, or register it without its manifest with \
                 --ignore-invalid-credentials",
            ));
        }
        Ok(Self {
            ignored: report.is_bad(),
            found,
        })
    }

    /// What is reported of it.
    pub fn report(&self) -> CredentialsReport {
        CredentialsReport::from(&self.found)
    }

    /// What counts: what somebody changed afterwards says nothing.
    fn counts(&self) -> Option<&Credentials> {
        match &self.found {
            Found::Read(credentials) if !self.ignored => Some(credentials),
            _ => None,
        }
    }

    /// Whom the manifest names as the one who will claim the work, when that is not `owner`.
    pub fn points_to_another(&self, owner: &Address) -> Option<&str> {
        let pointer = self.counts()?.pointer.as_ref()?.as_ref().ok()?;
        (pointer.owner != owner.to_string()).then_some(&pointer.owner)
    }

    /// The source type that the manifest says, as a URI.
    fn source_uri(&self) -> Option<&str> {
        self.counts()?.source_type.as_deref()
    }

    /// The source type that is recorded: what the manifest says, or what is said on the command line. A
    /// term that is not known is recorded as such.
    fn source_type(&self, said: Option<DigitalSourceType>) -> Result<DigitalSourceType> {
        let Some(uri) = self.source_uri() else {
            return Ok(said.unwrap_or_default());
        };
        let read = DigitalSourceType::from_uri(uri).unwrap_or(DigitalSourceType::Other);
        match said {
            Some(said) if said != read => Err(contradiction(
                &format!("its source type is {uri}"),
                "--source-type",
            )),
            _ => Ok(read),
        }
    }

    /// Whether machines may be trained on the work: what is said, which must not contradict the manifest, or
    /// what the manifest says, or no.
    fn training_allowed(&self, said: Option<bool>) -> Result<bool> {
        let read = self.counts().and_then(Credentials::training_allowed);
        match (said, read) {
            (Some(true), Some(false)) => Err(contradiction(
                "machines must not be trained on it freely",
                "--allow-training",
            )),
            (Some(false), Some(true)) => Err(contradiction(
                "machines may be trained on it",
                "--forbid-training",
            )),
            _ => Ok(said.or(read).unwrap_or_default()),
        }
    }

    /// Adds it to what is registered.
    pub fn describe(&self, details: &mut AssetDetails) -> Result<()> {
        let Some(credentials) = self.counts() else {
            return Ok(());
        };
        let hash = credentials.manifest_hash;
        if details.manifest_hash.is_some_and(|given| given != hash) {
            return Err(
                Failure::new("--manifest is another manifest store than the file's own")
                    .hint("leave it out: the file's own is recorded"),
            );
        }
        let signature = credentials.signature.as_ref();
        details.manifest_hash = Some(hash);
        details.signing_certificate = signature.map(|signed| signed.certificate.fingerprint);
        let generator = credentials.generator.as_ref().map(ToString::to_string);
        details.claim_generator = generator.as_deref().map(recorded).unwrap_or_default();
        Ok(())
    }
}

/// How much machines made: what is said, which must not contradict the source type, or what follows from that.
fn disclosure(said: Option<DisclosureArg>, source: DigitalSourceType) -> Result<DisclosureArg> {
    match (said, source.uri()) {
        (Some(DisclosureArg::Human), Some(uri)) if is_generated(uri) => Err(Failure::new(format!(
            "a work whose source type is {uri} is not made by people alone, and that contradicts \
             --disclosure human"
        ))
        .hint("say --disclosure ai-generated, ai-assisted or composite, or leave it out")),
        (Some(said), _) => Ok(said),
        (None, _) => implied(source).ok_or_else(|| {
            Failure::new("nothing says how much of the work machines made")
                .hint("say it with --disclosure human, ai-assisted, ai-generated or composite")
        }),
    }
}

fn contradiction(manifest: &str, said: &str) -> Failure {
    Failure::new(format!(
        "the file's C2PA manifest says that {manifest}, and that contradicts {said}"
    ))
    .hint("say the same, or leave it out to take what the manifest says")
}

/// How much machines made of works of a source type, where that follows from it.
fn implied(source: DigitalSourceType) -> Option<DisclosureArg> {
    use DigitalSourceType as Source;
    Some(match source {
        Source::TrainedAlgorithmicMedia | Source::TrainedAlgorithmicData => {
            DisclosureArg::AiGenerated
        }
        Source::CompositeWithTrainedAlgorithmicMedia
        | Source::CompositeSynthetic
        | Source::Composite => DisclosureArg::Composite,
        Source::DigitalCapture
        | Source::ComputationalCapture
        | Source::CompositeCapture
        | Source::HumanEdits
        | Source::DigitalCreation
        | Source::NegativeFilm
        | Source::PositiveFilm
        | Source::Print
        | Source::MinorHumanEdits
        | Source::DigitalArt => DisclosureArg::Human,
        _ => return None,
    })
}

/// As much of a generator's name as an asset holds, in printable ASCII.
fn recorded(name: &str) -> String {
    let printable = |character: char| match character {
        ' '..='~' => character,
        _ => '?',
    };
    let cut: String = name
        .chars()
        .map(printable)
        .take(CLAIM_GENERATOR_CAPACITY)
        .collect();
    cut.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generators_name_fits_the_asset() {
        assert_eq!(recorded("Adobe Firefly 1.0"), "Adobe Firefly 1.0");
        assert_eq!(recorded("Café 日本"), "Caf? ??");
        assert_eq!(recorded(&"x".repeat(40)).len(), CLAIM_GENERATOR_CAPACITY);
        let spaced = format!("{} version 1", "x".repeat(31));
        assert_eq!(recorded(&spaced), "x".repeat(31));
    }

    #[test]
    fn without_a_manifest_what_is_said_is_taken() {
        let none = Manifest {
            found: Found::None,
            ignored: false,
        };
        let not_said = none.source_type(None).unwrap();
        assert_eq!(not_said, DigitalSourceType::NotSaid);
        assert!(disclosure(None, not_said).is_err());
        let generated = DigitalSourceType::TrainedAlgorithmicMedia;
        let disclosure = |said, source| disclosure(said, source).ok();
        assert_eq!(
            disclosure(None, generated),
            Some(DisclosureArg::AiGenerated)
        );
        assert_eq!(disclosure(Some(DisclosureArg::Human), generated), None);
        let composite = Some(DisclosureArg::Composite);
        assert_eq!(disclosure(composite, generated), composite);
        assert!(!none.training_allowed(None).unwrap());
        assert!(none.training_allowed(Some(true)).unwrap());
    }

    #[test]
    fn every_generated_source_contradicts_human() {
        for code in 0..=22 {
            let source = DigitalSourceType::from_code(code).unwrap();
            let generated = source.uri().is_some_and(is_generated);
            let human = implied(source) == Some(DisclosureArg::Human);
            assert!(!(generated && human), "{code}");
            assert!(!generated || implied(source).is_some(), "{code}");
        }
    }
}
