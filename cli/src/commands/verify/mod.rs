//! `verify`: who has registered a file.

mod identity;
mod near;
mod page;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use provenue_client::{
    Ledger,
    did::Identity,
    solana::Address,
    state::{self, Asset, Attestation},
};
use provenue_media::{ContentId, Fingerprint};
use serde::Serialize;

use self::{
    identity::DidCheck,
    near::{Neighbour, Search},
};
use crate::{
    args::VerifyArgs,
    claim::{Claim, chunk_size},
    commands::{
        attest::{AttestationReport, ServiceReport, by_the_service},
        fingerprint_of,
    },
    context::Context,
    credentials::{CredentialsReport, ManifestCheck, look},
    failure::{Failure, Result},
    identity::NamedDid,
    ledger::AnyLedger,
    output::{
        Fields, Verdict,
        style::{ERROR, FAINT, GOOD},
    },
};

/// The exit status when nobody has registered the file.
const NOT_REGISTERED: u8 = 3;
/// The exit status when the first claim is not of whom it was demanded to be.
const ANOTHER_OWNER: u8 = 4;
/// The exit status when the owner of the first claim took it back.
const REVOKED: u8 = 5;
/// The exit status when the first claim is not tied to the DID that was demanded.
const ANOTHER_DID: u8 = 6;

/// Who has registered a file.
#[derive(Serialize)]
pub struct Verified {
    file: String,
    content_id: ContentId,
    byte_length: u64,
    chunk_size: u64,
    /// By its first bytes.
    media_type: String,
    registered: bool,
    /// The number of the first claim that fits the file.
    first: Option<u16>,
    /// Whether its owner took that claim back.
    first_revoked: bool,
    demanded_owner: Option<String>,
    /// Whether the first claim is of the demanded owner.
    owner_matches: Option<bool>,
    demanded_did: Option<String>,
    /// Whether the first claim is tied to the demanded DID.
    did_matches: Option<bool>,
    /// The file's C2PA manifest.
    credentials: CredentialsReport,
    /// Owners who said different things of the same bytes: claims of theirs with different C2PA manifests.
    equivocations: Vec<String>,
    claims: Vec<Found>,
    /// Works that look like it, the nearest first; `null` when they were not asked for, or it is no picture.
    near: Option<Vec<Neighbour>>,
}

/// A claim on the file's content id.
#[derive(Serialize)]
struct Found {
    /// Whether it tells the file's length and chunks as they are. One that does not, claims bytes
    /// that do not exist.
    fits: bool,
    #[serde(skip)]
    address: Address,
    #[serde(skip)]
    owner: Address,
    #[serde(skip)]
    revoked: bool,
    #[serde(flatten)]
    claim: Claim,
    /// What the claim and the file's C2PA manifest say of each other; `null` where neither has one.
    manifest_check: Option<ManifestCheck>,
    /// How it is tied to the demanded DID; `null` when none was demanded.
    did_check: Option<DidCheck>,
    /// What was said about it; `null` where the server does not tell.
    attestations: Option<Vec<AttestationReport>>,
    /// The same, of the Solana Attestation Service, about the work and its owner.
    service_attestations: Option<Vec<ServiceReport>>,
}

impl Found {
    /// What was said about it, each in a line.
    fn said(&self) -> impl Iterator<Item = String> {
        let here = self.attestations.iter().flatten();
        let service = self.service_attestations.iter().flatten();
        here.map(AttestationReport::line)
            .chain(service.map(ServiceReport::line))
    }
}

