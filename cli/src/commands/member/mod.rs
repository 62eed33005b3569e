//! `prove-member` and `check-member`: that a file is in a directory.

pub mod check;
pub mod prove;

use std::{fs, path::Path};

use serde::de::DeserializeOwned;

use crate::failure::{Failure, Result};

/// Reads a document about a directory; `kind` is what people call it.
fn read<D: DeserializeOwned>(path: &Path, kind: &str) -> Result<D> {
    let shown = path.display();
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("cannot read {shown}: {error}")))?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("{shown} is no {kind}: {error}")))
}
