//! `check-proof`: whether bytes are what a proof says.

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    path::Path,
};

use provenue_media::{Commitment, ContentId, RangeProof, Shown};
use serde::Serialize;

use crate::{
    args::CheckProofArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Bytes, Fields, Span, style::GOOD},
};

/// No proof is longer: one has at most some 120 hashes of 64 digits.
const MAX_PROOF_BYTES: u64 = 1 << 20;

/// That a proof holds.
#[derive(Serialize)]
pub struct Checked {
    valid: bool,
    /// Whether the file was named by the one who checks, and not by the proof alone.
    compared: bool,
    shown: &'static str,
    content_id: ContentId,
    byte_length: u64,
    chunk_size: u64,
    range: Span,
    part: Span,
}

pub fn run(context: &Context, args: &CheckProofArgs) -> Result<Checked> {
    let proof = read_proof(&args.proof)?;
    let named = args.content_id.zip(args.byte_length);
    let trusted = match named {
        Some((content_id, byte_length)) => Commitment {
            content_id,
            byte_length,
            chunk_size: args.chunk_size,
        },
        None => proof.commitment(),
    };
    let name = args.shown.display().to_string();
    let progress = context.printer.progress(&name, proof.part_length());
    let shown = proof.verify_file(&trusted, &args.shown, |done| progress.set(done));
    drop(progress);
    let shown = match shown.map_err(|error| super::hash::named(&name, error))? {
        Shown::Part => "part",
        Shown::WholeFile => "whole_file",
    };
    if named.is_none() {
        context.printer.note(
            "the proof itself names the file: compare the content id and the length with what \
             was registered",
        );
    }
    Ok(Checked {
        valid: true,
        compared: named.is_some(),
        shown,
        content_id: trusted.content_id,
        byte_length: trusted.byte_length,
        chunk_size: trusted.chunk_size.bytes(),
        range: proof.range().into(),
        part: proof.part().into(),
    })
}

fn read_proof(path: &Path) -> Result<RangeProof> {
    let shown = path.display();
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failure::new(format!("no such file: {shown}")),
        io::ErrorKind::IsADirectory => {
            Failure::new(format!("{shown} is a directory")).hint("name the proof in it")
        }
        io::ErrorKind::InvalidData => not_a_proof(path, "it is not text"),
        _ => Failure::new(format!("cannot read the proof {shown}: {error}")),
    };
    let mut text = String::new();
    let file = File::open(path).map_err(unreadable)?;
    let mut longest = file.take(MAX_PROOF_BYTES + 1);
    let bytes = longest.read_to_string(&mut text).map_err(unreadable)?;
    if bytes as u64 > MAX_PROOF_BYTES {
        return Err(not_a_proof(path, "it is too long"));
    }
    serde_json::from_str(&text).map_err(|error| not_a_proof(path, &error))
}

fn not_a_proof(path: &Path, reason: impl fmt::Display) -> Failure {
    Failure::new(format!("{} is not a proof: {reason}", path.display()))
        .hint("the proof comes first, then the part or the file")
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let block = Fields::of(format_args!("{GOOD}The proof holds.{GOOD:#}"))
            .field("proves", format_args!("bytes {}", self.range))
            .field("of", self.content_id)
            .field("length", Bytes(self.byte_length));
        write!(f, "{block}")
    }
}
