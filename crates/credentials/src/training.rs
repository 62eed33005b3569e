//! What a manifest allows machines to be fed with.

use c2pa::Manifest;
use serde::Serialize;
use serde_json::Value;

use crate::text::clean;

/// The labels of the assertion: of the Creator Assertions Working Group, and of C2PA before it.
const LABELS: [&str; 2] = ["cawg.training-mining", "c2pa.training-mining"];

/// Whether a use is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Permission {
    /// It is.
    Allowed,
    /// It is not.
    NotAllowed,
    /// Under conditions that have to be read, or that are not understood.
    Constrained,
}

/// One line of a training-and-data-mining assertion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrainingEntry {
    /// The use, like `ai_generative_training`, `ai_training`, `ai_inference` or `data_mining`.
    pub purpose: String,
    /// Whether it is allowed.
    pub permission: Permission,
    /// The conditions, where there are any.
    pub constraint: Option<String>,
}

/// All entries of a manifest's assertions; the newer one first.
pub(crate) fn entries(manifest: &Manifest) -> Vec<TrainingEntry> {
    let mut entries = Vec::new();
    for label in LABELS {
        let assertions = manifest.assertions().iter();
        let labelled = assertions.filter(|assertion| assertion.label() == label);
        for assertion in labelled {
            let said = assertion
                .value()
                .ok()
                .and_then(|value| value.get("entries"));
            let said = said.and_then(Value::as_object).into_iter().flatten();
            for (name, value) in said {
                // Many tools write both assertions.
                let entry = entry(name, value);
                if !entries.contains(&entry) {
                    entries.push(entry);
                }
            }
        }
    }
    entries
}

fn entry(name: &str, value: &Value) -> TrainingEntry {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    // What is not understood may be a condition, and is no permission.
    let permission = match text("use") {
        Some("allowed") => Permission::Allowed,
        Some("notAllowed") => Permission::NotAllowed,
        _ => Permission::Constrained,
    };
    let purpose = name.strip_prefix("cawg.").or(name.strip_prefix("c2pa."));
    TrainingEntry {
        purpose: clean(purpose.unwrap_or(name)),
        permission,
        constraint: text("constraint_info").map(clean),
    }
}

/// Whether machines may be trained on the work: `None` when nothing is said. Allowed only when every entry
/// about training is.
#[must_use]
pub fn training_allowed(entries: &[TrainingEntry]) -> Option<bool> {
    let about = |entry: &&TrainingEntry| {
        matches!(
            entry.purpose.as_str(),
            "ai_training" | "ai_generative_training"
        )
    };
    let mut about_training = entries.iter().filter(about).peekable();
    about_training.peek()?;
    Some(about_training.all(|entry| entry.permission == Permission::Allowed))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn training_is_allowed_only_where_every_entry_says_so() {
        let of = |uses: &[(&str, &str)]| {
            let entries = uses.iter();
            let entries = entries.map(|(name, allowed)| entry(name, &json!({ "use": allowed })));
            training_allowed(&entries.collect::<Vec<_>>())
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[("cawg.data_mining", "notAllowed")]), None);
        assert_eq!(of(&[("cawg.ai_training", "allowed")]), Some(true));
        assert_eq!(of(&[("c2pa.ai_training", "notAllowed")]), Some(false));
        assert_eq!(of(&[("c2pa.ai_training", "constrained")]), Some(false));
        assert_eq!(of(&[("cawg.ai_training", "perhaps")]), Some(false));
        let both = [
            ("cawg.ai_training", "allowed"),
            ("cawg.ai_generative_training", "notAllowed"),
        ];
        assert_eq!(of(&both), Some(false));
    }
}
