//! `hash`: the content ids of files.

use std::{fmt, fs, io, path::Path};

use provenue_media::{ChunkSize, Fingerprint, MediaError, fingerprint_file, fingerprint_reader};
use serde::Serialize;

use crate::{
    args::HashArgs,
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
    chunks: u64,
}

pub fn run(context: &Context, args: &HashArgs) -> Result<Hashes> {
    let files = args.files.iter();
    files
        .map(|file| hashed(&context.printer, file, args.chunks.chunk_size))
        .collect::<Result<_>>()
        .map(Hashes)
}

fn hashed(printer: &Printer, path: &Path, chunk_size: ChunkSize) -> Result<Hashed> {
    let fingerprint = if path == "-" {
        fingerprint_reader(io::stdin(), chunk_size, |_| {})
            .map_err(|error| named("standard input", error))?
    } else {
        fingerprint_of(printer, path, chunk_size)?
    };
    Ok(Hashed {
        file: path.display().to_string(),
        chunks: chunk_size.count(fingerprint.byte_length),
        fingerprint,
    })
}

/// The fingerprint of a file, with a bar that shows how far it is.
pub fn fingerprint_of(
    printer: &Printer,
    path: &Path,
    chunk_size: ChunkSize,
) -> Result<Fingerprint> {
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
            let chunks = hashed.chunks;
            let block = Fields::of(&hashed.file)
                .field("content id", found.content_id)
                .field("length", Bytes(found.byte_length))
                .field("chunks", format_args!("{chunks} of {chunk_size}"))
                .field("media type", &found.media_type);
            write!(f, "{block}")
        })
    }
}
