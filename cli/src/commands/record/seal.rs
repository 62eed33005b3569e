//! `record seal`: commits to how a work was made.

use std::{
    fmt,
    fs::File,
    io::{ErrorKind, Read},
    path::Path,
};

use provenue_media::{ChunkSize, ContentId};
use provenue_record::{
    GenerationRecord, Input, Model, RecordCommitment, SealedRecord, safetensors::Header,
};
use serde::Serialize;

use super::from_png;
use crate::{
    args::{RecordSealArgs, RoleOf},
    commands::fingerprint_of,
    context::Context,
    failure::{Failure, Result},
    output::{Fields, Printer},
};

/// PNG files begin like this (ISO/IEC 15948, 5.2).
const PNG_SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// No record is longer: texts of pictures may have as much.
const MAX_RECORD_BYTES: u64 = 1 << 27;

/// A record that is committed to.
#[derive(Serialize)]
pub struct Sealed {
    sealed: String,
    commitment: RecordCommitment,
    fields: Vec<String>,
}

pub fn run(context: &Context, args: &RecordSealArgs) -> Result<Sealed> {
    let mut record = read(&args.source)?;
    for model in &args.models {
        add_model(&mut record.models, described(&context.printer, model)?);
    }
    for input in &args.inputs {
        record.inputs.push(Input {
            role: input.role.clone(),
            name: Some(file_name(&input.path)),
            content_id: Some(content_id(&context.printer, &input.path)?),
            asset: None,
        });
    }
    let sealed = SealedRecord::seal(record)?;
    sealed.write_new(&args.sealed)?;
    Ok(Sealed {
        sealed: args.sealed.display().to_string(),
        commitment: sealed.commitment(),
        fields: sealed.names().map(str::to_owned).collect(),
    })
}

/// The record in a JSON document, or the one that a picture's texts tell.
fn read(path: &Path) -> Result<GenerationRecord> {
    let shown = path.display();
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Failure::new(format!("no such file: {shown}")),
        ErrorKind::InvalidData => not_a_record(path, &"it is neither text nor a PNG file"),
        _ => Failure::new(format!("cannot read {shown}: {error}")),
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = Vec::new();
    let signature = PNG_SIGNATURE.len() as u64;
    (&mut file)
        .take(signature)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    if head == PNG_SIGNATURE {
        return from_png(path);
    }
    let mut text = String::new();
    let mut whole = head.chain(file).take(MAX_RECORD_BYTES + 1);
    let length = whole.read_to_string(&mut text).map_err(unreadable)?;
    if length as u64 > MAX_RECORD_BYTES {
        return Err(not_a_record(path, &"it is too long"));
    }
    GenerationRecord::from_json(&text).map_err(|error| not_a_record(path, &error))
}

fn not_a_record(path: &Path, reason: &dyn fmt::Display) -> Failure {
    Failure::new(format!(
        "{} is not a generation record: {reason}",
        path.display()
    ))
    .hint("`provenue record schema` tells what a record is made of")
}

/// What a model's file says of itself, and its content id.
fn described(printer: &Printer, model: &RoleOf) -> Result<Model> {
    let name = file_name(&model.path);
    let safetensors = model
        .path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("safetensors"));
    let described = if safetensors {
        let header = Header::read_file(&model.path)
            .map_err(|error| Failure::new(format!("{}: {error}", model.path.display())))?;
        header.model(&model.role, &name)
    } else {
        Model {
            name,
            role: Some(model.role.clone()),
            ..Model::default()
        }
    };
    Ok(Model {
        content_id: Some(content_id(printer, &model.path)?),
        ..described
    })
}

/// A model that the record names already gets its content id, another one is added.
fn add_model(models: &mut Vec<Model>, added: Model) {
    let known = models
        .iter_mut()
        .find(|model| model.name == added.name && model.content_id.is_none());
    match known {
        Some(known) => {
            known.content_id = added.content_id;
            known.hash = known.hash.take().or(added.hash);
            known.role = known.role.take().or(added.role);
        }
        None => models.push(added),
    }
}

fn content_id(printer: &Printer, path: &Path) -> Result<ContentId> {
    Ok(fingerprint_of(printer, path, ChunkSize::default())?.content_id)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

impl fmt::Display for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Fields::of(&self.sealed)
            .field("commitment", self.commitment)
            .field("fields", self.fields.join(", "))
            .field(
                "secret",
                "keep it safe: it alone proves how the work was made",
            )
            .fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(name: &str, id: Option<u8>) -> Model {
        Model {
            name: name.into(),
            content_id: id.map(|byte| ContentId([byte; 32])),
            ..Model::default()
        }
    }

    #[test]
    fn a_model_is_listed_once() {
        let mut models = vec![model("dream", None)];
        add_model(&mut models, model("dream", Some(1)));
        assert_eq!(models, [model("dream", Some(1))]);
        // The same name, other bytes: it is another model.
        add_model(&mut models, model("dream", Some(2)));
        add_model(&mut models, model("style", Some(3)));
        assert_eq!(models.len(), 3);
    }
}
