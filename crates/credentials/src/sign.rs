//! Signing a manifest into a file.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use c2pa::{Builder, BuilderIntent, DigitalSourceType, format_from_path};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use crate::{
    container::Container,
    credentials::Credentials,
    error::CredentialsError,
    pointer::{AssetPointer, POINTER_LABEL},
    read::read,
    signer::Signer,
    trust::Trust,
    validity::Validity,
};

/// What a new manifest says.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// What the work is called.
    pub title: Option<String>,
    /// What it comes from, as a URI of a digital source type. With one the manifest says that the work was
    /// created; without, that it was opened.
    pub source_type: Option<String>,
    /// Whether machines may be trained on it.
    pub training_allowed: Option<bool>,
    /// What it was made from.
    pub ingredients: Vec<PathBuf>,
    /// Which claim the file is meant for.
    pub pointer: Option<AssetPointer>,
}

/// Writes `input` with a new manifest to `output`, which must not exist, and returns what the new file's
/// manifest says when it is read. A manifest that `input` has becomes an ingredient of the new one.
///
/// # Errors
///
/// [`CredentialsError::CannotSign`] when the kind of file has no room for a manifest or the request does not
/// fit the file, [`CredentialsError::Exists`] when there is such a file as `output`,
/// [`CredentialsError::File`] when one is not read or written, and those of [`read()`]. Nothing is
/// written then.
pub fn sign(
    input: &Path,
    output: &Path,
    signer: &Signer,
    request: &Request,
) -> Result<Credentials, CredentialsError> {
    let trust = Trust::default();
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| CredentialsError::File { path, source }
    };
    if output.exists() {
        return Err(CredentialsError::Exists {
            path: output.to_owned(),
        });
    }
    let former = read(input, &trust)?;
    let mut source = File::open(input).map_err(failed(input))?;
    let container = Container::of(input, &mut source).map_err(failed(input))?;
    let container = container.filter(|container| *container != Container::Pdf);
    let Some(container) = container else {
        return Err(CredentialsError::CannotSign(format!(
            "{} is no kind of file that a manifest can be written into",
            input.display()
        )));
    };
    // The finer name says more where both mean the same, like "m4a" and "mp4".
    let format = match format_from_path(input) {
        Some(named) if container.is_named(&named) => named,
        _ => container.format().to_owned(),
    };
    let refused = |error: c2pa::Error| CredentialsError::CannotSign(error.to_string());
    let mut builder = Builder::from_context(trust.context()?)
        .with_definition(definition(request))
        .map_err(refused)?;
    let intent = intent(former.as_ref(), request)?;
    if matches!(intent, BuilderIntent::Edit) {
        add(&mut builder, input, "parentOf")?;
    }
    builder.set_intent(intent);
    for ingredient in &request.ingredients {
        add(&mut builder, ingredient, "componentOf")?;
    }

    let folder = match output.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut target = NamedTempFile::new_in(folder).map_err(failed(output))?;
    let key = signer.open()?;
    builder
        .sign(key.as_ref(), &format, &mut source, target.as_file_mut())
        .map_err(refused)?;
    target.as_file().sync_all().map_err(failed(output))?;
    // A certificate that has expired, or a key of another one: nobody should find out later.
    let signed = signed(target.path(), container, &trust)?;
    target.persist_noclobber(output).map_err(|error| {
        let path = output.to_owned();
        match error.error.kind() {
            io::ErrorKind::AlreadyExists => CredentialsError::Exists { path },
            _ => failed(output)(error.error),
        }
    })?;
    Ok(signed)
}

/// What the manifest of the new file says, which must be valid.
fn signed(
    path: &Path,
    container: Container,
    trust: &Trust,
) -> Result<Credentials, CredentialsError> {
    let found = crate::read::read_as(path, Some(container), trust)?;
    let missing = || CredentialsError::CannotSign("the manifest is not in the file".to_owned());
    let signed = found.ok_or_else(missing)?;
    match &signed.validity {
        Validity::Invalid { .. } => Err(CredentialsError::CannotSign(format!(
            "the signed file is {}",
            signed.validity
        ))),
        _ => Ok(signed),
    }
}

/// Whether the work begins with this manifest, or goes on from another.
fn intent(
    former: Option<&Credentials>,
    request: &Request,
) -> Result<BuilderIntent, CredentialsError> {
    let Some(source_type) = &request.source_type else {
        return Ok(BuilderIntent::Edit);
    };
    let Some(former) = former else {
        return Ok(BuilderIntent::Create(DigitalSourceType::Other(
            source_type.clone(),
        )));
    };
    match &former.source_type {
        Some(said) if said == source_type => Ok(BuilderIntent::Edit),
        said => Err(CredentialsError::CannotSign(format!(
            "the file has a manifest already, by which its source type is {}, not {source_type}",
            said.as_deref().unwrap_or("not said")
        ))),
    }
}

fn definition(request: &Request) -> Value {
    let mut assertions = Vec::new();
    if let Some(pointer) = &request.pointer {
        assertions.push(json!({ "label": POINTER_LABEL, "data": pointer, "created": true }));
    }
    if let Some(allowed) = request.training_allowed {
        let entry = json!({ "use": if allowed { "allowed" } else { "notAllowed" } });
        let entries = json!({
            "cawg.ai_training": entry,
            "cawg.ai_generative_training": entry,
        });
        let data = json!({ "entries": entries });
        assertions.push(json!({ "label": "cawg.training-mining", "data": data, "created": true }));
    }
    json!({
        "title": request.title,
        "claim_generator_info": [{ "name": "Provenue", "version": env!("CARGO_PKG_VERSION") }],
        "assertions": assertions,
    })
}

/// Says that the work was made from a file, whose own manifest comes along.
fn add(builder: &mut Builder, path: &Path, relationship: &str) -> Result<(), CredentialsError> {
    let failed = |source| CredentialsError::File {
        path: path.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(failed)?;
    let container = Container::of(path, &mut file).map_err(failed)?;
    let format = container.map_or("application/octet-stream", Container::format);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ingredient = json!({ "title": name, "relationship": relationship });
    builder
        .add_ingredient_from_stream(ingredient.to_string(), format, &mut file)
        .map_err(|error| CredentialsError::CannotSign(format!("{}: {error}", path.display())))?;
    Ok(())
}
