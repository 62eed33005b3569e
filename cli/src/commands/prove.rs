//! `prove`: that a byte range lies in a file.

use std::fmt;

use provenue_media::{ContentId, extract_part, prove_range};
use serde::Serialize;

use super::hash::{length_of, named};
use crate::{
    args::ProveArgs,
    atomic_file,
    context::Context,
    failure::{Failure, Result},
    output::{Bytes, Fields, Span},
};

/// What was proved, and where the proof is.
#[derive(Serialize)]
pub struct Proved {
    proof: String,
    part_file: Option<String>,
    content_id: ContentId,
    byte_length: u64,
    chunk_size: u64,
    range: Span,
    part: Span,
    hashes: usize,
}

pub fn run(context: &Context, args: &ProveArgs) -> Result<Proved> {
    check_paths(args)?;
    let name = args.file.display().to_string();
    let proof = {
        let progress = context.printer.progress(&name, length_of(&args.file));
        prove_range(
            &args.file,
            args.range.0.clone(),
            args.chunks.chunk_size,
            |done| progress.set(done),
        )
        .map_err(|error| named(&name, error))?
    };
    if let Some(part) = &args.part {
        atomic_file::write(part, |to| Ok(extract_part(&args.file, &proof, to)?))?;
    }
    atomic_file::write_json(&args.proof, &proof)?;
    let commitment = proof.commitment();
    Ok(Proved {
        proof: args.proof.display().to_string(),
        part_file: args.part.as_ref().map(|part| part.display().to_string()),
        content_id: commitment.content_id,
        byte_length: commitment.byte_length,
        chunk_size: commitment.chunk_size.bytes(),
        range: proof.range().into(),
        part: proof.part().into(),
        hashes: proof.hashes().len(),
    })
}

/// The media file must survive, and so must the proof.
fn check_paths(args: &ProveArgs) -> Result<()> {
    let outputs = [Some(&args.proof), args.part.as_ref()];
    for output in outputs.into_iter().flatten() {
        if atomic_file::same(output, &args.file) {
            let file = args.file.display();
            return Err(Failure::new(format!("{file} would be overwritten"))
                .hint("write the proof and the part to files of their own"));
        }
    }
    match &args.part {
        Some(part) if atomic_file::same(part, &args.proof) => {
            let part = part.display();
            Err(Failure::new(format!(
                "{part} cannot be both the proof and the part"
            )))
        }
        _ => Ok(()),
    }
}

impl fmt::Display for Proved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let block = Fields::of(&self.proof)
            .field("proves", format_args!("bytes {}", self.range))
            .field("of", self.content_id)
            .field("length", Bytes(self.byte_length))
            .field("with the part", format_args!("bytes {}", self.part))
            .optional("in", self.part_file.as_ref())
            .field("hashes", self.hashes);
        write!(f, "{block}")
    }
}
