//! What a work's pixels and sound come from, as IPTC's digital source types name it.

use std::collections::BTreeSet;

use c2pa::{Manifest, Reader};
use serde_json::Value;

use crate::text::clean;

/// Made by a model that was trained on the works of others: a generated work.
pub const TRAINED_ALGORITHMIC_MEDIA: &str =
    "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
/// A work with generated parts, like one that was painted in.
pub const COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA: &str =
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";
/// A work composed of several, of which a model generated at least one.
pub const COMPOSITE_SYNTHETIC: &str =
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic";
/// Data that a trained model made, and that is no picture or sound (C2PA's own).
pub const TRAINED_ALGORITHMIC_DATA: &str =
    "http://c2pa.org/digitalsourcetype/trainedAlgorithmicData";

/// The key of a source type in metadata (IPTC's photo metadata standard).
const METADATA_KEY: &str = "Iptc4xmpExt:DigitalSourceType";

/// Whether a source type says that a model generated the work or parts of it.
#[must_use]
pub fn is_generated(uri: &str) -> bool {
    [
        TRAINED_ALGORITHMIC_MEDIA,
        COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA,
        COMPOSITE_SYNTHETIC,
        TRAINED_ALGORITHMIC_DATA,
    ]
    .contains(&uri)
}

/// What the history of a file says of its source.
///
/// The action that created it tells. A work that was opened from another has the other's source: signing
/// a generated picture again does not hide that it is one. Where something was generated into a work later,
/// IPTC's term for the whole is "composite with trained algorithmic media". Where no action tells, the
/// metadata does.
pub(crate) fn of(reader: &Reader, manifest: &Manifest) -> Option<String> {
    let mut created = None;
    let mut generated_into = false;
    let mut seen = BTreeSet::new();
    let mut at = Some(manifest);
    while let Some(manifest) = at {
        // A hostile manifest can be its own ancestor.
        if !seen.insert(manifest.label()) {
            break;
        }
        for (action, source) in actions(manifest) {
            if action == "c2pa.created" {
                created = created.or(Some(source));
            } else {
                generated_into |= is_generated(&source);
            }
        }
        if created.is_some() {
            break;
        }
        created = metadata(manifest);
        let parent = manifest
            .parent()
            .and_then(|parent| parent.active_manifest());
        at = parent.and_then(|label| reader.get_manifest(label));
    }
    match created {
        Some(source) if is_generated(&source) || !generated_into => Some(source),
        _ if generated_into => Some(COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA.to_owned()),
        _ => None,
    }
}

/// The actions that name a source, and the source.
fn actions(manifest: &Manifest) -> impl Iterator<Item = (&str, String)> {
    let assertions = manifest.assertions().iter();
    let histories = assertions.filter(|assertion| {
        let label = assertion.label();
        label == "c2pa.actions" || label.starts_with("c2pa.actions.")
    });
    let values = histories.filter_map(|history| history.value().ok()?.get("actions")?.as_array());
    values.flatten().filter_map(|action| {
        let text = |key: &str| action.get(key).and_then(Value::as_str);
        Some((text("action")?, normal(text("digitalSourceType")?)))
    })
}

fn metadata(manifest: &Manifest) -> Option<String> {
    let mut values = manifest.assertions().iter().filter_map(|assertion| {
        let value = assertion.value().ok()?.get(METADATA_KEY)?;
        Some(normal(value.as_str()?))
    });
    values.next()
}

/// Writers differ in the scheme, in a slash at the end, and in whether they write the term alone.
fn normal(uri: &str) -> String {
    let uri = clean(uri.trim_end_matches('/'));
    match uri.strip_prefix("https://") {
        Some(rest) if rest.starts_with("cv.iptc.org/") || rest.starts_with("c2pa.org/") => {
            format!("http://{rest}")
        }
        None if !uri.is_empty() && uri.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            format!("http://cv.iptc.org/newscodes/digitalsourcetype/{uri}")
        }
        _ => uri,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_type_is_written_in_one_way() {
        for written in [
            "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/",
            "trainedAlgorithmicMedia",
        ] {
            assert_eq!(normal(written), TRAINED_ALGORITHMIC_MEDIA);
        }
        assert_eq!(normal("https://example.org/x"), "https://example.org/x");
    }
}
