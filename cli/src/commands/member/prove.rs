//! `prove-member`

use std::fmt;

use provenue_media::{ContentId, directory::Manifest};
use serde::Serialize;

use super::read;
use crate::{
    args::ProveMemberArgs,
    atomic_file,
    commands::hash::manifest_of,
    context::Context,
    failure::{Failure, Result},
    output::{Bytes, Fields},
};

/// What was proved, and where the proof is.
#[derive(Serialize)]
pub struct Proved {
    proof: String,
    /// Of the directory.
    directory: ContentId,
    /// Of the file.
    content_id: ContentId,
    path: String,
    byte_length: u64,
}

pub fn run(context: &Context, args: &ProveMemberArgs) -> Result<Proved> {
    let manifest: Manifest = if args.directory.is_dir() {
        manifest_of(&context.printer, &args.directory, args.chunks.chunk_size)?
    } else {
        read(&args.directory, "manifest of a directory")?
    };
    if atomic_file::same(&args.proof, &args.directory)
        || atomic_file::same(&args.proof, &args.directory.join(&args.member))
    {
        let proof = args.proof.display();
        return Err(Failure::new(format!("{proof} would be overwritten"))
            .hint("write the proof to a file of its own"));
    }
    let proof = manifest.prove(&args.member).map_err(|error| {
        Failure::new(error)
            .hint("name the file by its path in the directory, like tokenizer/vocab.json")
    })?;
    atomic_file::write_json(&args.proof, &proof)?;
    let entry = proof.entry();
    Ok(Proved {
        proof: args.proof.display().to_string(),
        directory: proof.directory(),
        content_id: entry.commitment.content_id,
        path: entry.path.as_str().to_owned(),
        byte_length: entry.commitment.byte_length,
    })
}

impl fmt::Display for Proved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let block = Fields::of(&self.proof)
            .field("proves", &self.path)
            .field("of directory", self.directory)
            .field("content id", self.content_id)
            .field("length", Bytes(self.byte_length));
        write!(f, "{block}")
    }
}
