//! `check-member`

use std::fmt;

use provenue_client::solana::Address;
use provenue_media::{ContentId, directory::MemberProof};
use serde::Serialize;

use super::read;
use crate::{
    args::{CheckMemberArgs, WorkName},
    commands::fingerprint_of,
    context::Context,
    failure::{Failure, Result},
    output::{Bytes, Fields, Moment, as_optional_text, style::GOOD},
    works::Identified,
};

/// That a proof holds.
#[derive(Serialize)]
pub struct Checked {
    valid: bool,
    /// Whether the directory was named by the one who checks, and not by the proof alone.
    compared: bool,
    directory: ContentId,
    /// The asset that the directory was taken from.
    #[serde(serialize_with = "as_optional_text")]
    asset: Option<Address>,
    /// Seconds since 1970 when that was registered.
    registered_at: Option<i64>,
    path: String,
    content_id: ContentId,
    byte_length: u64,
}

pub async fn run(context: &Context, args: &CheckMemberArgs) -> Result<Checked> {
    let proof: MemberProof = read(&args.proof, "proof of a directory's file")?;
    let work = match &args.of {
        Some(WorkName::Address(address)) => {
            let identified = Identified::Address(*address);
            Some(identified.work(&context.ledger()?).await?)
        }
        Some(WorkName::File(path)) => {
            let name = path.display();
            return Err(
                Failure::new(format!("{name} is neither an asset nor a content id"))
                    .hint("`provenue hash DIRECTORY` and `provenue asset show` tell content ids"),
            );
        }
        Some(WorkName::Content(_)) | None => None,
    };
    let trusted = match (&args.of, &work) {
        (_, Some(work)) => ContentId(work.asset.content_id),
        (Some(WorkName::Content(id)), None) => *id,
        _ => proof.directory(),
    };
    let expected = proof.verify(&trusted).map_err(Failure::new)?;
    let found = fingerprint_of(&context.printer, &args.file, expected.chunk_size)?;
    if (found.content_id, found.byte_length) != (expected.content_id, expected.byte_length) {
        let (file, path) = (args.file.display(), proof.entry().path.as_str());
        return Err(Failure::new(format!(
            "{file} is not the file that the proof is about: {path}"
        )));
    }
    if args.of.is_none() {
        context.printer.note(
            "the proof itself names the directory: compare its content id with what was registered, \
             or let --of do it",
        );
    }
    Ok(Checked {
        valid: true,
        compared: args.of.is_some(),
        directory: trusted,
        asset: work.as_ref().map(|work| work.address),
        registered_at: work.map(|work| work.asset.registered_at.get()),
        path: proof.entry().path.as_str().to_owned(),
        content_id: expected.content_id,
        byte_length: expected.byte_length,
    })
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let block = Fields::of(format_args!("{GOOD}The proof holds.{GOOD:#}"))
            .field("proves", &self.path)
            .field("of directory", self.directory)
            .optional("asset", self.asset)
            .optional("registered", self.registered_at.map(Moment))
            .field("length", Bytes(self.byte_length));
        write!(f, "{block}")
    }
}
