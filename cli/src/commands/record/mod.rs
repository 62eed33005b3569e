//! `record`: how a work was made, kept secret until it is shown.

pub mod seal;
pub mod show;

use std::{fmt, path::Path};

use provenue_record::{GenerationRecord, SCHEMA, import};
use serde::Serialize;
use serde_json::Value;

use crate::{
    args::RecordImportArgs,
    failure::{Failure, Result},
};

/// A JSON document, which is what it is for people as well.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Document(Value);

/// `record import`: the record that a picture's texts tell.
pub fn import(args: &RecordImportArgs) -> Result<Document> {
    let record = from_png(&args.picture)?;
    serde_json::to_value(record)
        .map(Document)
        .map_err(Failure::new)
}

/// `record schema`.
pub fn schema() -> Result<Document> {
    serde_json::from_str(SCHEMA)
        .map(Document)
        .map_err(Failure::new)
}

fn from_png(path: &Path) -> Result<GenerationRecord> {
    import::from_png_file(path)
        .map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:#}", self.0)
    }
}
