//! `verify`: who has registered a file.

mod found;
mod identity;
mod near;
mod page;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use provenue_client::{
    Ledger,
    solana::Address,
    state::{self, Asset},
};
use provenue_media::{ContentId, Fingerprint};
use serde::Serialize;

use self::{
    found::{Found, Subject},
    identity::DidCheck,
    near::{Neighbour, Search},
};
use crate::{
    args::VerifyArgs,
    claim::chunk_size,
    commands::fingerprint_of,
    context::Context,
    credentials::{CredentialsReport, ManifestCheck, look},
    failure::{Failure, Result},
    holder::Holder,
    identity::NamedDid,
    output::{
        Fields, Hex, Verdict,
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
    /// Certificates, by their SHA-256, that claims name as the signer's of different manifests for the same bytes.
    equivocating_certificates: Vec<Hex>,
    claims: Vec<Found>,
    /// Works that look like it, the nearest first; `null` when they were not asked for, or it is no picture.
    near: Option<Vec<Neighbour>>,
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
    let subject = Subject {
        file: &file,
        manifest: &manifest,
        identity: did.map(|did| did.identity(&genesis)).transpose()?,
        genesis,
        now: ledger.unix_time().await?,
    };
    let mut assets = state::claims(&ledger, &file.content_id.0).await?;
    // A claim that was a member of a log has its number from later on, and the log's time.
    assets.sort_by_key(|(_, asset)| (asset.registered_at.get(), asset.claim_index.get()));
    let mut found = Vec::with_capacity(assets.len());
    for (address, asset) in &assets {
        found.push(Found::look(context, &ledger, &subject, address, asset).await?);
    }
    let mut credentials = CredentialsReport::from(&manifest);
    credentials
        .find_ingredients(&context.printer, &ledger)
        .await;
    let claims = found;
    let found_claims: Vec<_> = assets_that_fit(&assets, &file).collect();
    let first = claims.iter().find(|found| found.fits);
    if args.owner.is_some() && first.is_some_and(|found| found.holder == Holder::Unknown) {
        return Err(Failure::new(
            "the first claim is of who holds its NFT, which this server does not tell",
        )
        .hint("use a server that searches for accounts: --url"));
    }
    let is_owner = |owner| first.is_some_and(|found| found.holder.is(owner));
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
        credentials,
        equivocations: by_owner(&found_claims),
        equivocating_certificates: by_certificate(&found_claims),
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

/// The claims on just these bytes.
fn assets_that_fit<'a>(
    assets: &'a [(Address, Asset)],
    file: &'a Fingerprint,
) -> impl Iterator<Item = &'a Asset> {
    let assets = assets.iter().map(|(_, asset)| asset);
    assets.filter(|asset| fits(asset.byte_length.get(), chunk_size(asset), file))
}

/// Registrants with claims on the same bytes that have different C2PA manifests.
fn by_owner(claims: &[&Asset]) -> Vec<String> {
    equivocations(claims, |claim| Some(claim.registrant.to_string()))
}

/// Certificates that claims on the same bytes name as those of different C2PA manifests.
fn by_certificate(claims: &[&Asset]) -> Vec<Hex> {
    let certificate = |claim: &Asset| {
        let named = claim.signing_certificate != [0; 32];
        named.then_some(claim.signing_certificate)
    };
    let several = equivocations(claims, certificate);
    several.into_iter().map(Hex).collect()
}

/// Who said different things of the same bytes. A claim without a manifest says nothing else, only less.
fn equivocations<Who: Ord>(claims: &[&Asset], who: impl Fn(&Asset) -> Option<Who>) -> Vec<Who> {
    let mut manifests: BTreeMap<Who, BTreeSet<[u8; 32]>> = BTreeMap::new();
    let with_manifest = claims.iter().filter(|claim| claim.manifest_hash != [0; 32]);
    for (claim, who) in with_manifest.filter_map(|claim| Some((claim, who(claim)?))) {
        manifests
            .entry(who)
            .or_default()
            .insert(claim.manifest_hash);
    }
    let several = manifests.into_iter().filter(|(_, said)| said.len() > 1);
    several.map(|(who, _)| who).collect()
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
        for certificate in &self.equivocating_certificates {
            writeln!(
                f,
                "{ERROR}!{ERROR:#} claims name different C2PA manifests for these bytes, signed with the same \
                 certificate {certificate}"
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
