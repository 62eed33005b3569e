//! `verify`: who has registered a file.

use std::fmt;

use provenue_client::{
    solana::Address,
    state::{self, Asset},
};
use provenue_media::{ContentId, Fingerprint};
use serde::Serialize;

use crate::{
    args::VerifyArgs,
    claim::{Claim, chunk_size},
    commands::{
        attest::{AttestationReport, about},
        fingerprint_of,
    },
    context::Context,
    failure::Result,
    ledger::AnyLedger,
    output::{
        Verdict,
        style::{ERROR, FAINT, GOOD},
    },
};

/// The exit status when nobody has registered the file.
const NOT_REGISTERED: u8 = 3;
/// The exit status when the first claim is not of whom it was demanded to be.
const ANOTHER_OWNER: u8 = 4;

/// Who has registered a file.
#[derive(Serialize)]
pub struct Verified {
    file: String,
    content_id: ContentId,
    byte_length: u64,
    chunk_size: u64,
    registered: bool,
    /// The number of the first claim that fits the file.
    first: Option<u16>,
    demanded_owner: Option<String>,
    /// Whether the first claim is of the demanded owner.
    owner_matches: Option<bool>,
    claims: Vec<Found>,
}

/// A claim on the file's content id.
#[derive(Serialize)]
struct Found {
    /// Whether it tells the file's length and chunks as they are. One that does not, claims bytes
    /// that do not exist.
    fits: bool,
    #[serde(skip)]
    owner: Address,
    #[serde(flatten)]
    claim: Claim,
    /// What was said about it; `null` where the server does not tell.
    attestations: Option<Vec<AttestationReport>>,
}

pub async fn run(context: &Context, args: &VerifyArgs) -> Result<Verdict<Verified>> {
    let file = fingerprint_of(&context.printer, &args.file, args.chunks.chunk_size)?;
    let ledger = context.ledger()?;
    let mut claims = state::claims(&ledger, &file.content_id.0).await?;
    // A claim that was a member of a log has its number from later on, and the log's time.
    claims.sort_by_key(|(_, asset)| (asset.registered_at.get(), asset.claim_index.get()));
    let mut found = Vec::with_capacity(claims.len());
    for (address, asset) in &claims {
        found.push(look_at(context, &ledger, &file, address, asset).await);
    }
    let claims = found;
    let first = claims.iter().find(|found| found.fits);
    let is_owner = |owner| first.is_some_and(|found| found.owner == owner);
    let report = Verified {
        file: args.file.display().to_string(),
        content_id: file.content_id,
        byte_length: file.byte_length,
        chunk_size: file.chunk_size.bytes(),
        registered: first.is_some(),
        first: first.map(|found| found.claim.index()),
        demanded_owner: args.owner.map(|owner| owner.to_string()),
        owner_matches: args.owner.map(is_owner),
        claims,
    };
    let status = match (report.registered, report.owner_matches) {
        (false, _) => NOT_REGISTERED,
        (true, Some(false)) => ANOTHER_OWNER,
        (true, _) => 0,
    };
    Ok(Verdict { report, status })
}

/// A claim, and what was said about it. Many servers do not search for accounts; then the claims are
/// shown without.
async fn look_at(
    context: &Context,
    ledger: &AnyLedger,
    file: &Fingerprint,
    address: &Address,
    asset: &Asset,
) -> Found {
    let attestations = about(ledger, address).await.map_err(|failure| {
        context
            .printer
            .note(format_args!("attestations are not shown: {failure}"));
    });
    Found {
        fits: fits(asset.byte_length.get(), chunk_size(asset), file),
        owner: asset.owner,
        claim: Claim::new(address, asset),
        attestations: attestations.ok(),
    }
}

/// Whether a claim is of these bytes. Chunks that hold all of a file give it the same content id,
/// however much longer they are.
fn fits(byte_length: u64, chunk_size: u64, file: &Fingerprint) -> bool {
    let chunk = file.chunk_size.bytes();
    let same_tree = chunk_size == chunk || chunk_size.min(chunk) >= file.byte_length;
    byte_length == file.byte_length && same_tree
}

impl fmt::Display for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = &self.file;
        let fitting = self.claims.iter().filter(|found| found.fits).count();
        match fitting {
            0 => writeln!(f, "{ERROR}✗{ERROR:#} nobody has registered {file}")?,
            1 => writeln!(f, "{GOOD}✓{GOOD:#} {file} is registered")?,
            _ => writeln!(
                f,
                "{GOOD}✓{GOOD:#} {file} is registered, by {fitting} claims that rival each other"
            )?,
        }
        writeln!(f, "  {FAINT}content id{FAINT:#}  {}", self.content_id)?;
        for found in &self.claims {
            let index = found.claim.index();
            let rank = if !found.fits {
                "void: its length or chunks are not the file's"
            } else if self.first == Some(index) {
                "the first"
            } else {
                "later: a rival of the first"
            };
            let title = format!("claim {index}, {rank}");
            write!(f, "{}", found.claim.summary(title))?;
            for said in found.attestations.iter().flatten() {
                writeln!(f, "  {FAINT}attested{FAINT:#}    {}", said.line())?;
            }
        }
        match (&self.demanded_owner, self.owner_matches) {
            (Some(owner), Some(true)) => {
                writeln!(f, "{GOOD}✓{GOOD:#} the first claim is of {owner}")
            }
            (Some(owner), Some(false)) if self.registered => {
                writeln!(f, "{ERROR}✗{ERROR:#} the first claim is not of {owner}")
            }
            _ if !self.registered => writeln!(
                f,
                "  {FAINT}one changed bit makes another file; one registered with another \
                 --chunk-size, or on another ledger, is not found{FAINT:#}"
            ),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use provenue_media::ChunkSize;

    use super::*;

    #[test]
    fn a_claim_fits_with_the_files_length_and_chunks() {
        let file = |byte_length| Fingerprint {
            content_id: ContentId([1; 32]),
            byte_length,
            chunk_size: ChunkSize::from_log2(13).unwrap(),
            media_type: String::new(),
        };
        assert!(fits(10_000, 8_192, &file(10_000)));
        assert!(!fits(9_999, 8_192, &file(10_000)));
        assert!(!fits(10_000, 4_096, &file(10_000)));
        assert!(!fits(10_000, 16_384, &file(10_000)));
        // In one chunk either way.
        assert!(fits(4_096, 4_096, &file(4_096)));
        assert!(!fits(4_097, 4_096, &file(4_097)));
    }
}
