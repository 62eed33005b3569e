//! `record show`: a sealed record, for its owner.

use std::{collections::BTreeMap, fmt};

use provenue_record::{RecordCommitment, SealedRecord};
use serde::Serialize;
use serde_json::Value;

use crate::{
    args::RecordShowArgs,
    failure::{Failure, Result},
    output::{Column, Table},
};

/// What a sealed record says.
#[derive(Serialize)]
pub struct Shown {
    commitment: RecordCommitment,
    /// The values, by the names under which they can be disclosed.
    fields: BTreeMap<String, Value>,
}

pub fn run(args: &RecordShowArgs) -> Result<Shown> {
    let sealed = SealedRecord::read(&args.sealed)?;
    let commitment = sealed.commitment();
    let value = |name: &str| {
        let disclosure = sealed.disclose(name)?;
        let (name, value) = disclosure.verify(&commitment)?;
        Ok((name.to_owned(), value.clone()))
    };
    let fields = sealed.names().map(value).collect::<Result<_, Failure>>()?;
    Ok(Shown { commitment, fields })
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "record {}", self.commitment)?;
        let mut table = Table::new([Column::Left("field"), Column::Left("value")]);
        for (name, value) in &self.fields {
            table.row([name.clone(), value.to_string()]);
        }
        table.fmt(f)
    }
}
