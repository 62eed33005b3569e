//! `batch add`: works are hashed and logged.

use std::{
    collections::HashMap,
    fmt,
    path::{Path, PathBuf},
};

use provenue_client::solana::Signer;
use provenue_media::fingerprint_file;
use rayon::prelude::*;
use serde::Serialize;
use walkdir::WalkDir;

use super::{
    folder::BatchWriter,
    work::{Logged, Work, modified},
};
use crate::{
    args::BatchAddArgs,
    commands::hash::named,
    context::Context,
    failure::{Failure, Result},
    output::Fields,
};

/// Files that are hashed side by side, and that a job which is cut off loses at most.
const BLOCK: usize = 256;

/// What was added.
#[derive(Serialize)]
pub struct Added {
    batch: String,
    /// Works that are new.
    added: u64,
    /// Files that were in the batch already, as they are.
    known: u64,
    /// Works in the batch now.
    works: u64,
}

pub fn run(context: &Context, args: &BatchAddArgs) -> Result<Added> {
    let owner = context.keypair()?.pubkey();
    let files = files(&args.works)?;
    // The last word on each file.
    let mut known = HashMap::new();
    let mut batch = BatchWriter::open(&args.batch, owner, args.log_id, |_, work: Work| {
        known.insert(work.path, (work.modified, work.logged.chunk_size));
        true
    })?;
    let chunk_size = args.chunks.chunk_size;
    let new: Vec<_> = files
        .iter()
        .filter(|path| {
            let found = known.get(&name(path));
            found.is_none_or(|(at, size)| {
                at.is_none() || *at != modified(path) || *size != chunk_size
            })
        })
        .collect();

    let counter = context.printer.counter("works");
    let (mut added, mut works) = (0, batch.commit()?);
    for block in new.chunks(BLOCK) {
        let hashed: Vec<Result<Work>> = block
            .par_iter()
            .map(|path| {
                // Before the bytes, so that a change meanwhile is noticed the next time.
                let modified = modified(path);
                let file = fingerprint_file(path, chunk_size, |_| {})
                    .map_err(|error| named(&name(path), error))?;
                Ok(Work {
                    path: name(path),
                    modified,
                    logged: Logged::new(file, args.disclosure, args.allow_training),
                })
            })
            .collect();
        for work in hashed {
            match work {
                Ok(work) => batch.add(&work)?,
                // What came before it stays.
                Err(failure) => {
                    batch.commit()?;
                    return Err(failure);
                }
            }
            added += 1;
        }
        works = batch.commit()?;
        counter.set(added as usize, new.len());
    }
    Ok(Added {
        batch: args.batch.display().to_string(),
        added,
        known: (files.len() - new.len()) as u64,
        works,
    })
}

/// All files that are named, and all in folders that are named, by name.
fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in named {
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(Failure::new)?;
            if entry.file_type().is_dir() {
                continue;
            }
            if entry.path().to_str().is_none() {
                let shown = entry.path().display();
                return Err(Failure::new(format!("the name of {shown} is no text")));
            }
            files.push(entry.into_path());
        }
    }
    if files.is_empty() {
        return Err(Failure::new("there are no files in what was named"));
    }
    Ok(files)
}

/// Of a path that is text.
fn name(path: &Path) -> String {
    path.display().to_string()
}

impl fmt::Display for Added {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Fields::of(&self.batch)
            .field("added", self.added)
            .field("known", self.known)
            .field("works", self.works)
            .fmt(f)?;
        writeln!(f, "  provenue batch anchor {} registers them", self.batch)
    }
}
