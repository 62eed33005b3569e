//! `check-disclosure`: whether a field is what was committed to.

use std::{fmt, fs};

use provenue_client::solana::Address;
use provenue_record::{Disclosure, RecordCommitment};
use serde::Serialize;
use serde_json::Value;

use crate::{
    args::CheckDisclosureArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Fields, Moment, as_optional_text, style::GOOD},
    works::identify,
};

/// That a proof holds.
#[derive(Serialize)]
pub struct Checked {
    valid: bool,
    field: String,
    value: Value,
    commitment: RecordCommitment,
    /// The asset that the commitment was taken from.
    #[serde(serialize_with = "as_optional_text")]
    asset: Option<Address>,
    /// Seconds since 1970 when it was registered.
    registered_at: Option<i64>,
}

pub async fn run(context: &Context, args: &CheckDisclosureArgs) -> Result<Checked> {
    let path = args.proof.display();
    let text = fs::read_to_string(&args.proof)
        .map_err(|error| Failure::new(format!("cannot read {path}: {error}")))?;
    let disclosure = Disclosure::from_json(&text)
        .map_err(|error| Failure::new(format!("{path} is no proof of a field: {error}")))?;

    let (trusted, work) = match (&args.record, &args.work) {
        (Some(commitment), _) => (*commitment, None),
        (None, Some(name)) => {
            let identified = identify(&context.printer, name, &args.choice)?;
            let work = identified.work(&context.ledger()?).await?;
            if work.asset.generation_record == [0; 32] {
                return Err(Failure::new(format!(
                    "asset {} was registered without a generation record",
                    work.address
                )));
            }
            (RecordCommitment(work.asset.generation_record), Some(work))
        }
        // The command line asks for one of them.
        (None, None) => return Err(Failure::new("name the work, or its --record")),
    };
    let (field, value) = disclosure.verify(&trusted)?;
    Ok(Checked {
        valid: true,
        field: field.to_owned(),
        value: value.clone(),
        commitment: trusted,
        asset: work.as_ref().map(|work| work.address),
        registered_at: work.map(|work| work.asset.registered_at.get()),
    })
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Fields::of(format_args!("{GOOD}The proof holds.{GOOD:#}"))
            .field("field", &self.field)
            .field("value", &self.value)
            .field("of record", self.commitment)
            .optional("asset", self.asset)
            .optional("registered", self.registered_at.map(Moment))
            .fmt(f)
    }
}
