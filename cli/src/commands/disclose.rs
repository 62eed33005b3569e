//! `disclose`: proves one field of a record.

use std::fmt;

use provenue_record::{RecordCommitment, SealedRecord};
use serde::Serialize;

use crate::{
    args::DiscloseArgs,
    atomic_file,
    failure::{Failure, Result},
    output::Fields,
};

/// What was disclosed, and where the proof is.
#[derive(Serialize)]
pub struct Disclosed {
    proof: String,
    field: String,
    commitment: RecordCommitment,
}

pub fn run(args: &DiscloseArgs) -> Result<Disclosed> {
    if atomic_file::same(&args.proof, &args.sealed) {
        return Err(
            Failure::new(format!("{} would be overwritten", args.sealed.display()))
                .hint("write the proof to a file of its own"),
        );
    }
    let sealed = SealedRecord::read(&args.sealed)?;
    let disclosure = sealed.disclose(&args.field)?;
    atomic_file::write_json(&args.proof, &disclosure)?;
    Ok(Disclosed {
        proof: args.proof.display().to_string(),
        field: args.field.clone(),
        commitment: sealed.commitment(),
    })
}

impl fmt::Display for Disclosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Fields::of(&self.proof)
            .field("proves", &self.field)
            .field("of record", self.commitment)
            .fmt(f)
    }
}
