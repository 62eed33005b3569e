//! What a manifest is worth, in plain words.

use std::fmt;

use c2pa::{
    ValidationResults, ValidationState,
    validation_status::{SIGNING_CREDENTIAL_UNTRUSTED, ValidationStatus},
};
use serde::Serialize;

use crate::text::clean;

/// What became of checking a manifest: its signature, its statements and the file's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Validity {
    /// All fits, and the signer's certificate leads to one on the trust list.
    Trusted,
    /// All fits. Anybody can have made the certificate: who signed is not known.
    Valid,
    /// Something does not fit, for these reasons.
    Invalid {
        /// Why, at least one.
        reasons: Vec<Reason>,
    },
}

/// Why a manifest is invalid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// C2PA's code for it.
    pub code: String,
    /// What it means.
    pub meaning: String,
    /// Whether it is about an ingredient and not the file.
    pub of_ingredient: bool,
}

impl Validity {
    /// Whether all fits.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        !matches!(self, Self::Invalid { .. })
    }

    pub(crate) fn new(results: Option<&ValidationResults>) -> Self {
        let Some(results) = results else {
            return Self::invalid(vec![Reason::unknown()]);
        };
        match results.validation_state() {
            ValidationState::Trusted => Self::Trusted,
            ValidationState::Valid => Self::Valid,
            _ => {
                let own = results.active_manifest().map(|codes| codes.failure());
                let own = own.into_iter().flatten().map(|failed| (failed, false));
                let deltas = results.ingredient_deltas().into_iter().flatten();
                let others = deltas.flat_map(|delta| delta.validation_deltas().failure());
                let others = others.map(|failed| (failed, true));
                Self::invalid(reasons(own.chain(others)))
            }
        }
    }

    fn invalid(mut reasons: Vec<Reason>) -> Self {
        if reasons.is_empty() {
            reasons.push(Reason::unknown());
        }
        Self::Invalid { reasons }
    }
}

/// Each reason once. That a signer is not on the trust list is none.
fn reasons<'a>(failed: impl Iterator<Item = (&'a ValidationStatus, bool)>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (status, of_ingredient) in failed {
        if status.code() == SIGNING_CREDENTIAL_UNTRUSTED {
            continue;
        }
        let reason = Reason::new(status.code(), status.explanation(), of_ingredient);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons
}

impl Reason {
    fn new(code: &str, explanation: Option<&str>, of_ingredient: bool) -> Self {
        let meaning = meaning(code).map_or_else(
            || explanation.map_or_else(|| clean(code), clean),
            str::to_owned,
        );
        Self {
            code: clean(code),
            meaning,
            of_ingredient,
        }
    }

    /// Without a validated signature nothing is valid, even where nothing failed.
    fn unknown() -> Self {
        Self {
            code: "claimSignature.missing".to_owned(),
            meaning: "there is no signature that could be checked".to_owned(),
            of_ingredient: false,
        }
    }
}

/// C2PA's codes of failures that people meet.
fn meaning(code: &str) -> Option<&'static str> {
    Some(match code {
        "assertion.dataHash.mismatch"
        | "assertion.bmffHash.mismatch"
        | "assertion.boxesHash.mismatch"
        | "assertion.boxesHash.unknownBox"
        | "assertion.collectionHash.mismatch" => {
            "the file's bytes were changed after it was signed"
        }
        "assertion.hashedURI.mismatch" | "hashedURI.mismatch" => {
            "a statement of the manifest was changed after it was signed"
        }
        "assertion.missing" => "a statement that was signed is missing",
        "assertion.undeclared" => "a statement was added after it was signed",
        "claimSignature.mismatch" => "the signature does not fit what was signed",
        "claimSignature.missing" => "there is no signature",
        "claimSignature.outsideValidity" => {
            "the certificate was not good at the time of the signature, or no time is proved and it has expired"
        }
        "claim.missing" => "what was signed is missing",
        "claim.multiple" => "there are several claims where one must be",
        "claim.malformed" | "claim.cbor.invalid" | "claim.required.missing" => {
            "the claim is not what C2PA demands"
        }
        "claim.hardBindings.missing" => "the manifest is not bound to the file's bytes",
        "assertion.multipleHardBindings" => "the manifest is bound to bytes more than once",
        "signingCredential.invalid" => "the certificate is not what C2PA demands of one",
        "signingCredential.expired" => {
            "the certificate has expired, and no time-stamp proves an earlier time"
        }
        "signingCredential.ocsp.revoked" => "the certificate was revoked",
        "algorithm.unsupported" => "the signature is of a kind that is not known",
        "ingredient.hashedURI.mismatch"
        | "ingredient.manifest.mismatch"
        | "ingredient.claimSignature.mismatch" => "an ingredient's manifest was changed",
        "ingredient.manifest.missing" | "ingredient.claimSignature.missing" => {
            "an ingredient's manifest is missing"
        }
        "manifest.multipleParents" => "it says that it was made from several parents",
        _ => return None,
    })
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = if self.of_ingredient {
            "of an ingredient: "
        } else {
            ""
        };
        write!(f, "{of}{} ({})", self.meaning, self.code)
    }
}

impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trusted => f.write_str("valid, by a signer on the trust list"),
            Self::Valid => f.write_str("valid, by a signer who is on no trust list"),
            Self::Invalid { reasons } => {
                let reasons: Vec<_> = reasons.iter().map(Reason::to_string).collect();
                write!(f, "invalid: {}", reasons.join("; "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_checked_is_invalid() {
        let Validity::Invalid { reasons } = Validity::new(None) else {
            panic!("invalid was expected");
        };
        assert_eq!(reasons.len(), 1);
        assert!(!Validity::new(Some(&ValidationResults::default())).is_valid());
    }

    #[test]
    fn an_unknown_code_is_told_by_its_explanation() {
        let reason = Reason::new("x.y", Some("why\u{1b}"), false);
        assert_eq!(reason.to_string(), "why\u{fffd} (x.y)");
        assert_eq!(
            Reason::new("x.y", None, true).to_string(),
            "of an ingredient: x.y (x.y)"
        );
    }
}
