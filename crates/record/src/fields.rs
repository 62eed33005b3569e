//! What a record is cut into, to be shown piece by piece.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{error::RecordError, record::GenerationRecord};

/// The members of a record whose own members or elements are fields, and not they themselves.
const SPLIT: [&str; 3] = ["parameters", "models", "inputs"];

/// The record's fields by name, sorted by the bytes of their names.
///
/// A name is the JSON pointer (RFC 6901) to the field: `/prompt`, `/parameters/steps`, `/models/0`.
pub(crate) fn fields(record: &GenerationRecord) -> Result<BTreeMap<String, Value>, RecordError> {
    let Value::Object(members) = serde_json::to_value(record)? else {
        return Err(RecordError::Empty);
    };
    let mut fields = BTreeMap::new();
    for (name, value) in members {
        let pointer = format!("/{}", escaped(&name));
        match value {
            Value::Object(parts) if SPLIT.contains(&name.as_str()) => {
                let parts = parts.into_iter();
                fields.extend(
                    parts.map(|(part, value)| (format!("{pointer}/{}", escaped(&part)), value)),
                );
            }
            Value::Array(parts) if SPLIT.contains(&name.as_str()) => {
                let parts = parts.into_iter().enumerate();
                fields.extend(parts.map(|(place, value)| (format!("{pointer}/{place}"), value)));
            }
            value => {
                fields.insert(pointer, value);
            }
        }
    }
    // Its version is always there and tells nothing.
    if fields.len() > 1 {
        Ok(fields)
    } else {
        Err(RecordError::Empty)
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
