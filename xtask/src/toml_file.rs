//! Reading TOML files, with errors that name the file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The whole of `file`.
pub(crate) fn read(file: &Path) -> Result<toml::Value> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let table: toml::Table = text
        .parse()
        .with_context(|| format!("cannot parse {}", file.display()))?;
    Ok(toml::Value::Table(table))
}
