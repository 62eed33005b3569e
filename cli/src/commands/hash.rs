//! `hash`: the content ids of files and directories.

use std::{fmt, fs, io, path::Path};

use provenue_media::{
    ChunkSize, Fingerprint, MediaError,
    directory::{Directory, Manifest},
    fingerprint_file, fingerprint_reader,
};
use serde::Serialize;

use crate::{
    args::HashArgs,
    atomic_file,
    context::Context,
    failure::{Failure, Result},
    output::{Bytes, Fields, Printer},
};

/// The files, in the order they were named.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Hashes(Vec<Hashed>);

#[derive(Serialize)]
struct Hashed {
    file: String,
    #[serde(flatten)]
    fingerprint: Fingerprint,
    /// Of a file.
    chunks: Option<u64>,
    /// Of a directory.
    files: Option<usize>,
}

/// The media type of a work that is a directory, as freedesktop's shared MIME info names it.
const DIRECTORY: &str = "inode/directory";

pub fn run(context: &Context, args: &HashArgs) -> Result<Hashes> {
    if let Some(to) = &args.manifest {
        let [directory] = &args.files[..] else {
            return Err(Failure::new("a manifest is of one directory")
                .hint("name the directory alone, or leave --manifest out"));
        };
        let chunk_size = args.chunks.chunk_size;
        let manifest = manifest_of(&context.printer, directory, chunk_size)?;
        atomic_file::write_json(to, &manifest)?;
        return Ok(Hashes(vec![Hashed::directory(directory, &manifest)]));
    }
    let files = args.files.iter();
    files
        .map(|file| hashed(&context.printer, file, args.chunks.chunk_size))
        .collect::<Result<_>>()
        .map(Hashes)
}

fn hashed(printer: &Printer, path: &Path, chunk_size: ChunkSize) -> Result<Hashed> {
    if path.is_dir() {
        return Ok(Hashed::directory(
            path,
            &manifest_of(printer, path, chunk_size)?,
        ));
    }
    let fingerprint = if path == "-" {
        fingerprint_reader(io::stdin(), chunk_size, |_| {})
            .map_err(|error| named("standard input", error))?
    } else {
        fingerprint_of(printer, path, chunk_size)?
    };
    Ok(Hashed {
        file: path.display().to_string(),
        chunks: Some(chunk_size.count(fingerprint.byte_length)),
        files: None,
        fingerprint,
    })
}

impl Hashed {
    fn directory(path: &Path, manifest: &Manifest) -> Self {
        Self {
            file: path.display().to_string(),
            chunks: None,
            files: Some(manifest.entries().len()),
            fingerprint: fingerprint(manifest),
        }
    }
}

/// The manifest of a directory, with a bar that shows how far it is.
pub fn manifest_of(printer: &Printer, path: &Path, chunk_size: ChunkSize) -> Result<Manifest> {
    let name = path.display().to_string();
    let directory = Directory::scan(path).map_err(Failure::new)?;
    let progress = printer.progress(&name, directory.byte_length());
    let manifest = directory.fingerprint(chunk_size, |done| progress.set(done));
    let manifest = manifest.map_err(Failure::new)?;
    if manifest.byte_length() == 0 {
        return Err(named(&name, MediaError::Empty));
    }
    Ok(manifest)
}

/// What is registered of a directory.
fn fingerprint(manifest: &Manifest) -> Fingerprint {
    Fingerprint {
        content_id: manifest.content_id(),
        byte_length: manifest.byte_length(),
        chunk_size: manifest.chunk_size(),
        media_type: DIRECTORY.to_owned(),
    }
}

/// The fingerprint of a file or a directory, with a bar that shows how far it is.
pub fn fingerprint_of(
    printer: &Printer,
    path: &Path,
    chunk_size: ChunkSize,
) -> Result<Fingerprint> {
    if path.is_dir() {
        return Ok(fingerprint(&manifest_of(printer, path, chunk_size)?));
    }
    let name = path.display().to_string();
    let progress = printer.progress(&name, length_of(path));
    fingerprint_file(path, chunk_size, |done| progress.set(done))
        .map_err(|error| named(&name, error))
}

/// The length to show progress by; 0 for a file that cannot be read, which soon is an error.
pub fn length_of(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// Names the file where the error does not, as there may be many.
pub fn named(name: &str, error: MediaError) -> Failure {
    match error {
        MediaError::Empty => Failure::new(format!(
            "{name} is empty: there is nothing in it to identify"
        )),
        MediaError::Read { source } => Failure::new(format!("cannot read {name}: {source}")),
        other => other.into(),
    }
}

impl fmt::Display for Hashes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|hashed| {
            let found = &hashed.fingerprint;
            let chunk_size = found.chunk_size;
            let chunks = hashed
                .chunks
                .map(|count| format!("{count} of {chunk_size}"));
            let block = Fields::of(&hashed.file)
                .field("content id", found.content_id)
                .field("length", Bytes(found.byte_length))
                .optional("chunks", chunks)
                .optional("files", hashed.files)
                .field("media type", &found.media_type);
            write!(f, "{block}")
        })
    }
}