pub async fn run(context: &Context, args: &VerifyArgs) -> Result<Verdict<Verified>> {
    let file = fingerprint_of(&context.printer, &args.file, args.chunks.chunk_size)?;
    // Pictures are read before the ledger is opened, as the embedded one is locked while it is open.
    let search = Search::prepare(&context.printer, args, &file)?;
    let did = match &args.did {
        Some(did) => Some(NamedDid::read(context, did, args.did_document.as_deref()).await?),
        None => None,
    };
    let manifest = look(&args.file, &args.trust.trust()?)?;
    let ledger = context.ledger()?;
    let genesis = ledger.genesis_hash().await?;
    let identity = did.map(|did| did.identity(&genesis)).transpose()?;
    let now = ledger.unix_time().await?;
    let mut assets = state::claims(&ledger, &file.content_id.0).await?;
    // A claim that was a member of a log has its number from later on, and the log's time.
    assets.sort_by_key(|(_, asset)| (asset.registered_at.get(), asset.claim_index.get()));
    let mut found = Vec::with_capacity(assets.len());
    for (address, asset) in &assets {
        let (said, service_attestations) =
            attestations(context, &ledger, address, &asset.owner).await;
        let did_check = match &identity {
            Some(identity) => Some(did_check(identity, &asset.owner, &said, now)?),
            None => None,
        };
        found.push(Found {
            fits: fits(asset.byte_length.get(), chunk_size(asset), &file),
            address: *address,
            owner: asset.owner,
            revoked: asset.is_revoked(),
            claim: Claim::new(address, asset),
            manifest_check: ManifestCheck::new(&manifest, asset, &genesis),
            did_check,
            attestations: said
                .ok()
                .map(|said| AttestationReport::of_all(&said, now, &genesis)),
            service_attestations,
        });
    }
    let claims = found;
    let found_claims: Vec<_> = assets_that_fit(&assets, &file).collect();
    let first = claims.iter().find(|found| found.fits);
    let is_owner = |owner| first.is_some_and(|found| found.owner == owner);
    let is_tied = first
        .and_then(|found| found.did_check.as_ref())
        .is_some_and(DidCheck::is_tied);
    let report = Verified {
        file: args.file.display().to_string(),
        content_id: file.content_id,
        byte_length: file.byte_length,
        chunk_size: file.chunk_size.bytes(),
        media_type: file.media_type.clone(),
        registered: first.is_some(),
        first: first.map(|found| found.claim.index()),
        first_revoked: first.is_some_and(|found| found.revoked),
        demanded_owner: args.owner.map(|owner| owner.to_string()),
        owner_matches: args.owner.map(is_owner),
        demanded_did: args.did.clone(),
        did_matches: args.did.is_some().then_some(is_tied),
        credentials: CredentialsReport::from(&manifest),
        equivocations: equivocations(&found_claims),
        claims,
        near: match search {
            Some(search) => Some(search.run(&ledger).await?),
            None => None,
        },
    };
    if let Some(path) = &args.html {
        page::write(context, &ledger, args, &report, path).await?;
    }
    let status = match (report.registered, report.owner_matches) {
        (false, _) => NOT_REGISTERED,
        (true, Some(false)) => ANOTHER_OWNER,
        (true, _) if report.did_matches == Some(false) => ANOTHER_DID,
        (true, _) if report.first_revoked => REVOKED,
        (true, _) => 0,
    };
    Ok(Verdict { report, status })
}

/// What was said about a claim. Many servers do not search for accounts; then the claims are shown without.
async fn attestations(
    context: &Context,
    ledger: &AnyLedger,
    asset: &Address,
    owner: &Address,
) -> (
    Result<Vec<(Address, Attestation)>>,
    Option<Vec<ServiceReport>>,
) {
    let here = state::attestations_about(ledger, asset).await;
    if let Err(failure) = &here {
        let note = format_args!("attestations are not shown: {failure}");
        context.printer.note(note);
    }
    // The reason why it does not tell is told once.
    let service = by_the_service(ledger, asset, owner).await;
    (here.map_err(Failure::from), service.ok())
}

/// How a claim is tied to a DID by what was said about it.
fn did_check(
    identity: &Identity,
    owner: &Address,
    said: &Result<Vec<(Address, Attestation)>>,
    now: i64,
) -> Result<DidCheck> {
    let attestations = said.iter().flatten().map(|(_, said)| said);
    let ties = identity.ties(owner, attestations, now);
    match said {
        // What was not read could be what ties them.
        Err(failure) if ties.both.is_empty() => Err(Failure::new(format!(
            "whether {} is tied to the claim cannot be found out: {failure}",
            identity.did()
        ))),
        _ => Ok(DidCheck::new(identity, owner, &ties)),
    }
}

/// The claims on just these bytes.
fn assets_that_fit<'a>(
    assets: &'a [(Address, Asset)],
    file: &'a Fingerprint,
) -> impl Iterator<Item = &'a Asset> {
    let assets = assets.iter().map(|(_, asset)| asset);
    assets.filter(|asset| fits(asset.byte_length.get(), chunk_size(asset), file))
}

/// Owners with claims on the same bytes that have different C2PA manifests. A claim without one says
/// nothing else, only less.
fn equivocations(claims: &[&Asset]) -> Vec<String> {
    let mut manifests: BTreeMap<String, BTreeSet<[u8; 32]>> = BTreeMap::new();
    let with_manifest = claims.iter().filter(|claim| claim.manifest_hash != [0; 32]);
    for claim in with_manifest {
        let of_owner = manifests.entry(claim.owner.to_string()).or_default();
        of_owner.insert(claim.manifest_hash);
    }
    let several = manifests.into_iter().filter(|(_, said)| said.len() > 1);
    several.map(|(owner, _)| owner).collect()
}

/// Whether a claim is of these bytes. Chunks that hold all of a file give it the same content id,
/// however much longer they are.
fn fits(byte_length: u64, chunk_size: u64, file: &Fingerprint) -> bool {
    let chunk = file.chunk_size.bytes();
    let same_tree = chunk_size == chunk || chunk_size.min(chunk) >= file.byte_length;
    byte_length == file.byte_length && same_tree
}

impl Verified {
    /// In one line, whether anybody has registered the file.
    fn verdict(&self) -> String {
        let file = &self.file;
        match (
            self.claims.iter().filter(|found| found.fits).count(),
            self.first_revoked,
        ) {
            (0, _) => format!("nobody has registered {file}"),
            (1, false) => format!("{file} is registered"),
            (1, true) => format!("{file} was registered, and its owner revoked that"),
            (fitting, false) => {
                format!("{file} is registered, by {fitting} claims that rival each other")
            }
            (fitting, true) => format!(
                "{file} is registered, by {fitting} claims that rival each other; the first is revoked"
            ),
        }
    }

    /// Whether there is a claim, and the first stands.
    fn is_good(&self) -> bool {
        self.registered && !self.first_revoked
    }

    fn summary(&self, found: &Found) -> Fields {
        let index = found.claim.index();
        let rank = if !found.fits {
            "void: its length or chunks are not the file's"
        } else if self.first == Some(index) {
            "the first"
        } else {
            "later: a rival of the first"
        };
        let revoked = if found.revoked { ", revoked" } else { "" };
        let title = format!("claim {index}, {rank}{revoked}");
        let mut summary = found.claim.summary(title);
        for (fits, line) in found.manifest_check.iter().flat_map(ManifestCheck::lines) {
            let mark = if fits { "✓" } else { "✗" };
            summary = summary.field("manifest", format!("{mark} {line}"));
        }
        for line in found.did_check.iter().flat_map(DidCheck::lines) {
            summary = summary.field("identity", line);
        }
        summary
    }

    /// The file's manifest, in one line.
    fn credentials(&self) -> (bool, String) {
        (self.credentials.is_bad(), self.credentials.line())
    }
}

impl fmt::Display for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.is_good() {
            format!("{GOOD}✓{GOOD:#}")
        } else {
            format!("{ERROR}✗{ERROR:#}")
        };
        writeln!(f, "{mark} {}", self.verdict())?;
        writeln!(f, "  {FAINT}content id{FAINT:#}  {}", self.content_id)?;
        let (bad, credentials) = self.credentials();
        let mark = if bad { ERROR } else { FAINT };
        writeln!(f, "  {mark}credentials{mark:#} {credentials}")?;
        for line in self.credentials.ingredients() {
            writeln!(f, "  {FAINT}made from{FAINT:#}   {line}")?;
        }
        for found in &self.claims {
            write!(f, "{}", self.summary(found))?;
            for said in found.said() {
                writeln!(f, "  {FAINT}attested{FAINT:#}    {said}")?;
            }
        }
        for owner in &self.equivocations {
            writeln!(
                f,
                "{ERROR}!{ERROR:#} {owner} has claims on these bytes with different C2PA manifests"
            )?;
        }
        for neighbour in self.near.iter().flatten() {
            write!(f, "{}", neighbour.summary())?;
        }
        match (&self.demanded_did, self.did_matches) {
            (Some(did), Some(true)) => writeln!(f, "{GOOD}✓{GOOD:#} the first claim is of {did}")?,
            (Some(did), Some(false)) if self.registered => {
                writeln!(f, "{ERROR}✗{ERROR:#} the first claim is not tied to {did}")?;
            }
            _ => {}
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
